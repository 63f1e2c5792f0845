import type { Day, Period } from '../core/day.ts'
import type { Currency } from '../core/money.ts'
import { decimalsOf, toDecimal } from '../core/money.ts'
import type { Quantity } from '../core/quantity.ts'
import type { Rate } from '../core/rate.ts'
import { percentOf } from '../core/rate.ts'
import type { Language } from '../core/language.ts'

// European English: 24 Nov 2026 cannot be misread, and money reads €8.74.
const LOCALES: Record<Language, string> = { en: 'en-GB', fr: 'fr-FR' }

const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()

// Building an Intl formatter costs 50 times what using one does.
function kept<F extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => F): F {
  const known = made.get(key) as F | undefined
  if (known) return known
  const formatter = make()
  made.set(key, formatter)
  return formatter
}

// French Intl groups thousands by U+202F, too tight in bold totals and missing from many fonts.
const widen = (text: string) => text.replaceAll('\u202f', '\u00a0')

function formatDecimal(decimal: string, language: Language, options: Intl.NumberFormatOptions): string {
  const key = `${language} ${JSON.stringify(options)}`
  const formatter = kept(key, () => new Intl.NumberFormat(LOCALES[language], options))
  // Intl reads decimal texts exactly; a float never comes near the amount.
  return widen(formatter.format(decimal as Intl.StringNumericLiteral))
}

const fixed = (decimals: number) => ({ minimumFractionDigits: decimals, maximumFractionDigits: decimals })

/** An amount of minor units with its currency: "€8.74", "8,74 €". */
export function formatMoney(amount: bigint, currency: Currency, language: Language): string {
  const options = { style: 'currency', currency, ...fixed(decimalsOf(currency)) } as const
  return formatDecimal(toDecimal(amount, currency), language, options)
}

/** An amount of minor units alone, for a column whose currency is said elsewhere: "1,104.88", "1 104,88". */
export function formatAmount(amount: bigint, currency: Currency, language: Language): string {
  return formatDecimal(toDecimal(amount, currency), language, fixed(decimalsOf(currency)))
}

/** A decimal text with all its decimals, at least the currency's: "4.707692" is "4,707692". */
export function formatUnitAmount(decimal: string, currency: Currency, language: Language): string {
  const minimumFractionDigits = decimalsOf(currency)
  return formatDecimal(decimal, language, { minimumFractionDigits, maximumFractionDigits: 12 })
}

/** A whole number of units: "1,200", "1 200". */
export function formatQuantity(quantity: Quantity, language: Language): string {
  return formatDecimal(String(quantity), language, { maximumFractionDigits: 6 })
}

/** A tax rate as a percentage: "5.5%", "5,5 %". */
export function formatRate(rate: Rate, language: Language): string {
  const number = formatDecimal(percentOf(rate), language, { maximumFractionDigits: 4 })
  return language === 'fr' ? `${number}\u00a0%` : `${number}%`
}

const DAY_STYLES = {
  short: {
    en: { day: 'numeric', month: 'short', year: 'numeric' },
    fr: { day: '2-digit', month: '2-digit', year: 'numeric' },
  },
  long: {
    en: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
    fr: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  },
} as const

/** A calendar day: short "24/11/2026" or "24 Nov 2026", long "mardi 24 novembre 2026". */
export function formatDay(day: Day, language: Language, style: 'short' | 'long' = 'short'): string {
  const options = { ...DAY_STYLES[style][language], timeZone: 'UTC' }
  const formatter = kept(
    `day ${style} ${language}`,
    () => new Intl.DateTimeFormat(LOCALES[language], options),
  )
  const text = widen(formatter.format(Date.parse(`${day}T00:00:00Z`)))
  // Only the first of a month is an ordinal in French, and Intl does not know it.
  return style === 'long' && language === 'fr' ? text.replace(/ 1 /, ' 1er ') : text
}

/** A day under a picture, where the year is plain: "24 nov.", "24 Nov". */
export function formatDayOfMonth(day: Day, language: Language): string {
  const options = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const
  const formatter = kept(`month ${language}`, () => new Intl.DateTimeFormat(LOCALES[language], options))
  return formatter.format(Date.parse(`${day}T00:00:00Z`))
}

/** Days from one to another, as `parsePeriods` reads them: "1–23 août 2026"; one day alone is said once. */
export function formatPeriod({ from, to }: Period, language: Language): string {
  const options = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  const formatter = kept(`period ${language}`, () => new Intl.DateTimeFormat(LOCALES[language], options))
  const instant = (day: Day) => Date.parse(`${day}T00:00:00Z`)
  const text = formatter.formatRange(instant(from), instant(to)).replace(/\s/g, ' ')
  return language === 'fr' ? text.replace(/(?<!\d)1(?=[ –])/g, '1er') : text
}

/** An instant on the wall clock of a time zone: "24 Nov 2026, 09:14", "24/11/2026 09:14"; with seconds where they matter. */
export function formatDateTime(
  instant: Date,
  timeZone: string,
  language: Language,
  to: 'minute' | 'second' = 'minute',
): string {
  const minutes = { ...DAY_STYLES.short[language], hour: '2-digit', minute: '2-digit', timeZone } as const
  const options = to === 'second' ? ({ ...minutes, second: '2-digit' } as const) : minutes
  const formatter = kept(
    `instant ${to} ${timeZone} ${language}`,
    () => new Intl.DateTimeFormat(LOCALES[language], options),
  )
  return widen(formatter.format(instant))
}
