import type { Tx } from '#app/db.server.ts'
import { canonicalJson } from '#app/core/canonical-json.ts'
import type { LineUnits } from '#app/orders/line-units.ts'
import type { FulfillmentOrder, OrderSnapshot } from '#app/orders/order.ts'
import { snapshotOf } from '#app/orders/snapshot-json.ts'

/** Everything of a shop's books that what comes next may depend on. */
export type WhatBooksSay = {
  readonly orders: readonly OrderRow[]
  readonly lines: readonly LineRow[]
  readonly routing: readonly {
    id: string
    order: string
    place: string | null
    status: string
    lines: FulfillmentOrder['lines']
  }[]
  readonly levels: readonly {
    place: string
    sku: string
    onHand: number
    unavailable: number
    reserved: number
  }[]
  readonly drafts: readonly { place: string; sku: string | null; quantity: number; unitCost: string }[]
}

export type OrderRow = {
  readonly id: string
  readonly name: string
  readonly state: string
  readonly updatedAt: string
  readonly snapshotHash: string
  readonly routed: boolean
  readonly total: string
  readonly snapshot: OrderSnapshot
}

export type LineRow = {
  readonly id: string
  readonly order: string
  readonly position: number
  readonly sku: string | null
  readonly item: string | null
  readonly units: UnitsOfLine
  readonly promised: unknown
  readonly holds: readonly { place: string; quantity: number; provisional: boolean }[]
  readonly claims: readonly { poLine: string; of: string | null; quantity: number }[]
  readonly lacking: readonly { place: string | null; quantity: number }[]
}

type UnitsOfLine = LineUnits & {
  readonly reserved: number
  readonly claimed: number
  readonly unsourced: number
  readonly unstocked: number
}

/**
 * Reads a shop's books; places are told by their names, items by their SKUs. One statement: lives ask thousands of
 * times, and through the tables' models it took as long as what it looks at.
 */
export async function readBooks(tx: Tx, shop: string): Promise<WhatBooksSay> {
  const [row] = await tx.$queryRaw<{ books: Stored }[]>`
    WITH place AS (SELECT id, name FROM location WHERE shop = ${shop}),
    held AS (
      SELECT r.line_id, p.name AS place, r.quantity, r.provisional FROM reservation r JOIN place p ON p.id = r.location
      WHERE r.shop = ${shop}),
    claimed AS (
      SELECT c.line_id, c.po_line AS "poLine", l.sku AS of, c.quantity
      FROM claim c JOIN purchase_order_line l ON l.shop = c.shop AND l.id = c.po_line WHERE c.shop = ${shop}),
    lines AS (
      SELECT l.id, order_id AS "order", position, sku, item, promised,
        jsonb_build_object('ordered', ordered, 'removed', removed, 'cancelled', cancelled, 'shipped', shipped,
          'returned', returned, 'reserved', reserved, 'claimed', claimed, 'unsourced', unsourced, 'unstocked', unstocked)
          AS units,
        coalesce((SELECT jsonb_agg(to_jsonb(h) - 'line_id') FROM held h WHERE h.line_id = l.id), '[]') AS holds,
        coalesce((SELECT jsonb_agg(to_jsonb(c) - 'line_id') FROM claimed c WHERE c.line_id = l.id), '[]') AS claims,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('place', p.name, 'quantity', at.quantity)), '[]')
          FROM jsonb_to_recordset(l.lacking) AS at (location text, quantity int)
          LEFT JOIN place p ON p.id = at.location) AS lacking
      FROM order_line l WHERE shop = ${shop}),
    told AS (
      SELECT id, name, state, updated_at AS "updatedAt", snapshot_hash AS "snapshotHash", routed_at IS NOT NULL AS routed,
        total::text AS total, snapshot FROM orders WHERE shop = ${shop}),
    routing AS (
      SELECT f.id, order_id AS "order", p.name AS place, status, lines FROM fulfillment_order f
      LEFT JOIN place p ON p.id = f.location WHERE shop = ${shop}),
    levels AS (
      SELECT p.name AS place, coalesce(v.sku, l.item) AS sku, on_hand AS "onHand", unavailable, reserved
      FROM stock_level l JOIN place p ON p.id = l.location
      LEFT JOIN variant v ON v.shop = l.shop AND v.item = l.item WHERE l.shop = ${shop}),
    drafts AS (
      SELECT p.name AS place, l.sku, l.quantity, l.unit_cost::text AS "unitCost" FROM purchase_order_line l
      JOIN purchase_order o ON o.shop = l.shop AND o.id = l.purchase_order AND o.state = 'draft'
      JOIN place p ON p.id = o.location WHERE l.shop = ${shop})
    SELECT jsonb_build_object(
      'orders', (SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]') FROM told t),
      'lines', (SELECT coalesce(jsonb_agg(to_jsonb(l)), '[]') FROM lines l),
      'routing', (SELECT coalesce(jsonb_agg(to_jsonb(r)), '[]') FROM routing r),
      'levels', (SELECT coalesce(jsonb_agg(to_jsonb(l)), '[]') FROM levels l),
      'drafts', (SELECT coalesce(jsonb_agg(to_jsonb(d)), '[]') FROM drafts d)) AS books`
  const { orders, lines, routing, levels, drafts } = row!.books
  return {
    orders: sorted(orders.map((order) => ({ ...order, snapshot: snapshotOf(order.snapshot) }))),
    lines: lines
      .map((line) => ({
        ...line,
        holds: sorted(line.holds),
        claims: sorted(line.claims),
        lacking: sorted(line.lacking),
      }))
      .sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1)),
    routing: sorted(routing),
    levels: sorted(levels),
    drafts: sorted(drafts),
  }
}

