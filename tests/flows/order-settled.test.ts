import { afterAll, beforeAll, expect, test } from 'vitest'
import { aloneInShop, withShop } from '#app/db.server.ts'
import { settleOrders } from '#app/flows/order-settled.server.ts'
import type { OrderSnapshot } from '#app/orders/order.ts'
import { lineOf, routedTo, snapshotOf } from '#tests/support/snapshots.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { openTestDatabase, setUpShop } from '#tests/support/shop.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.drop())

let shops = 0
async function freshShop(options: Parameters<typeof setUpShop>[0] = {}) {
  const shop = `test-${++shops}.myshopify.com`
  await setUpShop({ shop, ...options })
  return shop
}

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

test('The older order keeps its units, the younger gets what is left, and the rest is drafted with the reorder point', async () => {
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
})

test('Telling the same snapshot twice changes nothing, and an older one neither', async () => {
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
})
