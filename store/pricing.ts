// What a buyer pays for a variant: the price, or the company's price list with its quantity breaks.
import { share } from './state/money.ts'
import type { CompanyLocation, PriceList, Shop, Variant } from './state/shop.ts'

export const priceListOf = (shop: Shop, location: CompanyLocation | null): PriceList | undefined =>
  location?.priceListId ? shop.priceLists.find((list) => list.id === location.priceListId) : undefined

/** The price of one unit when `quantity` are bought. */
export function priceFor(
  shop: Shop,
  location: CompanyLocation | null,
  variant: Variant,
  quantity: number,
): bigint {
  const list = priceListOf(shop, location)
  if (!list) return variant.price
  const fixed = list.prices.find(({ sku }) => sku === variant.sku)
  if (!fixed) return share(variant.price, BigInt(100 - list.percentOff), 100n)
  const reached = fixed.breaks.filter(({ from }) => quantity >= from).sort((a, b) => b.from - a.from)[0]
  return reached?.price ?? fixed.price
}

/** The quantity breaks of a variant for that buyer, lowest first. */
export function breaksFor(shop: Shop, location: CompanyLocation | null, variant: Variant) {
  return priceListOf(shop, location)?.prices.find(({ sku }) => sku === variant.sku)?.breaks ?? []
}
