import { afterAll, beforeAll, expect, test } from 'vitest'
import { readShop, withShop } from '#app/db.server.ts'
import { openTestDatabase, setUpShop, SHOP } from '#tests/support/shop.ts'

const db = await openTestDatabase()
beforeAll(() => setUpShop())
afterAll(() => db.drop())

test('a page reads its shop', async () => {
  expect(await readShop(SHOP, (tx) => tx.shop.count())).toBe(1)
})

test('PostgreSQL refuses what a page would write, and a flow writes again after it', async () => {
  const rename = { where: { shop: SHOP }, data: { name: 'Autre nom' } }
  await expect(readShop(SHOP, (tx) => tx.shop.updateMany(rename))).rejects.toThrow('read-only transaction')
  expect(await withShop(SHOP, (tx) => tx.shop.updateMany(rename))).toEqual({ count: 1 })
})
