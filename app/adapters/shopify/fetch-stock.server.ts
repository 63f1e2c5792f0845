import { query } from './admin.server.ts'
import type { AnswerTo } from './document.ts'
import { LEVELS, LEVELS_PAGE, VARIANTS, VARIANTS_PAGE } from './documents-stock.ts'
import { complete, inLists } from './page.server.ts'

// Ten items at ten locations with eight quantities each stay below 1,000 points, however Shopify counts.
const ITEMS_A_QUERY = 10
const VARIANTS_A_QUERY = 100

type Item = Extract<AnswerTo<typeof LEVELS>['nodes'][number], { id: string }>
type Variant = Omit<
  Extract<AnswerTo<typeof VARIANTS>['nodes'][number], { displayName: string }>,
  '__typename'
>

/** Every quantity of the inventory items at every location; items that Shopify no longer has are left out. */
export async function fetchLevels(shop: string, items: readonly string[]): Promise<Item[]> {
  const found: Item[] = []
  for (const ids of inLists(items, ITEMS_A_QUERY)) {
    const { nodes } = await query(shop, LEVELS, { ids })
    for (const item of nodes) {
      if (item?.__typename !== 'InventoryItem') continue
      const { id, inventoryLevels } = item
      await complete(inventoryLevels, async (after) => {
        const { node } = await query(shop, LEVELS_PAGE, { id, after })
        return node?.__typename === 'InventoryItem' ? node.inventoryLevels : null
      })
      found.push(item)
    }
  }
  return found
}

/** Variants by their ids or by those of their inventory items; those that Shopify no longer has are left out. */
export async function fetchVariants(shop: string, ids: readonly string[]): Promise<Variant[]> {
  const found: Variant[] = []
  for (const list of inLists(ids, VARIANTS_A_QUERY)) {
    const { nodes } = await query(shop, VARIANTS, { ids: list })
    for (const node of nodes) {
      if (node?.__typename === 'ProductVariant') found.push(node)
      else if (node?.__typename === 'InventoryItem') found.push(...(node.variants?.nodes ?? []))
    }
  }
  return found
}

/** One page of the ids of every variant, and where the next begins; null after the last. */
export async function variantsPage(
  shop: string,
  after: string | null,
): Promise<{ ids: string[]; next: string | null }> {
  const { productVariants: page } = await query(shop, VARIANTS_PAGE, { after })
  return {
    ids: page.nodes.map((v) => v.id),
    next: page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null,
  }
}
