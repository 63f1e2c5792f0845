import { afterAll, beforeAll, expect, test } from 'vitest'
import { aloneInShop, withShop } from '#app/db.server.ts'
import { makePickList } from '#app/flows/goods-picked.server.ts'
import { deliver } from '#app/flows/goods-shipped.server.ts'
import { invoiceOrder } from '#app/flows/invoice-issued.server.ts'
import { confirmOrder } from '#app/flows/order-confirmed.server.ts'
import { settleOrders } from '#app/flows/order-settled.server.ts'
import { sendPurchaseOrder } from '#app/flows/purchase-order-sent.server.ts'
import { dismissTask } from '#app/flows/task-settled.server.ts'
import type { OrderSnapshot } from '#app/orders/order.ts'
import { readPurchaseOrder } from '#app/purchasing/read-purchase-order.server.ts'
import { lineOf, routedTo, snapshotOf } from '#tests/support/snapshots.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { BOUTIQUE, HUILE, LYON, openTestDatabase, shopsOf } from '#tests/support/shop.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.drop())

const freshShop = shopsOf('test')

let events = 0
const AT = new Date('2026-11-24T08:14:05Z')
async function tell(shop: string, ...snapshots: OrderSnapshot[]) {
  return aloneInShop(shop, (tx) =>
    settleOrders(
      tx,
      shop,
      snapshots.map((snapshot) => ({ snapshot, fetched: true, routing: routedTo(snapshot) })),
      [],
      `event:${++events}`,
      AT,
    ),
  )
}

async function lineIn(shop: string, id: string) {
  return withShop(shop, (tx) =>
    tx.orderLine.findUniqueOrThrow({ where: { shop_id: { shop, id: `gid://shopify/LineItem/${id}` } } }),
  )
}

test('Older first: the older order keeps its units, the younger gets what is left, and the rest is drafted with the reorder point', async () => {
  const shop = await freshShop({ reorderPoint: 5 })
  await tell(shop, snapshotOf(1039, [lineOf('1', { quantity: 3 })], { placedAt: '2026-11-23T10:00:00.000Z' }))
  await tell(shop, snapshotOf(1042, [lineOf('2', { quantity: 12 })]))
  expect(await lineIn(shop, '1')).toMatchObject({ reserved: 3, unsourced: 0 })
  expect(await lineIn(shop, '2')).toMatchObject({
    reserved: 5,
    unsourced: 7,
    expected: [
      { quantity: 5, on: '2026-11-25' },
      { quantity: 7, on: '2026-12-02' },
    ],
  })
  const draft = await withShop(shop, (tx) =>
    tx.purchaseOrderLine.findFirstOrThrow({ include: { demand: true, of: true } }),
  )
  expect(draft).toMatchObject({ quantity: 12, unitCost: 510n, of: { state: 'draft', number: null } })
  expect(draft.demand.map((d) => [d.need, d.quantity])).toEqual(
    expect.arrayContaining([
      ['order', 7],
      ['reorder', 5],
    ]),
  )
  const why = (await lineIn(shop, '2')).why as { did: string; before?: unknown }[]
  expect(why.at(-1)).toMatchObject({ did: 'unsourced', before: [{ order: '#1039', quantity: 3 }] })
  const order = 'gid://shopify/Order/1042'
  await deliver(shop, { order }, 'Marc')
  await invoiceOrder(shop, order, 'Claire')
  await count(shop, 15)
  await deliver(shop, { order }, 'Marc')
  await invoiceOrder(shop, order, 'Claire')
  const invoices = await withShop(shop, (tx) =>
    tx.issuedDocument.findMany({ where: { kind: 'invoice' }, orderBy: { no: 'asc' } }),
  )
  expect(invoices.map(({ net, tax, total }) => [net, tax, total])).toEqual([
    [4370n, 240n, 4610n],
    [6118n, 337n, 6455n],
  ])
})

test('F10: telling the same snapshot twice changes nothing, and an older one neither', async () => {
  const shop = await freshShop()
  const order = snapshotOf(1042, [lineOf('2', { quantity: 12 })])
  await tell(shop, order)
  const once = await lineIn(shop, '2')
  await tell(shop, order)
  await tell(
    shop,
    snapshotOf(1042, [lineOf('2', { quantity: 2 })], { updatedAt: '2026-11-24T08:00:00.000Z' }),
  )
  expect(await lineIn(shop, '2')).toEqual(once)
  expect(await withShop(shop, (tx) => tx.orderTold.count({ where: { shop } }))).toBe(1)
})

