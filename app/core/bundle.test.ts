import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unitsInSets, type Component } from './bundle.ts'

const part = (component: Component | null, there: number, missing: number) => ({ component, there, missing })
const of = (size: number, bundle = 'A'): Component => ({ bundle, size })

test('of a bundle no more is there than its scarcest component allows', () => {
  expect(unitsInSets([part(of(1), 3, 0), part(of(2), 5, 1), part(null, 7, 2)])).toEqual([2, 4, 7])
  expect(unitsInSets([part(of(1), 3, 0), part(of(2), 0, 6)])).toEqual([0, 0])
})

test('a bundle that lacks nothing has all its units, whatever another lacks', () => {
  const whole = [part(of(3), 2, 0), part(of(1), 5, 0)]
  expect(unitsInSets([...whole, part(of(1, 'B'), 0, 1), part(of(1, 'B'), 4, 0)])).toEqual([2, 5, 0, 0])
})

test('what is there in sets is there, in one proportion, and grows with what comes', () => {
  const lines = fc.array(
    fc.record({ size: fc.integer({ min: 1, max: 4 }), there: fc.nat(20), missing: fc.nat(3) }),
    { minLength: 1, maxLength: 5 },
  )
  fc.assert(
    fc.property(lines, (list) => {
      const parts = list.map(({ size, there, missing }) => part(of(size), there, missing))
      const units = unitsInSets(parts)
      const more = unitsInSets(
        parts.map((p) => (p.missing > 0 ? { ...p, there: p.there + 1, missing: p.missing - 1 } : p)),
      )
      const lacks = parts.some((p) => p.missing > 0)
      const sets = parts.map((p, at) => units[at]! / p.component!.size)
      return (
        units.every((u, at) => u <= parts[at]!.there && u <= more[at]!) &&
        (!lacks ||
          parts.every(
            (p, at) =>
              p.missing === 0 || sets[at] === Math.min(...sets.filter((_, n) => parts[n]!.missing > 0)),
          ))
      )
    }),
  )
})
