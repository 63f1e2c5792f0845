import { BlockStack, Button, Card, InlineStack, Select, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { Refusal } from '#app/ui/Refusal.tsx'
import { useAction } from '#app/ui/useAction.ts'
import { useTyped } from '#app/ui/useTyped.ts'
import { useWords } from '#app/ui/words.tsx'
import type { OrderPage, OrderPageLine } from './read-order.server.ts'

type Found = { readonly found: string; readonly reason: string }

/** What whoever picked found of the pick list: prefilled with all of it, shown while one is being picked. */
export function ShortPickCard({ order }: { order: OrderPage }) {
  const { t } = useWords()
  const act = useAction()
  const [open, setOpen] = useState(false)
  const lines = order.lines.filter((line) => line.reserved > 0 && line.item)
  const [found, setFound] = useState<Readonly<Record<string, Found>>>({})
  const foundOf = (line: OrderPageLine) =>
    found[line.id] ?? { found: String(line.reserved), reason: 'not-found' }
  const short = lines.filter(
    (line) => /^\d{1,7}$/.test(foundOf(line).found) && Number(foundOf(line).found) < line.reserved,
  )
  const wrong = lines.some(
    (line) => !(Number(foundOf(line).found) <= line.reserved) || foundOf(line).found === '',
  )
  useTyped(open && short.length > 0)
  const list = order.documents.findLast((document) => document.kind === 'pick-list')
  if (order.nextStep.kind !== 'deliver' || !order.nextStep.pickList || !list || lines.length === 0)
    return null
  if (!open)
    return (
      <InlineStack align="end">
        <Button onClick={() => setOpen(true)}>{t('order.do.pick-short')}</Button>
      </InlineStack>
    )
  const save = () => {
    const said = short.map((line) => ({
      line: line.id,
      ...foundOf(line),
      found: Number(foundOf(line).found),
    }))
    act.run('pick-short', { found: JSON.stringify(said) })
  }
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t('order.short.title', { number: list.number })}
          </Text>
          <Text as="p" tone="subdued">
            {t('order.short.why')}
          </Text>
        </BlockStack>
        {lines.map((line) => (
          <FoundLine
            key={line.id}
            line={line}
            found={foundOf(line)}
            onChange={(one) => setFound({ ...found, [line.id]: one })}
          />
        ))}
        <Refusal said={act.refusal} />
        <InlineStack gap="200">
          <Button
            variant="primary"
            onClick={save}
            disabled={act.busy || wrong || short.length === 0}
            loading={act.intent === 'pick-short'}
          >
            {t('order.short.save')}
          </Button>
          <Button onClick={() => setOpen(false)} disabled={act.busy}>
            {t('common.go-back')}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  )
}

type LineProps = { line: OrderPageLine; found: Found; onChange: (found: Found) => void }

function FoundLine({ line, found, onChange }: LineProps) {
  const { t } = useWords()
  const isNumber = /^\d{1,7}$/.test(found.found)
  const isOver = isNumber && Number(found.found) > line.reserved
  return (
    <InlineStack gap="300" blockAlign="start">
      <div style={{ flex: '1 1 220px', maxWidth: 320 }}>
        <TextField
          label={line.title}
          type="number"
          min={0}
          max={line.reserved}
          value={found.found}
          onChange={(value) => onChange({ ...found, found: value })}
          error={isOver ? t('order.short.more-than-listed') : isNumber ? undefined : t('field.whole-number')}
          helpText={t('order.short.found', { quantity: line.reserved })}
          autoComplete="off"
        />
      </div>
      {isNumber && Number(found.found) < line.reserved && (
        <div style={{ minWidth: 220, flex: 1 }}>
          <Select
            label={t('order.short.reason')}
            value={found.reason}
            onChange={(reason) => onChange({ ...found, reason })}
            options={[
              { value: 'not-found', label: t('order.short.not-found') },
              { value: 'damaged', label: t('order.short.damaged') },
            ]}
          />
        </div>
      )}
    </InlineStack>
  )
}
