import { expect, test } from 'vitest'
import { isAllowed } from './licences.ts'

test.each([
  ['MIT', true],
  ['(MIT OR GPL-3.0)', true],
  ['(BSD-2-Clause AND ISC)', true],
  ['GPL-3.0-only', false],
  ['MIT AND AGPL-3.0', false],
  ['unknown', false],
])('%s may be shipped: %s', (expression, allowed) => {
  expect(isAllowed(expression)).toBe(allowed)
})
