import { BlockStack, Button, Card, InlineStack, Select, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { Refusal } from '#app/ui/Refusal.tsx'
import { useAction } from '#app/ui/useAction.ts'
import { useTyped } from '#app/ui/useTyped.ts'
import { useWords } from '#app/ui/words.tsx'
import type { PurchaseOrderPage, PurchaseOrderPageLine } from './read-purchase-order.server.ts'

type Counted = { quantity: string; surplusIs: string }

/** What came in: prefilled with what was open. More than that needs a choice. The same form counts once. */
export function ReceiveForm({ order, newReceipt }: { order: PurchaseOrderPage; newReceipt: string }) {
  const { t } = useWords()
  const act = useAction()
  const open = order.lines.filter((line) => line.toCome > 0)
  const [counted, setCounted] = useState(() => allOf(open))
  useTyped(JSON.stringify(counted) !== JSON.stringify(allOf(open)))
  // The page's data may be read anew while the form stands: its receipt stays the one it was drawn with.
  const [receipt] = useState(newReceipt)
  const missing = open.some((line) => {
    const { quantity, surplusIs } = counted[line.id]!
    return !/^\d{1,7}$/.test(quantity) || (Number(quantity) > line.toCome && !surplusIs)
  })
  const nothing = open.every((line) => Number(counted[line.id]!.quantity) === 0)
  const receive = () => {
    const lines = open.map((line) => {
      const { quantity, surplusIs } = counted[line.id]!
      const over = Number(quantity) > line.toCome
      return { poLine: line.id, quantity: Number(quantity), ...(over && { surplusIs }) }
    })
    act.run('receive', { receipt, lines: JSON.stringify(lines.filter((line) => line.quantity > 0)) })
  }
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t('receive.title')}
          </Text>
          <Text as="p" tone="subdued">
            {t('receive.why', { location: order.location })}
          </Text>
        </BlockStack>
        {open.map((line) => (
          <ReceiveLine
            key={line.id}
            line={line}
            counted={counted[line.id]!}
            onChange={(one) => setCounted({ ...counted, [line.id]: one })}
          />
        ))}
        <Refusal said={act.refusal} />
        <InlineStack>
          <Button
            variant="primary"
            onClick={receive}
            disabled={act.busy || missing || nothing}
            loading={act.intent === 'receive'}
          >
            {t('receive.button')}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  )
}

function allOf(open: readonly PurchaseOrderPageLine[]): Record<string, Counted> {
  return Object.fromEntries(open.map((line) => [line.id, { quantity: String(line.toCome), surplusIs: '' }]))
}

type LineProps = { line: PurchaseOrderPageLine; counted: Counted; onChange: (counted: Counted) => void }

function ReceiveLine({ line, counted, onChange }: LineProps) {
  const { t } = useWords()
  const wrong = !/^\d{1,7}$/.test(counted.quantity)
  const surplus = wrong ? 0 : Number(counted.quantity) - line.toCome
  return (
    <InlineStack gap="300" blockAlign="start">
      <div style={{ flex: '1 1 220px', maxWidth: 320 }}>
        <TextField
          label={line.title}
          type="number"
          min={0}
          value={counted.quantity}
          onChange={(quantity) => onChange({ ...counted, quantity })}
          error={wrong ? t('field.whole-number') : undefined}
          helpText={t('receive.open', { count: line.toCome })}
          autoComplete="off"
        />
      </div>
      {surplus > 0 && (
        <div style={{ minWidth: 220, flex: 1 }}>
          <Select
            label={t('receive.surplus', { count: surplus })}
            value={counted.surplusIs}
            onChange={(surplusIs) => onChange({ ...counted, surplusIs })}
            options={[
              { value: '', label: t('receive.choose'), disabled: true },
              { value: 'kept-free', label: t('receive.kept-free') },
              { value: 'kept-priced', label: t('receive.kept-priced') },
              { value: 'refused', label: t('receive.refused') },
            ]}
          />
        </div>
      )}
    </InlineStack>
  )
}
