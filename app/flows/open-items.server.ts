import { Prisma, readTogether, type Tx } from '#app/db.server.ts'
import { shelfShortKey } from '#app/stock/shelf-short.ts'
import type { Books, Level } from './books.ts'
import { levelKey } from './books.ts'
import {
  incomingWhere,
  noteIncoming,
  noteSources,
  sourcesOf,
  type IncomingRow,
  type SourceRow,
} from './open-supply.server.ts'

/** Puts items in scope: their free units are handed out. */
export async function bringItems(tx: Tx, books: Books, items: readonly string[]): Promise<void> {
  for (const item of items) books.items.add(item)
  await bringStock(tx, books, items)
}

type Stock = {
  levels: Level
  sold: { item: string; tracked: boolean }
  sources: SourceRow
  incoming: IncomingRow
  toBuy: { item: string }
  waitedFor: { item: string }
  said: { item: string; victims: string | null }
}

/**
 * Loads what lies of items, what comes, who sells them to us and whether Shopify still sells them: dates are reckoned with
 * it, whether the items are in scope or not.
 */
export async function bringStock(tx: Tx, books: Books, items: readonly string[]): Promise<void> {
  const fresh = [...new Set(items)].filter((i) => !books.loaded.has(i))
  if (fresh.length === 0) return
  for (const item of fresh) books.loaded.add(item)
  const { levels, sold, sources, incoming, ...rest } = await readTogether<Stock>(
    tx,
    stockOf(books.shop, fresh),
  )
  for (const level of levels) {
    const key = levelKey(level.location, level.item)
    if (!books.levels.has(key)) books.levels.set(key, level)
  }
  for (const { item, tracked } of sold) books.sold.set(item, { tracked })
  for (const { item } of rest.toBuy) books.toBuy.add(item)
  for (const { item } of rest.waitedFor) books.waitedFor.add(item)
  for (const { item, victims } of rest.said) books.saidVictims.set(item, victims ?? '')
  await noteSources(books, sources)
  noteIncoming(books, incoming)
}

function stockOf(shop: string, items: readonly string[]): { [Name in keyof Stock]: Prisma.Sql } {
  const isWanted = Prisma.sql`= ANY(${items})`
  return {
    levels: Prisma.sql`
      SELECT location, item, on_hand AS "onHand", unavailable, reserved, safety_stock AS "safetyStock", b2b_only AS "b2bOnly"
      FROM stock_level WHERE shop = ${shop} AND item ${isWanted}`,
    // Asking for what is not there reads the whole catalog, 80 ms of 20,000 variants each time.
    sold: Prisma.sql`
      SELECT item, bool_or(tracked) AS tracked FROM variant
      WHERE shop = ${shop} AND item ${isWanted} AND deleted_at IS NULL GROUP BY item`,
    sources: sourcesOf(shop, items),
    incoming: incomingWhere(
      shop,
      Prisma.sql`l.item ${isWanted} AND l.quantity > l.short + l.received
        AND p.state IN ('sent', 'partly-confirmed', 'confirmed', 'partly-received')`,
    ),
    toBuy: Prisma.sql`
      SELECT w.item FROM unnest(${items}::text[]) AS w (item) WHERE EXISTS (
        SELECT 1 FROM order_line WHERE shop = ${shop} AND item = w.item AND unsourced > 0)
      UNION ALL
      SELECT item FROM stock_level WHERE shop = ${shop} AND item ${isWanted} AND reorder_point IS NOT NULL
      UNION ALL
      SELECT l.item FROM purchase_order_line l JOIN purchase_order p ON p.shop = l.shop AND p.id = l.purchase_order
      WHERE l.shop = ${shop} AND l.item ${isWanted} AND p.state = 'draft'`,
    waitedFor: Prisma.sql`
      SELECT w.item FROM unnest(${items}::text[]) AS w (item) WHERE EXISTS (
        SELECT 1 FROM order_line WHERE shop = ${shop} AND item = w.item AND (unsourced > 0 OR claimed > 0))`,
    said: Prisma.sql`
      SELECT subject AS item, params->>'victims' AS victims FROM task
      WHERE shop = ${shop} AND key = ANY(${items.map(shelfShortKey)}) AND resolved_at IS NULL`,
  }
}
