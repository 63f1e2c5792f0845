import { aloneInShop, withShop } from '#app/db.server.ts'
import { settleOrders } from '#app/flows/order-settled.server.ts'
import type { OrderSnapshot } from '#app/orders/order.ts'
import { verifyShop } from '#app/verify/verify.server.ts'
import { routedTo } from './snapshots.ts'
import { HUILE, LYON } from './shop.ts'

/** Tue 24/11, one minute after the order of the journey. */
export const AT = new Date('2026-11-24T08:14:05Z')

let events = 0

/** Shopify answers a fetch: the order as it is now, routed to one place. */
export async function tell(shop: string, snapshot: OrderSnapshot, place = LYON, at = AT) {
  const told = { snapshot, fetched: true, routing: routedTo(snapshot, place) }
  return aloneInShop(shop, (tx) => settleOrders(tx, shop, [told], [], `event:${++events}`, at))
}

/** An order line by the number in its id. */
export async function lineIn(shop: string, id: string) {
  return withShop(shop, (tx) =>
    tx.orderLine.findUniqueOrThrow({ where: { shop_id: { shop, id: `gid://shopify/LineItem/${id}` } } }),
  )
}

/** What lies of HUILE-75 at a place. */
export async function levelIn(shop: string, location = LYON) {
  return withShop(shop, (tx) =>
    tx.stockLevel.findUniqueOrThrow({
      where: { shop_location_item: { shop, location, item: HUILE.item } },
    }),
  )
}

/** The draft purchase orders with their lines and what each unit is bought for. */
export async function draftsIn(shop: string) {
  return withShop(shop, (tx) =>
    tx.purchaseOrder.findMany({
      where: { shop, state: 'draft' },
      include: { lines: { include: { demand: true } } },
      orderBy: { supplier: 'asc' },
    }),
  )
}

/** What the books' own proof says against them: nothing, when all is well. */
export async function unclean(shop: string) {
  const results = await verifyShop((work) => withShop(shop, work), shop, new Date())
  return results.filter((r) => !r.ok).map((r) => ({ check: `${r.id} ${r.name}`, rows: r.rows }))
}
