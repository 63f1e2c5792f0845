// Units that are kept for a customer until he calls them.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { now } from '#app/clock.server.ts'
import { gid, type Gid } from '#app/core/gid.ts'
import { withShop } from '#app/db.server.ts'
import { setCallOff } from '#app/flows/call-off-set.server.ts'
import { reckonPassedDays } from '#app/flows/days-passed.server.ts'
import { fulfillmentTold } from '#app/flows/fulfillment-told.server.ts'
import { makePickList } from '#app/flows/goods-picked.server.ts'
import { deliver } from '#app/flows/goods-shipped.server.ts'
import { invoiceOrder } from '#app/flows/invoice-issued.server.ts'
import { confirmOrder } from '#app/flows/order-confirmed.server.ts'
import { callUnits, cancelCall } from '#app/flows/units-called.server.ts'
import type { OrderLine } from '#app/orders/order.ts'
import { readOrder } from '#app/orders/read-order.server.ts'
import { readStockItem } from '#app/stock/read-stock-item.server.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { GROCER, HUILE, openTestDatabase, shopsOf } from '#tests/support/shop.ts'
import { lineOf, snapshotOf } from '#tests/support/snapshots.ts'
import { lineIn, tell, unclean } from '#tests/support/told.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.drop())
const freshShop = shopsOf('call-off')

const FIRST = gid('Order', '1')
/** The grocer's order of 24 of the 24 that lie there, kept until called. */
async function keptShop(line: Partial<OrderLine> = {}) {
  const shop = await freshShop({ onHand: 24 })
  // 9.20 × 0.95 = 8.74 each.
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 24, ...line })]))
  expect(await setCallOff(shop, { order: FIRST, on: true }, 'Claire')).toEqual({ kind: 'done' })
  return shop
}
const call = (shop: string, quantity: number, wishedOn: string | null = null, id = randomUUID()) =>
  callUnits(
    shop,
    { order: FIRST, call: id, wishedOn, lines: [{ line: gid('LineItem', '1'), quantity }] },
    'Claire',
  )
const pageOf = async (shop: string) => (await withShop(shop, (tx) => readOrder(tx, shop, '#1')))!
const notesIn = (shop: string) =>
  withShop(shop, (tx) =>
    tx.shipment.findMany({ include: { lines: true, note: true }, orderBy: { shippedAt: 'asc' } }),
  )
// At noon, reckoned by the app's own clock: so many days of the calendar lie between it and today at any hour and on
// any day on which the test runs, also over a change of the clock.
const agedBy = (shop: string, days: number) =>
  withShop(
    shop,
    (tx) => tx.$executeRaw`
      UPDATE reservation
      SET made_at = ((${now()}::timestamptz AT TIME ZONE 'Europe/Paris')::date - ${days}::int + time '12:00') AT TIME ZONE 'Europe/Paris'
      WHERE shop = ${shop}`,
  )

test('Check 9: of 24 kept the grocer calls 6: a note of 6, 55.32 when invoiced; 18 stay reserved with their age, and another order of 10 gets none', async () => {
  // The tax that Shopify charged is taken as it is: here 0.48 a bottle.
  const shop = await keptShop({ taxes: [{ title: 'TVA', rate: 55_000, amount: 1152n }] })
  await agedBy(shop, 34)
  expect(await deliver(shop, { order: FIRST }, 'Marc')).toEqual({ kind: 'waits-for-call' })
  expect(await makePickList(shop, FIRST, 'Marc')).toEqual({ kind: 'waits-for-call' })
  expect(await call(shop, 6)).toEqual({ kind: 'done' })
  expect(await deliver(shop, { order: FIRST }, 'Marc')).toMatchObject({
    kind: 'done',
    number: 'BL-2026-00001',
  })
  expect((await notesIn(shop)).map((s) => s.lines.map((l) => l.quantity))).toEqual([[6]])
  const invoiced = await invoiceOrder(shop, FIRST, 'Claire')
  expect(invoiced).toMatchObject({ kind: 'done' })
  const invoice = await withShop(shop, (tx) =>
    tx.issuedDocument.findFirstOrThrow({ where: { kind: 'invoice' } }),
  )
  expect([invoice.net, invoice.tax, invoice.total]).toEqual([5244n, 288n, 5532n])
  await tell(shop, snapshotOf(2, [lineOf('2', { quantity: 10 })], { placedAt: '2026-11-24T09:00:00.000Z' }))
  expect(await lineIn(shop, '2')).toMatchObject({ reserved: 0, unsourced: 10 })
  expect(await lineIn(shop, '1')).toMatchObject({ reserved: 18, shipped: 6, unsourced: 0 })
  const page = await pageOf(shop)
  expect(page.nextStep).toEqual({ kind: 'wait', for: 'call', until: null })
  expect(page.lines[0]!.reservations).toMatchObject([{ quantity: 18, days: 34 }])
  const item = await withShop(shop, (tx) => readStockItem(tx, shop, HUILE.item))
  expect(item!.holders[0]).toMatchObject({ order: '#1', quantity: 18, days: 34, onCall: true })
  expect(await deliver(shop, { order: FIRST }, 'Marc')).toEqual({ kind: 'waits-for-call' })
  expect(await unclean(shop)).toEqual([])
})

