import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sumOf } from '../core/quantity.ts'
import type { BuyingTerms } from '../suppliers/buying-terms.ts'
import type { Demand, Lack } from './compose.ts'
import { composeLines, reorderQuantity } from './compose.ts'

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

const composeLine = (wish: Lack) => composeLines(wish, [])[0] ?? null

describe('What a draft holds of an item', () => {
  test('is 12 for 7 that an order lacks and 5 for the reorder point: the minimum, two cartons', () => {
    const line = composeLine(lack({ orders: needs(7), reorder: 5 }))
    expect(line?.quantity).toBe(12)
    expect(line?.demands).toEqual([
      { need: 'order', line: 'line-0', quantity: 7 },
      { need: 'reorder', quantity: 5 },
    ])
  })
  test('says apart what the carton adds', () => {
    const line = composeLine(lack({ orders: needs(13) }))
    expect(line?.quantity).toBe(18)
    expect(line?.demands.at(-1)).toEqual({ need: 'rounding', quantity: 5 })
  })
  test('is nothing when nothing is needed or nobody sells it', () => {
    expect(composeLine(lack({}))).toBeNull()
    expect(composeLine(lack({ orders: needs(7), terms: null }))).toBeNull()
  })
  test('stays what a person set: the needs first in turn are bought, the rest is free', () => {
    const byHand = [{ terms, quantity: 10 }]
    expect(composeLines(lack({ orders: needs(4, 9) }), byHand).map((l) => l.demands)).toEqual([
      [
        { need: 'order', line: 'line-0', quantity: 4 },
        { need: 'order', line: 'line-1', quantity: 6 },
      ],
    ])
    expect(composeLines(lack({}), byHand)[0]?.demands).toEqual([{ need: 'free', quantity: 10 }])
  })
  test('is only what a person did not already buy from another supplier', () => {
    const byHand = [{ terms: { ...terms, supplier: 'coop' }, quantity: 8 }]
    const [coop, moulin] = composeLines(lack({ orders: needs(5, 9) }), byHand)
    expect(coop).toMatchObject({
      quantity: 8,
      demands: [
        { need: 'order', line: 'line-0', quantity: 5 },
        { need: 'order', line: 'line-1', quantity: 3 },
      ],
    })
    expect(moulin).toMatchObject({
      quantity: 12,
      demands: [{ line: 'line-1', quantity: 6 }, { quantity: 6 }],
    })
    expect(composeLines(lack({ orders: needs(8) }), byHand)).toHaveLength(1)
  })
  test('always adds up: whole packs, at least the minimum and every need, and no demand without its units', () => {
    const anyLack = fc.record({
      orders: fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 6 }).map((all) => needs(...all)),
      reorder: fc.nat(200),
      packSize: fc.integer({ min: 1, max: 48 }),
      moq: fc.integer({ min: 1, max: 300 }),
    })
    const anyByHand = fc.uniqueArray(
      fc.record({
        supplier: fc.constantFrom('moulin-sud', 'coop', 'pressoir'),
        quantity: fc.integer({ min: 1, max: 900 }),
      }),
      { selector: (l) => l.supplier },
    )
    fc.assert(
      fc.property(anyLack, anyByHand, ({ orders, reorder, packSize, moq }, set) => {
        const sells = { ...terms, packSize, moq }
        const byHand = set.map(({ supplier, quantity }) => ({ terms: { ...sells, supplier }, quantity }))
        const lines = composeLines(lack({ orders, reorder, terms: sells }), byHand)
        for (const line of lines) expect(sumOf(line.demands, (d) => d.quantity)).toBe(line.quantity)
        const wanted = (need: Demand['need']) =>
          sumOf(lines, (l) =>
            sumOf(
              l.demands.filter((d) => d.need === need),
              (d) => d.quantity,
            ),
          )
        expect(lines.slice(0, set.length).map((l) => l.quantity)).toEqual(set.map((l) => l.quantity))
        const needed = sumOf(orders, (o) => o.quantity) + reorder
        const left = Math.max(0, needed - sumOf(set, (l) => l.quantity))
        expect(wanted('order')).toBeLessThanOrEqual(sumOf(orders, (o) => o.quantity))
        expect(wanted('reorder')).toBeLessThanOrEqual(reorder)
        if (left === 0 || set.some((l) => l.supplier === terms.supplier)) {
          expect(lines).toHaveLength(set.length)
          return
        }
        expect(wanted('order') + wanted('reorder')).toBe(needed)
        const composed = lines.at(-1)!
        expect(composed.quantity % packSize).toBe(0)
        expect(composed.quantity).toBeGreaterThanOrEqual(Math.max(left, moq))
        expect(composed.quantity).toBeLessThan(Math.max(left, moq) + packSize)
      }),
    )
  })
  test('is never more than a line can say, whatever nonsense is ordered', () => {
    const line = composeLine(lack({ orders: needs(2 ** 50) }))
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
