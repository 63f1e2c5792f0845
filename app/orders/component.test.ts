import { expect, test } from 'vitest'
import { lineOf } from '#tests/support/snapshots.ts'
import { componentOf } from './component.ts'

const id = 'gid://shopify/LineItemGroup/1' as const
const sizes = (bundles: number, quantities: readonly number[]) => {
  const lines = quantities.map((quantity, n) =>
    lineOf(String(n), { quantity, bundle: { id, quantity: bundles } }),
  )
  return lines.map((line) => componentOf(line, lines)?.size)
}

test('a component is in each bundle as often as Shopify sold it with so many', () => {
  expect(sizes(2, [2, 8])).toEqual([1, 4])
  expect(sizes(1, [4, 6])).toEqual([4, 6])
  expect(componentOf(lineOf('1', { quantity: 3 }), [])).toBeNull()
})

test('what an edit left in no whole number of bundles goes together', () => {
  expect(sizes(2, [3, 6])).toEqual([3, 6])
  expect(sizes(0, [3, 6])).toEqual([3, 6])
  expect(sizes(2, [0, 6])).toEqual([1, 3])
})
