import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aloneInShop, withShop } from '#app/db.server.ts'
import { fulfillmentTold } from '#app/flows/fulfillment-told.server.ts'
import { receive } from '#app/flows/goods-received.server.ts'
import { deliver } from '#app/flows/goods-shipped.server.ts'
import { settleOrders } from '#app/flows/order-settled.server.ts'
import { sendPurchaseOrder } from '#app/flows/purchase-order-sent.server.ts'
import { quantitiesTold } from '#app/flows/quantities-told.server.ts'
import { dismissTask } from '#app/flows/task-settled.server.ts'
import type { OrderSnapshot } from '#app/orders/order.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { BOUTIQUE, HUILE, LYON, openTestDatabase, setUpShop } from '#tests/support/shop.ts'
import { lineOf, routedTo, snapshotOf } from '#tests/support/snapshots.ts'

let db: TestDatabase
let owner: pg.Pool
beforeAll(async () => {
  db = await openTestDatabase()
  owner = new pg.Pool({ connectionString: db.ownerUrl, max: 1 })
})
afterAll(async () => {
  await owner.end()
  await db.drop()
})

let shops = 0
async function shopWith(onHand: number) {
  const shop = `levels-${++shops}.myshopify.com`
  await setUpShop({ shop, onHand })
  return shop
}
let events = 0
const tell = (shop: string, snapshot: OrderSnapshot) =>
  aloneInShop(shop, (tx) => {
    const told = { snapshot, fetched: true, routing: routedTo(snapshot) }
    return settleOrders(tx, shop, [told], [], `event:${++events}`, new Date())
  })
/** Shopify says what lies in Lyon. */
const read = (shop: string, onHand: number, askedAt = new Date(), location = LYON) =>
  aloneInShop(shop, (tx) => {
    const cause = `level:${++events}`
    const reading = { location, item: HUILE.item, onHand, unavailable: 0, askedAt, cause }
    return settleOrders(tx, shop, [], [reading], cause, new Date())
  })
const lineIn = (shop: string, id: string) =>
  withShop(shop, (tx) =>
    tx.orderLine.findUniqueOrThrow({ where: { shop_id: { shop, id: `gid://shopify/LineItem/${id}` } } }),
  )
const onHand = async (shop: string) =>
  (await withShop(shop, (tx) => tx.stockLevel.findFirstOrThrow({ where: { shop, location: LYON } }))).onHand
const effectIn = (shop: string, kind: string) =>
  withShop(shop, (tx) => tx.effect.findFirstOrThrow({ where: { shop, kind } }))
const readingsAsked = async (shop: string) =>
  (
    await owner.query(
      `SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'read-levels' AND key LIKE $1`,
      [`levels:${shop}:%`],
    )
  ).rowCount

test('While nobody knows whether Shopify heard of a delivery its shelf is not judged, and read once that is known', async () => {
  const shop = await shopWith(10)
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 5 })], { placedAt: '2026-11-23T10:00:00.000Z' }))
  await tell(shop, snapshotOf(2, [lineOf('2', { quantity: 5 })]))
  await deliver(shop, { order: 'gid://shopify/Order/1' }, 'Marc')
  const { id, key, kind, payload } = await effectIn(shop, 'shopify-fulfillment')
  await withShop(
    shop,
    (tx) => tx.$executeRaw`
    UPDATE effect SET attempts = 1, payload = payload || '{"interruptions": 1}' WHERE shop = ${shop} AND id = ${id}::uuid`,
  )
  await read(shop, 5)
  expect(await onHand(shop)).toBe(5)
  expect(await lineIn(shop, '2')).toMatchObject({ reserved: 5 })
  expect(await readingsAsked(shop)).toBe(0)
  await withShop(shop, async (tx) => {
    const effect = { id, key, kind, payload, attempts: 2, interruptions: 1, firstAt: new Date() }
    const result = { fulfillment: 'gid://shopify/Fulfillment/1' }
    await fulfillmentTold.record(tx, shop, effect, { kind: 'done', answer: 'read back', result })
    await tx.effect.update({
      where: { shop_id: { shop, id } },
      data: { state: 'done', movedAt: new Date(Date.now() - 1_000) },
    })
  })
  expect(await readingsAsked(shop)).toBe(1)
  await read(shop, 5)
  expect(await onHand(shop)).toBe(5)
  expect(await lineIn(shop, '2')).toMatchObject({ reserved: 5 })
})

