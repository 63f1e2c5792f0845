import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ACCEPTED } from '../core/accepted.ts'
import { sumOf } from '../core/quantity.ts'
import type { Dated } from './expected-date.ts'
import { afterArrival, arrivalsOf, gatherShipments, onDaysOfSets, merge, shelfDay } from './expected-date.ts'

const week = { weekend: [6, 7], closures: [], holidays: new Set<string>() }
const reckoning = { today: '2026-11-24', week, handlingDays: 1, receivingDays: 1 }

describe('The day on which units go out', () => {
  test('is tomorrow for what is on the shelf on a Tuesday, Monday on a Friday', () => {
    expect(shelfDay(reckoning)).toBe('2026-11-25')
    expect(shelfDay({ ...reckoning, today: '2026-11-27' })).toBe('2026-11-30')
  })
  test('is a working day after the arrival, never reckoned from a day that is over', () => {
    expect(afterArrival('2026-12-01', reckoning)).toBe('2026-12-02')
    expect(afterArrival('2026-12-04', reckoning)).toBe('2026-12-07')
    expect(afterArrival('2026-11-20', reckoning)).toBe('2026-11-25')
  })
})

describe('Who gets the units that come first', () => {
  test('is whoever stands first; what nobody delivers has no day', () => {
    const schedule = [
      { quantity: 6, on: '2026-12-01' },
      { quantity: 6, on: '2026-12-03' },
    ]
    const arrivals = arrivalsOf(schedule, [
      { line: 'a', quantity: 7 },
      { line: 'b', quantity: 8 },
    ])
    expect(arrivals.get('a')).toEqual([
      { quantity: 6, on: '2026-12-01' },
      { quantity: 1, on: '2026-12-03' },
    ])
    expect(arrivals.get('b')).toEqual([
      { quantity: 5, on: '2026-12-03' },
      { quantity: 3, on: null },
    ])
  })
})

describe('Shipments gathered as the customer accepts them', () => {
  const dated = (...dates: [number, string | null][]) => ({
    dates: dates.map(([quantity, on]): Dated => ({ quantity, on })),
  })
  const days = (lines: { dates: readonly Dated[] }[]) =>
    lines.map((l) => l.dates.map((d) => [d.quantity, d.on]))

  test('two at most: 5 at once, and 6 and 1 together when the last is there', () => {
    const order = [dated([5, '2026-11-25'], [6, '2026-12-02'], [1, '2026-12-04'])]
    expect(days(gatherShipments(order, { accepts: 'parts', maxShipments: 2, shipped: 0 }))).toEqual([
      [
        [5, '2026-11-25'],
        [7, '2026-12-04'],
      ],
    ])
    const shippedOnce = [dated([6, '2026-12-02'], [1, '2026-12-04'])]
    expect(days(gatherShipments(shippedOnce, { accepts: 'parts', maxShipments: 2, shipped: 1 }))).toEqual([
      [[7, '2026-12-04']],
    ])
  })
  test('all at once: every line waits for the last; an unknown day makes all unknown', () => {
    const terms = { accepts: 'whole-order' as const, maxShipments: null, shipped: 0 }
    expect(days(gatherShipments([dated([2, '2026-11-25']), dated([1, '2026-12-04'])], terms))).toEqual([
      [[2, '2026-12-04']],
      [[1, '2026-12-04']],
    ])
    expect(days(gatherShipments([dated([2, '2026-11-25']), dated([1, null])], terms))).toEqual([
      [[2, null]],
      [[1, null]],
    ])
  })
  test('whole lines: each goes with its last unit, whatever the others do', () => {
    const order = [dated([5, '2026-11-25'], [7, '2026-12-02']), dated([3, '2026-11-25'])]
    expect(days(gatherShipments(order, { accepts: 'whole-lines', maxShipments: null, shipped: 0 }))).toEqual([
      [[12, '2026-12-02']],
      [[3, '2026-11-25']],
    ])
  })
  test('as many as he accepts, losing no unit, and none earlier than it could', () => {
    const anyDated = fc.record({
      quantity: fc.integer({ min: 1, max: 9 }),
      on: fc.constantFrom('2026-11-25', '2026-12-02', '2026-12-04', '2026-12-09', null),
    })
    const anyOrder = fc.array(fc.record({ dates: fc.array(anyDated, { maxLength: 4 }) }), { maxLength: 4 })
    const anyTerms = fc.record({
      accepts: fc.constantFrom(...ACCEPTED),
      maxShipments: fc.option(fc.integer({ min: 1, max: 3 })),
      shipped: fc.nat(3),
    })
    fc.assert(
      fc.property(anyOrder, anyTerms, (order, terms) => {
        const gathered = gatherShipments(order, terms)
        const accepted =
          terms.accepts === 'whole-order'
            ? 1
            : terms.maxShipments === null
              ? Infinity
              : Math.max(1, terms.maxShipments - terms.shipped)
        const groups = new Set(gathered.flatMap((l) => l.dates.map((d) => d.on)))
        expect(groups.size).toBeLessThanOrEqual(accepted)
        if (terms.accepts === 'whole-lines')
          for (const line of gathered) expect(line.dates.length).toBeLessThanOrEqual(1)
        const late = (dates: readonly Dated[], day: string) =>
          sumOf(
            dates.filter((d) => d.on !== null && d.on <= day),
            (d) => d.quantity,
          )
        for (const [n, line] of gathered.entries()) {
          const before = order[n]!.dates
          expect(sumOf(line.dates, (d) => d.quantity)).toBe(sumOf(before, (d) => d.quantity))
          for (const day of ['2026-11-25', '2026-12-02', '2026-12-04', '2026-12-09'])
            expect(late(line.dates, day)).toBeLessThanOrEqual(late(before, day))
        }
      }),
    )
  })
})

test('A component goes out when the bundle it belongs to is there, and nobody knows when one lacks a day', () => {
  const of = (size: number) => ({ bundle: 'A', size })
  const oil = { component: of(1), dates: [{ quantity: 3, on: '2026-11-25' }] }
  const spouts = (last: string | null) => ({
    component: of(2),
    dates: [
      { quantity: 3, on: '2026-11-25' },
      { quantity: 1, on: '2026-12-01' },
      { quantity: 2, on: last },
    ],
  })
  const loose = { component: null, dates: [{ quantity: 9, on: '2026-11-26' }] }
  const days = (last: string | null) => onDaysOfSets([oil, spouts(last), loose]).map((l) => l.dates)
  expect(days('2026-12-04')).toEqual([
    [
      { quantity: 1, on: '2026-11-25' },
      { quantity: 1, on: '2026-12-01' },
      { quantity: 1, on: '2026-12-04' },
    ],
    [
      { quantity: 2, on: '2026-11-25' },
      { quantity: 2, on: '2026-12-01' },
      { quantity: 2, on: '2026-12-04' },
    ],
    loose.dates,
  ])
  expect(days(null)[0]!.at(-1)).toEqual({ quantity: 1, on: null })
  expect(days(null)[2]).toEqual(loose.dates)
})

test('Units of one day are said once, the earliest first, those without a day last', () => {
  const merged = merge([
    { quantity: 1, on: null },
    { quantity: 2, on: '2026-12-04' },
    { quantity: 0, on: '2026-12-01' },
    { quantity: 3, on: '2026-12-02' },
    { quantity: 4, on: '2026-12-04' },
  ])
  expect(merged).toEqual([
    { quantity: 3, on: '2026-12-02' },
    { quantity: 6, on: '2026-12-04' },
    { quantity: 1, on: null },
  ])
})
