import { expect, test } from 'vitest'
import { heldBack, shipmentsLeft } from './shipping-terms.ts'

test.each([
  ['any number', { accepts: 'parts', maxShipments: null, shipped: 3 }, Number.MAX_SAFE_INTEGER, null],
  ['two at most, none left yet', { accepts: 'parts', maxShipments: 2, shipped: 0 }, 2, null],
  ['two at most, one left', { accepts: 'parts', maxShipments: 2, shipped: 1 }, 1, 'shipment-limit'],
  ['more left than he accepts', { accepts: 'parts', maxShipments: 2, shipped: 3 }, 1, 'shipment-limit'],
  [
    'whole lines, any number',
    { accepts: 'whole-lines', maxShipments: null, shipped: 3 },
    Number.MAX_SAFE_INTEGER,
    null,
  ],
  [
    'whole lines, the last time',
    { accepts: 'whole-lines', maxShipments: 2, shipped: 1 },
    1,
    'shipment-limit',
  ],
  ['all at once', { accepts: 'whole-order', maxShipments: 2, shipped: 0 }, 1, 'complete-delivery'],
] as const)('Of a customer who accepts %s', (_, terms, left, why) => {
  expect(shipmentsLeft(terms)).toBe(left)
  expect(heldBack(terms, 1)).toBe(why)
  expect(heldBack(terms, 0)).toBeNull()
})
