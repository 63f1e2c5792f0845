import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MOST_TIMES, patienceAfter, shareAfter, timesAfter } from './patience.ts'

const times = fc.nat(40)

test('A job that had to come back may wait twice as long, up to a limit', () => {
  expect([0, 1, 2, 3, 4, 5].map((n) => patienceAfter(n, 10_000) / 1_000)).toEqual([10, 20, 40, 80, 160, 160])
})

test('A job that had to come back does a quarter at once, and never nothing', () => {
  expect([0, 1, 2, 3, 4, 5].map((n) => shareAfter(n, 100))).toEqual([100, 25, 7, 2, 1, 1])
  fc.assert(fc.property(times, fc.integer({ min: 1, max: 500 }), (n, size) => shareAfter(n, size) >= 1))
})

test('It goes back to its usual measure once it has not to wait any more, step by step', () => {
  expect(timesAfter(MOST_TIMES, true)).toBe(MOST_TIMES)
  expect(timesAfter(2, false)).toBe(1)
  fc.assert(fc.property(times, (n) => timesAfter(n, false) === Math.max(0, n - 1)))
})
