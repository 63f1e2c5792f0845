// What is held, routed and bought is written row by row: what happens to one leaves the others as they are.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withShop } from '#app/db.server.ts'
import { receive } from '#app/flows/goods-received.server.ts'
import { setDraftQuantity } from '#app/flows/purchase-order-changed.server.ts'
import { cancelPurchaseOrder, closeShort } from '#app/flows/purchase-order-closed.server.ts'
import { sendPurchaseOrder } from '#app/flows/purchase-order-sent.server.ts'
import type { OrderSnapshot } from '#app/orders/order.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { LYON, MOULIN_SUD, openTestDatabase, shopsOf } from '#tests/support/shop.ts'
import { lineOf, snapshotOf } from '#tests/support/snapshots.ts'
import { draftsIn, tell, unclean } from '#tests/support/told.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.drop())

const freshShop = shopsOf('row-by-row')
const NOIX = { item: 'gid://shopify/InventoryItem/76', variant: 'gid://shopify/ProductVariant/76' as const }
const LONG_AGO = new Date('2026-10-01T08:00:00Z')

/** The wholesaler with a second item that Moulin Sud sells, too. */
async function shopOfTwo(options: Parameters<typeof freshShop>[0]) {
  const shop = await freshShop(options)
  const known = { tracked: true, requiresShipping: true, price: 700n, product: 'gid://shopify/Product/1' }
  await withShop(shop, async (tx) => {
    await tx.variant.create({
      data: { shop, id: NOIX.variant, item: NOIX.item, title: 'Noix', sku: 'NOIX', ...known },
    })
    const terms = { unitCost: 300n, packSize: 1, moq: 1 }
    await tx.supplierItem.create({ data: { shop, supplier: MOULIN_SUD, item: NOIX.item, ...terms } })
  })
  return shop
}

let hours = 0
/** An order of one line as it is told now; #2 wants the second item. */
const told = (number: number, quantity: number, current = quantity, wish: Partial<OrderSnapshot> = {}) => {
  const variant = number === 2 ? { variant: NOIX.variant, sku: 'NOIX' } : {}
  const line = lineOf(String(number), { quantity, current, fulfillable: current, ...variant })
  const updatedAt = new Date(Date.UTC(2026, 10, 24, 8, 20 + hours++)).toISOString()
  return snapshotOf(number, [line], { placedAt: `2026-11-24T07:0${number}:00.000Z`, updatedAt, ...wish })
}
const cancelled = (number: number, quantity: number) => {
  const cancelledAt = new Date(Date.UTC(2026, 10, 24, 8, 20 + hours)).toISOString()
  return told(number, quantity, 0, { cancelledAt })
}
const reservations = (shop: string) =>
  withShop(shop, async (tx) =>
    (await tx.reservation.findMany({ orderBy: { lineId: 'asc' } })).map((r) => [r.quantity, r.madeAt]),
  )
const claims = (shop: string) =>
  withShop(shop, async (tx) =>
    (await tx.claim.findMany({ orderBy: { lineId: 'asc' } })).map((c) => [c.quantity, c.madeAt]),
  )

test('Units that an order gives up leave those that it and others hold as old as they are', async () => {
  const shop = await freshShop({ onHand: 8 })
  await tell(shop, told(1, 5))
  await tell(shop, told(3, 3))
  await withShop(shop, (tx) => tx.reservation.updateMany({ data: { madeAt: LONG_AGO } }))
  await tell(shop, told(1, 5, 4))
  expect(await reservations(shop)).toEqual([
    [4, LONG_AGO],
    [3, LONG_AGO],
  ])
  await tell(shop, cancelled(1, 5))
  expect(await reservations(shop)).toEqual([[3, LONG_AGO]])
  expect(await unclean(shop)).toEqual([])
})

test('Units of a delivery that an order gives up leave what it and others claim as old as it is', async () => {
  const shop = await freshShop({ onHand: 0 })
  await tell(shop, told(1, 5))
  await tell(shop, told(3, 3))
  const [draft] = await draftsIn(shop)
  await sendPurchaseOrder(shop, draft!.id, 'Anne')
  await withShop(shop, (tx) => tx.claim.updateMany({ data: { madeAt: LONG_AGO } }))
  await tell(shop, told(1, 5, 4))
  expect(await claims(shop)).toEqual([
    [4, LONG_AGO],
    [3, LONG_AGO],
  ])
  await tell(shop, cancelled(1, 5))
  expect(await claims(shop)).toEqual([[3, LONG_AGO]])
  expect(await unclean(shop)).toEqual([])
})

test('Where an order is fulfilled from is told anew for it alone', async () => {
  const shop = await freshShop({ onHand: 8 })
  await tell(shop, told(1, 5))
  await tell(shop, told(3, 3))
  await withShop(shop, (tx) => tx.order.updateMany({ data: { routedAt: LONG_AGO } }))
  await tell(shop, told(1, 5, 4))
  const [routings, orders] = await withShop(shop, (tx) =>
    Promise.all([
      tx.fulfillmentOrder.findMany({ orderBy: { orderId: 'asc' } }),
      tx.order.findMany({ orderBy: { id: 'asc' } }),
    ]),
  )
  expect(routings.map(({ orderId }) => orderId.slice(-1))).toEqual(['1', '3'])
  expect(orders.map(({ routedAt }) => routedAt!.getTime() === LONG_AGO.getTime())).toEqual([false, true])
})

