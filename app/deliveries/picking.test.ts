import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openPickList, setAside, toPutBack } from './picking.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 10, minute))
const list = (minute: number) => ({ kind: 'pick-list' as const, issuedAt: at(minute), standsIn: false })
const note = (minute: number, standsIn = false) => ({
  kind: 'delivery-note' as const,
  issuedAt: at(minute),
  standsIn,
})

test.each([
  ['nothing was printed', [], null],
  ['a list', [list(1)], 0],
  ['a list and its delivery note', [list(1), note(2)], null],
  ['a list for the rest', [list(1), note(2), list(3)], 2],
  [
    'a list for the rest, while the note before is issued anew',
    [list(1), note(2), list(3), note(4, true)],
    2,
  ],
  ['the clock stood still, and the note followed', [list(1), note(1)], null],
  ['the clock stood still, and a second list followed', [list(1), note(1), list(1)], 2],
])('The pick list in somebody’s hands: %s', (_, papers, open) => {
  expect(openPickList(papers)).toBe(open === null ? null : papers[open])
})

test.each([
  ['the order is cancelled', { open: 0, left: 0 }, 8],
  ['fewer are wanted', { open: 6, left: 0 }, 2],
  ['more are wanted', { open: 15, left: 0 }, 0],
  ['some left in Shopify, the rest is cancelled', { open: 0, left: 5 }, 3],
  ['all left in Shopify', { open: 0, left: 8 }, 0],
])('What goes back of eight that were listed: %s', (_, wanted, back) => {
  const goes = back > 0 ? [{ line: '2', quantity: back }] : []
  expect(toPutBack([{ line: '2', quantity: 8 }], new Map([['2', wanted]]))).toEqual(goes)
})

test('A line that the order no longer has goes back whole', () => {
  expect(toPutBack([{ line: '2', quantity: 8 }], new Map())).toEqual([{ line: '2', quantity: 8 }])
})

test('Nothing goes aside that was found, and free units only where nothing more was to be found', () => {
  const reason = fc.constantFrom('not-found' as const, 'damaged' as const)
  const given = fc.record({
    listed: fc.nat(50),
    found: fc.nat(50),
    free: fc.integer({ min: -5, max: 50 }),
    reason,
  })
  fc.assert(
    fc.property(given, (find) => {
      const { short, alsoFree } = setAside(find)
      expect(short).toBe(Math.max(0, find.listed - find.found))
      const looked = short > 0 && find.reason === 'not-found'
      expect(alsoFree).toBe(looked ? Math.max(0, find.free) : 0)
    }),
  )
})
