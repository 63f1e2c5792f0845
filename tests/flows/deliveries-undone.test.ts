import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Gid } from '#app/core/gid.ts'
import { aloneInShop, withShop } from '#app/db.server.ts'
import { fulfillmentTold } from '#app/flows/fulfillment-told.server.ts'
import { deliver } from '#app/flows/goods-shipped.server.ts'
import { settleOrders } from '#app/flows/order-settled.server.ts'
import type { Fulfillment, OrderSnapshot } from '#app/orders/order.ts'
import { verifyShop } from '#app/verify/verify.server.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { HUILE, LYON, openTestDatabase, setUpShop } from '#tests/support/shop.ts'
import { lineOf, routedTo, snapshotOf } from '#tests/support/snapshots.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.drop())

let shops = 0
async function shopWith(onHand: number) {
  const shop = `undone-${++shops}.myshopify.com`
  await setUpShop({ shop, onHand })
  await withShop(shop, (tx) => tx.customer.updateMany({ where: { shop }, data: { maxShipments: null } }))
  return shop
}

const LINE = 'gid://shopify/LineItem/1' as const
const HOUR = (n: number) => `2026-11-24T${String(8 + n).padStart(2, '0')}:30:00.000Z`
const ORDER = snapshotOf(1, [lineOf('1', { quantity: 12 })])
/** The order an hour later, with what was fulfilled since. */
const later = (hour: number, left: number, ...fulfillments: Fulfillment[]) =>
  snapshotOf(1, [lineOf('1', { quantity: 12, fulfillable: left })], { updatedAt: HOUR(hour), fulfillments })
const fulfillment = (
  n: number,
  quantity: number,
  status: Fulfillment['status'] = 'success',
): Fulfillment => ({
  id: `gid://shopify/Fulfillment/${n}`,
  status,
  location: LYON as Gid<'Location'>,
  createdAt: HOUR(1),
  lines: [{ line: LINE, quantity }],
})

let events = 0
const tell = (shop: string, snapshot: OrderSnapshot, onHand?: number) =>
  aloneInShop(shop, (tx) => {
    const told = { snapshot, fetched: true, routing: routedTo(snapshot) }
    const askedAt = new Date()
    const reading = { location: LYON, item: HUILE.item, unavailable: 0, askedAt, cause: `level:${++events}` }
    const levels = onHand === undefined ? [] : [{ ...reading, onHand }]
    return settleOrders(tx, shop, [told], levels, `event:${events}`, new Date())
  })
const ship = async (shop: string, quantity: number) => {
  const done = await deliver(shop, { order: ORDER.id, lines: [{ line: LINE, quantity }] }, 'Marc')
  if (done.kind !== 'done') throw new Error(done.kind)
  return withShop(shop, (tx) =>
    tx.effect.findFirstOrThrow({ where: { shop, key: `fulfillment:${done.shipment}` } }),
  )
}
type Row = Awaited<ReturnType<typeof ship>>
/** Shopify's answer to the effect, recorded as the worker does. */
const refuse = (shop: string, { id, key, kind, payload }: Row, answer: string) =>
  withShop(shop, async (tx) => {
    await tx.effect.update({ where: { shop_id: { shop, id } }, data: { state: 'failed', attempts: 1 } })
    const effect = { id, key, kind, payload, attempts: 1, interruptions: 0, firstAt: new Date() }
    await fulfillmentTold.record(tx, shop, effect, { kind: 'failed', answer })
  })
const done = (shop: string, { id }: Row) =>
  withShop(shop, async (tx) => {
    const movedAt = new Date(Date.now() - 1_000)
    await tx.effect.update({
      where: { shop_id: { shop, id } },
      data: { state: 'done', attempts: 1, movedAt },
    })
  })
const lineIn = (shop: string) =>
  withShop(shop, (tx) => tx.orderLine.findUniqueOrThrow({ where: { shop_id: { shop, id: LINE } } }))
const onHand = async (shop: string) =>
  (await withShop(shop, (tx) => tx.stockLevel.findFirstOrThrow({ where: { shop, location: LYON } }))).onHand
const dirty = async (shop: string) =>
  (await verifyShop((work) => withShop(shop, work), shop, new Date())).filter((r) => !r.ok)

test('A refused delivery is open again and its goods are back on the shelf, those of another delivery are not', async () => {
  const shop = await shopWith(20)
  await tell(shop, ORDER)
  const first = await ship(shop, 5)
  await ship(shop, 4)
  await refuse(shop, first, 'not now')
  expect(await lineIn(shop)).toMatchObject({ shipped: 4, reserved: 8 })
  expect(await onHand(shop)).toBe(16)
  expect(await dirty(shop)).toEqual([])
})

test('Refused because a person fulfilled the whole order meanwhile, a delivery leaves what that person shipped', async () => {
  const shop = await shopWith(20)
  await tell(shop, ORDER)
  const effect = await ship(shop, 5)
  await tell(shop, later(1, 0, fulfillment(1, 12)), 8)
  await refuse(shop, effect, 'Shopify has not enough left to fulfill at this location')
  expect(await lineIn(shop)).toMatchObject({ shipped: 12, reserved: 0, unsourced: 0 })
  expect(await onHand(shop)).toBe(8)
  expect(await dirty(shop)).toEqual([])
})

