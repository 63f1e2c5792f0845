import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { itemsSold, saveVariants } from '#app/catalog/variants.server.ts'
import { withShop } from '#app/db.server.ts'
import { followItem } from '#app/flows/items-gone.server.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { BOUTIQUE, LYON, MOULIN_SUD, openTestDatabase, setUpShop, SHOP } from '#tests/support/shop.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
  await setUpShop()
})
afterAll(() => db.drop())

const ITEMS = ['sold', 'untracked', 'deleted', 'sold again', 'never there']
/** A variant, named after its item. */
const variant = (item: string, id = item) => ({
  ...{ id, item, product: 'p', title: item, sku: null, barcode: null, requiresShipping: true },
  ...{ tracked: item !== 'untracked', price: 500n, unitCost: null },
})

test('An item is gone without a variant that is left, and not bought when none of those is tracked either', async () => {
  const told = [...ITEMS.slice(0, 4).map((item) => variant(item)), variant('sold again', 'newer')]
  await withShop(SHOP, async (tx) => {
    await saveVariants(tx, SHOP, told)
    const gone = { shop: SHOP, id: { in: ['deleted', 'sold again'] } }
    await tx.variant.updateMany({ where: gone, data: { deletedAt: new Date() } })
    const sold = await itemsSold(tx, SHOP, ITEMS)
    expect(ITEMS.filter((item) => !sold.has(item))).toEqual(['deleted', 'never there'])
    expect(ITEMS.filter((item) => !sold.get(item)?.tracked)).toEqual(['untracked', 'deleted', 'never there'])
  })
})

const NORTH = '22222222-2222-4222-8222-222222222222'

/** Two suppliers sell `old`, one of them also `new`; a received, a sent and a draft purchase order name it. */
async function buyOld() {
  const at = new Date('2026-11-24T08:00:00Z')
  const terms = { shop: SHOP, unitCost: 510n }
  await withShop(SHOP, async (tx) => {
    const north = { id: NORTH, name: 'Moulin Nord', currency: 'EUR', leadDays: 5 }
    await tx.supplier.create({ data: { shop: SHOP, ...north } })
    await tx.supplierItem.createMany({
      data: [
        { ...terms, supplier: MOULIN_SUD, item: 'old' },
        { ...terms, supplier: NORTH, item: 'old' },
        { ...terms, supplier: NORTH, item: 'new', unitCost: 490n },
      ],
    })
    for (const [n, state, items] of [
      [1, 'received', ['old']],
      [2, 'sent', ['old']],
      [3, 'draft', ['old', 'new']],
    ] as const) {
      const id = randomUUID()
      const sent = state === 'draft' ? {} : { number: `CF-${n}`, sentAt: at, revision: 1 }
      const of = { id, supplier: MOULIN_SUD, location: LYON, currency: 'EUR', state, createdAt: at, ...sent }
      await tx.purchaseOrder.create({ data: { shop: SHOP, ...of } })
      const line = { shop: SHOP, purchaseOrder: id, packSize: 1, unitCost: 510n, quantity: 6 }
      await tx.purchaseOrderLine.createMany({
        data: items.map((item, position) => ({ ...line, id: randomUUID(), position, item, title: item })),
      })
    }
    await tx.stockLevel.createMany({
      data: [
        { shop: SHOP, location: LYON, item: 'old', reorderPoint: 5 },
        { shop: SHOP, location: BOUTIQUE, item: 'old', reorderPoint: 3 },
        { shop: SHOP, location: LYON, item: 'new' },
      ],
    })
  })
}

const boughtNow = () =>
  withShop(SHOP, async (tx) => {
    const named = { item: { in: ['old', 'new'] } }
    const sold = await tx.supplierItem.findMany({
      where: named,
      orderBy: [{ supplier: 'asc' }, { item: 'asc' }],
    })
    const lines = await tx.purchaseOrderLine.findMany({ where: named, include: { of: true } })
    const levels = await tx.stockLevel.findMany({ where: named })
    return {
      sold: sold.map(({ supplier, item }) => `${supplier === NORTH ? 'Nord' : 'Sud'} ${item}`),
      lines: lines.map(({ of, item }) => `${of.state} ${item}`).sort(),
      points: levels
        .map(({ location, item, reorderPoint }) => `${location.slice(-1)} ${item} ${reorderPoint}`)
        .sort(),
    }
  })

test('Who sells an item, what is on its way and when it is bought follow a variant onto another item, once', async () => {
  await buyOld()
  const before = await boughtNow()
  await withShop(SHOP, async (tx) => {
    await saveVariants(tx, SHOP, [variant('old')])
    await followItem(tx, SHOP, 'old', 'new')
  })
  // It is still sold.
  expect(await boughtNow()).toEqual(before)
  await withShop(SHOP, async (tx) => {
    await tx.variant.updateMany({ where: { item: 'old' }, data: { deletedAt: new Date() } })
    await followItem(tx, SHOP, 'old', 'new')
  })
  expect(await boughtNow()).toEqual({
    sold: ['Sud new', 'Nord new', 'Nord old'],
    lines: ['draft new', 'draft old', 'received old', 'sent new'],
    points: ['1 new 5', '1 old null', '2 new 3', '2 old null'],
  })
})