test('A body that names the line of another order is not believed, and takes nothing from it', async () => {
  const shop = await freshShop()
  await tell(shop, snapshotOf(1042, [lineOf('2', { quantity: 6 })]))
  const before = await lineIn(shop, '2')
  const astray = snapshotOf(1050, [lineOf('2', { quantity: 1 })])
  await expect(tell(shop, astray)).rejects.toThrow('is a line of gid://shopify/Order/1042')
  expect(await lineIn(shop, '2')).toEqual(before)
  expect(await withShop(shop, (tx) => tx.order.count({ where: { shop } }))).toBe(1)
})

test('Which line of an order holds the goods does not depend on the way by which the order became what it is', async () => {
  const told = (n: number, first: number, second: number) => {
    const twin = (id: string, quantity: number, current: number) =>
      lineOf(id, { quantity, current, fulfillable: current })
    const lines = [twin('1', 8, first), ...(second > 0 ? [twin('2', second, second)] : [])]
    return snapshotOf(1042, lines, { updatedAt: `2026-11-24T09:0${n}:00.000Z` })
  }
  const states = [told(0, 8, 0), told(1, 8, 4), told(2, 2, 4), told(3, 7, 4)]
  const [step, once] = [await freshShop({ onHand: 6 }), await freshShop({ onHand: 6 })]
  for (const state of states) await tell(step, state)
  await tell(once, states.at(-1)!)
  const units = async (shop: string) =>
    Promise.all(
      ['1', '2'].map(async (id) =>
        (({ reserved, unsourced }) => [reserved, unsourced])(await lineIn(shop, id)),
      ),
    )
  expect(await units(once)).toEqual([
    [6, 1],
    [0, 4],
  ])
  expect(await units(step)).toEqual(await units(once))
})

const HOUR = (n: number) => `2026-11-24T${String(8 + n).padStart(2, '0')}:30:00.000Z`

async function count(shop: string, onHand: number) {
  const level = {
    location: LYON,
    item: HUILE.item,
    onHand,
    unavailable: 0,
    askedAt: AT,
    cause: `count:${++events}`,
  }
  await aloneInShop(shop, (tx) => settleOrders(tx, shop, [], [level], `count:${events}`, AT))
}

test('Refund before shipping: four of twelve leave the claims, not the shelf, and the purchase order says so', async () => {
  const shop = await freshShop({ reorderPoint: 5 })
  await tell(shop, snapshotOf(1039, [lineOf('1', { quantity: 3 })], { placedAt: '2026-11-23T10:00:00.000Z' }))
  await tell(shop, snapshotOf(1042, [lineOf('2', { quantity: 12 })]))
  const draft = await withShop(shop, (tx) => tx.purchaseOrder.findFirstOrThrow({ where: { state: 'draft' } }))
  expect(await sendPurchaseOrder(shop, draft.id, 'Claire')).toEqual({ kind: 'done', number: 'CF-31' })
  expect(await lineIn(shop, '2')).toMatchObject({ reserved: 5, claimed: 7, unsourced: 0 })
  const removed = lineOf('2', { quantity: 12, current: 8, fulfillable: 8 })
  await tell(shop, snapshotOf(1042, [removed], { updatedAt: HOUR(2) }))
  expect(await lineIn(shop, '2')).toMatchObject({ reserved: 5, claimed: 3, unsourced: 0, removed: 4 })
  const { level, task, page } = await withShop(shop, async (tx) => ({
    level: await tx.stockLevel.findFirstOrThrow(),
    task: await tx.task.findFirstOrThrow({ where: { kind: 'bought-without-need' } }),
    page: await readPurchaseOrder(tx, shop, 'CF-31'),
  }))
  expect(level).toMatchObject({ onHand: 8, reserved: 8 })
  expect(task.params).toMatchObject({ number: 'CF-31', quantity: 4 })
  expect(page!.lines[0]!.withoutNeed).toBe(4)
})

