import type { Prisma, Tx } from '#app/db.server.ts'
import { sumOf } from '#app/core/quantity.ts'
import type { Buyer, OrderSnapshot } from '#app/orders/order.ts'
import { likenessHash } from '#app/orders/snapshot-hash.server.ts'
import { snapshotText } from '#app/orders/snapshot-json.ts'
import type { ToldFacts } from '#app/orders/told-changes.ts'
import type { Told } from './order-settled.server.ts'

/** Saves the newest snapshots of orders, who placed them, and each as an amendment in the order's history. */
export async function saveOrders(
  tx: Tx,
  shop: string,
  wanted: readonly (Told & { hash: string })[],
  at: Date,
): Promise<void> {
  if (wanted.length === 0) return
  await refuseForeignLines(tx, shop, wanted)
  await saveCustomers(
    tx,
    shop,
    wanted.map((w) => w.snapshot),
  )
  const rows = wanted.map(({ snapshot: s, hash }) => ({
    id: s.id,
    name: s.name,
    placed_at: s.placedAt,
    updated_at: s.updatedAt,
    snapshot_hash: hash,
    snapshot: JSON.parse(snapshotText(s)) as Prisma.JsonObject,
    state: s.cancelledAt ? 'cancelled' : s.closedAt ? 'closed' : 'open',
    customer: customerOf(s.buyer),
    customer_name: s.buyerName ?? '',
    b2b: s.buyer.kind === 'company',
    currency: s.currency,
    total: s.total.toString(),
    likeness: likenessHash(s),
  }))
  await tx.$executeRaw`
    INSERT INTO orders (shop, id, name, placed_at, updated_at, snapshot_hash, snapshot, state, customer, customer_name, b2b, currency, total, likeness)
    SELECT ${shop}, r.* FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (id text, name text,
      placed_at timestamptz, updated_at timestamptz, snapshot_hash text, snapshot jsonb, state text, customer text,
      customer_name text, b2b boolean, currency text, total bigint, likeness text)
    ON CONFLICT (shop, id) DO UPDATE SET name = excluded.name, updated_at = excluded.updated_at,
      snapshot_hash = excluded.snapshot_hash, snapshot = excluded.snapshot, state = excluded.state,
      customer = excluded.customer, customer_name = excluded.customer_name, b2b = excluded.b2b, total = excluded.total,
      likeness = excluded.likeness`
  await keepTold(tx, shop, wanted, at)
  await noteAmendments(tx, shop, wanted, at)
}

// What was known on a day can be said for ever: the record of an order holds only the newest.
async function keepTold(
  tx: Tx,
  shop: string,
  wanted: readonly (Told & { hash: string })[],
  at: Date,
): Promise<void> {
  await tx.orderTold.createMany({
    data: wanted.map(({ snapshot, fetched, hash }) => ({
      shop,
      orderId: snapshot.id,
      toldAt: at,
      updatedAt: new Date(snapshot.updatedAt),
      by: fetched ? 'fetched' : 'webhook',
      hash,
      snapshot: JSON.parse(snapshotText(snapshot)) as Prisma.JsonObject,
    })),
  })
}

// Shopify gives each line one order. A body that names another order's line would take its units away: it must die.
async function refuseForeignLines(tx: Tx, shop: string, wanted: readonly Told[]): Promise<void> {
  const named = wanted.flatMap(({ snapshot }) =>
    snapshot.lines.map((line) => ({ id: line.id, order: snapshot.id })),
  )
  const held = await tx.orderLine.findMany({
    where: { shop, id: { in: named.map(({ id }) => id) } },
    select: { id: true, orderId: true },
  })
  const owner = new Map<string, string>(held.map(({ id, orderId }) => [id, orderId]))
  for (const { id, order } of named) {
    const other = owner.get(id) ?? order
    if (other !== order) throw new Error(`${id} is a line of ${other}, not of ${order}`)
    owner.set(id, order)
  }
}

function customerOf(buyer: Buyer): string | null {
  return buyer.kind === 'company' ? buyer.company : buyer.kind === 'customer' ? buyer.customer : null
}

async function saveCustomers(tx: Tx, shop: string, snapshots: readonly OrderSnapshot[]): Promise<void> {
  const rows = new Map(
    snapshots.flatMap((s) => {
      const id = customerOf(s.buyer)
      const name = s.buyerName ?? s.email ?? ''
      return id ? [[id, { id, kind: s.buyer.kind === 'company' ? 'b2b' : 'b2c', name, email: s.email }]] : []
    }),
  )
  if (rows.size === 0) return
  await tx.$executeRaw`
    INSERT INTO customer AS c (shop, id, kind, name, email)
    SELECT ${shop}, r.* FROM jsonb_to_recordset(${JSON.stringify([...rows.values()])}::jsonb) AS r (id text, kind text, name text, email text)
    ON CONFLICT (shop, id) DO UPDATE SET name = CASE WHEN excluded.name = '' THEN c.name ELSE excluded.name END,
      email = coalesce(excluded.email, c.email)`
}

// Each newer snapshot of an order is an amendment in its history: what Shopify said, and when we heard it.
async function noteAmendments(tx: Tx, shop: string, wanted: readonly Told[], at: Date): Promise<void> {
  await tx.auditEntry.createMany({
    data: wanted.map(({ snapshot }) => ({
      shop,
      at,
      who: 'shopify',
      action: snapshot.cancelledAt ? 'order-cancelled' : 'order-told',
      subject: snapshot.id,
      detail: { updatedAt: snapshot.updatedAt, ...toldFacts(snapshot) },
    })),
  })
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
  await tx.fulfillmentOrder.deleteMany({ where: { shop, orderId: { in: orders } } })
  await tx.fulfillmentOrder.createMany({
    data: [...routings.values()].flatMap((r) =>
      r.fulfillmentOrders.map((f) => ({
        shop,
        id: f.id,
        orderId: r.order,
        location: f.location,
        status: f.status,
        lines: f.lines as unknown as Prisma.InputJsonValue,
      })),
    ),
  })
  await tx.order.updateMany({ where: { shop, id: { in: orders } }, data: { routedAt: at } })
}
