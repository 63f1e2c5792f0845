import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sumOf } from '../core/quantity.ts'
import type { Dated } from './expected-date.ts'
import { slippedUnits } from './slipped.ts'

const dates = (...parts: [number, string | null][]) =>
  parts.map(([quantity, on]): Dated => ({ quantity, on }))

test('Units that slip are said with both days and how many days lie between', () => {
  expect(slippedUnits(dates([7, '2026-12-02']), dates([6, '2026-12-02'], [1, '2026-12-04']))).toEqual([
    { quantity: 1, from: '2026-12-02', to: '2026-12-04', days: 2 },
  ])
  const promised = dates([5, '2026-11-25'], [7, '2026-12-02'])
  expect(slippedUnits(promised, dates([12, '2026-12-02']))).toEqual([
    { quantity: 5, from: '2026-11-25', to: '2026-12-02', days: 7 },
  ])
  expect(slippedUnits(promised, dates([4, '2026-11-25'], [6, null]))).toEqual([
    { quantity: 1, from: '2026-11-25', to: null, days: null },
    { quantity: 7, from: '2026-12-02', to: null, days: null },
  ])
})

const day = fc.constantFrom('2026-11-25', '2026-12-02', '2026-12-04', '2026-12-09')
const known = fc.array(fc.record({ quantity: fc.integer({ min: 1, max: 9 }), on: day }), { maxLength: 4 })
const any = fc.array(
  fc.record({ quantity: fc.integer({ min: 1, max: 9 }), on: fc.option(day, { nil: null }) }),
  { maxLength: 4 },
)
const by = (list: readonly Dated[], on: string) =>
  sumOf(
    list.filter((d) => d.on !== null && d.on <= on),
    (d) => d.quantity,
  )

test('Nothing slips exactly when on each promised day as much is there as was promised by then', () => {
  fc.assert(
    fc.property(known, any, (promised, expected) => {
      const kept = promised.every(({ on }) => by(expected, on) >= by(promised, on))
      expect(slippedUnits(promised, expected).length === 0).toBe(kept)
    }),
  )
})

test('No more units slip than were promised, each to a later day', () => {
  fc.assert(
    fc.property(known, any, (promised, expected) => {
      const slipped = slippedUnits(promised, expected)
      expect(sumOf(slipped, (s) => s.quantity)).toBeLessThanOrEqual(sumOf(promised, (d) => d.quantity))
      for (const { from, to, days } of slipped) {
        expect(to === null || to > from).toBe(true)
        expect(to === null ? days === null : days! > 0).toBe(true)
      }
    }),
  )
})

test('What comes later never makes fewer units slip', () => {
  fc.assert(
    fc.property(known, any, fc.nat(3), (promised, expected, n) => {
      const later = expected.map((d, i) => (i === n ? { ...d, on: null } : d))
      const units = (list: readonly Dated[]) => sumOf(slippedUnits(promised, list), (s) => s.quantity)
      expect(units(later)).toBeGreaterThanOrEqual(units(expected))
    }),
  )
})
