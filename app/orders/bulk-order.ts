import { isObject } from './parse-order-fields.ts'

type Plain = Record<string, unknown>

/**
 * An order of a bulk query as `OrderForSettling` would have answered it; null when a bulk query cannot tell it and it
 * has to be fetched by itself: goods came back or were refunded, it left in more than one delivery, a routing was
 * cancelled, or its shipping is more than one line. Its only fulfillment then holds all that left.
 */
export function orderOfBulk(order: Plain): Plain | null {
  const fulfillments = listOf(order.fulfillments)
  const shippingLines = shippingOf(order)
  if (listOf(order.refunds).length > 0 || fulfillments.length > 1 || !shippingLines) return null
  const left = leftByLine(order)
  if (!left) return null
  const [fulfillment] = fulfillments
  if (!fulfillment && left.size > 0) return null
  if (fulfillment && fulfillment.status !== 'SUCCESS') return null
  const lines = [...left].map(([id, quantity]) => ({ quantity, lineItem: { id } }))
  return {
    ...order,
    lineItems: order.lineItems ?? { nodes: [] },
    fulfillmentOrders: order.fulfillmentOrders ?? { nodes: [] },
    shippingLines: { nodes: shippingLines },
    fulfillments: fulfillment ? [{ ...fulfillment, fulfillmentLineItems: { nodes: lines } }] : [],
    refunds: [],
    paymentTerms: termsOf(order.paymentTerms),
  }
}

/** Units that left, by line: what Shopify's routing says and what the lines say must be the same; else null. */
function leftByLine(order: Plain): Map<string, number> | null {
  const routed = new Map<string, number>()
  for (const one of nodesOf(order.fulfillmentOrders)) {
    if (one.status === 'CANCELLED') return null
    for (const { lineItem, totalQuantity, remainingQuantity } of nodesOf(one.lineItems)) {
      const id = isObject(lineItem) ? String(lineItem.id) : ''
      routed.set(id, (routed.get(id) ?? 0) + Number(totalQuantity) - Number(remainingQuantity))
    }
  }
  const left = new Map<string, number>()
  for (const { id, currentQuantity, unfulfilledQuantity } of nodesOf(order.lineItems)) {
    const quantity = Number(currentQuantity) - Number(unfulfilledQuantity)
    const byRouting = routed.get(String(id)) ?? 0
    // A cancelled order takes its units off its lines, and leaves their routing closed.
    if (order.cancelledAt ? quantity !== 0 : quantity !== byRouting) return null
    if (quantity > 0) left.set(String(id), quantity)
  }
  return left
}

function shippingOf({ shippingLine, totalShippingPriceSet }: Plain): Plain[] | null {
  const total = amountIn(totalShippingPriceSet)
  if (!isObject(shippingLine)) return total === '0' ? [] : null
  return amountIn(shippingLine.discountedPriceSet) === total && shippingLine.isRemoved !== true
    ? [shippingLine]
    : null
}

// "5.90" and "5.9" are one amount; both are Shopify's texts.
function amountIn(set: unknown): string {
  const money = isObject(set) && isObject(set.shopMoney) ? String(set.shopMoney.amount) : ''
  return money.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')
}

function termsOf(terms: unknown): unknown {
  return isObject(terms) ? { paymentSchedules: { nodes: [] }, ...terms } : terms
}

function nodesOf(connection: unknown): Plain[] {
  return isObject(connection) ? listOf(connection.nodes) : []
}

function listOf(value: unknown): Plain[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}
