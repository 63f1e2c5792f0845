import { query } from './admin.server.ts'
import { LEVELS, LEVELS_PAGE, VARIANTS, VARIANTS_PAGE } from './documents-stock.ts'
import { complete, inLists, pages, type Connection } from './page.server.ts'

// Ten items at ten locations with eight quantities each stay below 1,000 points, however Shopify counts.
const ITEMS_A_QUERY = 10
const VARIANTS_A_QUERY = 100

/** Every quantity of the inventory items at every location, raw; items that Shopify no longer has are left out. */
export async function fetchLevels(shop: string, items: readonly string[]): Promise<unknown[]> {
  type Item = { id: string; inventoryLevels: Connection }
  const found: Item[] = []
  for (const ids of inLists(items, ITEMS_A_QUERY)) {
    const { nodes } = await query<{ nodes: (Item | null)[] }>(shop, LEVELS, { ids })
    for (const item of nodes.filter((node) => node !== null)) {
      await complete(
        shop,
        item.inventoryLevels,
        LEVELS_PAGE,
        item.id,
        (data) => data.node?.['inventoryLevels'],
      )
      found.push(item)
    }
  }
  return found
}

/** Variants by their ids or by those of their inventory items, raw; those that Shopify no longer has are left out. */
export async function fetchVariants(shop: string, ids: readonly string[]): Promise<unknown[]> {
  type Item = { variants?: { nodes: unknown[] } }
  const found: unknown[] = []
  for (const list of inLists(ids, VARIANTS_A_QUERY)) {
    const { nodes } = await query<{ nodes: (Item | null)[] }>(shop, VARIANTS, { ids: list })
    found.push(...nodes.flatMap((node) => (node === null ? [] : (node.variants?.nodes ?? [node]))))
  }
  return found
}

/** One page of the ids of every variant, and where the next begins; null after the last. */
export async function variantsPage(
  shop: string,
  after: string | null,
): Promise<{ ids: string[]; next: string | null }> {
  type Page = { productVariants: Connection<{ id: string }> }
  const { productVariants: page } = await query<Page>(shop, VARIANTS_PAGE, { after })
  return {
    ids: page.nodes.map((v) => v.id),
    next: page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null,
  }
}

/** Every variant of the shop, a page at a time, raw. */
export function pageVariants(shop: string): AsyncGenerator<unknown[]> {
  return pages(shop, VARIANTS_PAGE, {}, (data) => data.productVariants)
}
