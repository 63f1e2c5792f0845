import { expect, test } from 'vitest'
import { heldBack, shipmentsLeft } from './shipping-terms.ts'

test.each([
  ['any number', { partial: true, maxShipments: null, shipped: 3 }, Number.MAX_SAFE_INTEGER, null],
  ['two at most, none left yet', { partial: true, maxShipments: 2, shipped: 0 }, 2, null],
  ['two at most, one left', { partial: true, maxShipments: 2, shipped: 1 }, 1, 'shipment-limit'],
  ['more left than he accepts', { partial: true, maxShipments: 2, shipped: 3 }, 1, 'shipment-limit'],
  ['all at once', { partial: false, maxShipments: 2, shipped: 0 }, 1, 'complete-delivery'],
] as const)('Of a customer who accepts %s', (_, terms, left, why) => {
  expect(shipmentsLeft(terms)).toBe(left)
  expect(heldBack(terms, 1)).toBe(why)
  expect(heldBack(terms, 0)).toBeNull()
})
