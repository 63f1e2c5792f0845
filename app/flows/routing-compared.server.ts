import type { Tx } from '#app/db.server.ts'
import { causeOfCatalog, type FoundDifference } from '#app/insight/difference.ts'
import { compareRouting, type Routed } from '#app/orders/compare-routing.ts'
import type { FulfillmentOrder, OrderSnapshot } from '#app/orders/order.ts'
import { webhooksWait } from './differences-found.server.ts'
import type { Told } from './order-settled.server.ts'

/** Where we think that orders ship from; null of those that we have not heard routed. */
export async function routingHeld(
  tx: Tx,
  shop: string,
  ids: readonly string[],
): Promise<Map<string, Routed>> {
  const orders = await tx.order.findMany({
    where: { shop, id: { in: [...ids] } },
    select: { id: true, routedAt: true, fulfillmentOrders: true },
  })
  return new Map(
    orders.map(({ id, routedAt, fulfillmentOrders }) => [
      id,
      routedAt ? fulfillmentOrders.map((one) => one as unknown as FulfillmentOrder) : null,
    ]),
  )
}

/** How the routing of open orders that we held differed before they were settled, and whether settling repaired it. */
export async function routingDifferences(
  tx: Tx,
  shop: string,
  held: ReadonlyMap<string, OrderSnapshot>,
  before: ReadonlyMap<string, Routed>,
  told: readonly Told[],
): Promise<FoundDifference[]> {
  const names = await tx.location.findMany({ where: { shop }, select: { id: true, name: true } })
  const places = new Map(names.map((place) => [place.id, place.name]))
  const fetched = told.filter((t) => t.fetched && t.routing && held.has(t.snapshot.id))
  // Shopify has not routed an order that it shows no fulfillment orders of.
  const routedThere = fetched.filter((t) => t.routing!.fulfillmentOrders.length > 0)
  const differ = (one: Told, ours: ReadonlyMap<string, Routed>) =>
    compareRouting(one.snapshot, ours.get(one.snapshot.id) ?? null, one.routing!.fulfillmentOrders, places)
  const differing = routedThere.flatMap((one) => {
    const found = differ(one, before)
    return found.length > 0 ? [{ one, found }] : []
  })
  if (differing.length === 0) return []
  const ids = differing.map(({ one }) => one.snapshot.id)
  const waiting = await webhooksWait(tx, shop, ids)
  const after = await routingHeld(tx, shop, ids)
  return differing.flatMap(({ one, found }) => {
    const repairedBy = differ(one, after).length === 0 ? ('settled' as const) : null
    const cause = causeOfCatalog(waiting.has(one.snapshot.id))
    return found.map((d) => ({
      ...d,
      subject: 'order' as const,
      subjectId: one.snapshot.id,
      cause,
      repairedBy,
    }))
  })
}
