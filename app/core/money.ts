// Money is a bigint of minor units (cents) beside its currency. Never a float.

/** An ISO 4217 code in capitals. */
export type Currency = string

// ISO 4217 currencies whose minor unit is not 1/100.
const NO_MINOR = new Set('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '))
const THREE_MINOR = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '))

/** How many decimals the currency's minor unit has. */
export function decimalsOf(currency: Currency): number {
  return NO_MINOR.has(currency) ? 0 : THREE_MINOR.has(currency) ? 3 : 2
}

/** A positive integer fraction, for shares that must stay exact. */
export type Fraction = { readonly numerator: bigint; readonly denominator: bigint }

/** `numerator / denominator` rounded half up (away from zero on ties): the one place where Carnet rounds. */
export function roundHalfUp({ numerator, denominator }: Fraction): bigint {
  const negative = numerator < 0n !== denominator < 0n
  const n = numerator < 0n ? -numerator : numerator
  const d = denominator < 0n ? -denominator : denominator
  const rounded = (n * 2n + d) / (d * 2n)
  return negative ? -rounded : rounded
}

/** The exact sum of fractions, unreduced. */
export function addFractions(fractions: readonly Fraction[]): Fraction {
  return fractions.reduce(
    (sum, f) => ({
      numerator: sum.numerator * f.denominator + f.numerator * sum.denominator,
      denominator: sum.denominator * f.denominator,
    }),
    { numerator: 0n, denominator: 1n },
  )
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?$/

/**
 * Minor units of a decimal text such as Shopify's "8.74", "107.7", "23600".
 * More decimals than the currency has are accepted when they are zeros, else rounded half up. Null when it is no decimal.
 */
export function parseMinor(text: string, currency: Currency): bigint | null {
  const match = DECIMAL.exec(text.trim())
  if (!match) return null
  const [, sign, whole, fraction = ''] = match
  const decimals = decimalsOf(currency)
  const digits = BigInt(whole! + fraction)
  const minor =
    fraction.length <= decimals
      ? digits * 10n ** BigInt(decimals - fraction.length)
      : roundHalfUp({ numerator: digits, denominator: 10n ** BigInt(fraction.length - decimals) })
  return sign === '-' ? -minor : minor
}

/** The plain decimal text of minor units: 874n EUR is "8.74". */
export function toDecimal(amount: bigint, currency: Currency): string {
  const decimals = decimalsOf(currency)
  const digits = (amount < 0n ? -amount : amount).toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const fraction = digits.slice(digits.length - decimals)
  return `${amount < 0n ? '-' : ''}${whole}${decimals ? `.${fraction}` : ''}`
}

/** Unit costs are kept in millionths of the currency's unit: an average of 61.20 / 13 has more decimals than money. */
const COST_DECIMALS = 6

/** How many millionths of the currency's unit one minor unit is: 10000 for EUR. */
export function millionthsOfMinor(currency: Currency): bigint {
  return 10n ** BigInt(COST_DECIMALS - decimalsOf(currency))
}

/** Minor units of an amount in millionths of the currency's unit, rounded once. */
export function minorOfMillionths(millionths: bigint, currency: Currency): bigint {
  return roundHalfUp({ numerator: millionths, denominator: millionthsOfMinor(currency) })
}
