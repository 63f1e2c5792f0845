import { expect, test } from 'vitest'
import { lineOf, snapshotOf } from '#tests/support/snapshots.ts'
import { everything, quantitiesAndMoney, type WhatBooksSay } from './what-books-say.ts'

/** Books with one order of two units, one of them on the shelf, one bought. */
function books({
  id = 1,
  at = '2026-11-24T08:00:00.000Z',
  quantity = 2,
  cost = '510',
  price = 1000n,
} = {}): WhatBooksSay {
  const order = `gid://shopify/Order/${id}`
  const snapshot = snapshotOf(1000 + id, [lineOf(String(id), { quantity, unitPrice: price })], {
    updatedAt: at,
  })
  const units = { ordered: quantity, removed: 0, cancelled: 0, shipped: 0, returned: 0 }
  return {
    orders: [
      {
        ...{
          id: order,
          name: `#${1000 + id}`,
          state: 'open',
          updatedAt: at,
          snapshotHash: `hash ${id} ${at}`,
        },
        ...{ routed: true, total: '2000', snapshot },
      },
    ],
    lines: [
      {
        ...{ id: `gid://shopify/LineItem/${id}`, order, position: 0, sku: 'HUILE', item: `item ${id}` },
        units: { ...units, reserved: 1, claimed: 1, unsourced: quantity - 2, unstocked: 0 },
        ...{ promised: [], lacking: [{ place: 'Lyon', quantity: quantity - 2 }] },
        holds: [{ place: 'Lyon', quantity: 1, provisional: false }],
        claims: [{ poLine: `po line ${id}`, of: 'HUILE', quantity: 1 }],
      },
    ],
    routing: [
      { id: `gid://shopify/FulfillmentOrder/${id}`, order, place: 'Lyon', status: 'open', lines: [] },
    ],
    levels: [{ place: 'Lyon', sku: 'HUILE', onHand: 1, unavailable: 0, reserved: 1 }],
    drafts: [{ place: 'Lyon', sku: 'HUILE', quantity: 12, unitCost: cost }],
  }
}

test('Quantities and money know no ids, times or numbers', () => {
  const other = books({ id: 7, at: '2027-01-01T00:00:00.000Z' })
  expect(quantitiesAndMoney(other)).toBe(quantitiesAndMoney(books()))
  expect(everything(other)).not.toBe(everything(books()))
})

test('Another unit, price or cost is another end', () => {
  const ends = [books(), books({ quantity: 3 }), books({ cost: '511' }), books({ price: 1001n })].map(
    quantitiesAndMoney,
  )
  expect(new Set(ends).size).toBe(4)
})
