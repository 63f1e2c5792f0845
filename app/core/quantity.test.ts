import fc from 'fast-check'
import { expect, test } from 'vitest'
import { roundUpToPacks, takeUpTo } from './quantity.ts'

const units = fc.integer({ min: -100, max: 1_000_000 })
const positive = fc.integer({ min: 1, max: 1_000 })

test('Nobody takes more than there is, more than he wants, or less than nothing', () => {
  fc.assert(
    fc.property(units, units, (wanted, there) => {
      expect(takeUpTo(wanted, there)).toBe(Math.max(0, Math.min(wanted, there)))
    }),
  )
})

test('A quantity in whole packs is enough, and one pack less would not be', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), positive, (quantity, pack) => {
      const rounded = roundUpToPacks(quantity, pack)
      expect(rounded % pack).toBe(0)
      expect(rounded).toBeGreaterThanOrEqual(quantity)
      expect(rounded - pack).toBeLessThan(Math.max(1, quantity))
    }),
  )
})
