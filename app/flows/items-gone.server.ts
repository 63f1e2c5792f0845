import { itemsSold } from '#app/catalog/variants.server.ts'
import type { Tx } from '#app/db.server.ts'
import type { RaisedTask } from '#app/tasks/task.ts'
import { NOTHING_SAID, saidOf, type Said } from '#app/tasks/tasks.server.ts'
import { levelKey, type Books } from './books.ts'
import type { LevelReading } from './levels-read.server.ts'

/**
 * What is left on our shelves of items that are gone at Shopify: units that orders hold or wait for stay, for they will
 * still be shipped; the rest Shopify counts no more, and so do we.
 */
export async function shelvesOfGone(
  tx: Tx,
  books: Books,
  gone: ReadonlySet<string>,
  cause: string,
): Promise<LevelReading[]> {
  const shelves = [...books.levels.values()].filter((l) => gone.has(l.item))
  if (shelves.length === 0) return []
  const others = await tx.$queryRaw<{ item: string; quantity: number }[]>`
    SELECT item, sum(unsourced)::int AS quantity FROM order_line
    WHERE shop = ${books.shop} AND item = ANY(${[...gone]}) AND unsourced > 0
      AND NOT (order_id = ANY(${[...books.orders.keys()]})) GROUP BY item`
  return shelves.map((l) => {
    const here = [...books.lines.values()].filter((line) => line.item === l.item)
    const waiting = here.reduce((sum, line) => sum + line.places.unsourced, 0)
    const elsewhere = others.find((o) => o.item === l.item)?.quantity ?? 0
    const onHand = Math.min(l.onHand - l.unavailable, l.reserved + waiting + elsewhere)
    return {
      location: l.location,
      item: l.item,
      onHand,
      unavailable: 0,
      gone: true,
      askedAt: books.at,
      cause,
    }
  })
}

/** Without the readings of items that are gone, and with what is left of them. */
export async function readingsLeft(
  tx: Tx,
  books: Books,
  levels: readonly LevelReading[],
  cause: string,
): Promise<LevelReading[]> {
  const gone = new Set(goneItems(books))
  const left = await shelvesOfGone(tx, books, gone, cause)
  const moved = left.filter((l) => {
    const level = books.levels.get(levelKey(l.location, l.item))!
    return level.onHand !== l.onHand || level.unavailable !== 0
  })
  return [...levels.filter((l) => !gone.has(l.item)), ...moved]
}

type GoneRow = {
  item: string
  title: string
  sku: string
  held: number
  unsourced: number
  incoming: number
  suppliers: number
  again: number
}

function goneItems({ items, sold }: Books): string[] {
  return [...items].filter((item) => !sold.has(item))
}

/** Says once an item what of one that is gone at Shopify is still wanted, on its way or sold to us. */
export async function wantedOfGone(tx: Tx, books: Books): Promise<Said> {
  const items = [...books.items]
  if (items.length === 0) return NOTHING_SAID
  const gone = goneItems(books)
  const rows = gone.length === 0 ? [] : await wantedOf(tx, books.shop, gone)
  const wanted = rows.filter((r) => r.held + r.unsourced + r.incoming + r.suppliers > 0)
  const raised = wanted.map(({ item, ...params }): RaisedTask => {
    return { key: `gone:${item}`, kind: 'item-gone', subject: item, params }
  })
  return saidOf(
    raised,
    items.map((item) => `gone:${item}`),
  )
}

function wantedOf(tx: Tx, shop: string, gone: string[]): Promise<GoneRow[]> {
  return tx.$queryRaw<GoneRow[]>`
    SELECT g.item, coalesce(v.title, g.item) AS title, coalesce(v.sku, '') AS sku,
      (SELECT coalesce(sum(l.reserved + l.claimed), 0)::int FROM order_line l WHERE l.shop = ${shop} AND l.item = g.item) AS held,
      (SELECT coalesce(sum(l.unsourced), 0)::int FROM order_line l WHERE l.shop = ${shop} AND l.item = g.item) AS unsourced,
      (SELECT coalesce(sum(p.quantity - p.short - p.received), 0)::int FROM purchase_order_line p
        JOIN purchase_order o ON o.shop = p.shop AND o.id = p.purchase_order
        WHERE p.shop = ${shop} AND p.item = g.item AND p.quantity > p.short + p.received
          AND o.state IN ('sent', 'partly-confirmed', 'confirmed', 'partly-received')) AS incoming,
      (SELECT count(*)::int FROM supplier_item s WHERE s.shop = ${shop} AND s.item = g.item) AS suppliers,
      (SELECT count(*)::int FROM variant n WHERE n.shop = ${shop} AND n.sku = v.sku AND n.deleted_at IS NULL) AS again
    FROM unnest(${gone}::text[]) AS g (item)
    LEFT JOIN LATERAL (SELECT title, sku FROM variant WHERE shop = ${shop} AND item = g.item
      ORDER BY deleted_at DESC LIMIT 1) v ON true`
}

/** A variant was given another inventory item: who sells it, what is on its way and when it is bought anew go with it. */
export async function followItem(tx: Tx, shop: string, from: string, to: string): Promise<void> {
  if ((await itemsSold(tx, shop, [from])).has(from)) return
  await tx.$executeRaw`
    UPDATE supplier_item s SET item = ${to} WHERE s.shop = ${shop} AND s.item = ${from}
      AND NOT EXISTS (SELECT 1 FROM supplier_item n WHERE n.shop = s.shop AND n.supplier = s.supplier AND n.item = ${to})`
  await tx.$executeRaw`
    UPDATE purchase_order_line l SET item = ${to} FROM purchase_order o
    WHERE o.shop = l.shop AND o.id = l.purchase_order AND l.shop = ${shop} AND l.item = ${from}
      AND o.state IN ('draft', 'sent', 'partly-confirmed', 'confirmed', 'partly-received')
      AND NOT EXISTS (SELECT 1 FROM purchase_order_line n WHERE n.shop = l.shop AND n.purchase_order = l.purchase_order AND n.item = ${to})`
  await tx.$executeRaw`
    INSERT INTO stock_level (shop, location, item, reorder_point)
    SELECT shop, location, ${to}, reorder_point FROM stock_level
    WHERE shop = ${shop} AND item = ${from} AND reorder_point IS NOT NULL
    ON CONFLICT (shop, location, item) DO UPDATE SET reorder_point = coalesce(stock_level.reorder_point, excluded.reorder_point)`
  await tx.$executeRaw`UPDATE stock_level SET reorder_point = NULL WHERE shop = ${shop} AND item = ${from}`
}
