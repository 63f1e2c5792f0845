import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveVariants } from '#app/catalog/variants.server.ts'
import { aloneInShop, withShop } from '#app/db.server.ts'
import { settleOrders } from '#app/flows/order-settled.server.ts'
import { listStockValue, sellerOf, sumStockValue } from '#app/stock/read-stock-value.server.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { setClock } from '#tests/support/clock.ts'
import { BOUTIQUE, HUILE, LYON, openTestDatabase, shopsOf } from '#tests/support/shop.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.drop())

const shopWith = shopsOf('value')
const NOIX = 'gid://shopify/InventoryItem/76'
const variant = (item: string, title: string, unitCost: bigint | null) => ({
  id: item.replace('InventoryItem', 'ProductVariant'),
  product: 'gid://shopify/Product/1',
  item,
  title,
  sku: title,
  barcode: null,
  tracked: true,
  requiresShipping: true,
  price: 1000n,
  unitCost,
})
const cost = (shop: string, at: string, item: string, unitCost: bigint | null) => {
  setClock(at)
  const title = item === NOIX ? 'NOIX' : 'HUILE-75'
  return withShop(shop, (tx) => saveVariants(tx, shop, [variant(item, title, unitCost)]))
}
/** Shopify says at a time how much lies somewhere. */
const lies = (shop: string, at: string, location: string, item: string, onHand: number) =>
  aloneInShop(shop, (tx) => {
    const reading = { location, item, onHand, unavailable: 0, askedAt: new Date(at), cause: randomUUID() }
    return settleOrders(tx, shop, [], [reading], randomUUID(), new Date(at))
  })
const value = (shop: string, day: string, location: string | null = null) =>
  withShop(shop, async (tx) => {
    const seller = (await sellerOf(tx, shop, new Date()))!
    return sumStockValue(tx, shop, seller, { day, location })
  })
const list = (
  shop: string,
  day: string,
  tab: 'all' | 'valued' | 'without-cost',
  after: string | null = null,
  take: number | null = null,
) =>
  withShop(shop, async (tx) => {
    const seller = (await sellerOf(tx, shop, new Date()))!
    return listStockValue(tx, shop, seller, { day, location: null, tab, after, take })
  })

test('Stock is worth what lay there at the end of the day, in the shop’s time zone, at the cost known then', async () => {
  const shop = await shopWith()
  // 8 lie in Lyon since 23 November at 5.10; 6 from half past midnight of the 25th on, in Paris.
  await lies(shop, '2026-11-24T23:30:00Z', LYON, HUILE.item, 6)
  await cost(shop, '2026-11-26T10:00:00Z', HUILE.variant.replace('ProductVariant', 'InventoryItem'), 600n)
  expect((await value(shop, '2026-11-22')).total).toBe('0.00')
  expect((await value(shop, '2026-11-23')).total).toBe('40.80')
  expect((await value(shop, '2026-11-24')).total).toBe('40.80')
  expect((await value(shop, '2026-11-25')).total).toBe('30.60')
  expect((await value(shop, '2026-11-26')).total).toBe('36.00')
  expect(await value(shop, '2027-01-01')).toMatchObject({ units: 6, items: 1, itemsWithoutCost: 0 })
})

test('Items whose cost nobody knows stand apart, also once their cost is taken away', async () => {
  const shop = await shopWith()
  await cost(shop, '2026-11-24T08:00:00Z', NOIX, null)
  await lies(shop, '2026-11-24T08:00:00Z', BOUTIQUE, NOIX, 3)
  await cost(shop, '2026-11-25T08:00:00Z', NOIX, 250n)
  await cost(shop, '2026-11-26T08:00:00Z', NOIX, null)
  expect(await value(shop, '2026-11-24')).toMatchObject({
    total: '40.80',
    itemsWithoutCost: 1,
    unitsWithoutCost: 3,
  })
  expect(await value(shop, '2026-11-25')).toMatchObject({ total: '48.30', itemsWithoutCost: 0 })
  expect(await value(shop, '2026-11-25', BOUTIQUE)).toMatchObject({ total: '7.50', units: 3 })
  expect(await value(shop, '2026-11-26')).toMatchObject({ total: '40.80', itemsWithoutCost: 1 })
  expect((await list(shop, '2026-11-26', 'without-cost')).items).toMatchObject([
    { title: 'NOIX', locationName: 'Boutique', onHand: 3, unitCost: null, value: null },
  ])
})

test('The list goes on by keyset, each item once, and adds up to the total', async () => {
  const shop = await shopWith()
  await cost(shop, '2026-11-24T08:00:00Z', NOIX, 250n)
  await lies(shop, '2026-11-24T08:00:00Z', BOUTIQUE, NOIX, 3)
  await lies(shop, '2026-11-24T08:00:00Z', LYON, NOIX, 2)
  const first = await list(shop, '2026-11-24', 'valued', null, 2)
  const rest = await list(shop, '2026-11-24', 'valued', first.next, 2)
  expect([...first.items, ...rest.items].map((i) => [i.title, i.locationName, i.value])).toEqual([
    ["Huile d'olive 75 cl", 'Entrepôt Lyon', '40.80'],
    ['NOIX', 'Entrepôt Lyon', '5.00'],
    ['NOIX', 'Boutique', '7.50'],
  ])
  expect(rest.next).toBeNull()
  expect((await value(shop, '2026-11-24')).total).toBe('53.30')
})

test('The history of costs grows only when a cost changes, and keeps fractions of a cent', async () => {
  const shop = await shopWith()
  await cost(shop, '2026-11-24T08:00:00Z', NOIX, 250n)
  await cost(shop, '2026-11-24T09:00:00Z', NOIX, 250n)
  await cost(shop, '2026-11-24T10:00:00Z', NOIX, 260n)
  const rows = await withShop(shop, (tx) =>
    tx.unitCost.findMany({ where: { shop, item: NOIX }, orderBy: { id: 'asc' } }),
  )
  expect(rows.map((r) => r.cost)).toEqual([2_500_000n, 2_600_000n])
  await withShop(shop, (tx) =>
    tx.unitCost.create({
      data: { shop, item: NOIX, source: 'shopify', cost: 4_707_692n, at: new Date('2026-11-24T11:00:00Z') },
    }),
  )
  await lies(shop, '2026-11-24T12:00:00Z', LYON, NOIX, 13)
  expect((await list(shop, '2026-11-24', 'valued')).items.at(-1)).toMatchObject({
    unitCost: '4.707692',
    value: '61.20',
  })
})
