import { describe, expect, test } from 'vitest'
import type { Fulfillment } from '#app/orders/order.ts'
import { lineOf, snapshotOf } from '#tests/support/snapshots.ts'
import type { OurShipment } from './shipments-matched.ts'
import { cancelledShipments, confirmedShipments } from './shipments-matched.ts'

const LINE = 'gid://shopify/LineItem/2' as const
const fulfillment = (n: number, quantity: number, wish: Partial<Fulfillment> = {}): Fulfillment => ({
  id: `gid://shopify/Fulfillment/${n}`,
  status: 'success',
  location: null,
  createdAt: '2026-11-24T10:41:00.000Z',
  lines: [{ line: LINE, quantity }],
  ...wish,
})
const order = (...fulfillments: Fulfillment[]) =>
  snapshotOf(1042, [lineOf('2', { quantity: 12 })], { fulfillments })
const note = (id: string, quantity: number, wish: Partial<OurShipment> = {}): OurShipment => ({
  id,
  told: 'unconfirmed',
  fulfillment: null,
  location: 'gid://shopify/Location/1',
  lines: new Map([[LINE, quantity]]),
  goods: [{ item: 'gid://shopify/InventoryItem/75', quantity }],
  ...wish,
})

const confirmed = (ours: readonly OurShipment[], told: ReturnType<typeof order>, known: string[] = []) =>
  confirmedShipments(ours, told, new Set(known))

describe('A delivery note is confirmed', () => {
  test('by the fulfillment that Shopify answered with', () => {
    const told = order(fulfillment(1, 5), fulfillment(2, 5))
    const ours = note('BL-1', 5, { fulfillment: 'gid://shopify/Fulfillment/2' })
    expect([...confirmed([ours], told)]).toEqual([['BL-1', 'gid://shopify/Fulfillment/2']])
  })
  test('by the same units, when Shopify tells of it before its answer was written down', () => {
    expect([...confirmed([note('BL-1', 5)], order(fulfillment(1, 5)))]).toEqual([
      ['BL-1', 'gid://shopify/Fulfillment/1'],
    ])
  })
  test('by one fulfillment only: two notes of the same units need two', () => {
    const ours = [note('BL-1', 5), note('BL-2', 5)]
    expect([...confirmed(ours, order(fulfillment(1, 5))).keys()]).toEqual(['BL-1'])
    expect(confirmed(ours, order(fulfillment(1, 5), fulfillment(2, 5))).size).toBe(2)
  })
  test('by none with other units, none that failed, and none that belongs to another note', () => {
    const other = note('BL-0', 5, { told: 'confirmed', fulfillment: 'gid://shopify/Fulfillment/1' })
    expect(confirmed([note('BL-1', 5)], order(fulfillment(1, 4))).size).toBe(0)
    expect(confirmed([note('BL-1', 5)], order(fulfillment(1, 5, { status: 'cancelled' }))).size).toBe(0)
    expect(confirmed([other, note('BL-1', 5)], order(fulfillment(1, 5))).size).toBe(0)
  })
  test('by none that Shopify told before the goods left', () => {
    const told = order(fulfillment(1, 5), fulfillment(2, 5))
    expect([...confirmed([note('BL-1', 5)], told, ['gid://shopify/Fulfillment/1'])]).toEqual([
      ['BL-1', 'gid://shopify/Fulfillment/2'],
    ])
  })
})

test('A note whose fulfillment was cancelled in Shopify is a shipment no longer', () => {
  const told = order(fulfillment(1, 5, { status: 'cancelled' }))
  const ours = (wish: Partial<OurShipment>) => [note('BL-1', 5, wish)]
  const fulfilled = { fulfillment: 'gid://shopify/Fulfillment/1' }
  expect(cancelledShipments(ours({ told: 'confirmed', ...fulfilled }), told)).toHaveLength(1)
  expect(cancelledShipments(ours({ told: 'failed', ...fulfilled }), told)).toEqual([])
  expect(cancelledShipments(ours({}), told)).toEqual([])
})
