import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyAfter, mayCountTwice } from './quantities-told.ts'

const FIRST = new Date('2026-11-24T08:00:00Z')
const after = (hours: number) => new Date(FIRST.getTime() + hours * 3_600_000)

test('F17: a receipt whose attempt got no answer is told again by its key for twenty hours, then a person looks', () => {
  expect(mayCountTwice({ interruptions: 1, firstAt: FIRST }, after(20))).toBe(false)
  expect(mayCountTwice({ interruptions: 1, firstAt: FIRST }, after(20.1))).toBe(true)
})

test('a receipt goes by one key until Shopify refuses it, and never by one that was refused', () => {
  expect([0, 1, 2].map((refusals) => keyAfter('r', refusals))).toEqual(['r', 'r:2', 'r:3'])
})

test('F17: a receipt that Shopify cannot have seen is told however late', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10_000 }),
      (hours) => !mayCountTwice({ interruptions: 0, firstAt: FIRST }, after(hours)),
    ),
  )
})