test('Where Shopify rounded the tax of all 24 at once, to 11.54, a quarter of it is 2.885 and rounds up', async () => {
  const shop = await keptShop()
  await call(shop, 6)
  await deliver(shop, { order: FIRST }, 'Marc')
  await invoiceOrder(shop, FIRST, 'Claire')
  const invoice = await withShop(shop, (tx) =>
    tx.issuedDocument.findFirstOrThrow({ where: { kind: 'invoice' } }),
  )
  expect([invoice.net, invoice.tax]).toEqual([5244n, 289n])
})

test('Each call is a delivery of its own and none of those that the customer accepts at most', async () => {
  const shop = await keptShop()
  for (const quantity of [6, 6, 6]) {
    await call(shop, quantity)
    expect((await pageOf(shop)).nextStep).toMatchObject({ kind: 'pick' })
    expect(await makePickList(shop, FIRST, 'Marc')).toMatchObject({ kind: 'done' })
    expect((await pageOf(shop)).nextStep).toMatchObject({ kind: 'deliver' })
    expect(await deliver(shop, { order: FIRST }, 'Marc')).toMatchObject({ kind: 'done' })
    await invoiceOrder(shop, FIRST, 'Claire')
  }
  const shipments = await notesIn(shop)
  expect(shipments.map((s) => [s.note.number, s.lines[0]!.quantity])).toEqual([
    ['BL-2026-00001', 6],
    ['BL-2026-00002', 6],
    ['BL-2026-00003', 6],
  ])
  const lists = await withShop(shop, (tx) => tx.issuedDocument.count({ where: { kind: 'pick-list' } }))
  expect(lists).toBe(3)
  const effects = await withShop(shop, (tx) => tx.effect.count({ where: { kind: 'shopify-fulfillment' } }))
  expect(effects).toBe(3)
  expect(await pageOf(shop)).toMatchObject({ shipments: 0 })
  expect(await unclean(shop)).toEqual([])
})

test('No more is called than is kept, and what one call wants no other does', async () => {
  const shop = await keptShop()
  const more = { kind: 'more-than-kept', title: "Huile d'olive 75 cl", kept: 24 }
  expect(await call(shop, 25)).toEqual(more)
  await call(shop, 20)
  expect(await call(shop, 5)).toEqual({ ...more, kept: 4 })
  for (const quantity of [0, -1, 0.5]) expect(await call(shop, quantity)).toEqual({ kind: 'bad-quantity' })
  const wanted = { order: FIRST, call: randomUUID(), wishedOn: null }
  const stranger = [{ line: gid('LineItem', '99') as Gid<'LineItem'>, quantity: 1 }]
  expect(await callUnits(shop, { ...wanted, lines: stranger }, 'Claire')).toEqual({ kind: 'bad-quantity' })
})

test('A call says each of its lines once, in whole units, and of its own order', async () => {
  const shop = await keptShop()
  await tell(shop, snapshotOf(2, [lineOf('2', { quantity: 1 })], { placedAt: '2026-11-24T09:00:00.000Z' }))
  const one = { line: gid('LineItem', '1'), quantity: 1 }
  const wanted = { order: FIRST, call: randomUUID(), wishedOn: null }
  for (const lines of [
    [one, one],
    [{ ...one, quantity: 0.5 }],
    [{ ...one, quantity: 0 }],
    [one, { line: gid('LineItem', '2'), quantity: 0 }],
  ])
    expect(await callUnits(shop, { ...wanted, lines }, 'Claire')).toEqual({ kind: 'bad-quantity' })
  expect(await withShop(shop, (tx) => tx.deliveryCall.count())).toBe(0)
})

