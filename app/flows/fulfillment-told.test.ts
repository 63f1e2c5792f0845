import { describe, expect, test } from 'vitest'
import type { FulfillmentOrder } from '#app/orders/order.ts'
import { lineOf, snapshotOf } from '#tests/support/snapshots.ts'
import { tellingOf } from './fulfillment-told.ts'
import type { OurShipment } from './shipments-matched.ts'

const LINE = 'gid://shopify/LineItem/2' as const
const LYON = 'gid://shopify/Location/1' as const
const BOUTIQUE = 'gid://shopify/Location/2' as const
const snapshot = snapshotOf(1042, [lineOf('2', { quantity: 12 })])
const there = (n: number, location: typeof LYON | typeof BOUTIQUE, remaining: number): FulfillmentOrder => ({
  id: `gid://shopify/FulfillmentOrder/${n}`,
  status: 'open',
  location,
  lines: [{ id: `gid://shopify/FulfillmentOrderLineItem/${n}`, line: LINE, remaining }],
})
const shipment = (wish: Partial<OurShipment> = {}): OurShipment => ({
  id: 'BL-1',
  told: 'unconfirmed',
  fulfillment: null,
  location: LYON,
  lines: new Map([[LINE, 5]]),
  goods: [{ item: 'gid://shopify/InventoryItem/75', quantity: 5 }],
  ...wish,
})
const telling = (ours: OurShipment, ...fulfillmentOrders: FulfillmentOrder[]) =>
  tellingOf('BL-1', [ours], new Set(), snapshot, { order: snapshot.id, fulfillmentOrders })
const units = (n: number, quantity: number) => ({
  fulfillmentOrderId: `gid://shopify/FulfillmentOrder/${n}`,
  fulfillmentOrderLineItems: [{ id: `gid://shopify/FulfillmentOrderLineItem/${n}`, quantity }],
})

describe('Of a delivery Shopify is told', () => {
  test('the units of its own lines at the place that the goods left, from as many as it needs', () => {
    expect(telling(shipment(), there(1, BOUTIQUE, 12), there(2, LYON, 3), there(3, LYON, 9))).toEqual({
      kind: 'tell',
      lines: [units(2, 3), units(3, 2)],
    })
  })
  test('nothing when that place has not enough, whatever another one has', () => {
    expect(telling(shipment(), there(1, BOUTIQUE, 12))).toEqual({ kind: 'not-enough' })
    expect(telling(shipment(), there(1, BOUTIQUE, 12), there(2, LYON, 4))).toEqual({ kind: 'not-enough' })
  })
  test('where a service is held, since it lies on no shelf', () => {
    const service = shipment({ goods: [] })
    expect(telling(service, there(1, BOUTIQUE, 12))).toEqual({ kind: 'tell', lines: [units(1, 5)] })
  })
  test('nothing once it was taken back, or once Shopify has it', () => {
    expect(telling(shipment({ told: 'failed' }), there(1, LYON, 12))).toEqual({ kind: 'taken-back' })
    const fulfillment = 'gid://shopify/Fulfillment/1'
    const known = shipment({ told: 'confirmed', fulfillment })
    expect(telling(known, there(1, LYON, 12))).toEqual({ kind: 'told', fulfillment })
  })
})
