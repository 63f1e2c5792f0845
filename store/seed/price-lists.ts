// The two price lists of the seeded shop, each with its catalog and the market of companies that buy by it.
import type { Market } from '../state/catalog.ts'
import { itemBySku } from '../state/find.ts'
import type { Shop } from '../state/shop.ts'
import { newId, type World } from '../state/world.ts'

type Listed = [sku: string, price: bigint, ...breaks: [from: number, price: bigint][]]
type SeedList = { name: string; market: string; percentOff: number; prices: Listed[] }

const LISTS: Record<'epicerie' | 'restauration', SeedList> = {
  epicerie: {
    name: 'Tarif épiceries',
    market: 'Épiceries',
    percentOff: 8,
    prices: [
      ['HUILE-75', 920n, [12, 874n]],
      ['HUILE-50', 681n, [12, 647n]],
      ['TAPENADE-NOIRE', 414n, [24, 393n]],
      ['OLIVE-NOIRE', 515n, [12, 489n], [48, 464n]],
    ],
  },
  restauration: {
    name: 'Tarif restauration',
    market: 'Restauration',
    percentOff: 10,
    prices: [
      ['HUILE-75', 920n, [12, 874n]],
      ['BIDON-5L', 4680n, [4, 4446n]],
      ['OLIVE-SEAU', 2835n, [4, 2693n]],
    ],
  },
}

/** Adds both lists and answers their markets, for the companies to join. */
export function seedPriceLists(world: World, shop: Shop): Record<keyof typeof LISTS, Market> {
  return { epicerie: add(world, shop, LISTS.epicerie), restauration: add(world, shop, LISTS.restauration) }
}

function add(world: World, shop: Shop, seed: SeedList): Market {
  const list = {
    id: newId(world, 'PriceList'),
    name: seed.name,
    currency: shop.currency,
    percentOff: seed.percentOff,
    compareAtMode: 'ADJUSTED' as const,
    prices: seed.prices.map(([sku, price, ...breaks]) => ({
      variantId: itemBySku(shop, sku)!.variant.id,
      price,
      compareAt: null,
      rule: null,
      breaks: breaks.map(([from, each]) => ({ id: newId(world, 'QuantityPriceBreak'), from, price: each })),
    })),
  }
  const market: Market = { id: newId(world, 'Market'), name: seed.market, companyLocationIds: [] }
  shop.priceLists.push(list)
  shop.markets.push(market)
  shop.catalogs.push({
    id: newId(world, 'MarketCatalog'),
    title: seed.name,
    status: 'ACTIVE',
    priceListId: list.id,
    companyLocationIds: [],
    marketIds: [market.id],
  })
  return market
}
