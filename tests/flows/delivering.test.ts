import { afterAll, beforeAll, expect, test } from 'vitest'
import { gid } from '#app/core/gid.ts'
import { withShop } from '#app/db.server.ts'
import { deliver } from '#app/flows/goods-shipped.server.ts'
import type { Fulfillment } from '#app/orders/order.ts'
import { readOrder } from '#app/orders/read-order.server.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { BOUTIQUE, LYON, openTestDatabase, shopsOf } from '#tests/support/shop.ts'
import { lineOf, snapshotOf } from '#tests/support/snapshots.ts'
import { lineIn, tell, unclean } from '#tests/support/told.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.drop())

const freshShop = shopsOf('delivering')

const LATER = '2026-11-24T09:30:00.000Z'
const sent = (line: string, quantity: number): Fulfillment => ({
  id: gid('Fulfillment', line),
  status: 'success',
  location: LYON as Fulfillment['location'],
  createdAt: LATER,
  lines: [{ line: gid('LineItem', line), quantity }],
})
const pageOf = async (shop: string) => (await withShop(shop, (tx) => readOrder(tx, shop, '#1')))!

test('A shipment made in Shopify itself is one of those the customer accepts: the dates, the page and the delivery agree', async () => {
  const shop = await freshShop({ onHand: 5 })
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 12 })]))
  const rest = lineOf('1', { quantity: 12, fulfillable: 9 })
  await tell(shop, snapshotOf(1, [rest], { updatedAt: LATER, fulfillments: [sent('1', 3)] }))
  const line = await lineIn(shop, '1')
  expect(line).toMatchObject({ shipped: 3 })
  expect(line.expected).toEqual([{ quantity: 9, on: '2026-12-02' }])
  expect(await pageOf(shop)).toMatchObject({ shipments: 1 })
  expect(await deliver(shop, { order: gid('Order', '1') }, 'Anne')).toEqual({
    kind: 'held',
    until: '2026-12-02',
  })
})

test('Our own shipment is counted once, before and after Shopify tells of it', async () => {
  const shop = await freshShop({ onHand: 5 })
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 12 })]))
  expect(await deliver(shop, { order: gid('Order', '1') }, 'Anne')).toMatchObject({ kind: 'done' })
  const before = await lineIn(shop, '1')
  expect(await pageOf(shop)).toMatchObject({ shipments: 1 })
  const rest = lineOf('1', { quantity: 12, fulfillable: 7 })
  const told = snapshotOf(1, [rest], { updatedAt: LATER, fulfillments: [sent('1', 5)] })
  await tell(shop, told)
  expect(await pageOf(shop)).toMatchObject({ shipments: 1 })
  expect(await lineIn(shop, '1')).toMatchObject({ shipped: 5, expected: before.expected as object[] })
})

test('A gift card that sends itself is no shipment', async () => {
  const shop = await freshShop({ onHand: 5 })
  const goods = lineOf('1', { quantity: 12 })
  await tell(shop, snapshotOf(1, [goods, { ...card, fulfillable: 0 }], { fulfillments: [sent('9', 1)] }))
  expect(await pageOf(shop)).toMatchObject({ shipments: 0 })
  expect(await deliver(shop, { order: gid('Order', '1') }, 'Anne')).toMatchObject({ kind: 'done' })
})

// What no fulfillment order holds has nothing left to fulfill.
const tip = lineOf('8', { quantity: 1, tip: true, variant: null, requiresShipping: false, fulfillable: 0 })
const card = lineOf('9', { quantity: 1, giftCard: true, requiresShipping: false })
const advice = lineOf('7', { quantity: 2, variant: null, requiresShipping: false })
/** What each delivery took, of which Shopify is told. */
const taken = async (shop: string) => {
  const shipments = await withShop(shop, (tx) =>
    tx.shipment.findMany({ include: { lines: { orderBy: { lineId: 'asc' } } } }),
  )
  return shipments.map((s) => s.lines.map((l) => ({ line: l.lineId, quantity: l.quantity })))
}

test('Services go with the goods; a tip, which Shopify never fulfills, and an unpaid gift card do not stop them', async () => {
  const shop = await freshShop({ onHand: 5 })
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 3 }), tip, card, advice]))
  expect(await deliver(shop, { order: gid('Order', '1') }, 'Anne')).toMatchObject({ kind: 'done' })
  expect(await taken(shop)).toEqual([
    [
      { line: gid('LineItem', '1'), quantity: 3 },
      { line: gid('LineItem', '7'), quantity: 2 },
    ],
  ])
  expect(await lineIn(shop, '8')).toMatchObject({ unstocked: 1, shipped: 0 })
  expect(await lineIn(shop, '9')).toMatchObject({ unstocked: 1, shipped: 0 })
  expect((await pageOf(shop)).nextStep).toEqual({ kind: 'invoice' })
  expect(await deliver(shop, { order: gid('Order', '1') }, 'Anne')).toEqual({ kind: 'nothing-to-do' })
})

test('Services alone are handed over where Shopify has them to fulfill, and are no shipment of goods', async () => {
  const shop = await freshShop({ onHand: 0 })
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 12 }), advice]), BOUTIQUE)
  expect(await deliver(shop, { order: gid('Order', '1') }, 'Anne')).toMatchObject({ kind: 'done' })
  expect(await taken(shop)).toEqual([[{ line: gid('LineItem', '7'), quantity: 2 }]])
  const [shipment] = await withShop(shop, (tx) => tx.shipment.findMany())
  expect(shipment).toMatchObject({ location: BOUTIQUE })
  expect(await pageOf(shop)).toMatchObject({ shipments: 0 })
})

test('No more leaves than is reserved, however it is asked for', async () => {
  const shop = await freshShop({ onHand: 5 })
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 12 })]))
  const line = gid('LineItem', '1')
  const some = (...quantities: number[]) =>
    deliver(
      shop,
      { order: gid('Order', '1'), lines: quantities.map((quantity) => ({ line, quantity })) },
      'Anne',
    )
  expect(await some(6)).toEqual({ kind: 'more-than-reserved', line })
  expect(await some(3, 3)).toEqual({ kind: 'more-than-reserved', line })
  expect(await some(0, -2)).toEqual({ kind: 'nothing-to-do' })
  expect(await taken(shop)).toEqual([])
  expect(await some(2, 2)).toMatchObject({ kind: 'done' })
  expect(await lineIn(shop, '1')).toMatchObject({ shipped: 4, reserved: 1 })
})

test('A unit that was refunded before it left, without being restocked, counts as returned once it is delivered', async () => {
  const shop = await freshShop({ onHand: 5 })
  const refunded = lineOf('1', { quantity: 3, current: 2, fulfillable: 3 })
  await tell(shop, snapshotOf(1, [refunded]))
  expect(await lineIn(shop, '1')).toMatchObject({ reserved: 3, shipped: 0, returned: 0 })
  expect(await deliver(shop, { order: gid('Order', '1') }, 'Anne')).toMatchObject({ kind: 'done' })
  expect(await lineIn(shop, '1')).toMatchObject({ shipped: 3, returned: 1 })
  expect(await unclean(shop)).toEqual([])
})