test('Nothing is called before Start, nor of an order that is over', async () => {
  const shop = await keptShop()
  const start = (startedAt: Date | null) =>
    withShop(shop, (tx) => tx.shop.update({ where: { shop }, data: { startedAt } }))
  await start(null)
  expect(await call(shop, 6)).toEqual({ kind: 'not-started' })
  await start(new Date())
  const cancelled = { cancelledAt: '2026-11-24T09:00:00.000Z', updatedAt: '2026-11-24T09:00:00.000Z' }
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 24, current: 0, fulfillable: 0 })], cancelled))
  expect(await call(shop, 6)).toEqual({ kind: 'not-on-call' })
  expect(await setCallOff(shop, { order: FIRST, on: false }, 'Claire')).toEqual({ kind: 'not-open' })
})

test('Ending the call-off of one order takes no call of another one back', async () => {
  const shop = await keptShop()
  const second = gid('Order', '2')
  await tell(shop, snapshotOf(2, [lineOf('2', { quantity: 4 })], { placedAt: '2026-11-22T09:00:00.000Z' }))
  await setCallOff(shop, { order: second, on: true }, 'Claire')
  await call(shop, 6)
  expect(await setCallOff(shop, { order: second, on: false }, 'Claire')).toEqual({ kind: 'done' })
  const calls = await withShop(shop, (tx) => tx.deliveryCall.findMany({ where: { shop } }))
  expect(calls).toMatchObject([{ cancelledAt: null }])
})

test('The same call, sent twice at once, is one', async () => {
  const shop = await keptShop()
  const id = randomUUID()
  const both = await Promise.all([call(shop, 6, null, id), call(shop, 6, null, id)])
  expect(both).toEqual([{ kind: 'done' }, { kind: 'done' }])
  await deliver(shop, { order: FIRST }, 'Marc')
  expect(await deliver(shop, { order: FIRST }, 'Marc')).toEqual({ kind: 'waits-for-call' })
  expect(await lineIn(shop, '1')).toMatchObject({ reserved: 18, shipped: 6 })
})

test('Called units are expected on the day that was wished, the others on no day, and nothing slips', async () => {
  const shop = await freshShop({ onHand: 24 })
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 24 })]))
  await confirmOrder(shop, FIRST, 'Claire')
  await setCallOff(shop, { order: FIRST, on: true }, 'Claire')
  expect((await lineIn(shop, '1')).expected).toEqual([])
  await call(shop, 6, '2030-01-07')
  await call(shop, 4, '2029-12-31')
  expect((await lineIn(shop, '1')).expected).toEqual([
    { quantity: 4, on: '2029-12-31' },
    { quantity: 6, on: '2030-01-07' },
  ])
  const open = () => withShop(shop, (tx) => tx.task.findMany({ where: { shop, resolvedAt: null } }))
  expect(await open()).toEqual([])
  // What is wished first is served first.
  await deliver(shop, { order: FIRST }, 'Marc')
  expect((await notesIn(shop))[0]!.lines[0]!.quantity).toBe(4)
  expect((await lineIn(shop, '1')).expected).toEqual([{ quantity: 6, on: '2030-01-07' }])
})

test('A call that is taken back is not served: its units are kept on', async () => {
  const shop = await keptShop()
  const id = randomUUID()
  await call(shop, 6, null, id)
  expect(await cancelCall(shop, { order: FIRST, call: id }, 'Claire')).toEqual({ kind: 'done' })
  expect(await cancelCall(shop, { order: FIRST, call: id }, 'Claire')).toEqual({ kind: 'nothing-to-do' })
  expect(await deliver(shop, { order: FIRST }, 'Marc')).toEqual({ kind: 'waits-for-call' })
  expect(await call(shop, 24)).toEqual({ kind: 'done' })
})

