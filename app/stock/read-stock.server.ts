import { BY_NAME, Prisma, type Tx } from '../db.server.ts'
import { DOUBLED_SKU, MISSING_SKU } from './doubtful-sku.server.ts'
import { folded, likeOf } from '../search.server.ts'

/** Units of an item at one location. `free` is what nobody holds; it may be below zero when Shopify counts less. */
export type StockLevelView = {
  readonly location: string
  readonly locationName: string
  /** Whether the location is closed. */
  readonly closed: boolean
  readonly onHand: number
  readonly unavailable: number
  readonly reserved: number
  readonly free: number
  readonly incoming: number
  /** Units that orders want from there and that are still to be found. */
  readonly wanted: number
  /** Sent by a transfer and not arrived yet. */
  readonly inTransit: number
  readonly claimed: number
  readonly reorderPoint: number | null
  /** Of what is free, units that nobody is promised, and the last that only businesses get. */
  readonly safetyStock: number
  readonly b2bOnly: number
}

export type StockItem = {
  readonly item: string
  readonly title: string
  readonly sku: string | null
  readonly unsourced: number
  /** Whether Shopify has no such item any more. */
  readonly gone: boolean
  /** What is wrong with its SKU; null when nothing is. */
  readonly doubt: 'sku-doubled' | 'sku-missing' | null
  readonly levels: StockLevelView[]
}

type Listed = Omit<StockItem, 'levels'>
export type StockFilter = 'all' | 'short' | 'sku'

/** What is wrong with the SKU of a variant `v`. */
export const DOUBT = Prisma.sql`CASE WHEN v.deleted_at IS NOT NULL THEN NULL WHEN ${MISSING_SKU} THEN 'sku-missing'
  WHEN ${DOUBLED_SKU} THEN 'sku-doubled' END`

/** Items with stock, by title; each with its locations. Those that are gone while anybody holds or awaits units. Keyset by title and item. */
export async function listStock(
  tx: Tx,
  shop: string,
  { search, only, after, take }: { search: string; only: StockFilter; after: string | null; take: number },
): Promise<{ items: StockItem[]; next: string | null }> {
  const like = likeOf(search)
  const [title, item] = readKey(after)
  const rows = await tx.$queryRaw<Listed[]>`
    SELECT * FROM (
      SELECT DISTINCT ON (v.item) v.item, v.title, v.sku, v.deleted_at IS NOT NULL AS gone, ${DOUBT} AS doubt,
             (SELECT coalesce(sum(l.unsourced), 0)::float8 FROM order_line l
               WHERE l.shop = v.shop AND l.item = v.item AND l.unsourced > 0) AS unsourced
      FROM variant v
      WHERE v.shop = ${shop} AND (v.tracked OR ${only === 'sku'}) AND (v.deleted_at IS NULL OR ${STILL_THERE})
        AND (${like} = '%%' OR ${folded(Prisma.sql`v.title`)} ILIKE ${like} OR v.sku ILIKE ${like} OR v.barcode ILIKE ${like})
      ORDER BY v.item, v.deleted_at DESC NULLS FIRST, v.id) listed
    WHERE (listed.title ${BY_NAME}, listed.item) > (${title}, ${item})
      AND (${only !== 'sku'} OR listed.doubt IS NOT NULL)
      AND (${only !== 'short'} OR listed.unsourced > 0 OR EXISTS (
        SELECT 1 FROM stock_level s WHERE s.shop = ${shop} AND s.item = listed.item
          AND s.on_hand - s.unavailable - s.reserved < coalesce(s.reorder_point, 0)))
    ORDER BY listed.title ${BY_NAME}, listed.item LIMIT ${take + 1}`
  const shown = rows.slice(0, take)
  const levels = await levelsOf(
    tx,
    shop,
    shown.map((row) => row.item),
  )
  const items = shown.map((row) => ({ ...row, levels: levels.get(row.item) ?? [] }))
  const last = shown.at(-1)
  return { items, next: rows.length > take && last ? JSON.stringify([last.title, last.item]) : null }
}

function readKey(after: string | null): [string, string] {
  try {
    const [title, item] = JSON.parse(after ?? '["",""]') as unknown[]
    return [String(title), String(item)]
  } catch {
    return ['', '']
  }
}

/** The units of items at each location, by item. */
export async function levelsOf(
  tx: Tx,
  shop: string,
  items: readonly string[],
): Promise<Map<string, StockLevelView[]>> {
  const rows = await tx.$queryRaw<(StockLevelView & { item: string })[]>`
    SELECT s.item, s.location, coalesce(l.name, s.location) AS "locationName",
           NOT coalesce(l.active, false) AS closed, s.on_hand AS "onHand", s.unavailable,
           s.reserved, s.on_hand - s.unavailable - s.reserved AS free, s.reorder_point AS "reorderPoint",
           s.safety_stock AS "safetyStock", s.b2b_only AS "b2bOnly",
           s.unsourced::float8 AS wanted, s.in_transit AS "inTransit", coming.incoming, coming.claimed
    FROM stock_level s
    LEFT JOIN location l ON l.shop = s.shop AND l.id = s.location
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(pl.quantity - pl.short - pl.received), 0)::float8 AS incoming,
             coalesce(sum((SELECT coalesce(sum(c.quantity), 0) FROM claim c
               WHERE c.shop = pl.shop AND c.po_line = pl.id)), 0)::float8 AS claimed
      FROM purchase_order_line pl
      JOIN purchase_order p ON p.shop = pl.shop AND p.id = pl.purchase_order
      WHERE pl.shop = s.shop AND pl.item = s.item AND p.location = s.location AND ${OPEN}) coming
    WHERE s.shop = ${shop} AND s.item = ANY(${[...items]})
      AND (l.active OR s.on_hand <> 0 OR s.reserved <> 0 OR s.in_transit <> 0 OR coming.incoming > 0)
    ORDER BY l.name ${BY_NAME}, s.location`
  return Map.groupBy(rows, (row) => row.item)
}

// Units of a variant `v` that somebody holds, awaits or still brings.
const STILL_THERE = Prisma.sql`(
  EXISTS (SELECT 1 FROM stock_level s WHERE s.shop = v.shop AND s.item = v.item AND (s.on_hand <> 0 OR s.reserved <> 0))
  OR EXISTS (SELECT 1 FROM order_line l WHERE l.shop = v.shop AND l.item = v.item AND l.claimed + l.unsourced > 0))`

/** Purchase orders that still bring units. */
export const OPEN = Prisma.sql`p.state IN ('sent', 'partly-confirmed', 'confirmed', 'partly-received')`
