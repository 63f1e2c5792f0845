// What a buyer pays for a variant: the price, or the lowest of the price lists of the buyer's catalogs.
import type { Catalog, ListedPrice, PriceList, QuantityRule } from './state/catalog.ts'
import { share } from './state/money.ts'
import type { CompanyLocation, Shop, Variant } from './state/shop.ts'

/** The active catalogs that a company location buys by, its own and those of its markets. */
export const catalogsOf = (shop: Shop, location: CompanyLocation): Catalog[] =>
  shop.catalogs.filter(
    ({ status, companyLocationIds, marketIds }) =>
      status === 'ACTIVE' &&
      (companyLocationIds.includes(location.id) ||
        shop.markets.some(
          (market) => marketIds.includes(market.id) && market.companyLocationIds.includes(location.id),
        )),
  )

export const priceListsOf = (shop: Shop, location: CompanyLocation | null): PriceList[] =>
  location === null
    ? []
    : catalogsOf(shop, location).flatMap(({ priceListId }) =>
        shop.priceLists.filter(({ id }) => id === priceListId),
      )

export const listedIn = (list: PriceList, variant: Variant): ListedPrice | undefined =>
  list.prices.find(({ variantId }) => variantId === variant.id)

/** The price of one unit by a list when `quantity` are bought; percentages are exact to two decimals. */
export function priceIn(list: PriceList, variant: Variant, quantity: number): bigint {
  const listed = listedIn(list, variant)
  const reached = listed?.breaks.filter(({ from }) => quantity >= from).sort((a, b) => b.from - a.from)[0]
  if (reached) return reached.price
  if (listed?.price != null) return listed.price
  return share(variant.price, 10_000n - BigInt(Math.round(list.percentOff * 100)), 10_000n)
}

/** The list by which a buyer pays least for one unit. */
function listFor(shop: Shop, location: CompanyLocation | null, variant: Variant): PriceList | undefined {
  return priceListsOf(shop, location).sort((a, b) =>
    priceIn(a, variant, 1) < priceIn(b, variant, 1) ? -1 : 1,
  )[0]
}

/** The price of one unit when `quantity` are bought. */
export function priceFor(
  shop: Shop,
  location: CompanyLocation | null,
  variant: Variant,
  quantity: number,
): bigint {
  const list = listFor(shop, location, variant)
  return list ? priceIn(list, variant, quantity) : variant.price
}

/** The quantity breaks of a variant for that buyer, lowest first. */
export function breaksFor(shop: Shop, location: CompanyLocation | null, variant: Variant) {
  const list = listFor(shop, location, variant)
  return list ? (listedIn(list, variant)?.breaks ?? []).toSorted((a, b) => a.from - b.from) : []
}

/** How many of a variant that buyer may order at once. */
export function ruleFor(
  shop: Shop,
  location: CompanyLocation | null,
  variant: Variant,
): QuantityRule & { fixed: boolean } {
  const list = listFor(shop, location, variant)
  const rule = list ? listedIn(list, variant)?.rule : null
  return rule ? { ...rule, fixed: true } : { minimum: 1, maximum: null, increment: 1, fixed: false }
}