const bought = async (shop: string) =>
  (await draftsIn(shop)).flatMap(({ lines }) =>
    lines
      .map((l) => [
        l.item === NOIX.item ? 'NOIX' : 'HUILE',
        ...l.demand.map((d) => `${d.need} ${d.quantity}`).sort(),
      ])
      .sort(),
  )
const linesOf = (shop: string, purchaseOrder: string) =>
  withShop(shop, (tx) => tx.purchaseOrderLine.findMany({ where: { purchaseOrder } }))

test('What an order needs no longer goes from a draft, and what others need stays on it', async () => {
  const shop = await shopOfTwo({ onHand: 0 })
  await tell(shop, told(1, 12))
  await tell(shop, told(2, 6))
  await tell(shop, told(2, 6, 4))
  expect(await bought(shop)).toEqual([
    ['HUILE', 'order 12'],
    ['NOIX', 'order 4'],
  ])
  // One that was sent stays whatever became of its lines.
  const sent = { id: randomUUID(), supplier: MOULIN_SUD, location: LYON, currency: 'EUR', state: 'sent' }
  const facts = { number: 'CF-9', sentAt: LONG_AGO, revision: 1, createdAt: LONG_AGO }
  await withShop(shop, (tx) => tx.purchaseOrder.create({ data: { shop, ...sent, ...facts } }))
  await tell(shop, cancelled(2, 6))
  expect(await bought(shop)).toEqual([['HUILE', 'order 12']])
  expect(await withShop(shop, (tx) => tx.purchaseOrder.count({ where: { id: sent.id } }))).toBe(1)
  await tell(shop, cancelled(1, 12))
  expect(await draftsIn(shop)).toEqual([])
})

test('What was sent is neither changed nor sent again: who needs more makes another draft', async () => {
  const shop = await freshShop({ onHand: 0 })
  await tell(shop, told(1, 12))
  const [first] = await draftsIn(shop)
  const { id, lines } = first!
  expect(await sendPurchaseOrder(shop, id, 'Anne')).toMatchObject({ kind: 'done' })
  expect(await sendPurchaseOrder(shop, id, 'Anne')).toEqual({ kind: 'not-a-draft' })
  const change = { poLine: lines[0]!.id, quantity: 99 }
  expect(await setDraftQuantity(shop, change, 'Anne')).toEqual({ kind: 'not-a-draft' })
  const expectedOn = new Date('2027-01-04')
  await withShop(shop, (tx) => tx.purchaseOrderLine.updateMany({ data: { expectedOn } }))
  await tell(shop, told(3, 12))
  const [second] = await draftsIn(shop)
  expect(await bought(shop)).toEqual([['HUILE', 'order 12']])
  expect(await sendPurchaseOrder(shop, second!.id, 'Anne')).toMatchObject({ kind: 'done' })
  expect(await linesOf(shop, id)).toMatchObject([{ quantity: 12, expectedOn }])
  expect(await linesOf(shop, second!.id)).toMatchObject([{ quantity: 12 }])
  expect(await unclean(shop)).toEqual([])
})

test('What is on its way fills the shelf up to its reorder point: it is not bought again', async () => {
  const shop = await freshShop({ onHand: 2, reorderPoint: 5 })
  await tell(shop, told(1, 1))
  const [draft] = await draftsIn(shop)
  await sendPurchaseOrder(shop, draft!.id, 'Anne')
  await tell(shop, told(1, 1, 1, { note: 'vite' }))
  expect(await draftsIn(shop)).toEqual([])
})

test('Nothing is sent before Start, and no draft that orders nothing', async () => {
  const shop = await freshShop({ onHand: 0, started: false })
  await tell(shop, told(1, 12))
  const [draft] = await draftsIn(shop)
  const id = draft!.id
  expect(await sendPurchaseOrder(shop, id, 'Anne')).toEqual({ kind: 'not-started' })
  await withShop(shop, (tx) => tx.shop.update({ where: { shop }, data: { startedAt: LONG_AGO } }))
  await withShop(shop, (tx) => tx.purchaseOrderLine.updateMany({ data: { quantity: 0 } }))
  expect(await sendPurchaseOrder(shop, id, 'Anne')).toEqual({ kind: 'empty' })
})

test('A purchase order is closed once, and cancelled only while nothing came of it', async () => {
  const shop = await freshShop({ onHand: 0 })
  await tell(shop, told(1, 12))
  const [draft] = await draftsIn(shop)
  const { id: purchaseOrder, lines } = draft!
  expect(await closeShort(shop, purchaseOrder, 'Anne')).toEqual({ kind: 'not-open' })
  await sendPurchaseOrder(shop, purchaseOrder, 'Anne')
  const came = { purchaseOrder, lines: [{ poLine: lines[0]!.id, quantity: 6 }] }
  expect(await receive(shop, came, 'Anne')).toMatchObject({ kind: 'done' })
  expect(await cancelPurchaseOrder(shop, purchaseOrder, 'Anne')).toEqual({ kind: 'goods-came' })
  expect(await closeShort(shop, purchaseOrder, 'Anne')).toEqual({ kind: 'done' })
  expect(await closeShort(shop, purchaseOrder, 'Anne')).toEqual({ kind: 'not-open' })
  expect(await unclean(shop)).toEqual([])
})
