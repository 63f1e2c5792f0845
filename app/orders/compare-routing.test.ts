import { expect, test } from 'vitest'
import { lineOf, routedTo, snapshotOf } from '#tests/support/snapshots.ts'
import { BOUTIQUE, LYON } from '#tests/support/shop.ts'
import { compareRouting } from './compare-routing.ts'
import type { FulfillmentOrder } from './order.ts'

const order = snapshotOf(1, [lineOf('1', { quantity: 5 })])
const lyon = routedTo(order).fulfillmentOrders
const boutique = routedTo(order, BOUTIQUE).fulfillmentOrders
const PLACES = new Map([
  [LYON, 'Entrepôt Lyon'],
  [BOUTIQUE, 'Boutique'],
])
const left = (remaining: number): FulfillmentOrder[] =>
  lyon.map((one) => ({ ...one, lines: one.lines.map((l) => ({ ...l, remaining })) }))

const IN_LYON = 'Entrepôt Lyon, open: 5 × HUILE-75'

test.each([
  ['the same place', lyon, lyon, []],
  ['nobody routed it yet', null, null, []],
  ['we have not heard that it is routed', null, lyon, [[null, IN_LYON]]],
  ['Shopify moved it', lyon, boutique, [[IN_LYON, 'Boutique, open: 5 × HUILE-75']]],
  ['something of it was fulfilled', lyon, left(2), [[IN_LYON, 'Entrepôt Lyon, open: 2 × HUILE-75']]],
  [
    'it is held',
    lyon,
    lyon.map((one) => ({ ...one, status: 'on_hold' as const })),
    [[IN_LYON, 'Entrepôt Lyon, on_hold: 5 × HUILE-75']],
  ],
])('Routing compared: %s', (_, ours, theirs, expected) => {
  const found = compareRouting(order, ours, theirs, PLACES)
  expect(found.map((d) => [d.ours, d.theirs])).toEqual(expected)
})
