// Addresses as mutations are given them.
import type { Address } from '../state/shop.ts'

export type AddressInput = {
  firstName?: string | null
  lastName?: string | null
  recipient?: string | null
  company?: string | null
  address1?: string | null
  address2?: string | null
  city?: string | null
  zip?: string | null
  province?: string | null
  provinceCode?: string | null
  zoneCode?: string | null
  country?: string | null
  countryCode?: string | null
  phone?: string | null
}

const countries = new Intl.DisplayNames('en', { type: 'region' })

/** The address that was given, over the one that was there. */
export function toAddress(input: AddressInput, before: Address | null = null): Address {
  const [first, ...rest] = (input.recipient ?? '').split(' ')
  const countryCode = input.countryCode ?? before?.countryCode ?? 'FR'
  return {
    firstName: input.firstName ?? (input.recipient ? first! : (before?.firstName ?? '')),
    lastName: input.lastName ?? (input.recipient ? rest.join(' ') : (before?.lastName ?? '')),
    company: input.company === undefined ? (before?.company ?? null) : input.company,
    address1: input.address1 ?? before?.address1 ?? '',
    address2: input.address2 === undefined ? (before?.address2 ?? null) : input.address2,
    city: input.city ?? before?.city ?? '',
    zip: input.zip ?? before?.zip ?? '',
    ...provinceOf(input, before),
    country: input.country ?? countries.of(countryCode) ?? countryCode,
    countryCode,
    phone: input.phone === undefined ? (before?.phone ?? null) : input.phone,
  }
}

/** Its name where that was given; a code alone is all that is known of it. */
function provinceOf(input: AddressInput, before: Address | null) {
  const code = input.provinceCode ?? input.zoneCode
  if (code == null && input.province == null)
    return input.countryCode == null
      ? { province: before?.province ?? null, provinceCode: before?.provinceCode ?? null }
      : { province: null, provinceCode: null }
  return { province: input.province ?? code ?? null, provinceCode: code ?? null }
}
