// Lists stand in the order in which people look for a name, and go on where a page ended.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HUILE, openTestDatabase, setUpShop, SHOP } from '#tests/support/shop.ts'

const database = await openTestDatabase()
const { readShop, withShop } = await import('#app/db.server.ts')
const { listCustomers } = await import('#app/customers/read-customers.server.ts')
const { listStock } = await import('#app/stock/read-stock.server.ts')
const { findItems, listSuppliers } = await import('#app/suppliers/read-supplier.server.ts')

const NAMES = ['Maison Carrel', 'Zinc', 'abricot', 'Épicerie fine', 'Œufs', 'Fromagerie']
const SORTED = ['abricot', 'Épicerie fine', 'Fromagerie', 'Maison Carrel', 'Œufs', 'Zinc']

beforeAll(async () => {
  await setUpShop({})
  await withShop(SHOP, async (tx) => {
    await tx.customer.deleteMany()
    await tx.customer.createMany({
      data: NAMES.map((name, n) => ({
        shop: SHOP,
        id: `gid://shopify/Company/${n + 10}`,
        kind: 'b2b',
        name,
      })),
    })
    await tx.supplier.createMany({
      data: NAMES.map((name, n) => ({
        shop: SHOP,
        id: `44444444-4444-4444-8444-44444444444${n}`,
        name,
        currency: 'EUR',
        leadDays: 1,
      })),
    })
    const variant = await tx.variant.findFirstOrThrow({ where: { item: HUILE.item } })
    await tx.variant.createMany({
      data: NAMES.map((title, n) => ({
        ...variant,
        id: `gid://shopify/ProductVariant/${n + 10}`,
        item: `gid://shopify/InventoryItem/${n + 10}`,
        title,
        sku: null,
      })),
    })
  })
})
afterAll(() => database.drop())

const ours = (names: string[]) => names.filter((name) => NAMES.includes(name))

type Page = { names: string[]; next: string | null }
async function inPages(read: (after: string | null) => Promise<Page>): Promise<string[]> {
  const names: string[] = []
  for (let after: string | null = null; ;) {
    const page = await read(after)
    names.push(...page.names)
    if (!page.next) return names
    after = page.next
  }
}

test('customers', async () => {
  const read = (after: string | null) =>
    readShop(SHOP, async (tx) => {
      const { customers, next } = await listCustomers(tx, SHOP, { search: '', after, take: 2 })
      return { names: customers.map((one) => one.name), next }
    })
  expect(await inPages(read)).toEqual(SORTED)
})

test('items of the stock', async () => {
  const read = (after: string | null) =>
    readShop(SHOP, async (tx) => {
      const { items, next } = await listStock(tx, SHOP, { search: '', only: 'all', after, take: 2 })
      return { names: items.map((one) => one.title), next }
    })
  expect(ours(await inPages(read))).toEqual(SORTED)
})

test.each([
  ['epicerie', ['Épicerie fine']],
  ['ÉPICERIE', ['Épicerie fine']],
  ['oeufs', ['Œufs']],
  ['œuf', ['Œufs']],
  ['abric', ['abricot']],
  ['100%', []],
])('searching for %s finds %j among customers, stock and items', async (search, found) => {
  const wanted = { search, after: null, take: 50 }
  const { customers } = await readShop(SHOP, (tx) => listCustomers(tx, SHOP, wanted))
  expect(customers.map((one) => one.name)).toEqual(found)
  const { items } = await readShop(SHOP, (tx) => listStock(tx, SHOP, { ...wanted, only: 'all' }))
  expect(items.map((one) => one.title)).toEqual(found)
  const choice = await readShop(SHOP, (tx) => findItems(tx, SHOP, search))
  expect(choice.map((one) => one.title)).toEqual(found)
})

test('suppliers, and items to choose from', async () => {
  const suppliers = await readShop(SHOP, (tx) => listSuppliers(tx, SHOP))
  expect(ours(suppliers.map((one) => one.name))).toEqual(SORTED)
  const items = await readShop(SHOP, (tx) => findItems(tx, SHOP, ''))
  expect(ours(items.map((one) => one.title))).toEqual(SORTED)
})
