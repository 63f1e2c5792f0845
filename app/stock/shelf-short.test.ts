import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lateBy, parseVictims, victimsOf, victimsText } from './shelf-short.ts'

const on = (day: string | null, quantity = 1) => ({ quantity, on: day })

test.each<[string, Parameters<typeof lateBy>, number | null]>([
  ['served as promised', [[on('2026-11-25')], [on('2026-11-25')], 1], 0],
  ['served a week later', [[on('2026-11-25')], [on('2026-12-02')], 1], 7],
  [
    'served in parts, the last counts',
    [[on('2026-11-25', 8)], [on('2026-11-25', 6), on('2026-12-02', 2)], 8],
    7,
  ],
  ['served sooner', [[on('2026-12-02')], [on('2026-11-25')], 1], 0],
  ['some units have no day', [[on('2026-11-25', 8)], [on('2026-11-25', 6)], 8], null],
  ['a day that nobody knows is none', [[on('2026-11-25')], [on(null)], 1], null],
  ['nothing was promised or expected', [[], [on('2026-12-02')], 1], 0],
  ['over the change of the clocks', [[on('2026-10-24')], [on('2026-10-26')], 1], 2],
])('How late an order becomes: %s', (_, given, days) => {
  expect(lateBy(...given)).toBe(days)
})

test('An order that loses twice is listed once, as late as it is at worst, and whoever lost before stays in the list', () => {
  const victim = (order: string, quantity: number, late: number | null) => ({ order, quantity, late })
  const before = [victim('#1', 2, 3), victim('#9', 4, 1)]
  const now = [victim('#1', 1, 5), victim('#1', 2, 7), victim('#2', 1, 0), victim('#2', 1, null)]
  expect(victimsOf(before, now)).toEqual([victim('#1', 3, 7), victim('#2', 2, null), victim('#9', 4, 1)])
})

test('What a task keeps of its victims is read back as it was', () => {
  const victim = fc.record({
    order: fc.stringMatching(/^#\d{1,6}$/),
    quantity: fc.nat(10_000),
    late: fc.option(fc.nat(400)),
  })
  fc.assert(
    fc.property(fc.array(victim), (victims) => {
      expect(parseVictims(victimsText(victims))).toEqual(victims)
    }),
  )
})
