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
  for (const { event, reading } of readings) {
    if (reading.kind !== 'order-hint') continue
    const found: string[] = [...reading.orders]
    for (const id of reading.through) {
      const order = (await knownBehind(shop, id)) ?? (await fetchOrderBehind(shop, id))
      if (order) found.push(order)
    }
    behind.set(event.id, found)
  }
  return behind
}

async function knownBehind(shop: string, id: string): Promise<string | null> {
  const known = await withShop(shop, (tx) =>
    tx.fulfillmentOrder.findUnique({ where: { shop_id: { shop, id } }, select: { orderId: true } }),
  )
  return known?.orderId ?? null
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