test('A delivery that Shopify has not heard of yet is taken off what Shopify says', async () => {
  const shop = await shopWith(10)
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 5 })]))
  await deliver(shop, { order: 'gid://shopify/Order/1' }, 'Marc')
  await read(shop, 12)
  expect(await onHand(shop)).toBe(7)
})

test('A shelf whose delivery was heard of after we began to ask is read again', async () => {
  const shop = await shopWith(10)
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 5 })]))
  await deliver(shop, { order: 'gid://shopify/Order/1' }, 'Marc')
  const askedAt = new Date()
  const { id } = await effectIn(shop, 'shopify-fulfillment')
  const movedAt = new Date(askedAt.getTime() + 500)
  await withShop(shop, (tx) =>
    tx.effect.update({ where: { shop_id: { shop, id } }, data: { state: 'done', movedAt } }),
  )
  expect((await read(shop, 10, askedAt)).unclear).toEqual([{ location: LYON, item: HUILE.item }])
  expect(await onHand(shop)).toBe(5)
})

test('A refused receipt counts as unheard of until a person has settled it; then Shopify’s figure is right', async () => {
  const shop = await shopWith(0)
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 12 })]))
  const draft = await withShop(shop, (tx) => tx.purchaseOrder.findFirstOrThrow({ include: { lines: true } }))
  await sendPurchaseOrder(shop, draft.id, 'Claire')
  const came = { purchaseOrder: draft.id, lines: [{ poLine: draft.lines[0]!.id, quantity: 12 }] }
  await receive(shop, came, 'Marc')
  const { id, key, kind, payload } = await effectIn(shop, 'shopify-quantities')
  await withShop(shop, async (tx) => {
    await tx.effect.update({ where: { shop_id: { shop, id } }, data: { state: 'failed', attempts: 1 } })
    const effect = { id, key, kind, payload, attempts: 1, interruptions: 0, firstAt: new Date() }
    await quantitiesTold.record(tx, shop, effect, { kind: 'failed', answer: 'no' })
  })
  await read(shop, 0)
  expect(await onHand(shop)).toBe(12)
  const before = await readingsAsked(shop)
  await owner.query(`DELETE FROM graphile_worker._private_jobs`)
  expect(before).toBe(1)
  expect(await dismissTask(shop, key, 'Saisi à la main', 'Claire')).toEqual({ kind: 'done' })
  expect(await readingsAsked(shop)).toBe(1)
  await read(shop, 12)
  expect(await onHand(shop)).toBe(12)
  expect(await lineIn(shop, '1')).toMatchObject({ reserved: 12 })
})

test('F15: of two readings the one asked for later counts, whichever comes first', async () => {
  const shop = await shopWith(8)
  await read(shop, 5, new Date('2026-11-24T08:10:10Z'))
  const { unclear } = await read(shop, 8, new Date('2026-11-24T08:10:00Z'))
  expect(unclear).toEqual([{ location: LYON, item: HUILE.item }])
  expect(await onHand(shop)).toBe(5)
  await read(shop, 7, new Date('2026-11-24T08:10:20Z'))
  expect(await onHand(shop)).toBe(7)
  // A clock that was set back does not end the counting.
  await read(shop, 9, new Date('2026-11-23T08:00:00Z'))
  expect(await onHand(shop)).toBe(9)
})

test('Of two places each is as new as it was read itself', async () => {
  const shop = await shopWith(8)
  const asked = Date.now()
  await read(shop, 3, new Date(asked - 60_000), BOUTIQUE)
  await read(shop, 8, new Date(asked))
  await read(shop, 2, new Date(asked - 30_000), BOUTIQUE)
  const there = { shop_location_item: { shop, location: BOUTIQUE, item: HUILE.item } }
  const level = await withShop(shop, (tx) => tx.stockLevel.findUniqueOrThrow({ where: there }))
  expect(level.onHand).toBe(2)
})
