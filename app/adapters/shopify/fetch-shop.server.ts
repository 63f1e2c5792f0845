import { query } from './admin.server.ts'
import type { AnswerTo } from './document.ts'
import { BUYERS, LOCATIONS_PAGE, SHOP } from './documents-shop.ts'
import { inLists, pages } from './page.server.ts'

const BUYERS_A_QUERY = 25

/** The shop with its languages; the location is the primary one. */
export function fetchShop(shop: string): Promise<AnswerTo<typeof SHOP>> {
  return query(shop, SHOP)
}

type Location = AnswerTo<typeof LOCATIONS_PAGE>['locations']['nodes'][number]

/** Every location, closed ones too. */
export async function fetchLocations(shop: string): Promise<Location[]> {
  const found: Location[] = []
  for await (const nodes of pages(async (after) => (await query(shop, LOCATIONS_PAGE, { after })).locations))
    found.push(...nodes)
  return found
}

type Buyer = NonNullable<AnswerTo<typeof BUYERS>['nodes'][number]>

/** Companies and private customers by their ids, told apart by `__typename`; those that are gone are left out. */
export async function fetchBuyers(shop: string, ids: readonly string[]): Promise<Buyer[]> {
  const found: Buyer[] = []
  for (const list of inLists(ids, BUYERS_A_QUERY)) {
    const { nodes } = await query(shop, BUYERS, { ids: list })
    found.push(...nodes.filter((node) => node !== null))
  }
  return found
}
