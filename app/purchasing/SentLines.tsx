import { Badge, BlockStack, Card, Divider, InlineStack, Text } from '@shopify/polaris'
import { Amount } from '#app/ui/Amount.tsx'
import { useWords } from '#app/ui/words.tsx'
import { sumOf } from '../core/quantity.ts'
import { ForOrder, LineTitle, NeedsSentence } from './LineParts.tsx'
import { schedule } from './purchase-order.ts'
import type { PurchaseOrderPage, PurchaseOrderPageLine } from './read-purchase-order.server.ts'

/** A sent order's lines: what is still to come, when, and for whom. */
export function SentLines({ order }: { order: PurchaseOrderPage }) {
  const { t } = useWords()
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t('purchase.lines')}
        </Text>
        {order.lines.map((line, index) => (
          <BlockStack key={line.id} gap="400">
            {index > 0 && <Divider />}
            <SentLine line={line} currency={order.currency} />
          </BlockStack>
        ))}
        {order.note && <Text as="p">{t('purchase.note', { note: order.note })}</Text>}
      </BlockStack>
    </Card>
  )
}

function SentLine({ line, currency }: { line: PurchaseOrderPageLine; currency: string }) {
  const { t, money, day, quantity } = useWords()
  const dates = schedule(line)
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" gap="400" blockAlign="start">
        <LineTitle line={line} />
        <Text as="span" numeric>
          {t('purchase.price', {
            quantity: quantity(line.quantity),
            cost: money(line.unitCost, currency),
            net: money(line.net, currency),
          })}
        </Text>
      </InlineStack>
      <InlineStack gap="500">
        <Amount label={t('purchase.ordered')} value={quantity(line.quantity)} />
        <Amount
          label={t('purchase.received-units')}
          value={quantity(line.received + line.beyond)}
          remark={line.beyond > 0 && t('purchase.beyond', { count: line.beyond })}
        />
        {line.short > 0 && <Amount label={t('purchase.short')} value={quantity(line.short)} />}
        <Amount
          label={t('purchase.to-come')}
          value={quantity(line.toCome)}
          remark={dates
            .map((d) => t('purchase.dated', { quantity: quantity(d.quantity), day: day(d.on) }))
            .join(', ')}
        />
        {line.received + line.beyond > 0 && (
          <Amount
            label={t('purchase.to-pay')}
            value={money(line.toPay.amount, currency)}
            remark={t('purchase.units-at', {
              quantity: quantity(line.toPay.quantity),
              cost: money(line.unitCost, currency),
            })}
          />
        )}
      </InlineStack>
      <NeedsSentence line={line} />
      {line.withoutNeed > 0 && (
        <InlineStack>
          <Badge tone="attention">{t('purchase.without-need', { count: line.withoutNeed })}</Badge>
        </InlineStack>
      )}
      {line.toCome > 0 && <HeldFor line={line} />}
    </BlockStack>
  )
}

function HeldFor({ line }: { line: PurchaseOrderPageLine }) {
  const { t } = useWords()
  const free = line.toCome - sumOf(line.heldFor, (held) => held.quantity)
  return (
    <Text as="p" tone="subdued">
      {t('purchase.held-for')}{' '}
      {line.heldFor.map((held, index) => (
        <span key={held.orderId}>
          {index > 0 && ', '}
          <ForOrder order={held.order} orderId={held.orderId} count={held.quantity} />
        </span>
      ))}
      {line.heldFor.length > 0 && free > 0 && ', '}
      {free > 0 && t('purchase.held-free', { count: free })}
    </Text>
  )
}
