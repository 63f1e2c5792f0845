import { afterAll, beforeAll, expect, test } from 'vitest'
import { itemsSold, saveVariants } from '#app/catalog/variants.server.ts'
import { withShop } from '#app/db.server.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { openTestDatabase, setUpShop, SHOP } from '#tests/support/shop.ts'

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
