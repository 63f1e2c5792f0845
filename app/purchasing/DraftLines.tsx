import { BlockStack, Button, Card, Divider, InlineStack, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { AddItem } from '#app/suppliers/AddItem.tsx'
import type { Action } from '#app/ui/useAction.ts'
import { useTyped } from '#app/ui/useTyped.ts'
import { useWords } from '#app/ui/words.tsx'
import { passesOver } from '../suppliers/buying-terms.ts'
import { LineTitle, NeedsSentence } from './LineParts.tsx'
import type { PurchaseOrderPage, PurchaseOrderPageLine } from './read-purchase-order.server.ts'

type Props = { order: PurchaseOrderPage; act: Action }

/** A draft's lines: what each is for, and its quantity to change. */
export function DraftLines({ order, act }: Props) {
  const { t } = useWords()
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t('purchase.lines')}
        </Text>
        {order.lines.length === 0 && <Text as="p">{t('purchase.no-lines')}</Text>}
        {order.lines.map((line) => (
          <BlockStack key={`${line.id} ${line.quantity}`} gap="400">
            <DraftLine line={line} order={order} act={act} />
            <Divider />
          </BlockStack>
        ))}
        <AddItem act={act} intent="add" label={t('purchase.add-item')} units={t('purchase.quantity')} />
      </BlockStack>
    </Card>
  )
}

function DraftLine({ line, order, act }: Props & { line: PurchaseOrderPageLine }) {
  const { t, money } = useWords()
  const [text, setText] = useState(String(line.quantity))
  const wrong = wrongQuantity(text)
  useTyped(text !== String(line.quantity))
  const save = () => {
    if (!wrong && Number(text) !== line.quantity) act.run('quantity', { line: line.id, quantity: text })
  }
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" gap="400" blockAlign="start">
        <LineTitle line={line} />
        <InlineStack gap="300" blockAlign="center" wrap={false}>
          <div style={{ width: 110 }} onKeyDown={(event) => event.key === 'Enter' && save()}>
            <TextField
              label={t('purchase.quantity-of', { title: line.title })}
              labelHidden
              type="number"
              min={0}
              value={text}
              onChange={setText}
              onBlur={save}
              disabled={act.busy}
              error={wrong && t(wrong)}
              autoComplete="off"
            />
          </div>
          <div style={{ minWidth: 90, textAlign: 'end' }}>
            <Text as="span" numeric variant="headingMd">
              {money(line.net, order.currency)}
            </Text>
          </div>
        </InlineStack>
      </InlineStack>
      <NeedsSentence line={line} />
      {!wrong &&
        passesOver(Number(text), line).map((term) => (
          <Text key={term} as="p" tone="caution">
            {t(`purchase.passes-over.${term}`, { pack: line.packSize, moq: line.moq })}
          </Text>
        ))}
      <InlineStack align="space-between" gap="200">
        <Text as="span" tone="subdued" variant="bodySm">
          {t('purchase.terms', {
            cost: money(line.unitCost, order.currency),
            pack: line.packSize,
            moq: line.moq,
          })}
          {line.byHand && ` · ${t('purchase.by-hand')}`}
        </Text>
        <Button
          variant="plain"
          tone="critical"
          disabled={act.busy}
          onClick={() => act.run('remove', { line: line.id })}
          accessibilityLabel={t('purchase.remove-of', { title: line.title })}
        >
          {t('purchase.remove')}
        </Button>
      </InlineStack>
    </BlockStack>
  )
}

function wrongQuantity(text: string): 'field.whole-number' | 'field.too-many' | undefined {
  if (!/^\d+$/.test(text)) return 'field.whole-number'
  return Number(text) > 1_000_000 ? 'field.too-many' : undefined
}
