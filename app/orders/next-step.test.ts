import { describe, expect, it } from 'vitest'
import type { NextStep, StepState } from './next-step.ts'
import { nextStep } from './next-step.ts'

// The grocer's order of the journey: 12 ordered, 5 on the shelf.
const start: StepState = {
  state: 'open',
  b2b: true,
  confirmed: true,
  reserved: 5,
  provisional: 0,
  whole: 0,
  ofBundles: 0,
  claimed: 0,
  unsourced: 7,
  unstocked: 0,
  shipped: 0,
  uninvoiced: 0,
  drafts: ['draft'],
  pickList: null,
  accepts: 'parts',
  maxShipments: 2,
  shipments: 0,
  callOff: false,
  called: 0,
  firstOn: '2026-11-25',
  lastOn: '2026-12-02',
}
const delivered = { reserved: 0, claimed: 7, unsourced: 0, shipped: 5, shipments: 1, drafts: [] } as const

const cases: [string, Partial<StepState>, NextStep][] = [
  [
    'is kept until called',
    { callOff: true, unsourced: 0, drafts: [], firstOn: null, confirmed: false },
    { kind: 'wait', for: 'call', until: null },
  ],
  [
    'is kept until called, and some are',
    { callOff: true, called: 2, unsourced: 0, drafts: [], confirmed: false },
    { kind: 'pick' },
  ],
  [
    'is kept until called, and lacks units that a draft wants',
    { callOff: true },
    { kind: 'order-missing', purchaseOrders: ['draft'] },
  ],
  [
    'is kept until called, of a customer who takes everything at once',
    { callOff: true, called: 2, accepts: 'whole-order', claimed: 7, unsourced: 0 },
    { kind: 'pick' },
  ],
  [
    'is kept until called, and a delivery of a call is not invoiced',
    { callOff: true, unsourced: 0, drafts: [], shipped: 2, uninvoiced: 2 },
    { kind: 'invoice' },
  ],
  ['is new', { confirmed: false }, { kind: 'confirm' }],
  ['is new without a date to tell', { confirmed: false, firstOn: null, drafts: [] }, { kind: 'pick' }],
  ['lacks units that a draft wants', {}, { kind: 'order-missing', purchaseOrders: ['draft'] }],
  ['has units on the shelf', { claimed: 7, unsourced: 0, drafts: [] }, { kind: 'pick' }],
  ['was picked', { claimed: 7, unsourced: 0, pickList: 'list' }, { kind: 'deliver', pickList: 'list' }],
  ['was delivered in part', { ...delivered, uninvoiced: 5 }, { kind: 'invoice' }],
  [
    'waits for the supplier, who completes the last shipment',
    { ...delivered, firstOn: '2026-12-02', lastOn: '2026-12-04' },
    { kind: 'wait', for: 'supplier', until: '2026-12-04' },
  ],
  [
    'holds what came until the last shipment is complete',
    { ...delivered, reserved: 6, claimed: 1, lastOn: '2026-12-04' },
    { kind: 'wait', for: 'shipment-limit', until: '2026-12-04' },
  ],
  [
    'delivers to this customer at once only',
    { accepts: 'whole-order', claimed: 7, unsourced: 0 },
    { kind: 'wait', for: 'complete-delivery', until: '2026-12-02' },
  ],
  [
    'has a part of a line for a customer who takes whole lines',
    { accepts: 'whole-lines', maxShipments: null, claimed: 7, unsourced: 0 },
    { kind: 'wait', for: 'complete-lines', until: '2026-12-02' },
  ],
  [
    'has a whole line for a customer who takes whole lines',
    { accepts: 'whole-lines', maxShipments: null, whole: 2, claimed: 7, unsourced: 0 },
    { kind: 'pick' },
  ],
  [
    'has components whose bundle lacks another one',
    { maxShipments: null, ofBundles: 5, claimed: 7, unsourced: 0 },
    { kind: 'wait', for: 'complete-bundles', until: '2026-12-02' },
  ],
  [
    'has a complete bundle, and components of another one',
    { maxShipments: null, ofBundles: 3, claimed: 7, unsourced: 0 },
    { kind: 'pick' },
  ],
  ['has all of the last shipment', { ...delivered, reserved: 7, claimed: 0 }, { kind: 'pick' }],
  [
    'is not routed yet',
    { provisional: 5, unsourced: 0, drafts: [] },
    { kind: 'wait', for: 'routing', until: null },
  ],
  [
    'lacks units that nobody sells to us',
    { reserved: 0, drafts: [] },
    { kind: 'wait', for: 'no-supplier', until: null },
  ],
  [
    'has only services left',
    { reserved: 0, unsourced: 0, unstocked: 2, drafts: [] },
    { kind: 'deliver', pickList: null },
  ],
  [
    'was shipped in full, not invoiced',
    { reserved: 0, unsourced: 0, shipped: 12, uninvoiced: 7 },
    { kind: 'invoice' },
  ],
  ['was shipped and invoiced', { reserved: 0, unsourced: 0, shipped: 12 }, { kind: 'done' }],
  [
    'was shipped to a private customer',
    { b2b: false, reserved: 0, unsourced: 0, shipped: 12, uninvoiced: 12 },
    { kind: 'done' },
  ],
  ['was cancelled', { state: 'cancelled', reserved: 0, unsourced: 0 }, { kind: 'cancelled' }],
  [
    'was cancelled after a delivery',
    { state: 'cancelled', reserved: 0, unsourced: 0, shipped: 5, uninvoiced: 5 },
    { kind: 'invoice' },
  ],
]

describe('the next step of an order that', () => {
  it.each(cases)('%s', (_, change, expected) => {
    expect(nextStep({ ...start, ...change })).toEqual(expected)
  })
})
