import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyOrder } from '#tests/support/any-order.ts'
import type { Fulfillment } from './order.ts'
import { lineOf, snapshotOf } from '#tests/support/snapshots.ts'
import { lineUnits, openUnits } from './line-units.ts'

const grocer = (line: Parameters<typeof lineOf>[1], order: Parameters<typeof snapshotOf>[2] = {}) =>
  snapshotOf(1042, [lineOf('2', line)], order)
const unitsOf = (order: ReturnType<typeof grocer>, shippedByUs = 0) =>
  lineUnits(order, order.lines[0]!, shippedByUs)
const fulfillment = (n: number, quantity: number, status: Fulfillment['status']): Fulfillment => ({
  id: `gid://shopify/Fulfillment/${n}`,
  status,
  location: null,
  createdAt: '2026-11-24T10:00:00.000Z',
  lines: [{ line: 'gid://shopify/LineItem/2', quantity }],
})
const fulfilled = (quantity: number) => ({ fulfillments: [fulfillment(1, quantity, 'success')] })

test('Units that a refund took before shipping are removed, units that came back are returned', () => {
  expect(unitsOf(grocer({ quantity: 12, current: 8, fulfillable: 8 }))).toMatchObject({
    removed: 4,
    returned: 0,
  })
  expect(unitsOf(grocer({ quantity: 12, current: 10, fulfillable: 7 }, fulfilled(5)))).toMatchObject({
    shipped: 5,
    removed: 0,
    returned: 2,
  })
})

test('Units that Shopify holds back are neither removed nor anybody else’s: the hold passes, the order stays', () => {
  expect(unitsOf(grocer({ quantity: 12, current: 12, fulfillable: 0 }))).toMatchObject({ removed: 0 })
  expect(unitsOf(grocer({ quantity: 12, current: 10, fulfillable: 0 }))).toMatchObject({ removed: 2 })
})

test('Units of a pending fulfillment are not removed, neither by themselves nor beside units that came back', () => {
  const pending = { fulfillments: [fulfillment(1, 5, 'pending')] }
  expect(unitsOf(grocer({ quantity: 5, current: 5, fulfillable: 0 }, pending))).toMatchObject({ removed: 0 })
  expect(unitsOf(grocer({ quantity: 12, current: 9, fulfillable: 4 }, pending))).toMatchObject({ removed: 3 })
  const both = { fulfillments: [fulfillment(1, 3, 'pending'), fulfillment(2, 5, 'success')] }
  expect(unitsOf(grocer({ quantity: 12, current: 10, fulfillable: 4 }, both))).toMatchObject({
    removed: 0,
    returned: 2,
  })
})

test('In a cancelled order every unshipped unit is cancelled and none removed', () => {
  const cancelled = { cancelledAt: '2026-11-24T12:00:00.000Z', ...fulfilled(5) }
  expect(unitsOf(grocer({ quantity: 12, current: 5, fulfillable: 0 }, cancelled))).toMatchObject({
    shipped: 5,
    cancelled: 7,
    removed: 0,
  })
})

test('What a closed order has not shipped is cancelled, until the order is opened again; what came back stays returned', () => {
  const line = { quantity: 12, current: 10, fulfillable: 7 }
  const closed = { closedAt: '2026-11-24T12:00:00.000Z', ...fulfilled(5) }
  expect(unitsOf(grocer(line, closed))).toMatchObject({ shipped: 5, cancelled: 7, removed: 0, returned: 2 })
  expect(openUnits(unitsOf(grocer(line, fulfilled(5))))).toBe(7)
  const tip = grocer({ quantity: 1, tip: true, variant: null, requiresShipping: false }, closed)
  expect(unitsOf(tip)).toMatchObject({ cancelled: 0 })
})

test('What our delivery note shipped stays shipped until Shopify tells of it, and is never counted beyond the order', () => {
  expect(openUnits(unitsOf(grocer({ quantity: 12 }), 5))).toBe(7)
  expect(unitsOf(grocer({ quantity: 12, fulfillable: 7 }, fulfilled(5)), 20).shipped).toBe(12)
})

test('Whatever Shopify tells, the units of a line add up and none is below zero', () => {
  fc.assert(
    fc.property(anyOrder, fc.nat(20_000), (order, shippedByUs) => {
      for (const line of order.lines) {
        const units = lineUnits(order, line, shippedByUs)
        const { ordered, removed, cancelled, shipped, returned } = units
        expect(removed + cancelled + shipped + openUnits(units)).toBe(ordered)
        expect(
          Math.min(ordered, removed, cancelled, shipped, returned, openUnits(units)),
        ).toBeGreaterThanOrEqual(0)
        expect(returned).toBeLessThanOrEqual(shipped)
        if (order.cancelledAt) expect([removed, openUnits(units)]).toEqual([0, 0])
        else if (order.closedAt && !line.tip) expect(openUnits(units)).toBe(0)
        else expect(cancelled).toBe(0)
      }
    }),
  )
})
