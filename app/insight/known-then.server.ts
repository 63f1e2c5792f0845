import { sumOf } from '../core/quantity.ts'
import { toDecimal } from '../core/money.ts'
import type { Tx } from '../db.server.ts'
import { lineUnits, type LineUnits } from '../orders/line-units.ts'
import type { OrderSnapshot } from '../orders/order.ts'
import { snapshotOf } from '../orders/snapshot-json.ts'

/** An order as it was known at a moment. `total` is a decimal text, instants are ISO 8601. */
export type OrderThen = {
  readonly name: string
  readonly state: 'open' | 'cancelled' | 'closed'
  readonly buyer: string
  readonly total: string
  readonly currency: string
  /** When Shopify says it changed, when Carnet learned it, and by a webhook or by asking. */
  readonly updatedAt: string
  readonly toldAt: string
  readonly by: string
}

/** A shelf as the ledger had it at a moment. */
export type ShelfThen = {
  readonly sku: string | null
  readonly title: string
  readonly location: string
  readonly onHand: number
  readonly unavailable: number
  readonly reserved: number
}

export type LineThen = LineUnits & { readonly sku: string | null; readonly title: string }
export type DocumentThen = { readonly number: string; readonly kind: string; readonly issuedAt: string }

/**
 * Reads a moment as people write it: a day is its end, "2026-11-24T09:30" is that minute, both of the shop's clock; with
 * a zone ("…Z", "…+02:00") it is that instant. Null when it is none, or the shop's clock is not known.
 */
export async function momentOf(tx: Tx, shop: string, text: string): Promise<Date | null> {
  const local = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?$/.test(text)
  if (!Number.isFinite(Date.parse(text))) return null
  if (!local) return new Date(text)
  const isDay = !text.includes('T')
  const rows = await tx.$queryRaw<{ at: Date }[]>`
    SELECT (${text}::timestamp + CASE WHEN ${isDay}::boolean THEN interval '1 day' ELSE interval '0' END) AT TIME ZONE time_zone
      - CASE WHEN ${isDay}::boolean THEN interval '1 ms' ELSE interval '0' END AS at
    FROM shop WHERE shop = ${shop}`
  return rows[0]?.at ?? null
}

/** How many orders were known at a moment, and the newest of them. */
export async function ordersThen(
  tx: Tx,
  shop: string,
  at: Date,
  take: number,
): Promise<{ count: number; orders: OrderThen[] }> {
  const rows = await tx.$queryRaw<(Row & { count: bigint })[]>`
    WITH told AS (
      SELECT DISTINCT ON (order_id) order_id, told_at AS "toldAt", by, snapshot
      FROM order_told WHERE shop = ${shop} AND told_at <= ${at} ORDER BY order_id, id DESC)
    SELECT "toldAt", by, count(*) OVER () AS count, jsonb_build_object('name', snapshot->'name',
        'updatedAt', snapshot->'updatedAt', 'cancelledAt', snapshot->'cancelledAt', 'closedAt', snapshot->'closedAt',
        'buyerName', snapshot->'buyerName', 'currency', snapshot->'currency', 'total', snapshot->'total',
        'currentTotal', snapshot->'currentTotal') AS snapshot
    FROM told ORDER BY snapshot->>'placedAt' DESC, order_id DESC LIMIT ${take}`
  return { count: Number(rows[0]?.count ?? 0), orders: rows.map(orderOf) }
}

type Row = { toldAt: Date; by: string; snapshot: unknown }

type Head = Pick<
  OrderSnapshot,
  'name' | 'updatedAt' | 'cancelledAt' | 'closedAt' | 'buyerName' | 'currency' | 'total' | 'currentTotal'
>

function orderOf({ toldAt, by, snapshot }: Row): OrderThen {
  const told = snapshotOf(snapshot) as Head
  return {
    name: told.name,
    state: told.cancelledAt ? 'cancelled' : told.closedAt ? 'closed' : 'open',
    buyer: told.buyerName ?? '',
    total: toDecimal(told.currentTotal ?? told.total, told.currency),
    currency: told.currency,
    updatedAt: told.updatedAt,
    toldAt: toldAt.toISOString(),
    by,
  }
}

