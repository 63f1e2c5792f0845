import { BlockStack, Link, Text } from '@shopify/polaris'
import type { ReactNode } from 'react'
import { useWords, type Words } from '#app/ui/words.tsx'
import { idOf, type Gid } from '../core/gid.ts'
import { sumOf } from '../core/quantity.ts'
import type { Need, PurchaseOrderPageLine } from './read-purchase-order.server.ts'

/** What is bought: its name, our SKU and the supplier's reference. */
export function LineTitle({ line }: { line: PurchaseOrderPageLine }) {
  const { t } = useWords()
  const names = [line.sku, line.reference && t('purchase.their-reference', { reference: line.reference })]
  return (
    <BlockStack gap="050">
      <Text as="h3" variant="headingSm">
        <Link url={`/app/stock/${idOf(line.item as Gid)}`} monochrome removeUnderline>
          {line.title}
        </Link>
      </Text>
      <Text as="span" tone="subdued" variant="bodySm">
        {names.filter(Boolean).join(' · ')}
      </Text>
    </BlockStack>
  )
}

/** "12 = 7 for #1042 + 5 to refill the stock": every unit names who wanted it. */
export function NeedsSentence({ line }: { line: PurchaseOrderPageLine }) {
  const words = useWords()
  const named = sumOf(line.needs, (need) => need.quantity)
  const without = line.quantity - named
  const parts = line.needs.map((need) => needOf(need, words))
  if (without > 0) parts.push(words.t('purchase.need.none', { count: without }))
  if (parts.length === 0) return null
  return (
    <Text as="p">
      {words.quantity(line.quantity)} ={' '}
      {parts.map((part, index) => (
        <span key={index}>
          {index > 0 && ' + '}
          {part}
        </span>
      ))}
    </Text>
  )
}

function needOf({ need, order, orderId, quantity: count }: Need, { t }: Words): ReactNode {
  switch (need) {
    case 'order':
      return <ForOrder order={order ?? ''} orderId={orderId ?? ''} count={count} />
    case 'reorder':
      return t('purchase.need.reorder', { count })
    case 'rounding':
      return t('purchase.need.rounding', { count })
    case 'free':
      return t('purchase.need.free', { count })
  }
}

/** "7 for #1042", which leads to the order. */
export function ForOrder({ order, orderId, count }: { order: string; orderId: string; count: number }) {
  const { t } = useWords()
  return <Link url={`/app/orders/${idOf(orderId as Gid)}`}>{t('purchase.need.order', { count, order })}</Link>
}
