import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sumOf, takeUpTo } from '../core/quantity.ts'
import { beyond, FATES, inTransit, isCount, isUnderWay, settleUnits, stateAfter } from './transfer.ts'

const said = fc.array(
  fc.record({
    line: fc.integer({ min: 0, max: 1 }),
    fate: fc.constantFrom(...FATES),
    quantity: fc.integer({ min: 0, max: 6 }),
  }),
)
const sent = [4, 6].map((quantity) => ({ quantity, arrived: 0, lost: 0, neverLeft: 0 }))

test('whatever is said of a transfer, each of its units is in one place, and it ends when none is in transit', () => {
  fc.assert(
    fc.property(said, (history) => {
      const lines = [...sent]
      for (const { line, fate, quantity } of history)
        lines[line] = settleUnits(lines[line]!, fate, takeUpTo(quantity, inTransit(lines[line]!)))
      for (const [n, line] of lines.entries()) {
        expect(line.arrived + line.lost + line.neverLeft + inTransit(line)).toBe(sent[n]!.quantity)
        expect(inTransit(line)).toBeGreaterThanOrEqual(0)
      }
      const state = stateAfter(lines)
      expect(isUnderWay(state)).toBe(sumOf(lines, inTransit) > 0)
      if (!isUnderWay(state))
        expect(state).toBe(sumOf(lines, (l) => l.lost + l.neverLeft) > 0 ? 'closed' : 'received')
    }),
  )
})

test('what is left after the first word about it is disputed', () => {
  expect(stateAfter(sent)).toBe('sent')
  expect(stateAfter([settleUnits(sent[0]!, 'arrived', 3), sent[1]!])).toBe('partly-received')
})

test('who wants more than there is hears how much there is', () => {
  const wanted = [
    { item: 'oil', quantity: 4 },
    { item: 'nuts', quantity: 2 },
  ]
  const thereIs = (item: string) => (item === 'oil' ? 3 : 2)
  expect(beyond(wanted, thereIs)).toEqual([{ item: 'oil', quantity: 4, thereIs: 3 }])
  expect(beyond(wanted, () => -1).map((b) => b.thereIs)).toEqual([0, 0])
})

test('a count has whole units, each item once, and something', () => {
  const one = (quantity: number, item = 'oil') => ({ item, quantity })
  expect(isCount([one(2), one(0, 'nuts')])).toBe(true)
  for (const wrong of [[], [one(0)], [one(-1), one(2, 'nuts')], [one(1.5)], [one(1), one(1)], [one(1e9)]])
    expect(isCount(wrong)).toBe(false)
})
