import { expect, test } from 'vitest'
import type { Dated } from '#app/stock/expected-date.ts'
import type { BookLine } from './books.ts'
import { isLate } from './promise-slipped.ts'

const dates = (...parts: [number, string | null][]) =>
  parts.map(([quantity, on]): Dated => ({ quantity, on }))
const line = (promised: Dated[], expected: Dated[]) => ({ promised, expected }) as unknown as BookLine

const cases: [string, boolean, Dated[], Dated[]][] = [
  ['nothing was promised', false, [], dates([7, '2026-12-04'])],
  ['all comes when it was promised', false, dates([5, '2026-11-25']), dates([5, '2026-11-25'])],
  ['it comes earlier', false, dates([7, '2026-12-04']), dates([7, '2026-12-02'])],
  ['one unit of seven slips', true, dates([7, '2026-12-02']), dates([6, '2026-12-02'], [1, '2026-12-04'])],
  ['nobody knows when the rest comes', true, dates([7, '2026-12-02']), dates([6, '2026-12-02'], [1, null])],
  [
    'the early part slips into the later one',
    true,
    dates([5, '2026-11-25'], [7, '2026-12-02']),
    dates([12, '2026-12-02']),
  ],
  ['fewer are left than were promised', true, dates([7, '2026-12-02']), dates([6, '2026-12-02'])],
  [
    'days lie otherwise, none later',
    false,
    dates([5, '2026-11-25'], [7, '2026-12-02']),
    dates([6, '2026-11-25'], [6, '2026-12-01']),
  ],
]
test.each(cases)('A line is late or not when %s: %s', (_, late, promised, expected) => {
  expect(isLate(line(promised, expected))).toBe(late)
})
