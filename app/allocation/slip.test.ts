import { expect, test } from 'vitest'
import { slipOf } from './slip.ts'

const on = (quantity: number, day: string | null) => ({ quantity, on: day })

test('what slips most says by how many days, also when the last unit comes as before', () => {
  const before = [on(5, '2026-11-25'), on(7, '2026-12-02')]
  expect(slipOf(before, [on(1, '2026-11-25'), on(11, '2026-12-02')])).toBe(7)
  expect(slipOf(before, [on(12, '2026-12-04')])).toBe(9)
})
test('where none slips, what gains most says it', () => {
  expect(slipOf([on(1, '2026-11-25'), on(3, '2026-12-02')], [on(4, '2026-11-25')])).toBe(-7)
})
test('what comes as before slips by nothing', () => {
  expect(slipOf([on(4, '2026-11-25')], [on(4, '2026-11-25')])).toBe(0)
  expect(slipOf([], [on(4, '2026-11-25')])).toBe(0)
})
test('units of a day nobody knows slip nobody knows how far', () => {
  expect(slipOf([on(4, '2026-11-25')], [on(2, '2026-11-25'), on(2, null)])).toBeNull()
  expect(slipOf([on(4, null)], [on(4, '2026-11-25')])).toBe(0)
})
