import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mayCountTwice } from './receipt-told.ts'

const FIRST = new Date('2026-11-24T08:00:00Z')
const after = (hours: number) => new Date(FIRST.getTime() + hours * 3_600_000)

test('F17: a receipt whose attempt got no answer is told again by its key for twenty hours, then a person looks', () => {
  expect(mayCountTwice({ interruptions: 1, firstAt: FIRST }, after(20))).toBe(false)
  expect(mayCountTwice({ interruptions: 1, firstAt: FIRST }, after(20.1))).toBe(true)
})

test('F17: a receipt that Shopify cannot have seen is told however late', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10_000 }),
      (hours) => !mayCountTwice({ interruptions: 0, firstAt: FIRST }, after(hours)),
    ),
  )
})
