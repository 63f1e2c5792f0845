import { query } from './admin.server.ts'
import { BUYERS, COMPANIES_PAGE, LOCATIONS_PAGE, SHOP } from './documents-shop.ts'
import { inLists, pages } from './page.server.ts'

const BUYERS_A_QUERY = 25

/** `{ shop, shopLocales, location }`, raw; the location is the primary one. */
export function fetchShop(shop: string): Promise<unknown> {
  return query(shop, SHOP)
}

/** Every location, raw, closed ones too. */
export async function fetchLocations(shop: string): Promise<unknown[]> {
  const found: unknown[] = []
  for await (const nodes of pages(shop, LOCATIONS_PAGE, {}, (data) => data.locations)) found.push(...nodes)
  return found
}

/** Companies and private customers by their ids, raw, told apart by `__typename`; those that are gone are left out. */
export async function fetchBuyers(shop: string, ids: readonly string[]): Promise<unknown[]> {
  const found: unknown[] = []
  for (const list of inLists(ids, BUYERS_A_QUERY)) {
    const { nodes } = await query<{ nodes: unknown[] }>(shop, BUYERS, { ids: list })
    found.push(...nodes.filter((node) => node !== null))
  }
  return found
}

/** Ids of every company, a page at a time. */
export function pageCompanies(shop: string): AsyncGenerator<{ id: string }[]> {
  return pages(shop, COMPANIES_PAGE, {}, (data) => data.companies)
}
