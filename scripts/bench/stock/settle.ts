// Carnet's own way of settling orders, as its worker goes it: by the flow's functions, in their transactions.
import { aloneInShop, withShop } from '#app/db.server.ts'
import { drainInbox } from '#app/flows/inbox-drained.server.ts'
import { settleOrders } from '#app/flows/order-settled.server.ts'
import { BATCH } from '#app/inbox/claim.server.ts'
import type { OrderSnapshot } from '#app/orders/order.ts'
import { asWebhookBody } from '#tests/support/order-shapes.ts'

/** Settles one order in one transaction. */
export async function settle(shop: string, snapshot: OrderSnapshot): Promise<void> {
  const told = { snapshot, fetched: false, routing: null }
  await aloneInShop(shop, (tx) => settleOrders(tx, shop, [told], [], `bench:${snapshot.id}`, new Date()))
}

/** Puts orders into a shop's inbox, as the bodies of their webhooks. */
export async function fillInbox(shop: string, orders: readonly OrderSnapshot[]): Promise<void> {
  for (let from = 0; from < orders.length; from += 500) {
    const bodies = orders.slice(from, from + 500).map((order) => JSON.stringify(asWebhookBody(order)))
    await withShop(
      shop,
      (tx) => tx.$executeRaw`
        INSERT INTO inbox_event (shop, topic, event_id, received_at, body)
        SELECT ${shop}, 'orders/create', gen_random_uuid()::text, now(), convert_to(body, 'UTF8')
        FROM unnest(${bodies}::text[]) WITH ORDINALITY AS b (body, at) ORDER BY at`,
    )
  }
}

/** Drains an inbox of `count` events, job after job. */
export async function drain(shop: string, count: number): Promise<void> {
  for (let done = 0; done < count; done += BATCH) await drainInbox(shop)
}

/** How many orders of a shop are settled. */
export async function settledIn(shop: string): Promise<number> {
  const [row] = await withShop(
    shop,
    (tx) =>
      tx.$queryRaw<[{ orders: number }]>`SELECT count(*)::int AS orders FROM orders WHERE shop = ${shop}`,
  )
  return row.orders
}