test('Refused because the order was cancelled meanwhile, a delivery leaves a cancelled order', async () => {
  const shop = await shopWith(20)
  await tell(shop, ORDER)
  const effect = await ship(shop, 5)
  const cancelled = [lineOf('1', { quantity: 12, current: 0, fulfillable: 0 })]
  await tell(shop, snapshotOf(1, cancelled, { updatedAt: HOUR(1), cancelledAt: HOUR(1) }))
  await refuse(shop, effect, 'the order is cancelled')
  expect(await lineIn(shop)).toMatchObject({ cancelled: 12, shipped: 0, reserved: 0 })
  expect(await onHand(shop)).toBe(20)
  expect(await dirty(shop)).toEqual([])
})

test('Of orders that are told together each keeps its deliveries that Shopify has not heard of', async () => {
  const shop = await shopWith(20)
  await tell(shop, ORDER)
  await ship(shop, 5)
  const another = snapshotOf(2, [lineOf('2', { quantity: 3 })])
  const together = [another, later(1, 12)].map((snapshot) => ({
    ...{ snapshot, fetched: true, routing: routedTo(snapshot) },
  }))
  await aloneInShop(shop, (tx) => settleOrders(tx, shop, together, [], 'together', new Date()))
  expect(await lineIn(shop)).toMatchObject({ shipped: 5, reserved: 7 })
  expect(await onHand(shop)).toBe(15)
  expect(await dirty(shop)).toEqual([])
})

test('Cancelled in Shopify, a delivery of ours is undone: its goods are counted once, whichever news comes first', async () => {
  for (const levelFirst of [false, true]) {
    const shop = await shopWith(20)
    await tell(shop, ORDER)
    const effect = await ship(shop, 5)
    await tell(shop, later(1, 7, fulfillment(1, 5)))
    await done(shop, effect)
    if (levelFirst) await tell(shop, later(1, 7, fulfillment(1, 5)), 20)
    const { unclear } = await tell(shop, later(2, 12, fulfillment(1, 5, 'cancelled')))
    expect(unclear).toEqual([{ location: LYON, item: HUILE.item }])
    expect(await lineIn(shop)).toMatchObject({ shipped: 0, reserved: 12 })
    await tell(shop, later(2, 12, fulfillment(1, 5, 'cancelled')), 20)
    expect(await onHand(shop)).toBe(20)
    expect(await dirty(shop)).toEqual([])
  }
})

test('However often Shopify refuses a delivery, its goods come back once, and then Shopify’s figure is right', async () => {
  const shop = await shopWith(20)
  await tell(shop, ORDER)
  const refused = await ship(shop, 5)
  await refuse(shop, refused, 'not now')
  await refuse(shop, refused, 'not now either')
  expect(await onHand(shop)).toBe(20)
  await tell(shop, ORDER, 20)
  expect(await onHand(shop)).toBe(20)
  expect(await lineIn(shop)).toMatchObject({ shipped: 0, reserved: 12 })
  expect(await dirty(shop)).toEqual([])
})

test('What a person told Shopify before we could has left, although ours is refused then', async () => {
  const shop = await shopWith(20)
  await tell(shop, ORDER)
  const ours = await ship(shop, 4)
  await tell(shop, later(1, 8, fulfillment(1, 4)))
  await refuse(shop, ours, 'not enough left')
  expect(await onHand(shop)).toBe(16)
  await tell(shop, later(1, 8, fulfillment(1, 4)), 16)
  expect(await onHand(shop)).toBe(16)
  expect(await lineIn(shop)).toMatchObject({ shipped: 4, reserved: 8 })
})

const shipmentsIn = (shop: string) =>
  withShop(shop, (tx) => tx.shipment.findMany({ where: { shop }, orderBy: { shippedAt: 'asc' } }))

test('A delivery that the order itself told as a fulfillment is that one, whatever answer comes late', async () => {
  const shop = await shopWith(20)
  await tell(shop, ORDER)
  const { id, key, kind, payload } = await ship(shop, 5)
  await tell(shop, later(1, 7, fulfillment(1, 5)))
  const effect = { id, key, kind, payload, attempts: 1, interruptions: 0, firstAt: new Date() }
  const result = { fulfillment: 'gid://shopify/Fulfillment/2' }
  await withShop(shop, (tx) =>
    fulfillmentTold.record(tx, shop, effect, { kind: 'done', answer: 'ok', result }),
  )
  expect(await shipmentsIn(shop)).toMatchObject([{ fulfillment: 'gid://shopify/Fulfillment/1' }])
})

test('Of two deliveries that Shopify knows only the one that it cancelled is undone', async () => {
  const shop = await shopWith(20)
  await tell(shop, ORDER)
  const [first, second] = [await ship(shop, 5), await ship(shop, 4)]
  await tell(shop, later(1, 3, fulfillment(1, 5), fulfillment(2, 4)))
  for (const effect of [first, second]) await done(shop, effect)
  await tell(shop, later(2, 8, fulfillment(1, 5, 'cancelled'), fulfillment(2, 4)))
  expect((await shipmentsIn(shop)).map(({ told }) => told)).toEqual(['failed', 'confirmed'])
  expect(await lineIn(shop)).toMatchObject({ shipped: 4, reserved: 8 })
})
