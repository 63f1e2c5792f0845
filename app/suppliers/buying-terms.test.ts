import { expect, test } from 'vitest'
import { passesOver } from './buying-terms.ts'

test.each([
  [12, []],
  [18, []],
  [13, ['pack-size']],
  [6, ['moq']],
  [3, ['pack-size', 'moq']],
  [0, []],
])('Asking for %i in packs of 6, at least 12, passes over %j', (quantity, passedOver) => {
  expect(passesOver(quantity, { packSize: 6, moq: 12 })).toEqual(passedOver)
})
