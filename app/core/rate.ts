/** A tax rate in millionths: 5.5 % is 55_000. Shopify sends 0.055 as a decimal. */
export type Rate = number

/** Reads a rate such as 0.055, "0.055" or "5.5e-2"; null when it is none. */
export function parseRate(text: string): Rate | null {
  const match = /^(\d+)(?:\.(\d+))?(?:e(-?\d+))?$/i.exec(text.trim())
  if (!match) return null
  const [, whole, fraction = '', exponent = '0'] = match
  const shift = 6 + Number(exponent) - fraction.length
  const digits = BigInt(whole! + fraction)
  if (shift >= 0) return Number(digits * 10n ** BigInt(shift))
  const divisor = 10n ** BigInt(-shift)
  return Number((digits + divisor / 2n) / divisor)
}

/** "5.5" for 55_000: the percentage as people write it, with a point. */
export function percentOf(rate: Rate): string {
  const digits = rate.toString().padStart(5, '0')
  const fraction = digits.slice(-4).replace(/0+$/, '')
  return digits.slice(0, -4) + (fraction ? `.${fraction}` : '')
}
