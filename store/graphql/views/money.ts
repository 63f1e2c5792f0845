import { areaOf, townOf } from '../../rest/fields.ts'
import { decimal, presented } from '../../state/money.ts'
import type { TaxLine } from '../../state/order.ts'
import type { Address } from '../../state/shop.ts'
import { gid } from '../../state/gid.ts'
import type { On, View } from '../context.ts'

const moneyIn = (currency: string, minor: bigint): View => ({
  __typename: 'MoneyV2',
  amount: decimal(minor, currency),
  currencyCode: currency,
})

export const moneyV2 = ({ shop }: On, minor: bigint): View => moneyIn(shop.currency, minor)

/** The amount in the shop's and in the buyer's currency. */
export function bag(on: On, minor: bigint): View {
  const seen = presented(minor, { currency: on.shop.currency, presentment: on.presentment })
  return { shopMoney: moneyV2(on, minor), presentmentMoney: moneyIn(seen.currency, seen.minor) }
}

export const taxLineView = (on: On, line: TaxLine): View => ({
  title: line.title,
  rate: Number(line.rate),
  ratePercentage: Number(line.rate) * 100,
  source: 'Shopify',
  channelLiable: false,
  priceSet: bag(on, line.price),
})

export function mailingAddress(address: Address | null, id: string): View | null {
  if (!address) return null
  const name = `${address.firstName} ${address.lastName}`.trim()
  return {
    __typename: 'MailingAddress',
    id: gid('MailingAddress', id),
    name,
    firstName: address.firstName,
    lastName: address.lastName,
    company: address.company,
    address1: address.address1,
    address2: address.address2,
    city: address.city,
    zip: address.zip,
    province: address.province ?? null,
    provinceCode: address.provinceCode ?? null,
    country: address.country,
    countryCode: address.countryCode,
    countryCodeV2: address.countryCode,
    phone: address.phone,
    latitude: null,
    longitude: null,
    timeZone: null,
    coordinatesValidated: false,
    validationResultSummary: null,
    formattedArea: areaOf(address),
    formatted: ({ withName, withCompany }: { withName: boolean; withCompany: boolean }) =>
      [
        withName ? name : null,
        withCompany ? address.company : null,
        address.address1,
        address.address2,
        townOf(address),
        address.country,
      ].filter((line) => line),
  }
}
