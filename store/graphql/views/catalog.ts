import { priceIn } from '../../pricing.ts'
import { companyLocation, itemByVariant, items, type Item } from '../../state/find.ts'
import type { Catalog, ListedPrice, Market, PriceBreak, PriceList } from '../../state/catalog.ts'
import { gid } from '../../state/gid.ts'
import { connection, count, type PageArgs } from '../connection.ts'
import type { On, View } from '../context.ts'
import { companyLocationView } from './buyer.ts'
import { moneyV2 } from './money.ts'
import { variantView } from './product.ts'

/** A catalog of company locations or of markets, whatever it has. */
export function catalogView(on: On, catalog: Catalog): View {
  const byMarket = catalog.marketIds.length > 0
  const kind = byMarket ? 'MarketCatalog' : 'CompanyLocationCatalog'
  const list = on.shop.priceLists.find(({ id }) => id === catalog.priceListId)
  const markets = on.shop.markets.filter(({ id }) => catalog.marketIds.includes(id))
  const locations = catalog.companyLocationIds.flatMap((id) => companyLocation(on.shop, id) ?? [])
  return {
    __typename: kind,
    id: gid(kind, catalog.id),
    title: catalog.title,
    status: catalog.status,
    operations: [],
    publication: null,
    priceList: () => (list ? priceListView(on, list) : null),
    markets: (args: PageArgs) => connection(args, markets, marketView),
    marketsCount: count(markets.length),
    companyLocations: (args: PageArgs) =>
      connection(args, locations, ({ company, location }) => companyLocationView(on, company, location)),
    companyLocationsCount: count(locations.length),
  }
}

const marketView = (market: Market): View => ({
  __typename: 'Market',
  id: gid('Market', market.id),
  name: market.name,
  handle: market.name.toLowerCase(),
  status: 'ACTIVE',
  enabled: true,
  primary: false,
  type: 'COMPANY_LOCATION',
})

export function priceListView(on: On, list: PriceList): View {
  const catalog = on.shop.catalogs.find(({ priceListId }) => priceListId === list.id)
  return {
    __typename: 'PriceList',
    id: gid('PriceList', list.id),
    name: list.name,
    currency: list.currency,
    catalog: () => (catalog ? catalogView(on, catalog) : null),
    fixedPricesCount: list.prices.filter(({ price }) => price !== null).length,
    parent: {
      adjustment: {
        type: list.percentOff < 0 ? 'PERCENTAGE_INCREASE' : 'PERCENTAGE_DECREASE',
        value: Math.abs(list.percentOff),
      },
      settings: { compareAtMode: list.compareAtMode },
    },
    prices: (args: PageArgs & { originType?: string | null }) =>
      connection(args, pricesOf(on, list, args.originType), ({ item, listed }) =>
        listedPriceView(on, list, item, listed),
      ),
    quantityRules: (args: PageArgs) =>
      connection(
        args,
        list.prices.filter(({ rule }) => rule !== null),
        (listed) => ruleView(on, itemByVariant(on.shop, listed.variantId)!, { ...listed.rule!, fixed: true }),
      ),
  }
}

function pricesOf(on: On, list: PriceList, originType: string | null | undefined) {
  return items(on.shop)
    .map((item) => ({ item, listed: list.prices.find(({ variantId }) => variantId === item.variant.id) }))
    .filter(({ listed }) => !originType || (originType === 'FIXED') === (listed?.price != null))
}

export function listedPriceView(on: On, list: PriceList, item: Item, listed?: ListedPrice): View {
  return {
    __typename: 'PriceListPrice',
    originType: listed?.price == null ? 'RELATIVE' : 'FIXED',
    price: moneyV2(on, listed?.price ?? priceIn(list, item.variant, 0)),
    compareAtPrice: listed?.compareAt == null ? null : moneyV2(on, listed.compareAt),
    variant: () => variantView(on, item),
    quantityPriceBreaks: (args: PageArgs) =>
      connection(
        args,
        (listed?.breaks ?? []).toSorted((a, b) => a.from - b.from),
        (one) => breakView(on, item, one, list),
      ),
  }
}

export const breakView = (on: On, item: Item, one: PriceBreak, list?: PriceList): View => ({
  __typename: 'QuantityPriceBreak',
  id: gid('QuantityPriceBreak', one.id),
  minimumQuantity: one.from,
  price: moneyV2(on, one.price),
  variant: () => variantView(on, item),
  ...(list ? { priceList: () => priceListView(on, list) } : {}),
})

export const ruleView = (
  on: On,
  item: Item,
  rule: { minimum: number; maximum: number | null; increment: number; fixed: boolean },
): View => ({
  __typename: 'QuantityRule',
  minimum: rule.minimum,
  maximum: rule.maximum,
  increment: rule.increment,
  isDefault: !rule.fixed,
  originType: rule.fixed ? 'FIXED' : 'RELATIVE',
  productVariant: () => variantView(on, item),
})
