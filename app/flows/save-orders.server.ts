import type { Tx } from '#app/db.server.ts'
import { sumOf } from '#app/core/quantity.ts'
import type { Buyer, OrderSnapshot } from '#app/orders/order.ts'
import { likenessHash } from '#app/orders/snapshot-hash.server.ts'
import type { ToldFacts } from '#app/orders/told-changes.ts'
import type { Newer } from './known-orders.server.ts'
import type { Told } from './order-settled.server.ts'

/**
 * Saves the newest snapshots of orders, who placed them, and each as an amendment in the order's history, in one
 * statement. What was known on a day can be said for ever: the record of an order holds only the newest.
 */
export async function saveOrders(tx: Tx, shop: string, wanted: readonly Newer[], at: Date): Promise<void> {
  if (wanted.length === 0) return
  const buyers = JSON.stringify(buyersOf(wanted.map((w) => w.snapshot)))
  await tx.$executeRaw`
    WITH told AS (
      SELECT r.*, r.text::jsonb AS snapshot FROM jsonb_to_recordset(${JSON.stringify(wanted.map(rowOf))}::jsonb) AS r (id text,
        name text, placed_at timestamptz, updated_at timestamptz, hash text, text text, by text, state text, customer text,
        customer_name text, b2b boolean, currency text, total bigint, likeness text, action text, detail jsonb)
    ), buyers AS (
      INSERT INTO customer AS c (shop, id, kind, name, email)
      SELECT ${shop}, r.* FROM jsonb_to_recordset(${buyers}::jsonb) AS r (id text, kind text, name text, email text)
      ON CONFLICT (shop, id) DO UPDATE SET name = CASE WHEN excluded.name = '' THEN c.name ELSE excluded.name END,
        email = coalesce(excluded.email, c.email)
      -- Most often nothing of him changed: then nothing is written.
      WHERE (excluded.name <> '' AND c.name <> excluded.name) OR c.email IS DISTINCT FROM coalesce(excluded.email, c.email)
    ), kept AS (
      INSERT INTO order_told (shop, order_id, told_at, updated_at, by, hash, snapshot)
      SELECT ${shop}, id, ${at}, updated_at, by, hash, snapshot FROM told
    ), noted AS (
      INSERT INTO audit_entry (shop, at, who, action, subject, detail)
      SELECT ${shop}, ${at}, 'shopify', action, id, detail FROM told
    )
    INSERT INTO orders (shop, id, name, placed_at, updated_at, snapshot_hash, snapshot, state, customer, customer_name, b2b, currency, total, likeness)
    SELECT ${shop}, id, name, placed_at, updated_at, hash, snapshot, state, customer, customer_name, b2b, currency, total, likeness FROM told
    ON CONFLICT (shop, id) DO UPDATE SET name = excluded.name, updated_at = excluded.updated_at,
      snapshot_hash = excluded.snapshot_hash, snapshot = excluded.snapshot, state = excluded.state,
      customer = excluded.customer, customer_name = excluded.customer_name, b2b = excluded.b2b, total = excluded.total,
      likeness = excluded.likeness`
}

function rowOf({ snapshot: s, text, hash, fetched }: Newer) {
  return {
    id: s.id,
    name: s.name,
    placed_at: s.placedAt,
    updated_at: s.updatedAt,
    hash,
    text,
    by: fetched ? 'fetched' : 'webhook',
    state: s.cancelledAt ? 'cancelled' : s.closedAt ? 'closed' : 'open',
    customer: customerOf(s.buyer),
    customer_name: s.buyerName ?? '',
    b2b: s.buyer.kind === 'company',
    currency: s.currency,
    total: s.total.toString(),
    likeness: likenessHash(s),
    // Each newer snapshot is an amendment in the order's history: what Shopify said, and when we heard it.
    action: s.cancelledAt ? 'order-cancelled' : 'order-told',
    detail: { updatedAt: s.updatedAt, ...toldFacts(s) },
  }
}

function customerOf(buyer: Buyer): string | null {
  return buyer.kind === 'company' ? buyer.company : buyer.kind === 'customer' ? buyer.customer : null
}

// Each buyer once, as the last of the snapshots tells him.
function buyersOf(snapshots: readonly OrderSnapshot[]): object[] {
  const rows = new Map(
    snapshots.flatMap((s) => {
      const id = customerOf(s.buyer)
      const name = s.buyerName ?? s.email ?? ''
      return id ? [[id, { id, kind: s.buyer.kind === 'company' ? 'b2b' : 'b2c', name, email: s.email }]] : []
    }),
  )
  return [...rows.values()]
}

function toldFacts(snapshot: OrderSnapshot): ToldFacts {
  const { lines, fulfillments, currency, financialStatus, closedAt } = snapshot
  const left = fulfillments.filter((f) => f.status === 'success').flatMap((f) => f.lines)
  return {
    total: (snapshot.currentTotal ?? snapshot.total).toString(),
    currency,
    units: sumOf(lines, (line) => line.current),
    fulfilled: sumOf(left, (line) => line.quantity),
    paid: financialStatus?.toLowerCase().replaceAll('_', '-') ?? null,
    closed: closedAt !== null,
  }
}

/** Saves where Shopify wants orders fulfilled from, as it was fetched; what was told before is replaced. */
export async function saveRouting(tx: Tx, shop: string, told: readonly Told[], at: Date): Promise<void> {
  const routings = new Map(
    told.flatMap((t) =>
      t.fetched && t.routing && t.routing.fulfillmentOrders.length > 0 ? [[t.routing.order, t.routing]] : [],
    ),
  )
  if (routings.size === 0) return
  const orders = [...routings.keys()]
  const rows = [...routings.values()].flatMap(({ order, fulfillmentOrders }) =>
    fulfillmentOrders.map(({ id, location, status, lines }) => ({ id, order, location, status, lines })),
  )
  await Promise.all([
    tx.$executeRaw`DELETE FROM fulfillment_order WHERE shop = ${shop} AND order_id = ANY(${orders})`,
    tx.$executeRaw`
      WITH routed AS (UPDATE orders SET routed_at = ${at} WHERE shop = ${shop} AND id = ANY(${orders}))
      INSERT INTO fulfillment_order (shop, id, order_id, location, status, lines)
      SELECT ${shop}, r.* FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r (id text, "order" text, location text, status text, lines jsonb)`,
  ])
}
