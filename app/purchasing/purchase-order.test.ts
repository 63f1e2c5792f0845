import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sumOf } from '../core/quantity.ts'
import type { LineProgress, PurchaseOrderState } from './purchase-order.ts'
import { acknowledge, isOpen, keptBeyond, receiveUnits, schedule, stateOf, toCome } from './purchase-order.ts'
import { withoutNeed } from './without-need.ts'

const line = (wish: Partial<LineProgress>): LineProgress => ({
  quantity: 12,
  short: 0,
  received: 0,
  acknowledged: [],
  expectedOn: '2026-12-01',
  ...wish,
})
const six = (on: string) => ({ quantity: 6, on })

describe('When the units of a line come', () => {
  test('is the reckoned day until the supplier answers, then his', () => {
    expect(schedule(line({}))).toEqual([{ quantity: 12, on: '2026-12-01' }])
    const answered = acknowledge(line({}), [six('2026-12-03'), six('2026-12-01')])
    expect(schedule(answered)).toEqual([six('2026-12-01'), six('2026-12-03')])
  })
  test('is what is left of it: what came first was due first', () => {
    const answered = acknowledge(line({}), [six('2026-12-01'), six('2026-12-03')])
    expect(schedule(receiveUnits(answered, 6))).toEqual([six('2026-12-03')])
    expect(schedule(receiveUnits(answered, 8))).toEqual([{ quantity: 4, on: '2026-12-03' }])
  })
  test('is what he answers for the rest after a part came, also when he answered before', () => {
    const first = acknowledge(line({}), [six('2026-12-01'), six('2026-12-03')])
    for (const came of [receiveUnits(line({}), 6), receiveUnits(first, 6)]) {
      expect(schedule(acknowledge(came, [six('2027-03-01')]))).toEqual([six('2027-03-01')])
    }
  })
  test('is the reckoned day for what he said nothing of', () => {
    expect(schedule(line({ acknowledged: [six('2026-12-03')] }))).toEqual([
      six('2026-12-03'),
      { quantity: 6, on: '2026-12-01' },
    ])
  })
  test('always tells of exactly the units still to come', () => {
    const any = fc
      .record({
        quantity: fc.integer({ min: 1, max: 100 }),
        short: fc.nat(100),
        received: fc.nat(100),
        acknowledged: fc.array(
          fc.record({
            quantity: fc.integer({ min: 1, max: 60 }),
            on: fc.constantFrom('2026-12-01', '2026-12-03', '2026-12-07'),
          }),
          { maxLength: 4 },
        ),
      })
      .filter((l) => l.short + l.received <= l.quantity)
    fc.assert(
      fc.property(any, (wish) => {
        const parts = schedule(line(wish))
        expect(sumOf(parts, (p) => p.quantity)).toBe(toCome(line(wish)))
        expect(parts.every((p) => p.quantity > 0)).toBe(true)
      }),
    )
  })
})

describe('The state of a sent order', () => {
  const states: [PurchaseOrderState, string, Partial<LineProgress>[]][] = [
    ['sent', 'nobody answered', [{}]],
    ['partly-confirmed', 'one of two lines is answered', [{ acknowledged: [{ quantity: 12, on: 'x' }] }, {}]],
    ['partly-confirmed', 'half a line is answered', [{ acknowledged: [six('x')] }]],
    ['confirmed', 'every unit is answered', [{ acknowledged: [six('x'), six('y')] }]],
    ['confirmed', 'all but what will not come', [{ short: 6, acknowledged: [six('x')] }]],
    ['partly-received', 'some came', [{ received: 6 }, {}]],
    ['received', 'all came', [{ received: 12 }, { received: 12 }]],
    ['closed-short', 'the rest will not come', [{ received: 6, short: 6 }]],
  ]
  test.each(states)('is %s when %s', (state, _, lines) => {
    expect(stateOf('sent', lines.map(line))).toBe(state)
  })
  test.each(['draft', 'cancelled', 'closed-short', 'received'] as const)(
    'stays %s, whatever its lines say',
    (state) => {
      expect(isOpen(state)).toBe(false)
      expect(stateOf(state, [line({ received: 6 })])).toBe(state)
    },
  )
})

test.each([
  ['all claimed', 12, 7, 5, 0],
  ['the order was cancelled', 12, 0, 5, 7],
  ['half came already', 6, 6, 5, 0],
  ['surplus claims', 5, 7, 0, 0],
])(
  'Bought without need, when %s: %i to come, %i claimed, %i for the shelf are %i',
  (_, coming, claimed, shelf, none) => {
    expect(withoutNeed({ toCome: coming, claimed, boughtForShelf: shelf })).toBe(none)
  },
)

test('What came beyond the order counts where it was kept, and is paid for where that was chosen', () => {
  const came = (surplus: number, surplusIs: string) => ({ surplus, surplusIs })
  expect(keptBeyond([came(0, ''), came(8, 'kept-priced'), came(1, 'kept-free'), came(4, 'refused')])).toEqual(
    {
      beyond: 9,
      priced: 8,
    },
  )
})
