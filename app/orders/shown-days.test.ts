import { expect, test } from 'vitest'
import { mayBeHidden } from './shown-days.ts'

test('Shopify may hide an order that is older than sixty days, and no younger one', () => {
  const placed = '2026-09-25T08:00:00.000Z'
  expect(mayBeHidden(placed, new Date('2026-11-24T08:00:00Z'))).toBe(false)
  expect(mayBeHidden(placed, new Date('2026-11-24T08:00:01Z'))).toBe(true)
})
