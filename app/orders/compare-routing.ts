import { canonicalJson } from '../core/canonical-json.ts'
import type { OrderDifference } from './compare-orders.ts'
import type { FulfillmentOrder, OrderSnapshot } from './order.ts'

/** The fulfillment orders of an order with the names of its places; null until Shopify has routed it. */
export type Routed = readonly FulfillmentOrder[] | null

/**
 * Where Shopify and we say an order's units ship from, a fulfillment order at a time: its place, its state and what
 * remains of each line. An order that we have not heard routed differs in what Shopify says of it.
 */
export function compareRouting(
  order: OrderSnapshot,
  ours: Routed,
  theirs: Routed,
  places: ReadonlyMap<string, string>,
): OrderDifference[] {
  const [mine, other] = [byId(ours), byId(theirs)]
  return [...new Set([...mine.keys(), ...other.keys()])].flatMap((id) => {
    const [a, b] = [mine.get(id), other.get(id)]
    if (canonicalJson(factOf(a)) === canonicalJson(factOf(b))) return []
    return [
      {
        field: 'routing',
        part: id,
        label: '',
        ours: a ? textOf(order, a, places) : null,
        theirs: b ? textOf(order, b, places) : null,
      },
    ]
  })
}

function byId(routed: Routed): Map<string, FulfillmentOrder> {
  return new Map((routed ?? []).map((one) => [one.id, one]))
}

// The order of the lines says nothing.
function factOf(one: FulfillmentOrder | undefined) {
  if (!one) return null
  const lines = one.lines.map(({ line, remaining }) => `${line} ${remaining}`).sort()
  return { location: one.location, status: one.status, lines }
}

function textOf(order: OrderSnapshot, one: FulfillmentOrder, places: ReadonlyMap<string, string>): string {
  const units = one.lines.map(({ line, remaining }) => {
    const of = order.lines.find((l) => l.id === line)
    return `${remaining} × ${of?.sku ?? of?.title ?? line}`
  })
  const place = one.location ? (places.get(one.location) ?? one.location) : ''
  return [[place, one.status].filter(Boolean).join(', '), units.join(', ')].filter(Boolean).join(': ')
}
