// Catalogs and price lists: who buys by which prices.
import { idFrom } from '../../state/gid.ts'
import { companyLocation } from '../../state/find.ts'
import type { Catalog, PriceList } from '../../state/catalog.ts'
import { newId, refusal } from '../../state/world.ts'
import type { On, View } from '../context.ts'
import { CATALOG_LIMIT } from '../catalog-limit.ts'
import { catalogView, priceListView } from '../views/catalog.ts'
import { ok, type Mutation } from './mutation.ts'

type CatalogInput = {
  title: string
  status: Catalog['status']
  priceListId?: string | null
  context: { companyLocationIds?: string[] | null; marketIds?: string[] | null }
}

function catalogCreate({ input }: { input: CatalogInput }, on: On): View {
  const { shop } = on
  const { companyLocationIds, marketIds } = contextOf(on, input.context)
  if (!input.title.trim()) throw refusal("Title can't be blank", ['input', 'title'], 'BLANK')
  const active = shop.catalogs.filter(({ status }) => status === 'ACTIVE').length
  if (!shop.plus && input.status === 'ACTIVE' && active >= CATALOG_LIMIT)
    throw refusal('The B2B catalog limit has been reached.', ['input'], 'B2B_CATALOG_LIMIT_REACHED')
  const catalog: Catalog = {
    id: newId(on.world, marketIds.length > 0 ? 'MarketCatalog' : 'CompanyLocationCatalog'),
    title: input.title,
    status: input.status,
    priceListId: input.priceListId ? listOf(on, input.priceListId).id : null,
    companyLocationIds,
    marketIds,
  }
  shop.catalogs.push(catalog)
  on.world.changed()
  return { ...ok, catalog: catalogView(on, catalog) }
}

/** Exactly one kind of context; company locations themselves only on Plus. */
function contextOf(on: On, context: CatalogInput['context']) {
  const { shop } = on
  const locations = context.companyLocationIds ?? []
  const markets = context.marketIds ?? []
  const field = ['input', 'context']
  if (locations.length > 0 === markets.length > 0)
    throw refusal('Must provide exactly one context type.', field, 'MUST_PROVIDE_EXACTLY_ONE_CONTEXT_TYPE')
  if (locations.length > 0 && !shop.plus)
    throw refusal(
      'Your plan does not allow catalogs to be assigned to company locations directly.',
      [...field, 'companyLocationIds'],
      'UNPERMITTED_ENTITLEMENTS_DIRECT_CATALOG_ASSIGNMENT',
    )
  const companyLocationIds = locations.map((id) => {
    const found = companyLocation(shop, idFrom('CompanyLocation', id) ?? null)
    if (!found)
      throw refusal(
        'Company location not found.',
        [...field, 'companyLocationIds'],
        'COMPANY_LOCATION_NOT_FOUND',
      )
    return found.location.id
  })
  const marketIds = markets.map((id) => {
    const found = shop.markets.find((market) => market.id === idFrom('Market', id))
    if (!found) throw refusal('Market not found.', [...field, 'marketIds'], 'MARKET_NOT_FOUND')
    return found.id
  })
  return { companyLocationIds, marketIds }
}

function listOf(on: On, id: string): PriceList {
  const list = on.shop.priceLists.find((one) => one.id === idFrom('PriceList', id))
  if (!list) throw refusal('Price list does not exist.', ['priceListId'], 'PRICE_LIST_NOT_FOUND')
  return list
}

type PriceListInput = {
  name: string
  currency: string
  catalogId?: string | null
  parent: {
    adjustment: { type: 'PERCENTAGE_DECREASE' | 'PERCENTAGE_INCREASE'; value: number }
    settings?: { compareAtMode: PriceList['compareAtMode'] } | null
  }
}

function priceListCreate({ input }: { input: PriceListInput }, on: On): View {
  const { shop } = on
  const { type, value } = input.parent.adjustment
  if (shop.priceLists.some(({ name }) => name === input.name))
    throw refusal('Name has already been taken', ['input', 'name'], 'TAKEN')
  if (input.currency !== shop.currency)
    throw refusal("Currency isn't supported.", ['input', 'currency'], 'CURRENCY_NOT_SUPPORTED')
  if (value < 0 || (type === 'PERCENTAGE_DECREASE' && value > 100))
    throw refusal(
      'The adjustment value must be a positive value and not be greater than 100% for PERCENTAGE_DECREASE.',
      ['input', 'parent', 'adjustment', 'value'],
      'INVALID_ADJUSTMENT_VALUE',
    )
  const catalog = input.catalogId ? catalogOf(on, input.catalogId) : undefined
  const list: PriceList = {
    id: newId(on.world, 'PriceList'),
    name: input.name,
    currency: input.currency,
    percentOff: type === 'PERCENTAGE_DECREASE' ? value : -value,
    compareAtMode: input.parent.settings?.compareAtMode ?? 'ADJUSTED',
    prices: [],
  }
  shop.priceLists.push(list)
  if (catalog) catalog.priceListId = list.id
  on.world.changed()
  return { ...ok, priceList: priceListView(on, list) }
}

function catalogOf(on: On, id: string): Catalog {
  const key = idFrom('MarketCatalog', id) ?? idFrom('CompanyLocationCatalog', id)
  const catalog = on.shop.catalogs.find((one) => one.id === key)
  if (!catalog) throw refusal('Catalog does not exist.', ['input', 'catalogId'], 'CATALOG_DOES_NOT_EXIST')
  if (catalog.priceListId !== null)
    throw refusal('The catalog already has a price list.', ['input', 'catalogId'], 'CATALOG_TAKEN')
  return catalog
}

export const catalogMutations: Record<string, Mutation> = { catalogCreate, priceListCreate }
