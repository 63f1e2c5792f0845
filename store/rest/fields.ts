// The pieces REST bodies are made of.
import { amount, presented, type Till } from '../state/money.ts'
import { local } from '../state/clock.ts'
import type { DiscountAllocation, Order, TaxLine } from '../state/order.ts'
import type { Address, Shop } from '../state/shop.ts'

declare global {
  interface JSON {
    /** ES2025 raw JSON text, in Node 22 and later. */
    rawJSON(text: string): unknown
  }
}

/** An id as an exact JSON integer, however large. */
export const integer = (id: string | null): unknown => (id === null ? null : JSON.rawJSON(id))

/** A rate such as "0.055" as a JSON number with exactly these digits. */
export const rate = (text: string): unknown => JSON.rawJSON(text)

export const stringify = (body: unknown): string => JSON.stringify(body)

export const time = (shop: Shop, at: string | null) => (at === null ? null : local(at, shop.timezone))

/** The shop as an order sees it: in the currency that its buyer pays in. */
export const paidIn = (shop: Shop, { presentment }: Order): Shop & Till => ({ ...shop, presentment })

/** An amount in the shop's and in the buyer's currency. */
export function moneySet(till: Till, minor: bigint) {
  const seen = presented(minor, till)
  return {
    shop_money: { amount: amount(minor, till.currency), currency_code: till.currency },
    presentment_money: { amount: amount(seen.minor, seen.currency), currency_code: seen.currency },
  }
}

export const text = (shop: Shop, minor: bigint) => amount(minor, shop.currency)

export const taxLines = (shop: Shop, lines: TaxLine[]) =>
  lines.map((line) => ({
    channel_liable: false,
    price: text(shop, line.price),
    price_set: moneySet(shop, line.price),
    rate: rate(line.rate),
    title: line.title,
  }))

export const allocations = (shop: Shop & Till, list: DiscountAllocation[]) =>
  list.map(({ amount: minor, application }) => ({
    amount: text(shop, minor),
    amount_set: moneySet(shop, minor),
    discount_application_index: application,
  }))

/** The line of a printed address: `69001 Lyon`, `Toronto ON M3H 1M9`. */
export const townOf = ({ zip, city, provinceCode }: Address) =>
  provinceCode ? `${city} ${provinceCode} ${zip}` : `${zip} ${city}`
/** `Lyon, France`, `Toronto ON, Canada`. */
export const areaOf = ({ city, provinceCode, country }: Address) =>
  `${[city, provinceCode].filter(Boolean).join(' ')}, ${country}`

export const fullName = (address: Address) => `${address.firstName} ${address.lastName}`.trim()

export const addressBody = (address: Address | null) =>
  address && {
    first_name: address.firstName,
    address1: address.address1,
    phone: address.phone,
    city: address.city,
    zip: address.zip,
    province: address.province ?? null,
    country: address.country,
    last_name: address.lastName,
    address2: address.address2,
    company: address.company,
    latitude: null,
    longitude: null,
    name: fullName(address),
    country_code: address.countryCode,
    province_code: address.provinceCode ?? null,
  }
