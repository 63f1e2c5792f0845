import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toDecimal } from '../core/money.ts'
import {
  formatAmount,
  formatDateTime,
  formatDay,
  formatMoney,
  formatQuantity,
  formatRate,
  formatUnitAmount,
} from './format.ts'

describe('figures on screen and paper', () => {
  it.each([
    [11065n, 'EUR', 'fr', '110,65\u00a0€'],
    [11065n, 'EUR', 'en', '€110.65'],
    [-123456789n, 'EUR', 'fr', '-1\u00a0234\u00a0567,89\u00a0€'],
    [-123456789n, 'EUR', 'en', '-€1,234,567.89'],
    [23600n, 'JPY', 'en', 'JP¥23,600'],
    [1234n, 'KWD', 'en', 'KWD\u00a01.234'],
    [5n, 'EUR', 'fr', '0,05\u00a0€'],
  ] as const)('writes %s minor units of %s in %s as "%s"', (amount, currency, language, written) => {
    expect(formatMoney(amount, currency, language)).toBe(written)
  })

  it('keeps every cent of amounts that no float can hold', () => {
    expect(formatAmount(9007199254740993n, 'EUR', 'en')).toBe('90,071,992,547,409.93')
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 30n), 10n ** 30n), (amount) => {
        const english = formatAmount(amount, 'EUR', 'en').replaceAll(',', '')
        const french = formatAmount(amount, 'EUR', 'fr').replaceAll('\u00a0', '').replace(',', '.')
        expect([english, french]).toEqual([toDecimal(amount, 'EUR'), toDecimal(amount, 'EUR')])
      }),
    )
  })

  it('shows all decimals of a unit price and never fewer than the currency has', () => {
    expect(formatUnitAmount('4.707692', 'EUR', 'fr')).toBe('4,707692')
    expect(formatUnitAmount('8.7', 'EUR', 'en')).toBe('8.70')
    expect(formatUnitAmount('1500', 'JPY', 'en')).toBe('1,500')
  })

  it.each([
    [55_000, 'fr', '5,5\u00a0%'],
    [55_000, 'en', '5.5%'],
    [200_000, 'fr', '20\u00a0%'],
    [88_750, 'en', '8.875%'],
    [0, 'fr', '0\u00a0%'],
  ] as const)('writes the tax rate %d in %s as "%s"', (rate, language, written) => {
    expect(formatRate(rate, language)).toBe(written)
  })

  it('groups thousands of units by a space as wide as the font has', () => {
    expect(formatQuantity(12_000, 'fr')).toBe('12\u00a0000')
    expect(formatQuantity(12_000, 'en')).toBe('12,000')
  })
})

describe('days and hours', () => {
  it('writes a day so that nobody takes the month for the day', () => {
    expect(formatDay('2026-12-02', 'fr')).toBe('02/12/2026')
    expect(formatDay('2026-12-02', 'en')).toBe('2 Dec 2026')
    expect(formatDay('2026-12-02', 'fr', 'long')).toBe('mercredi 2 décembre 2026')
    expect(formatDay('2026-12-01', 'fr', 'long')).toBe('mardi 1er décembre 2026')
    expect(formatDay('2026-12-02', 'en', 'long')).toBe('Wednesday, 2 December 2026')
  })

  it('shows an instant on the clock of the shop', () => {
    const instant = new Date('2026-11-24T23:30:00Z')
    expect(formatDateTime(instant, 'Europe/Paris', 'fr')).toBe('25/11/2026 00:30')
    expect(formatDateTime(instant, 'Europe/Paris', 'en')).toBe('25 Nov 2026, 00:30')
    expect(formatDateTime(instant, 'America/New_York', 'en')).toBe('24 Nov 2026, 18:30')
  })
})