test('Once the call-off is ended the rest is delivered as any order, calls that were not served with it', async () => {
  const shop = await keptShop()
  await call(shop, 6)
  await deliver(shop, { order: FIRST }, 'Marc')
  await call(shop, 6)
  expect(await setCallOff(shop, { order: FIRST, on: false }, 'Claire')).toEqual({ kind: 'done' })
  expect(await setCallOff(shop, { order: FIRST, on: false }, 'Claire')).toEqual({ kind: 'nothing-to-do' })
  expect(await call(shop, 1)).toEqual({ kind: 'not-on-call' })
  expect(await deliver(shop, { order: FIRST }, 'Marc')).toMatchObject({ kind: 'done' })
  expect((await notesIn(shop)).map((s) => s.lines[0]!.quantity)).toEqual([6, 18])
  expect(await unclean(shop)).toEqual([])
})

test('An order that is cancelled while its units are kept gives them all back', async () => {
  const shop = await keptShop()
  await call(shop, 6)
  const [line] = [lineOf('1', { quantity: 24, current: 0, fulfillable: 0 })]
  const cancelledAt = '2026-11-24T10:00:00.000Z'
  await tell(shop, snapshotOf(1, [line], { cancelledAt, updatedAt: cancelledAt }))
  await tell(shop, snapshotOf(2, [lineOf('2', { quantity: 10 })], { placedAt: '2026-11-24T11:00:00.000Z' }))
  expect(await lineIn(shop, '1')).toMatchObject({ reserved: 0, cancelled: 24 })
  expect(await lineIn(shop, '2')).toMatchObject({ reserved: 10 })
  expect(await call(shop, 6)).toEqual({ kind: 'not-on-call' })
  expect(await setCallOff(shop, { order: FIRST, on: false }, 'Claire')).toEqual({ kind: 'not-open' })
  expect(await unclean(shop)).toEqual([])
})

test('A delivery that Shopify refuses leaves its call standing', async () => {
  const shop = await keptShop()
  await call(shop, 6)
  await deliver(shop, { order: FIRST }, 'Marc')
  const { id, key, kind, payload } = await withShop(shop, (tx) =>
    tx.effect.findFirstOrThrow({ where: { shop, kind: 'shopify-fulfillment' } }),
  )
  await withShop(shop, (tx) => {
    const effect = { id, key, kind, payload, attempts: 1, interruptions: 0, firstAt: new Date() }
    return fulfillmentTold.record(tx, shop, effect, { kind: 'failed', answer: 'no' })
  })
  expect(await lineIn(shop, '1')).toMatchObject({ reserved: 24, shipped: 0 })
  expect(await deliver(shop, { order: FIRST }, 'Marc')).toMatchObject({ kind: 'done' })
  expect(await lineIn(shop, '1')).toMatchObject({ reserved: 18, shipped: 6 })
})

test('A customer’s setting keeps all his orders until called, but not one of which something else was said', async () => {
  const shop = await freshShop({ onHand: 24 })
  await withShop(shop, (tx) => tx.customer.updateMany({ where: { id: GROCER }, data: { callOff: true } }))
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 12 })]))
  expect(await deliver(shop, { order: FIRST }, 'Marc')).toEqual({ kind: 'waits-for-call' })
  expect((await pageOf(shop)).nextStep).toMatchObject({ kind: 'wait', for: 'call' })
  await setCallOff(shop, { order: FIRST, on: false }, 'Claire')
  expect(await deliver(shop, { order: FIRST }, 'Marc')).toMatchObject({ kind: 'done' })
})

test('What is kept longer than the shop’s setting is a task, until it is delivered or the call-off ends', async () => {
  const shop = await keptShop()
  const open = () => withShop(shop, (tx) => tx.task.findMany({ where: { shop, resolvedAt: null } }))
  await agedBy(shop, 89)
  await reckonPassedDays(shop)
  expect(await open()).toEqual([])
  await agedBy(shop, 91)
  await reckonPassedDays(shop)
  expect(await open()).toMatchObject([{ kind: 'kept-long', subject: FIRST, params: { order: '#1' } }])
  await withShop(shop, (tx) => tx.shop.update({ where: { shop }, data: { callOffDays: 120 } }))
  await reckonPassedDays(shop)
  expect(await open()).toEqual([])
  await withShop(shop, (tx) => tx.shop.update({ where: { shop }, data: { callOffDays: 90 } }))
  await reckonPassedDays(shop)
  expect(await open()).toHaveLength(1)
  await setCallOff(shop, { order: FIRST, on: false }, 'Claire')
  expect(await open()).toEqual([])
})
