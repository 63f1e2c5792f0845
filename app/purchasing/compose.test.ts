import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sumOf } from '../core/quantity.ts'
import type { BuyingTerms, Lack } from './compose.ts'
import { composeLine, reorderQuantity } from './compose.ts'

const terms: BuyingTerms = {
  supplier: 'moulin-sud',
  reference: 'MS-75',
  unitCost: 510n,
  packSize: 6,
  moq: 12,
}
const lack = (wish: Partial<Lack>): Lack => ({
  item: 'huile',
  location: 'lyon',
  orders: [],
  reorder: 0,
  terms,
  ...wish,
})
const needs = (...quantities: number[]) => quantities.map((quantity, n) => ({ line: `line-${n}`, quantity }))

describe('What a draft holds of an item', () => {
  test('is 12 for 7 that an order lacks and 5 for the reorder point: the minimum, two cartons', () => {
    const line = composeLine(lack({ orders: needs(7), reorder: 5 }), null)
    expect(line?.quantity).toBe(12)
    expect(line?.demands).toEqual([
      { need: 'order', line: 'line-0', quantity: 7 },
      { need: 'reorder', quantity: 5 },
    ])
  })
  test('says apart what the carton adds', () => {
    const line = composeLine(lack({ orders: needs(13) }), null)
    expect(line?.quantity).toBe(18)
    expect(line?.demands.at(-1)).toEqual({ need: 'rounding', quantity: 5 })
  })
  test('is nothing when nothing is needed or nobody sells it', () => {
    expect(composeLine(lack({}), null)).toBeNull()
    expect(composeLine(lack({ orders: needs(7), terms: null }), null)).toBeNull()
  })
  test('stays what a person set: the needs first in turn are bought, the rest is free', () => {
    const standing = { item: 'huile', quantity: 10, byHand: true }
    expect(composeLine(lack({ orders: needs(4, 9) }), standing)?.demands).toEqual([
      { need: 'order', line: 'line-0', quantity: 4 },
      { need: 'order', line: 'line-1', quantity: 6 },
    ])
    expect(composeLine(lack({}), standing)?.demands).toEqual([{ need: 'free', quantity: 10 }])
  })
  test('always adds up: whole packs, at least the minimum and every need, and no demand without its units', () => {
    const anyLack = fc.record({
      orders: fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 6 }).map((all) => needs(...all)),
      reorder: fc.nat(200),
      packSize: fc.integer({ min: 1, max: 48 }),
      moq: fc.integer({ min: 1, max: 300 }),
    })
    const anyStanding = fc.option(
      fc.record({
        item: fc.constant('huile'),
        quantity: fc.integer({ min: 1, max: 900 }),
        byHand: fc.boolean(),
      }),
    )
    fc.assert(
      fc.property(anyLack, anyStanding, ({ orders, reorder, packSize, moq }, standing) => {
        const line = composeLine(lack({ orders, reorder, terms: { ...terms, packSize, moq } }), standing)
        const needed = sumOf(orders, (o) => o.quantity) + reorder
        if (!line) {
          expect(needed).toBe(0)
          return
        }
        expect(sumOf(line.demands, (d) => d.quantity)).toBe(line.quantity)
        if (standing?.byHand) {
          expect(line.quantity).toBe(standing.quantity)
          return
        }
        expect(line.quantity % packSize).toBe(0)
        expect(line.quantity).toBeGreaterThanOrEqual(Math.max(needed, moq))
        expect(line.quantity).toBeLessThan(Math.max(needed, moq) + packSize)
      }),
    )
  })
  test('is never more than a line can say, whatever nonsense is ordered', () => {
    const line = composeLine(lack({ orders: needs(2 ** 50) }), null)
    expect(line!.quantity).toBeLessThanOrEqual(1_000_000_000)
    expect(sumOf(line!.demands, (d) => d.quantity)).toBe(line!.quantity)
  })
})

test.each([
  [5, 0, 0, 5],
  [5, 3, 0, 2],
  [5, 0, 5, 0],
  [5, 9, 0, 0],
  [5, -4, 0, 5],
  [null, 0, 0, 0],
])('A reorder point of %s with %i free and %i coming wants %i', (point, free, coming, wanted) => {
  expect(reorderQuantity(point, free, coming)).toBe(wanted)
})
