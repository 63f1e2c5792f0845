import { expect, test } from 'vitest'
import { numberText, periodOf } from './numbering.ts'

test.each([
  ['F-{year}-{no:6}', '2026', 318, 'F-2026-000318'],
  ['CF-{no}', '', 31, 'CF-31'],
  ['BL-{year}-{no:5}', '2026', 1_234_567, 'BL-2026-1234567'],
  ['{no:4}', '', 7, '0007'],
])('Format %s writes number %s %i as %s', (format, period, no, text) => {
  expect(numberText(format, period, no)).toBe(text)
})

test('Invoices begin anew each year, purchase orders never do', () => {
  expect(periodOf('invoice', '2026-12-31')).toBe('2026')
  expect(periodOf('invoice', '2027-01-01')).toBe('2027')
  expect(periodOf('purchase-order', '2027-01-01')).toBe('')
})
