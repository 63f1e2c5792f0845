import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codesIn, differenceOf, nextCount, spellingsOf, type Count, type Step } from './stock-take.ts'

const shelf = (onHand: number) => ({ onHand, position: BigInt(onHand + 100) })
const add = (units: number): Step => ({ did: 'add', units })

test('each scan adds one, what is typed replaces it, and the shelf is the one at the last step', () => {
  const one = nextCount(null, add(1), shelf(8))
  expect(one).toEqual({ counted: 1, expected: 8, position: 108n, moved: false })
  expect(nextCount(one, { did: 'set', units: 6 }, shelf(7))).toEqual({
    counted: 6,
    expected: 7,
    position: 107n,
    moved: false,
  })
  expect(nextCount(one, add(-5), shelf(8))!.counted).toBe(0)
})

test('goods that move between two scans of an item are said, until its quantity is typed', () => {
  const one = nextCount(null, add(1), shelf(8))
  const two = nextCount(one, add(1), shelf(7))
  expect(two).toMatchObject({ counted: 2, expected: 7, moved: true })
  expect(nextCount(two, add(1), shelf(7))!.moved).toBe(true)
  expect(nextCount(two, { did: 'set', units: 7 }, shelf(7))!.moved).toBe(false)
})

test('what is undone takes back its own units, and an item nobody counted before is uncounted again', () => {
  const undo: Step = { did: 'undo', before: null, after: 1 }
  const one = nextCount(null, add(1), shelf(8))
  expect(nextCount(one, undo, shelf(8))).toBeNull()
  // Somebody else scanned one meanwhile: his stays.
  expect(nextCount(nextCount(one, add(1), shelf(8)), undo, shelf(8))!.counted).toBe(1)
  // Nothing lay there, and somebody said so.
  const none = nextCount(null, { did: 'set', units: 0 }, shelf(8))
  expect(
    nextCount(nextCount(none, add(1), shelf(8)), { did: 'undo', before: 0, after: 1 }, shelf(8)),
  ).toMatchObject({
    counted: 0,
  })
})

test('whatever ships or comes after an item was counted, posting moves its shelf by the same units', () => {
  fc.assert(
    fc.property(
      fc.nat(500),
      fc.nat(500),
      fc.array(fc.integer({ min: -20, max: 20 })),
      (lies, units, since) => {
        const count: Count = nextCount(null, { did: 'set', units }, shelf(lies))!
        const later = since.reduce((sum, move) => sum + move, lies)
        // What lies there after posting is what was counted and what moved since.
        return later + differenceOf(count, 0) === since.reduce((sum, move) => sum + move, units)
      },
    ),
  )
})

test('what another stock-take corrected since is not corrected twice', () => {
  expect(differenceOf({ counted: 6, expected: 8 }, 0)).toBe(-2)
  expect(differenceOf({ counted: 6, expected: 8 }, -2)).toBe(0)
})

test('a pasted list may be separated by anything, and names each code once', () => {
  expect(codesIn('HUILE-75\r\nNOIX; HUILE-75,\t3760000000017\n\n')).toEqual([
    'HUILE-75',
    'NOIX',
    '3760000000017',
  ])
})

test('a UPC and the EAN that it makes are one code, and a SKU may be typed small', () => {
  expect(spellingsOf('012345678905')).toContain('0012345678905')
  expect(spellingsOf('0012345678905')).toContain('012345678905')
  expect(spellingsOf(' huile-75 ')).toContain('HUILE-75')
})
