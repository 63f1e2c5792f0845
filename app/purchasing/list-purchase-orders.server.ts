import { toDecimal } from '../core/money.ts'
import { Prisma, type Tx } from '../db.server.ts'
import type { PurchaseOrderState } from './purchase-order.ts'

export type PurchaseTab = 'draft' | 'open' | 'done'

/** A purchase order in a list. The total is a decimal text. */
export type ListedPurchaseOrder = {
  readonly id: string
  readonly number: string | null
  readonly state: PurchaseOrderState
  readonly supplier: string
  readonly location: string
  readonly createdAt: string
  readonly sentAt: string | null
  readonly total: string
  readonly currency: string
  readonly quantity: number
  /** All that came and was kept, and what of it has to be paid for, as a decimal text; null while nothing came. */
  readonly received: number
  readonly toPay: string | null
  readonly nextOn: string | null
}

const STATES: Record<PurchaseTab, PurchaseOrderState[]> = {
  draft: ['draft'],
  open: ['sent', 'partly-confirmed', 'confirmed', 'partly-received'],
  done: ['received', 'closed-short', 'cancelled'],
}

type Row = Omit<ListedPurchaseOrder, 'total' | 'toPay' | 'createdAt' | 'sentAt'> & {
  total: bigint
  toPay: bigint
  createdAt: Date
  sentAt: Date | null
}

/** Purchase orders of a tab, newest first, by keyset. */
export async function listPurchaseOrders(
  tx: Tx,
  shop: string,
  { tab, after, take }: { tab: PurchaseTab; after: string | null; take: number },
): Promise<{ orders: ListedPurchaseOrder[]; next: string | null }> {
  const [createdAt, id] = after?.split(' ') ?? []
  const at = new Date(createdAt ?? '')
  const further =
    id && !Number.isNaN(at.getTime())
      ? Prisma.sql`AND (p.created_at, p.id) < (${at}, ${id}::uuid)`
      : Prisma.empty
  const rows = await tx.$queryRaw<Row[]>`
    SELECT p.id::text, p.number, p.state, s.name AS supplier, coalesce(l.name, p.location) AS location,
           p.created_at AS "createdAt", p.sent_at AS "sentAt", p.currency, sums.*
    FROM purchase_order p
    JOIN supplier s ON s.shop = p.shop AND s.id = p.supplier
    LEFT JOIN location l ON l.shop = p.shop AND l.id = p.location
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(pl.quantity * pl.unit_cost), 0)::bigint AS total,
             coalesce(sum(pl.quantity), 0)::float8 AS quantity, coalesce(sum(pl.received + beyond.kept), 0)::float8 AS received,
             coalesce(sum((pl.received + beyond.priced) * pl.unit_cost), 0)::bigint AS "toPay",
             min(coalesce(pl.acknowledged->0->>'on', pl.expected_on::text))
               FILTER (WHERE pl.quantity > pl.short + pl.received) AS "nextOn"
      FROM purchase_order_line pl
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(surplus) FILTER (WHERE surplus_is <> 'refused'), 0) AS kept,
               coalesce(sum(surplus) FILTER (WHERE surplus_is = 'kept-priced'), 0) AS priced
        FROM receipt_line r WHERE r.shop = pl.shop AND r.po_line = pl.id) beyond
      WHERE pl.shop = p.shop AND pl.purchase_order = p.id) sums
    WHERE p.shop = ${shop} AND p.state = ANY(${STATES[tab]}) ${further}
    ORDER BY p.created_at DESC, p.id DESC LIMIT ${take + 1}`
  const orders = rows.slice(0, take).map((row) => ({
    ...row,
    total: toDecimal(row.total, row.currency),
    toPay: row.received > 0 ? toDecimal(row.toPay, row.currency) : null,
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
  }))
  const last = orders.at(-1)
  return { orders, next: rows.length > take && last ? `${last.createdAt} ${last.id}` : null }
}
