import type { Language } from './language.ts'

/** An address without its people. Every part may be missing; `countryCode` is ISO 3166's two letters. */
export type PostalAddress = {
  readonly address1: string | null
  readonly address2: string | null
  readonly zip: string | null
  readonly city: string | null
  readonly countryCode: string | null
}

/** The lines of an address as people of a language write them; the country by name, and only when it is not `home`. */
export function postalLines(
  address: Partial<PostalAddress>,
  language: Language,
  home: string | null = null,
): string[] {
  const { address1, address2, zip, city, countryCode } = address
  const town = [zip, city].filter(Boolean).join(' ')
  const country = countryCode && countryCode !== home ? countryName(countryCode, language) : null
  return [address1, address2, town, country].filter((line): line is string => Boolean(line))
}

function countryName(code: string, language: Language): string {
  return /^[A-Z]{2}$/.test(code)
    ? (new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code)
    : code
}
