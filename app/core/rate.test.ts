import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseRate, percentOf } from './rate.ts'

test('A tax rate is read exactly, however it is written', () => {
  expect(['0.055', '0.2', '5.5e-2', '0', '1', '0.0875', '0.0000005'].map(parseRate)).toEqual([
    55_000, 200_000, 55_000, 0, 1_000_000, 87_500, 1,
  ])
  for (const text of ['', '5,5', '-0.2', 'abc', '.2']) expect([text, parseRate(text)]).toEqual([text, null])
})

test('A rate is said as people say it, and read back from that', () => {
  expect([55_000, 200_000, 0, 87_500, 21_000, 5].map(percentOf)).toEqual([
    '5.5',
    '20',
    '0',
    '8.75',
    '2.1',
    '0.0005',
  ])
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), (rate) => {
      expect(parseRate(`${percentOf(rate)}e-2`)).toBe(rate)
    }),
  )
})
