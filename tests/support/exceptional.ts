import { expect } from 'vitest'
import type { Gid } from '#app/core/gid.ts'
import { aloneInShop, withShop } from '#app/db.server.ts'
import { makePickList } from '#app/flows/goods-picked.server.ts'
import { deliver } from '#app/flows/goods-shipped.server.ts'
import { settleOrders } from '#app/flows/order-settled.server.ts'
import { sendPurchaseOrder } from '#app/flows/purchase-order-sent.server.ts'
import type { OrderLine, OrderSnapshot } from '#app/orders/order.ts'
import { HUILE, LYON } from './shop.ts'
import { lineOf, snapshotOf } from './snapshots.ts'
import { AT, draftsIn, lineIn } from './told.ts'

/** The order of the journey, its line, and hours of its day after half past eight. */
export const ORDER = 'gid://shopify/Order/1042' as const
export const LINE = 'gid://shopify/LineItem/2' as const
export const HOUR = (n: number) => `2026-11-24T${String(8 + n).padStart(2, '0')}:30:00.000Z`

/** #1042 as it is told `n` hours later: so many units of HUILE-75, and whatever else is different. */
export function edited(
  n: number,
  line: Partial<OrderLine> & { quantity: number },
  wish: Partial<OrderSnapshot> = {},
) {
  return snapshotOf(1042, [lineOf('2', line)], { updatedAt: HOUR(n), ...wish })
}
/** #1042 lowered from twelve. */
export const lowered = (n: number, to: number, wish: Partial<OrderSnapshot> = {}) =>
  edited(n, { quantity: 12, current: to, fulfillable: to }, wish)
/** So many of #1042 were fulfilled. */
export const fulfilled = (n: number, quantity: number) => ({
  id: `gid://shopify/Fulfillment/${n}` as const,
  status: 'success' as const,
  location: LYON as Gid<'Location'>,
  createdAt: HOUR(n),
  lines: [{ line: LINE, quantity }],
})

/** The open tasks of a kind. */
export async function openTasks(shop: string, kind: string) {
  const tasks = await withShop(shop, (tx) =>
    tx.task.findMany({ where: { shop, kind, resolvedAt: null }, orderBy: { key: 'asc' } }),
  )
  return tasks.map(({ key, subject, params }) => ({ key, subject, params }))
}
/** The ledger, oldest row first. */
export const ledgerOf = (shop: string) =>
  withShop(shop, (tx) => tx.ledgerEntry.findMany({ where: { shop }, orderBy: { id: 'asc' } }))
/** The documents of a kind, oldest first, with what made them void. */
export const papers = (shop: string, kind: string) =>
  withShop(shop, (tx) =>
    tx.issuedDocument.findMany({ where: { shop, kind }, include: { voided: true }, orderBy: { no: 'asc' } }),
  )
/** What was done, oldest first. */
export const audits = async (shop: string) =>
  (await withShop(shop, (tx) => tx.auditEntry.findMany({ where: { shop }, orderBy: { id: 'asc' } }))).map(
    ({ action }) => action,
  )
/** Sends the one draft. */
export async function send(shop: string) {
  const [draft] = await draftsIn(shop)
  expect(await sendPurchaseOrder(shop, draft!.id, 'Claire')).toMatchObject({ kind: 'done' })
}
let readings = 0

/** What Shopify says lies at a place. */
export function readingOf(onHand: number, { location = LYON, unavailable = 0, askedAt = AT } = {}) {
  const cause = `reading:${++readings}`
  return { location, item: HUILE.item, onHand, unavailable, askedAt, cause }
}

/** Shopify says what lies at a place. */
export async function count(shop: string, onHand: number, where: Parameters<typeof readingOf>[1] = {}) {
  const reading = readingOf(onHand, where)
  await aloneInShop(shop, (tx) => settleOrders(tx, shop, [], [reading], reading.cause, AT))
}
/** Makes the pick list of an order. */
export async function pick(shop: string, order: string = ORDER) {
  const picked = await makePickList(shop, order, 'Marc')
  if (picked.kind !== 'done') throw new Error(picked.kind)
  return picked
}
/** Delivers so many of #1042. */
export async function ship(shop: string, quantity: number) {
  const done = await deliver(shop, { order: ORDER, lines: [{ line: LINE, quantity }] }, 'Marc')
  if (done.kind !== 'done') throw new Error(done.kind)
  return done
}
/** The decisions of a line, oldest first. */
export async function askWhy(shop: string, line = '2') {
  return (await lineIn(shop, line)).why as { did: string; quantity: number; because: string }[]
}
