import { Badge, BlockStack, Card, Divider, InlineStack, Link, Text } from '@shopify/polaris'
import { Amount } from '#app/ui/Amount.tsx'
import { useWords } from '#app/ui/words.tsx'
import { idOf, type Gid } from '../core/gid.ts'
import { sumOf } from '../core/quantity.ts'
import { LineTitle, NeedsSentence } from './LineParts.tsx'
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
        <Amount label={t('purchase.received-units')} value={quantity(line.received)} />
        {line.short > 0 && <Amount label={t('purchase.short')} value={quantity(line.short)} />}
        <Amount
          label={t('purchase.to-come')}
          value={quantity(line.toCome)}
          remark={dates
            .map((d) => t('purchase.dated', { quantity: quantity(d.quantity), day: day(d.on) }))
            .join(', ')}
        />
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
          <Link url={`/app/orders/${idOf(held.orderId as Gid)}`}>
            {t('purchase.held-part', { count: held.quantity, order: held.order })}
          </Link>
        </span>
      ))}
      {line.heldFor.length > 0 && free > 0 && ', '}
      {free > 0 && t('purchase.held-free', { count: free })}
    </Text>
  )
}
