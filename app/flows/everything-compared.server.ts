import { variantsPage } from '#app/adapters/shopify/fetch-stock.server.ts'
import { openOrdersPage } from '#app/adapters/shopify/fetch-orders.server.ts'
import { now } from '#app/clock.server.ts'
import { withShop, type Tx } from '#app/db.server.ts'
import { beginComparison } from '#app/insight/comparisons.server.ts'
import { enqueue } from '#app/worker/enqueue.server.ts'
import { compareBatch, type Batch } from './compared-with-shopify.server.ts'

/** So many of what is held are compared at once. */
export const ROWS_A_PAGE = 50

// First what we hold as open, then what only Shopify does; the catalog the same way; and last the shelves: orders and
// what became of the catalog have moved theirs by then.
type Stage = 'open-orders' | 'unknown-orders' | 'places' | 'variants' | 'unknown-variants' | 'levels'
type Place = { readonly stage: Stage; readonly after: string }

/**
 * Begins to compare all open orders and all levels with Shopify, as every night: a page a job, so that the shop's other
 * work comes in between; where it stands is in its row, so that it goes on after whatever interrupted it.
 */
export async function compareEverything(shop: string): Promise<void> {
  await withShop(shop, async (tx) => {
    const comparison = await begin(tx, shop)
    if (comparison) await goOnLater(tx, shop, comparison)
  })
}

/** The same at once, page after page; answers the comparison, null where nothing is imported. */
export async function compareEverythingNow(shop: string): Promise<string | null> {
  const comparison = await withShop(shop, (tx) => begin(tx, shop))
  if (comparison) while (await comparePage(shop, comparison, ROWS_A_PAGE));
  return comparison
}

/** Compares the next page; the job of the one after it exists when the page is recorded, and only then. */
export async function compareNextPage(shop: string, comparison: string, rows = ROWS_A_PAGE): Promise<void> {
  await comparePage(shop, comparison, rows, (tx) => goOnLater(tx, shop, comparison))
}

async function begin(tx: Tx, shop: string): Promise<string | null> {
  const at = now()
  const where = { shop, uninstalledAt: null, importedAt: { not: null } }
  const { count } = await tx.shop.updateMany({ where, data: { comparedAt: at } })
  return count > 0
    ? beginComparison(tx, shop, 'everything', at, { stage: 'open-orders' satisfies Stage })
    : null
}

// One page waits a shop: the comparison of another night takes the place of one that never ended.
async function goOnLater(tx: Tx, shop: string, comparison: string): Promise<void> {
  const options = { queue: `shop:${shop}`, key: `compare:${shop}` }
  await enqueue(tx, 'compare-page', { shop, comparison }, options)
}

/** Answers whether there is more. */
async function comparePage(
  shop: string,
  id: string,
  rows: number,
  goOn?: (tx: Tx) => Promise<void>,
): Promise<boolean> {
  const row = await withShop(shop, async (tx) => {
    const here = await tx.shop.count({ where: { shop, uninstalledAt: null } })
    const where = { shop, id, endedAt: null }
    return here ? tx.comparison.findFirst({ where, select: { stage: true, after: true } }) : null
  })
  if (!row) return false
  const place = row as Place
  const page = await pageAt(shop, place, rows)
  await compareBatch(shop, id, page, async (tx) => {
    const data = page.next ?? { endedAt: now() }
    const { count } = await tx.comparison.updateMany({ where: { shop, id, endedAt: null, ...place }, data })
    if (count > 0 && page.next) await goOn?.(tx)
    return count > 0
  })
  return page.next !== null
}

type Page = Batch & { readonly next: Place | null }

async function pageAt(shop: string, { stage, after }: Place, rows: number): Promise<Page> {
  const following = (ids: readonly string[], then: Stage | null): Place | null =>
    ids.length === rows ? { stage, after: ids.at(-1)! } : then && { stage: then, after: '' }
  switch (stage) {
    case 'open-orders': {
      const ids = await openOrders(shop, after, rows)
      return { orders: ids, items: [], next: following(ids, 'unknown-orders') }
    }
    case 'unknown-orders': {
      const { ids, next } = await openOrdersPage(shop, after || null)
      const orders = await notOpenHere(shop, ids)
      return { orders, items: [], next: next ? { stage, after: next } : { stage: 'places', after: '' } }
    }
    case 'places':
      return { orders: [], items: [], places: true, next: { stage: 'variants', after: '' } }
    case 'variants': {
      const variants = await liveVariants(shop, after, rows)
      return { orders: [], items: [], variants, next: following(variants, 'unknown-variants') }
    }
    case 'unknown-variants': {
      const { ids, next } = await variantsPage(shop, after || null)
      const variants = await notLiveHere(shop, ids)
      const then = next ? { stage, after: next } : ({ stage: 'levels', after: '' } as const)
      return { orders: [], items: [], variants, next: then }
    }
    case 'levels': {
      const ids = await trackedItems(shop, after, rows)
      return { orders: [], items: ids, next: following(ids, null) }
    }
  }
}

async function openOrders(shop: string, after: string, take: number): Promise<string[]> {
  const rows = await withShop(shop, (tx) =>
    tx.order.findMany({
      where: { shop, state: 'open', id: { gt: after } },
      orderBy: { id: 'asc' },
      take,
      select: { id: true },
    }),
  )
  return rows.map((row) => row.id)
}

async function notOpenHere(shop: string, ids: readonly string[]): Promise<string[]> {
  const rows = await withShop(shop, (tx) =>
    tx.order.findMany({ where: { shop, state: 'open', id: { in: [...ids] } }, select: { id: true } }),
  )
  const open = new Set(rows.map((row) => row.id))
  return ids.filter((id) => !open.has(id))
}

async function trackedItems(shop: string, after: string, take: number): Promise<string[]> {
  const rows = await withShop(shop, (tx) =>
    tx.variant.findMany({
      where: { shop, tracked: true, deletedAt: null, item: { gt: after } },
      orderBy: { item: 'asc' },
      distinct: ['item'],
      take,
      select: { item: true },
    }),
  )
  return rows.map((row) => row.item)
}

async function liveVariants(shop: string, after: string, take: number): Promise<string[]> {
  const rows = await withShop(shop, (tx) =>
    tx.variant.findMany({
      where: { shop, deletedAt: null, id: { gt: after } },
      orderBy: { id: 'asc' },
      take,
      select: { id: true },
    }),
  )
  return rows.map((row) => row.id)
}

async function notLiveHere(shop: string, ids: readonly string[]): Promise<string[]> {
  const rows = await withShop(shop, (tx) =>
    tx.variant.findMany({ where: { shop, deletedAt: null, id: { in: [...ids] } }, select: { id: true } }),
  )
  const live = new Set(rows.map((row) => row.id))
  return ids.filter((id) => !live.has(id))
}
