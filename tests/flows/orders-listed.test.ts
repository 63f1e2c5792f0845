// Which orders stand under which tab of the list.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { playHistory, tell } from '#tests/support/history.ts'
import { openTestDatabase, SHOP } from '#tests/support/shop.ts'
import { lineOf, snapshotOf } from '#tests/support/snapshots.ts'

const database = await openTestDatabase()
const { readShop } = await import('#app/db.server.ts')
const { listOrders } = await import('#app/orders/list-orders.server.ts')

beforeAll(async () => {
  await playHistory(SHOP)
  const placedAt = '2026-11-24T10:00:00.000Z'
  await tell(SHOP, snapshotOf(1061, [lineOf('61', { quantity: 1 })], { placedAt, cancelledAt: placedAt }))
  await tell(SHOP, snapshotOf(1062, [lineOf('62', { quantity: 1 })], { placedAt, closedAt: placedAt }))
})
afterAll(() => database.drop())

type Tab = Parameters<typeof listOrders>[2]['tab']
async function names(tab: Tab, more: Partial<Parameters<typeof listOrders>[2]> = {}): Promise<string[]> {
  const wanted = { tab, search: '', step: null, after: null, take: 50, ...more }
  const { orders } = await readShop(SHOP, (tx) => listOrders(tx, SHOP, wanted))
  return orders.map((order) => order.name)
}

test('what is delivered and invoiced is closed, whatever Shopify says', async () => {
  expect(await names('closed')).toEqual(['#1062', '#1042'])
})

test('what is delivered but not invoiced is still open, and to do', async () => {
  expect(await names('open')).toEqual(['#1050', '#1039'])
  expect(await names('to-do')).toContain('#1039')
})

test('what was cancelled stands apart', async () => {
  expect(await names('cancelled')).toEqual(['#1061'])
})

test('a tab is narrowed to one next step', async () => {
  expect(await names('open', { step: 'invoice' })).toEqual(['#1039'])
  expect(await names('open', { step: 'wait-supplier' })).toEqual([])
})

test('an order is found by its customer, with or without accents', async () => {
  expect(await names('closed', { search: 'epicerie du port' })).toContain('#1042')
  expect(await names('closed', { search: 'ÉPICERIE' })).toContain('#1042')
  expect(await names('closed', { search: 'boulangerie' })).toEqual([])
})

test('a page goes on where the one before ended', async () => {
  const wanted = { tab: 'open' as const, search: '', step: null, after: null, take: 1 }
  const first = await readShop(SHOP, (tx) => listOrders(tx, SHOP, wanted))
  expect(first.orders.map((order) => order.name)).toEqual(['#1050'])
  expect(await names('open', { after: first.next, take: 1 })).toEqual(['#1039'])
})