test('A cancelled order gives every unshipped unit back, and who waited gets it', async () => {
  const shop = await freshShop()
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 8 })], { placedAt: '2026-11-23T10:00:00.000Z' }))
  await tell(shop, snapshotOf(2, [lineOf('2', { quantity: 5 })]))
  expect(await lineIn(shop, '2')).toMatchObject({ reserved: 0, unsourced: 5 })
  const cancelled = lineOf('1', { quantity: 8, current: 0, fulfillable: 0 })
  await tell(shop, snapshotOf(1, [cancelled], { updatedAt: HOUR(1), cancelledAt: HOUR(1) }))
  expect(await lineIn(shop, '1')).toMatchObject({ cancelled: 8, removed: 0, reserved: 0 })
  expect(await lineIn(shop, '2')).toMatchObject({ reserved: 5, unsourced: 0 })
})

test('Lines without variant, untracked goods, services, gift cards and tips need no stock', async () => {
  const shop = await freshShop()
  const custom = lineOf('1', { quantity: 2, variant: null })
  const gift = lineOf('2', { quantity: 1, giftCard: true })
  const tip = lineOf('3', { quantity: 1, tip: true, variant: null })
  await tell(shop, snapshotOf(1, [custom, gift, tip, lineOf('4', { quantity: 0 })]))
  expect(await lineIn(shop, '1')).toMatchObject({ unstocked: 2, reserved: 0, unsourced: 0 })
  expect(await lineIn(shop, '2')).toMatchObject({ unstocked: 1 })
  expect(await lineIn(shop, '3')).toMatchObject({ unstocked: 1 })
  expect(await lineIn(shop, '4')).toMatchObject({ ordered: 0, unstocked: 0, unsourced: 0 })
})

test('A variant nobody knows is unsourced and named as a task', async () => {
  const shop = await freshShop()
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 2, variant: 'gid://shopify/ProductVariant/404' })]))
  expect(await lineIn(shop, '1')).toMatchObject({ unsourced: 2, item: null })
  const tasks = await withShop(shop, (tx) => tx.task.findMany({ where: { resolvedAt: null } }))
  expect(tasks.map((t) => t.kind)).toContain('unknown-variant')
})

test('Several lines of one item share the shelf once', async () => {
  const shop = await freshShop()
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 6 }), lineOf('2', { quantity: 6 })]))
  const [a, b] = [await lineIn(shop, '1'), await lineIn(shop, '2')]
  expect(a.reserved + b.reserved).toBe(8)
  expect(a.unsourced + b.unsourced).toBe(4)
})

test('A count below what is reserved takes units back from the last in turn, and a count above gives them again', async () => {
  const shop = await freshShop()
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 5 })], { placedAt: '2026-11-23T10:00:00.000Z' }))
  await tell(shop, snapshotOf(2, [lineOf('2', { quantity: 3 })]))
  await count(shop, 6)
  expect(await lineIn(shop, '1')).toMatchObject({ reserved: 5 })
  expect(await lineIn(shop, '2')).toMatchObject({ reserved: 1, unsourced: 2 })
  await count(shop, 20)
  expect(await lineIn(shop, '2')).toMatchObject({ reserved: 3, unsourced: 0 })
})

test('Until Shopify has routed an order its units are held at the preferred place and cannot be picked', async () => {
  const shop = await freshShop()
  const order = snapshotOf(1, [lineOf('1', { quantity: 3 })])
  await aloneInShop(shop, (tx) =>
    settleOrders(tx, shop, [{ snapshot: order, fetched: false, routing: null }], [], `event:${++events}`, AT),
  )
  expect(await makePickList(shop, order.id, 'Marc')).toEqual({ kind: 'not-routed' })
  await tell(shop, order)
  expect(await makePickList(shop, order.id, 'Marc')).toMatchObject({ kind: 'done' })
})

test('Routed elsewhere, the units are held there and nowhere else', async () => {
  const shop = await freshShop()
  const order = snapshotOf(1, [lineOf('1', { quantity: 3 })])
  await aloneInShop(shop, (tx) =>
    settleOrders(tx, shop, [{ snapshot: order, fetched: false, routing: null }], [], `event:${++events}`, AT),
  )
  const told = { snapshot: order, fetched: true, routing: routedTo(order, BOUTIQUE) }
  await aloneInShop(shop, (tx) => settleOrders(tx, shop, [told], [], `event:${++events}`, AT))
  expect(await lineIn(shop, '1')).toMatchObject({
    ...{ reserved: 0, unsourced: 3 },
    lacking: [{ location: BOUTIQUE, quantity: 3 }],
  })
})

