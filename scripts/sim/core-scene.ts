// What the transactions that move units are played against each other on: one item, scarce in two places, with goods
// on their way from a supplier and from one place to the other, and two stock-takes under way.
import { randomUUID } from 'node:crypto'
import { aloneInShop, withShop } from '#app/db.server.ts'
import { setCallOff } from '#app/flows/call-off-set.server.ts'
import type { Told } from '#app/flows/order-settled.server.ts'
import { settleOrders } from '#app/flows/order-settled.server.ts'
import { sendPurchaseOrder } from '#app/flows/purchase-order-sent.server.ts'
import type { LevelReading } from '#app/flows/levels-read.server.ts'
import { QUANTITIES } from '#app/flows/quantities-told.server.ts'
import { beginStockTake } from '#app/flows/stock-take-begun.server.ts'
import { countStock } from '#app/flows/stock-take-counted.server.ts'
import { draftTransfer, setTransferLine } from '#app/flows/transfer-drafted.server.ts'
import { sendTransfer } from '#app/flows/transfer-sent.server.ts'
import { callUnits } from '#app/flows/units-called.server.ts'
import { BOUTIQUE, HUILE, LYON, setUpShop } from '#tests/support/shop.ts'
import { lineOf, snapshotOf, splitBetween } from '#tests/support/snapshots.ts'

export type Scene = {
  readonly shop: string
  readonly purchaseOrder: string
  readonly poLine: string
  /** Of four that left the Boutique for Lyon. */
  readonly underway: string
  /** Two drafts from the Boutique to Lyon, of one and of three. */
  readonly drafts: readonly [string, string]
  /** Lyon was counted to seven, the Boutique to four. */
  readonly takes: readonly [string, string]
  /** What a form is sent with: whoever sends it again, sends it with the same. */
  readonly form: string
}

export const WHO = 'Marc'
export const KEPT = 'gid://shopify/Order/5'
export const KEPT_LINE = 'gid://shopify/LineItem/5'
const AT = new Date('2026-11-24T08:14:05Z')
const FIRST = { placedAt: '2026-11-23T10:00:00.000Z' }

type Wish = { readonly placedAt?: string; readonly updatedAt?: string }

/** What Shopify tells of an order: so many of its units are to leave Lyon, the others the Boutique. */
export function told(number: number, quantity: number, inLyon: number, wish: Wish = {}): Told {
  const snapshot = snapshotOf(number, [lineOf(String(number), { quantity })], wish)
  const places: [string, number][] = [
    ...(inLyon > 0 ? [[LYON, inLyon] satisfies [string, number]] : []),
    ...(inLyon < quantity ? [[BOUTIQUE, quantity - inLyon] satisfies [string, number]] : []),
  ]
  return { snapshot, fetched: true, routing: splitBetween(snapshot, places) }
}

/** Orders that were there already are told anew. */
export const toldAgain = (number: number, quantity: number, inLyon: number): Told =>
  told(number, quantity, inLyon, { ...FIRST, updatedAt: '2026-11-24T08:20:00.000Z' })

/** Brings the books to what Shopify told. */
export function settle(
  shop: string,
  orders: readonly Told[],
  levels: readonly LevelReading[] = [],
): Promise<unknown> {
  return aloneInShop(shop, (tx) => settleOrders(tx, shop, orders, levels, `told:${randomUUID()}`, AT))
}

/** Eight lie in Lyon: #1 holds six of them, #2 two, and claims ten of the twelve that are on their way. */
export async function setScarceScene(shop: string) {
  await setUpShop({ shop, onHand: 8 })
  await settle(shop, [told(1, 6, 6, FIRST)])
  await settle(shop, [told(2, 12, 12)])
  const draft = await withShop(shop, (tx) => tx.purchaseOrderLine.findFirstOrThrow({ where: { shop } }))
  await done(sendPurchaseOrder(shop, draft.purchaseOrder, WHO))
  return { shop, purchaseOrder: draft.purchaseOrder, poLine: draft.id }
}

/**
 * The same, and ten lay in the Boutique: four have left for Lyon, #5 holds three until they are called, one of them is
 * called, and three are free.
 */
export async function setScene(shop: string): Promise<Scene> {
  const scarce = await setScarceScene(shop)
  await settle(shop, [told(5, 3, 0, FIRST)], [lying(BOUTIQUE, 10, '08:00:00')])
  await done(setCallOff(shop, { order: KEPT, on: true }, WHO))
  await done(callUnits(shop, called(randomUUID(), 1), WHO))
  const underway = await drafted(shop, 4)
  await done(sendTransfer(shop, underway, WHO))
  // Shopify has heard of all that, long before it is asked again.
  const heard = { where: { shop, kind: QUANTITIES }, data: { state: 'done', movedAt: FIRST.placedAt } }
  await withShop(shop, (tx) => tx.effect.updateMany(heard))
  return {
    ...{ ...scarce, underway, form: randomUUID() },
    drafts: [await drafted(shop, 1), await drafted(shop, 3)],
    takes: [await counted(shop, LYON, 7), await counted(shop, BOUTIQUE, 4)],
  }
}

/** A reading: so much of it lies there, Shopify said. */
export function lying(
  location: string,
  onHand: number,
  time: string,
  cause: string = randomUUID(),
): LevelReading {
  const askedAt = new Date(`2026-11-24T${time}Z`)
  return { location, item: HUILE.item, onHand, unavailable: 0, askedAt, cause: `level:${cause}` }
}

/** So many of the units that are kept are called. */
export function called(call: string, quantity: number) {
  return { order: KEPT, call, wishedOn: null, lines: [{ line: KEPT_LINE, quantity }] } as const
}

async function drafted(shop: string, quantity: number): Promise<string> {
  const id = randomUUID()
  await done(draftTransfer(shop, { id, origin: BOUTIQUE, destination: LYON }, WHO))
  await done(setTransferLine(shop, { transfer: id, item: HUILE.item, quantity }, WHO))
  return id
}

async function counted(shop: string, location: string, units: number): Promise<string> {
  const id = randomUUID()
  await done(beginStockTake(shop, { id, name: '', location, selection: { by: 'everything' } }, WHO))
  await done(countStock(shop, id, [{ key: randomUUID(), item: HUILE.item, units }], WHO))
  return id
}

async function done(outcome: Promise<{ kind: string }>): Promise<void> {
  const { kind } = await outcome
  if (kind !== 'done') throw new Error(`the scene cannot be set: ${kind}`)
}
