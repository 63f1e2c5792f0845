// The transactions in which a unit changes its place, each played on one scene: a scarce shelf, two orders that wait for
// more, and goods on their way.
import { randomUUID } from 'node:crypto'
import { aloneInShop, withShop } from '#app/db.server.ts'
import { receive } from '#app/flows/goods-received.server.ts'
import { deliver } from '#app/flows/goods-shipped.server.ts'
import type { Told } from '#app/flows/order-settled.server.ts'
import { settleOrders } from '#app/flows/order-settled.server.ts'
import { sendPurchaseOrder } from '#app/flows/purchase-order-sent.server.ts'
import type { LevelReading } from '#app/flows/levels-read.server.ts'
import { HUILE, LYON, setUpShop } from '#tests/support/shop.ts'
import { lineOf, routedTo, snapshotOf } from '#tests/support/snapshots.ts'

/** What two of them are played against each other on. */
export type Scene = { readonly shop: string; readonly purchaseOrder: string; readonly poLine: string }
type Transaction = (scene: Scene) => Promise<unknown>

const AT = new Date('2026-11-24T08:14:05Z')
const WHO = 'Marc'

function told(number: number, quantity: number, wish: { placedAt?: string; updatedAt?: string } = {}): Told {
  const snapshot = snapshotOf(number, [lineOf(String(number), { quantity })], wish)
  return { snapshot, fetched: true, routing: routedTo(snapshot) }
}

function settle(
  shop: string,
  orders: readonly Told[],
  levels: readonly LevelReading[] = [],
): Promise<unknown> {
  return aloneInShop(shop, (tx) => settleOrders(tx, shop, orders, levels, `told:${randomUUID()}`, AT))
}

function counted(shop: string, onHand: number, askedAt: Date): Promise<unknown> {
  const cause = `level:${randomUUID()}`
  return settle(shop, [], [{ location: LYON, item: HUILE.item, onHand, unavailable: 0, askedAt, cause }])
}

/** Eight lie there: #1 holds six of them, #2 two, and claims ten of the twelve that are on their way. */
export async function setScene(shop: string): Promise<Scene> {
  await setUpShop({ shop, onHand: 8 })
  await settle(shop, [told(1, 6, FIRST)])
  await settle(shop, [told(2, 12)])
  const draft = await withShop(shop, (tx) => tx.purchaseOrderLine.findFirstOrThrow({ where: { shop } }))
  await sendPurchaseOrder(shop, draft.purchaseOrder, WHO)
  return { shop, purchaseOrder: draft.purchaseOrder, poLine: draft.id }
}

const FIRST = { placedAt: '2026-11-23T10:00:00.000Z' }

/**
 * Each with what it does on the first and on the second side of a pair, so that it meets another of its kind. What is
 * added here is played against all others.
 */
export const TRANSACTIONS: Readonly<Record<string, readonly [Transaction, Transaction]>> = {
  settle: [
    ({ shop }) => settle(shop, [told(1, 4, { ...FIRST, updatedAt: '2026-11-24T08:20:00.000Z' })]),
    ({ shop }) => settle(shop, [told(3, 5)]),
  ],
  ship: [
    ({ shop }) => deliver(shop, { order: 'gid://shopify/Order/1' }, WHO),
    ({ shop }) => deliver(shop, { order: 'gid://shopify/Order/2' }, WHO),
  ],
  receive: [
    ({ shop, purchaseOrder, poLine }) =>
      receive(shop, { purchaseOrder, lines: [{ poLine, quantity: 6 }] }, WHO),
    ({ shop, purchaseOrder, poLine }) =>
      receive(shop, { purchaseOrder, lines: [{ poLine, quantity: 5 }] }, WHO),
  ],
  count: [
    ({ shop }) => counted(shop, 7, new Date('2026-11-24T08:10:00Z')),
    ({ shop }) => counted(shop, 11, new Date('2026-11-24T08:12:00Z')),
  ],
}