test('Two bodies of one time that disagree ask for a fetch, and the fetch wins', async () => {
  const shop = await freshShop()
  const told = (snapshot: OrderSnapshot, fetched: boolean) =>
    aloneInShop(shop, (tx) =>
      settleOrders(tx, shop, [{ snapshot, fetched, routing: null }], [], `event:${++events}`, AT),
    )
  await told(snapshotOf(1, [lineOf('1', { quantity: 3 })]), false)
  const other = snapshotOf(1, [lineOf('1', { quantity: 4 })])
  expect((await told(other, false)).contradictions).toEqual([other.id])
  expect(await lineIn(shop, '1')).toMatchObject({ ordered: 3 })
  expect((await told(other, true)).contradictions).toEqual([])
  expect(await lineIn(shop, '1')).toMatchObject({ ordered: 4 })
})

test('Nothing is numbered, bought or delivered before Start', async () => {
  const shop = await freshShop({ started: false })
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 12 })]))
  const draft = await withShop(shop, (tx) => tx.purchaseOrder.findFirstOrThrow())
  const order = 'gid://shopify/Order/1'
  expect(await sendPurchaseOrder(shop, draft.id, 'Claire')).toEqual({ kind: 'not-started' })
  expect(await makePickList(shop, order, 'Claire')).toEqual({ kind: 'not-started' })
  expect(await deliver(shop, { order }, 'Claire')).toEqual({ kind: 'not-started' })
  expect(await invoiceOrder(shop, order, 'Claire')).toEqual({ kind: 'not-started' })
  expect(await confirmOrder(shop, order, 'Claire')).toEqual({ kind: 'not-started' })
  expect(await withShop(shop, (tx) => tx.issuedDocument.count())).toBe(0)
  expect(await withShop(shop, (tx) => tx.effect.count())).toBe(0)
})

test('What was invoiced and then given back is a task, until the amounts agree again or a person puts it aside', async () => {
  const shop = await freshShop()
  const order = snapshotOf(1, [lineOf('1', { quantity: 5 })])
  await tell(shop, order)
  await deliver(shop, { order: order.id }, 'Marc')
  expect(await invoiceOrder(shop, order.id, 'Claire')).toMatchObject({ kind: 'done' })
  const refunded = (hour: number, left: number) => {
    const lines = [lineOf('1', { quantity: 5, current: left, fulfillable: 0 })]
    const currentTotal = (order.total * BigInt(left)) / 5n
    const fulfillments = [fulfilledIn(5)]
    return snapshotOf(1, lines, { updatedAt: HOUR(hour), total: order.total, currentTotal, fulfillments })
  }
  const tasks = () =>
    withShop(shop, (tx) => tx.task.findMany({ where: { kind: 'credit-due', resolvedAt: null } }))
  await tell(shop, refunded(1, 3))
  expect(await tasks()).toMatchObject([{ params: { order: '#1', amount: '21.10', currency: 'EUR' } }])
  await dismissTask(shop, `credit:${order.id}`, 'Avoir établi en compta', 'Claire')
  await tell(shop, { ...refunded(2, 3), note: 'told again' })
  expect(await tasks()).toEqual([])
  await tell(shop, refunded(3, 2))
  expect(await tasks()).toMatchObject([{ params: { amount: '31.65' } }])
  await tell(shop, refunded(4, 5))
  expect(await tasks()).toEqual([])
})

test('What left before Start was invoiced by whatever was used before: only the rest is billed', async () => {
  const shop = await freshShop({ onHand: 20 })
  const line = (shipped: number) => lineOf('1', { quantity: 12, fulfillable: 12 - shipped })
  const before = { ...fulfilledIn(5), createdAt: '2026-11-01T09:00:00.000Z' }
  const order = snapshotOf(1, [line(5)], { fulfillments: [before] })
  await tell(shop, order)
  await deliver(shop, { order: order.id }, 'Marc')
  expect(await invoiceOrder(shop, order.id, 'Claire')).toMatchObject({ kind: 'done' })
  const invoice = await withShop(shop, (tx) =>
    tx.issuedDocument.findFirstOrThrow({ where: { kind: 'invoice' } }),
  )
  expect(invoice).toMatchObject({ net: 6118n, tax: 337n })
})

function fulfilledIn(quantity: number) {
  return {
    id: 'gid://shopify/Fulfillment/1' as const,
    status: 'success' as const,
    location: null,
    createdAt: HOUR(1),
    lines: [{ line: 'gid://shopify/LineItem/1' as const, quantity }],
  }
}
