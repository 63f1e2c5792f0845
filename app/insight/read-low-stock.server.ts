import { Prisma, type Tx } from '../db.server.ts'
import type { LowItem } from './low-stock.ts'

/**
 * Items below their reorder point, which free stock and unclaimed incoming units together should not fall below, and
 * items of which more is sold than there is. The worst first: what orders lack, then what is furthest below its point.
 */
export async function readLowStock(
  tx: Tx,
  shop: string,
  take: number,
): Promise<{ items: LowItem[]; count: number }> {
  const rows = await tx.$queryRaw<(LowItem & { count: number })[]>`
    WITH lacking AS (${LACKING(shop)}), low AS (${LOW(shop)})
    SELECT low.item, coalesce(v.title, low.item) AS title, v.sku, low.location,
           coalesce(l.name, low.location) AS "locationName", low.free::float8 AS free,
           low.incoming::float8 AS incoming, low.reorder_point AS "reorderPoint", low.lacking::float8 AS lacking,
           draft.id AS draft, coalesce(draft.supplier, seller.name) AS supplier, count(*) OVER ()::int AS count
    FROM low
    JOIN location l ON l.shop = ${shop} AND l.id = low.location AND l.active
    JOIN LATERAL (
      SELECT v.title, v.sku FROM variant v WHERE v.shop = ${shop} AND v.item = low.item AND v.deleted_at IS NULL
      ORDER BY v.id LIMIT 1) v ON true
    LEFT JOIN LATERAL (
      SELECT p.id::text, s.name AS supplier FROM purchase_order_line pl
      JOIN purchase_order p ON p.shop = pl.shop AND p.id = pl.purchase_order
      JOIN supplier s ON s.shop = p.shop AND s.id = p.supplier
      WHERE pl.shop = ${shop} AND pl.item = low.item AND p.location = low.location AND p.state = 'draft'
        AND pl.quantity > 0
      ORDER BY p.created_at, p.id LIMIT 1) draft ON true
    LEFT JOIN LATERAL (
      SELECT s.name FROM supplier_item i JOIN supplier s ON s.shop = i.shop AND s.id = i.supplier
      WHERE i.shop = ${shop} AND i.item = low.item AND s.archived_at IS NULL
      ORDER BY i.rank, i.supplier LIMIT 1) seller ON true
    ORDER BY low.lacking - least(low.free, 0) DESC,
             coalesce(low.reorder_point, 0) - greatest(low.free, 0) - low.incoming DESC, title, low.item, low.location
    LIMIT ${take}`
  return { items: rows.map(({ count: _, ...row }) => row), count: rows[0]?.count ?? 0 }
}

// What orders want at each place and nobody brings yet.
const LACKING = (shop: string) => Prisma.sql`
  SELECT ol.item, w.location, sum(w.quantity) AS lacking
  FROM order_line ol CROSS JOIN LATERAL jsonb_to_recordset(ol.lacking) AS w (location text, quantity int)
  WHERE ol.shop = ${shop} AND (ol.unsourced > 0 OR ol.claimed > 0) AND ol.unsourced > 0 AND w.location IS NOT NULL
    AND ol.item IS NOT NULL
  GROUP BY ol.item, w.location`

const LOW = (shop: string) => Prisma.sql`
  SELECT * FROM (
    SELECT coalesce(s.item, k.item) AS item, coalesce(s.location, k.location) AS location, s.reorder_point,
           coalesce(s.on_hand - s.unavailable - s.reserved, 0) AS free, coalesce(k.lacking, 0) AS lacking,
           coalesce(coming.free, 0) AS incoming
    FROM (SELECT * FROM stock_level WHERE shop = ${shop}) s
    FULL JOIN lacking k ON k.item = s.item AND k.location = s.location
    LEFT JOIN LATERAL (
      SELECT sum(pl.quantity - pl.short - pl.received - (
               SELECT coalesce(sum(c.quantity), 0) FROM claim c WHERE c.shop = pl.shop AND c.po_line = pl.id)) AS free
      FROM purchase_order_line pl JOIN purchase_order p ON p.shop = pl.shop AND p.id = pl.purchase_order
      WHERE s.reorder_point IS NOT NULL AND pl.shop = s.shop AND pl.item = s.item AND p.location = s.location
        AND p.state IN ('sent', 'partly-confirmed', 'confirmed', 'partly-received')) coming ON true
  ) levels
  WHERE lacking > 0 OR free < 0 OR greatest(free, 0) + incoming < reorder_point`