/** What was known of one order at a moment, and what had been issued for it; null when nothing was known of it. */
export async function orderThen(
  tx: Tx,
  shop: string,
  at: Date,
  name: string,
): Promise<{ order: OrderThen; lines: LineThen[]; documents: DocumentThen[] } | null> {
  const rows = await tx.$queryRaw<(Row & { order_id: string })[]>`
    SELECT t.order_id, t.told_at AS "toldAt", t.by, t.snapshot FROM order_told t
    JOIN orders o ON o.shop = t.shop AND o.id = t.order_id
    WHERE t.shop = ${shop} AND o.name = ANY(${[name, `#${name}`]}) AND t.told_at <= ${at}
    ORDER BY o.placed_at DESC, t.id DESC LIMIT 1`
  const [row] = rows
  if (!row) return null
  const snapshot = snapshotOf(row.snapshot)
  const untold = await deliveredUntold(tx, shop, row.order_id, snapshot, at)
  const lines = snapshot.lines.map((line) => ({
    sku: line.sku,
    title: line.title,
    ...lineUnits(snapshot, line, untold(line.id)),
  }))
  const issued = await tx.issuedDocument.findMany({
    where: { shop, orderId: row.order_id, issuedAt: { lte: at } },
    orderBy: { issuedAt: 'asc' },
    select: { number: true, kind: true, issuedAt: true },
  })
  const documents = issued.map((d) => ({ ...d, issuedAt: d.issuedAt.toISOString() }))
  return { order: orderOf(row), lines, documents }
}

// Units of our delivery notes that Shopify had not told back by then; a delivery that it refused never left.
async function deliveredUntold(
  tx: Tx,
  shop: string,
  orderId: string,
  snapshot: OrderSnapshot,
  at: Date,
): Promise<(line: string) => number> {
  const shipments = await tx.shipment.findMany({
    where: { shop, orderId, shippedAt: { lte: at }, told: { not: 'failed' } },
    select: { fulfillment: true, lines: { select: { lineId: true, quantity: true } } },
  })
  const told = new Set<string>(snapshot.fulfillments.map((f) => f.id))
  const untold = shipments.filter((s) => !s.fulfillment || !told.has(s.fulfillment)).flatMap((s) => s.lines)
  return (line) =>
    sumOf(
      untold.filter((l) => l.lineId === line),
      (l) => l.quantity,
    )
}

/** What lay on each shelf at a moment, by the ledger; empty shelves are left out. */
export async function shelvesThen(tx: Tx, shop: string, at: Date): Promise<ShelfThen[]> {
  return tx.$queryRaw<ShelfThen[]>`
    WITH shelf AS (
      SELECT item, location,
        coalesce(sum(quantity) FILTER (WHERE account = 'on_hand'), 0)::int AS on_hand,
        coalesce(sum(quantity) FILTER (WHERE account = 'unavailable'), 0)::int AS unavailable,
        coalesce(sum(quantity) FILTER (WHERE account = 'reserved'), 0)::int AS reserved
      FROM ledger_entry WHERE shop = ${shop} AND at <= ${at} GROUP BY item, location)
    SELECT v.sku, coalesce(v.title, t.item) AS title, coalesce(p.name, t.location) AS location,
      t.on_hand AS "onHand", t.unavailable, t.reserved
    FROM shelf t
    LEFT JOIN location p ON p.shop = ${shop} AND p.id = t.location
    LEFT JOIN LATERAL (SELECT sku, title FROM variant WHERE shop = ${shop} AND item = t.item
                       ORDER BY deleted_at NULLS FIRST, id LIMIT 1) v ON true
    WHERE t.on_hand <> 0 OR t.unavailable <> 0 OR t.reserved <> 0
    ORDER BY v.sku NULLS LAST, title, location`
}
