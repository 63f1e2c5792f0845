import type { Tx } from '#app/db.server.ts'
import type { Accepted } from '#app/core/accepted.ts'
import type { Gid } from '#app/core/gid.ts'
import { parseDates, parseDecisions } from '#app/orders/decision.ts'
import type { FulfillmentOrder } from '#app/orders/order.ts'
import type { OpenCall } from '#app/deliveries/call-off.ts'
import { CALL_OFF, CALLED_LINES } from '#app/orders/called-units.server.ts'
import { SHIPMENTS_MADE } from '#app/orders/shipments-made.server.ts'
import type { Held, Need } from '#app/orders/settle-line.ts'
import type { BookLine, BookOrder, Books, Lacking } from './books.ts'

type OrderRow = {
  id: string
  name: string
  placed_at: Date
  priority: number
  b2b: boolean
  state: string
  confirmed_at: Date | null
  accepts: Accepted
  max_shipments: number | null
  shipments: number
  routing: FulfillmentOrder[] | null
  call_off: boolean
  splits_bundles: boolean
}

/** Loads orders with their terms, and where Shopify wants them fulfilled from. */
export async function loadOrders(tx: Tx, shop: string, ids: readonly string[]): Promise<BookOrder[]> {
  if (ids.length === 0) return []
  const rows = await tx.$queryRaw<OrderRow[]>`
    SELECT o.id, o.name, o.placed_at, o.priority, o.b2b, o.state, o.confirmed_at, c.max_shipments,
      coalesce(c.accepts, CASE WHEN o.b2b THEN s.b2b_accepts ELSE s.b2c_accepts END) AS accepts,
      ${SHIPMENTS_MADE} AS shipments, ${CALL_OFF} AS call_off, s.splits_bundles,
      CASE WHEN o.routed_at IS NOT NULL THEN (
        SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'status', f.status, 'location', f.location, 'lines', f.lines)
          ORDER BY f.id), '[]')
        FROM fulfillment_order f WHERE f.shop = o.shop AND f.order_id = o.id) END AS routing
    FROM orders o JOIN shop s ON s.shop = o.shop
    LEFT JOIN customer c ON c.shop = o.shop AND c.id = o.customer
    WHERE o.shop = ${shop} AND o.id = ANY(${[...ids]})`
  const onCall = rows.filter((o) => o.call_off).map((o) => o.id)
  const calls = await loadCalls(tx, shop, onCall)
  return rows.map((o) => ({
    id: o.id as Gid<'Order'>,
    name: o.name,
    placedAt: o.placed_at.toISOString(),
    priority: o.priority,
    b2b: o.b2b,
    state: o.state as BookOrder['state'],
    accepts: o.accepts,
    maxShipments: o.max_shipments,
    splitsBundles: o.splits_bundles,
    shipments: o.shipments,
    confirmed: o.confirmed_at !== null,
    callOff: o.call_off,
    calls: calls.get(o.id) ?? [],
    routing: o.routing,
  }))
}

async function loadCalls(tx: Tx, shop: string, orders: readonly string[]): Promise<Map<string, OpenCall[]>> {
  if (orders.length === 0) return new Map()
  const rows = await tx.$queryRaw<
    { order: string; id: string; wishedOn: string | null; calledAt: Date; lines: OpenCall['lines'] }[]
  >`
    SELECT c.order_id AS order, c.id::text, c.wished_on::text AS "wishedOn", c.called_at AS "calledAt",
      jsonb_agg(jsonb_build_object('line', c.line_id, 'quantity', c.open)) AS lines
    FROM ${CALLED_LINES} c WHERE c.shop = ${shop} AND c.order_id = ANY(${[...orders]}) AND c.open > 0
    GROUP BY c.order_id, c.id, c.wished_on, c.called_at`
  const calls = new Map<string, OpenCall[]>()
  for (const { order, calledAt, ...call } of rows)
    calls.set(order, [...(calls.get(order) ?? []), { ...call, calledAt: calledAt.toISOString() }])
  return calls
}

/** Counts the shipments of loaded orders anew, and what their calls still want, after snapshots or shipments of theirs were saved. */
export async function recountShipments(tx: Tx, books: Books, orders: readonly string[]): Promise<void> {
  const rows = await tx.$queryRaw<{ id: string; shipments: number }[]>`
    SELECT o.id, ${SHIPMENTS_MADE} AS shipments FROM orders o WHERE o.shop = ${books.shop} AND o.id = ANY(${[...orders]})`
  const onCall = orders.filter((id) => books.orders.get(id)?.callOff)
  const calls = await loadCalls(tx, books.shop, onCall)
  for (const { id, shipments } of rows) {
    const order = books.orders.get(id)
    if (order) books.orders.set(id, { ...order, shipments, calls: calls.get(id) ?? [] })
  }
}

type LineRow = Pick<BookLine, 'position' | 'variant' | 'item' | 'sku' | 'title'> &
  BookLine['units'] & {
    id: string
    order_id: string
    bundle: string | null
    bundle_size: number | null
    unsourced: number
    unstocked: number
    held: Held[]
    claims: { poLine: string; quantity: number }[]
    lacking: Lacking[]
    promised: unknown
    expected: unknown
    why: unknown
  }

/** Loads the lines of orders with the places of their units. */
export async function loadLines(tx: Tx, shop: string, orders: readonly string[]): Promise<BookLine[]> {
  if (orders.length === 0) return []
  const rows = await tx.$queryRaw<LineRow[]>`
    SELECT l.id, l.order_id, l.position, l.variant, l.item, l.sku, l.title, l.bundle, l.bundle_size, l.ordered, l.removed, l.cancelled, l.shipped,
      l.returned, l.unsourced, l.unstocked, l.lacking, l.promised, l.expected, l.why,
      CASE WHEN l.reserved = 0 THEN '[]' ELSE (
        SELECT coalesce(jsonb_agg(jsonb_build_object('location', r.location, 'quantity', r.quantity, 'provisional', r.provisional)
          ORDER BY r.location), '[]')
        FROM reservation r WHERE r.shop = l.shop AND r.line_id = l.id) END AS held,
      CASE WHEN l.claimed = 0 THEN '[]' ELSE (
        SELECT coalesce(jsonb_agg(jsonb_build_object('poLine', c.po_line, 'quantity', c.quantity) ORDER BY c.po_line), '[]')
        FROM claim c WHERE c.shop = l.shop AND c.line_id = l.id) END AS claims
    FROM order_line l WHERE l.shop = ${shop} AND l.order_id = ANY(${[...orders]}) ORDER BY l.order_id, l.position`
  return rows.map((l) => ({
    id: l.id as Gid<'LineItem'>,
    order: l.order_id as Gid<'Order'>,
    position: l.position,
    variant: l.variant,
    item: l.item,
    need: needOf(l),
    sku: l.sku,
    title: l.title,
    component: l.bundle === null ? null : { bundle: l.bundle, size: l.bundle_size! },
    units: {
      ordered: l.ordered,
      removed: l.removed,
      cancelled: l.cancelled,
      shipped: l.shipped,
      returned: l.returned,
    },
    places: {
      reserved: l.held,
      claims: l.claims.map((c) => ({ ...c, on: null })),
      unsourced: l.unsourced,
      unstocked: l.unstocked,
    },
    lacking: l.lacking,
    promised: parseDates(l.promised),
    expected: parseDates(l.expected),
    why: parseDecisions(l.why),
  }))
}

function needOf({ item, unsourced }: Pick<LineRow, 'item' | 'unsourced'>): Need {
  if (item) return 'stock'
  return unsourced > 0 ? 'unknown-variant' : 'no-stock'
}