type Stored = Omit<WhatBooksSay, 'orders'> & {
  orders: readonly (Omit<OrderRow, 'snapshot'> & { snapshot: unknown })[]
}

/** All of it: two books that say the same are followed by the same. */
export function everything(books: WhatBooksSay): string {
  // The hash of a snapshot stands for it.
  const orders = books.orders.map(({ snapshot: _, ...order }) => order)
  return canonicalJson({ ...books, orders })
}

/** Quantities and money alone: no id, no time, no number of anything. */
export function quantitiesAndMoney(books: WhatBooksSay): string {
  return canonicalJson({
    orders: sorted(
      books.orders.map((order) => ({
        ...moneyOf(order),
        lines: books.lines
          .filter((line) => line.order === order.id)
          .map(({ sku, units, holds, claims, lacking }) => ({
            ...{ sku, units, holds, lacking },
            claims: sorted(claims.map(({ of, quantity }) => ({ of, quantity }))),
          })),
        routed: sorted(
          books.routing.filter((f) => f.order === order.id).map(({ place, status }) => ({ place, status })),
        ),
      })),
    ),
    levels: sorted(books.levels),
    drafts: sorted(books.drafts),
  })
}

function moneyOf({ state, total, snapshot }: OrderRow) {
  const { currency, currentTotal, totalTax, financialStatus, lines, charges } = snapshot
  return {
    ...{ state, total, currency, currentTotal, totalTax, financialStatus },
    charged: lines.map(({ quantity, current, fulfillable, unitPrice, charged, taxes }) => ({
      ...{ quantity, current, fulfillable, unitPrice, charged },
      taxes: taxes.map(({ rate, amount }) => ({ rate, amount })),
    })),
    charges: charges.map(({ kind, charged, taxes }) => ({
      kind,
      charged,
      taxes: taxes.map((t) => t.amount),
    })),
  }
}

function sorted<T>(list: readonly T[]): T[] {
  return list
    .map((one) => ({ one, text: canonicalJson(one) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ one }) => one)
}
