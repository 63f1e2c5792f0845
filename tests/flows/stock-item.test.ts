// An item's page: every movement says what caused it, and for whom.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { playHistory } from '#tests/support/history.ts'
import { HUILE, openTestDatabase, SHOP } from '#tests/support/shop.ts'

const database = await openTestDatabase()
const { readShop } = await import('#app/db.server.ts')
const { readStockItem } = await import('#app/stock/read-stock-item.server.ts')

beforeAll(() => playHistory(SHOP))
afterAll(() => database.drop())

test('each reservation names its order, and one that came with goods their purchase order too', async () => {
  const item = await readShop(SHOP, (tx) => readStockItem(tx, SHOP, HUILE.item))
  const reserved = item!.ledger
    .filter((row) => row.account === 'reserved')
    .map((row) => [row.kind, row.quantity, row.order?.name, row.purchaseOrder?.number, row.document?.number])
    .reverse()
  expect(reserved).toEqual([
    ['reserved', 3, '#1039', undefined, undefined],
    ['reserved', 5, '#1042', undefined, undefined],
    ['released', -5, '#1042', undefined, 'BL-2026-00001'],
    ['released', -3, '#1039', undefined, 'BL-2026-00002'],
    ['reserved', 6, '#1042', 'CF-31', undefined],
    ['reserved', 1, '#1042', 'CF-31', undefined],
    ['released', -7, '#1042', undefined, 'BL-2026-00003'],
    ['reserved', 6, '#1050', undefined, undefined],
    // One was counted less, one was set aside and sold again, one broke.
    ['released', -1, '#1050', undefined, undefined],
    ['released', -1, '#1050', undefined, undefined],
    ['reserved', 1, '#1050', undefined, undefined],
    ['released', -1, '#1050', undefined, undefined],
  ])
})
