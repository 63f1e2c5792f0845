import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addFractions, decimalsOf, parseMinor, roundHalfUp, toDecimal } from './money.ts'

const currencies = fc.constantFrom('EUR', 'USD', 'JPY', 'KWD', 'MGA', 'COP')
const amounts = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n })

test('An amount written as a decimal is read back to the cent', () => {
  fc.assert(
    fc.property(amounts, currencies, (amount, currency) => {
      expect(parseMinor(toDecimal(amount, currency), currency)).toBe(amount)
    }),
  )
})

test('A decimal has the decimals of its currency, whatever Shopify wrote', () => {
  expect(toDecimal(874n, 'EUR')).toBe('8.74')
  expect(toDecimal(-5n, 'EUR')).toBe('-0.05')
  expect(toDecimal(23600n, 'JPY')).toBe('23600')
  expect(toDecimal(12345n, 'KWD')).toBe('12.345')
  expect([parseMinor('107.7', 'MGA'), parseMinor('23600', 'EUR'), parseMinor('8.740000', 'EUR')]).toEqual([
    10770n,
    2360000n,
    874n,
  ])
})

test('More decimals than the currency has are rounded half up, away from zero', () => {
  expect([
    parseMinor('10.005', 'EUR'),
    parseMinor('10.0049', 'EUR'),
    parseMinor('-10.005', 'EUR'),
    parseMinor('0.5', 'JPY'),
  ]).toEqual([1001n, 1000n, -1001n, 1n])
})

test('What is no decimal is no amount', () => {
  for (const text of ['', ' ', '1,50', '1.', '.5', '1e3', 'NaN', '0x10', '--1', '1 000', '٣'])
    expect([text, parseMinor(text, 'EUR')]).toEqual([text, null])
})

test('Rounding misses by half a unit at most, and a tie goes away from zero', () => {
  fc.assert(
    fc.property(amounts, fc.bigInt({ min: 1n, max: 10n ** 6n }), (numerator, denominator) => {
      const rounded = roundHalfUp({ numerator, denominator })
      const twice = 2n * (numerator - rounded * denominator)
      expect(twice < 0n ? -twice : twice).toBeLessThanOrEqual(denominator)
      if (twice === denominator) expect(numerator).toBeLessThan(0n)
      if (twice === -denominator) expect(numerator).toBeGreaterThan(0n)
    }),
  )
})

test('Shares that were split add up to the whole again', () => {
  fc.assert(
    fc.property(
      amounts,
      fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 8 }),
      (amount, parts) => {
        const denominator = BigInt(parts.reduce((sum, part) => sum + part, 0))
        const shares = parts.map((part) => ({ numerator: amount * BigInt(part), denominator }))
        expect(roundHalfUp(addFractions(shares))).toBe(amount)
      },
    ),
  )
})

test('Every currency has none, two or three decimals', () => {
  expect(['EUR', 'JPY', 'KWD', 'XXX'].map(decimalsOf)).toEqual([2, 0, 3, 2])
})
