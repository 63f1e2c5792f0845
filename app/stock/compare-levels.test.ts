import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareLevels, type Counted, type Shelf } from './compare-levels.ts'
import type { ToldLevel } from './parse-levels.ts'

const told: ToldLevel = { item: 'i', location: 'lyon', onHand: 12, unavailable: 1 }
const counted = (account: Counted['account'], quantity: number): Counted => ({
  item: 'i',
  location: 'lyon',
  account,
  quantity,
})
const shelf = (onHand: number, location = 'lyon'): Shelf => ({ item: 'i', location, onHand })

const CASES: [string, ToldLevel[], Counted[], Shelf[], unknown[][]][] = [
  ['nothing was counted', [told], [], [shelf(12)], []],
  ['units came', [told], [counted('on_hand', 2)], [shelf(10)], [['on-hand', 10, 12]]],
  ['units left', [told], [counted('on_hand', -3)], [shelf(15)], [['on-hand', 15, 12]]],
  ['units broke', [told], [counted('unavailable', 1)], [shelf(12)], [['unavailable', 0, 1]]],
  ['Shopify does not know the shelf', [], [], [shelf(4)], [['shelf', 4, null]]],
  ['an empty shelf that Shopify does not know', [], [], [shelf(0)], []],
  ['another place of the item', [told], [], [shelf(12), shelf(2, 'bron')], [['shelf', 2, null]]],
]

test.each(CASES)('%s', (_, levels, moves, shelves, expected) => {
  const found = compareLevels(levels, moves, shelves)
  expect(found.map(({ field, ours, theirs }) => [field, ours, theirs])).toEqual(expected)
})

test('our figure and what was counted make Shopify’s figure', () => {
  fc.assert(
    fc.property(fc.nat(1_000), fc.integer({ min: -1_000, max: 1_000 }), (onHand, quantity) => {
      const [found] = compareLevels([{ ...told, onHand }], [counted('on_hand', quantity)], [])
      if (quantity === 0) expect(found).toBeUndefined()
      else expect(found!.ours + quantity).toBe(found!.theirs)
    }),
  )
})
