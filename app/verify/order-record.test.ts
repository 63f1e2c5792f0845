import { expect, test } from 'vitest'
import type { Gid } from '#app/core/gid.ts'
import { lineUnits } from '#app/orders/line-units.ts'
import type { Fulfillment } from '#app/orders/order.ts'
import { lineOf, snapshotOf } from '#tests/support/snapshots.ts'
import { DELIVERED, TAX, TOLD, wrongInOrder, type OrderRecord } from './order-record.ts'

const LINE = 'gid://shopify/LineItem/1'
const ONE = 'gid://shopify/Fulfillment/1'

/** An order of 12 whose line is what its fulfillments and shipments make it. */
function ordered(
  fulfillments: [id: Gid<'Fulfillment'>, status: Fulfillment['status'], quantity: number][],
  shipments: { told: string; fulfillment?: string; quantity: number }[],
  invoiced: number,
): OrderRecord {
  const left = 12 - fulfillments.reduce((sum, [, status, q]) => sum + (status === 'success' ? q : 0), 0)
  const line = lineOf('1', { quantity: 12, fulfillable: left })
  const snapshot = snapshotOf(1, [line], {
    fulfillments: fulfillments.map(([id, status, quantity]) => ({
      id,
      status,
      location: null,
      createdAt: '2026-11-24T09:00:00.000Z',
      lines: [{ line: LINE, quantity }],
    })),
  })
  const unseen = shipments.filter((s) => s.told === 'unconfirmed').reduce((sum, s) => sum + s.quantity, 0)
  return {
    name: snapshot.name,
    snapshot,
    lines: [{ id: LINE, ...lineUnits(snapshot, line, unseen) }],
    shipments: shipments.map(({ told, fulfillment, quantity }, n) => ({
      id: `shipment ${n}`,
      told,
      fulfillment: fulfillment ?? null,
      lines: { [LINE]: quantity },
    })),
    invoiced: { [LINE]: invoiced },
    tax: null,
  }
}

const broken = (order: OrderRecord) => wrongInOrder(order).map(({ check }) => check)

test('What was delivered may be invoiced: by us, by Shopify itself, told or not yet', () => {
  expect(broken(ordered([], [{ told: 'unconfirmed', quantity: 5 }], 5))).toEqual([])
  expect(broken(ordered([[ONE, 'success', 5]], [], 5))).toEqual([])
  const confirmed = { told: 'confirmed', fulfillment: ONE, quantity: 5 }
  expect(broken(ordered([[ONE, 'success', 5]], [confirmed], 5))).toEqual([])
  expect(broken(ordered([[ONE, 'success', 5]], [confirmed], 6))).toEqual([DELIVERED])
  expect(broken(ordered([[ONE, 'pending', 5]], [], 5))).toEqual([DELIVERED])
})

test('An invoice stands when its delivery is undone', () => {
  expect(broken(ordered([], [{ told: 'failed', quantity: 5 }], 5))).toEqual([])
  expect(broken(ordered([], [{ told: 'failed', quantity: 5 }], 6))).toEqual([DELIVERED])
  const cancelled = { told: 'failed', fulfillment: ONE, quantity: 5 }
  expect(broken(ordered([[ONE, 'cancelled', 5]], [cancelled], 5))).toEqual([])
  expect(broken(ordered([[ONE, 'cancelled', 5]], [cancelled], 6))).toEqual([DELIVERED])
  expect(broken(ordered([[ONE, 'cancelled', 5]], [], 5))).toEqual([])
})

test('A delivery is what Shopify tells of its fulfillment', () => {
  const open = { told: 'unconfirmed', quantity: 5 }
  expect(broken(ordered([], [{ ...open, fulfillment: ONE }], 0))).toEqual([])
  expect(broken(ordered([[ONE, 'success', 5]], [{ ...open, fulfillment: ONE }], 0))).toEqual([TOLD])
  expect(broken(ordered([], [{ ...open, told: 'confirmed', fulfillment: ONE }], 0))).toEqual([TOLD])
  expect(broken(ordered([[ONE, 'success', 5]], [{ ...open, told: 'failed', fulfillment: ONE }], 0))).toEqual([
    TOLD,
  ])
})

test('The tax of the invoices is that of what they took, to the rounding', () => {
  // 12 cost 104.88 and 5.77 of tax: five of them 2.40.
  const five = ordered([[ONE, 'success', 5]], [], 5)
  expect(broken({ ...five, tax: '240' })).toEqual([])
  expect(broken({ ...five, tax: '241' })).toEqual([])
  expect(broken({ ...five, tax: '577' })).toEqual([TAX])
  expect(broken({ ...five, tax: '0' })).toEqual([TAX])
})
