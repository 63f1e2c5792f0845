import { fetchOrderBehind, fetchOrders } from '#app/adapters/shopify/fetch-orders.server.ts'
import { withShop } from '#app/db.server.ts'
import type { Reading } from '#app/inbox/readings.server.ts'
import { parseGraphqlOrder } from '#app/orders/parse-graphql-order.ts'
import type { Told } from './order-settled.server.ts'

/** The orders that events bring whole. */
export function snapshotsOf(readings: readonly Reading[]): Told[] {
  return readings.flatMap(({ reading }) =>
    reading.kind === 'order-snapshot' ? [{ snapshot: reading.snapshot, fetched: false, routing: null }] : [],
  )
}

/** The orders that each hint is about: it names them, or something whose order Shopify has to be asked for. */
export async function ordersBehind(
  shop: string,
  readings: readonly Reading[],
): Promise<Map<bigint, string[]>> {
  const behind = new Map<bigint, string[]>()
  const hints = readings.flatMap(({ event, reading }) =>
    reading.kind === 'order-hint' ? [{ event, reading }] : [],
  )
  const known = await knownBehind(
    shop,
    hints.flatMap(({ reading }) => reading.through),
  )
  for (const { event, reading } of hints) {
    const found: string[] = [...reading.orders]
    for (const id of reading.through) {
      const order = known.get(id) ?? (await fetchOrderBehind(shop, id))
      if (order) found.push(order)
    }
    behind.set(event.id, found)
  }
  return behind
}

// Of the fulfillment orders that we know already.
async function knownBehind(shop: string, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await withShop(
    shop,
    (tx) => tx.$queryRaw<{ id: string; order: string }[]>`
      SELECT id, order_id AS order FROM fulfillment_order WHERE shop = ${shop} AND id = ANY(${[...ids]})`,
  )
  return new Map(rows.map(({ id, order }) => [id, order]))
}

/** Orders as Shopify shows them now, and which of those asked for it showed. */
export async function fetchTold(
  shop: string,
  ids: readonly string[],
): Promise<{ told: Told[]; found: Set<string> }> {
  const told: Told[] = []
  const found = new Set<string>()
  for (const { id, order } of await fetchOrders(shop, ids)) {
    const read = parseGraphqlOrder(order)
    if (read.kind !== 'snapshot') continue
    found.add(id)
    told.push({ snapshot: read.snapshot, fetched: true, routing: read.routing })
  }
  return { told, found }
}
