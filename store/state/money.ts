// Money in the practice store: bigint minor units of the shop's currency, as in the app.

const ZERO_DECIMALS = new Set(['JPY', 'KRW', 'CLP', 'VND', 'ISK', 'UGX', 'XAF', 'XOF', 'XPF'])

const decimalsOf = (currency: string) => (ZERO_DECIMALS.has(currency) ? 0 : 2)

/** Reads "8.74" as 874n; throws on anything that is not an exact amount of the currency. */
export function money(text: string, currency = 'EUR'): bigint {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text.trim())
  if (!match) throw new Error(`not an amount: ${text}`)
  const [, sign, whole, fraction = ''] = match
  const decimals = decimalsOf(currency)
  if (/[1-9]/.test(fraction.slice(decimals))) throw new Error(`too many decimals for ${currency}: ${text}`)
  const minor = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'))
  return sign ? -minor : minor
}

/** What the buyer pays in: another currency than the shop's, and how much of it one of the shop's is worth. */
export type Presentment = { currency: string; rate: string }

/** A shop's currency, and the buyer's where that is another one. */
export type Till = { currency: string; presentment?: Presentment | undefined }

/** The same amount as the buyer sees it. */
export function presented(
  minor: bigint,
  { currency, presentment }: Till,
): { minor: bigint; currency: string } {
  if (!presentment) return { minor, currency }
  const [whole = '0', fraction = ''] = presentment.rate.split('.')
  const up = 10n ** BigInt(decimalsOf(presentment.currency))
  const down = 10n ** BigInt(fraction.length + decimalsOf(currency))
  return { minor: share(minor, BigInt(whole + fraction) * up, down), currency: presentment.currency }
}

/** Writes 874n as "8.74", as REST bodies and `Money` scalars have it. */
export function amount(minor: bigint, currency = 'EUR'): string {
  const decimals = decimalsOf(currency)
  const sign = minor < 0n ? '-' : ''
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, '0')
  if (decimals === 0) return sign + digits
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** Writes 2400n as "24.0": the `Decimal` scalar of the Admin API drops trailing zeros but one. */
export function decimal(minor: bigint, currency = 'EUR'): string {
  const text = amount(minor, currency)
  if (!text.includes('.')) return `${text}.0`
  return text.replace(/0$/, '')
}

/** a × numerator ÷ denominator, rounded half away from zero. */
export function share(a: bigint, numerator: bigint, denominator: bigint): bigint {
  const product = a * numerator
  const magnitude = (product < 0n ? -product : product) * 2n
  const result = (magnitude + denominator) / (denominator * 2n)
  return product < 0n ? -result : result
}

export const sum = (values: Iterable<bigint>): bigint => {
  let total = 0n
  for (const value of values) total += value
  return total
}
