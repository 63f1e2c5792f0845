import type { Prisma, Tx } from '#app/db.server.ts'
import { dayIn, timeIn } from '#app/core/day.ts'
import type { Gid } from '#app/core/gid.ts'
import type { Accepted } from '#app/core/accepted.ts'
import { parseDates, parseDecisions } from '#app/orders/decision.ts'
import type { FulfillmentOrder } from '#app/orders/order.ts'
import type { OpenCall } from '#app/deliveries/call-off.ts'
import { CALL_OFF, CALLED_LINES } from '#app/orders/called-units.server.ts'
import { SHIPMENTS_MADE } from '#app/orders/shipments-made.server.ts'
import type { Need } from '#app/orders/settle-line.ts'
import type { BookLine, BookOrder, Books, Level, LocationId } from './books.ts'
import { levelKey } from './books.ts'
import { bringIncoming, bringSources, dayOf } from './open-supply.server.ts'
import { concernedItems } from './rebalance.ts'

/** What a transaction is about: the orders it changes and the items whose stock or supply it changes. */
export type Scope = { readonly orders?: readonly string[]; readonly items?: readonly string[] }

/** Opens a shop's books for orders and items: the caller must be alone in the shop. Null when the shop is not known. */
export async function openBooks(tx: Tx, shop: string, at: Date, scope: Scope): Promise<Books | null> {
  const row = await tx.shop.findUnique({ where: { shop } })
  if (!row) return null
  const locations = await tx.location.findMany({
    where: { shop },
    select: { id: true, name: true, active: true },
  })
  const books: Books = {
    shop,
    at,
    today: dayIn(at, row.timeZone),
    time: timeIn(at, row.timeZone),
    week: { weekend: row.weekend, closedOn: row.closedOn.map(dayOf) },
    handlingDays: row.handlingDays,
    receivingDays: row.receivingDays,
    preferred: row.preferredLocation as LocationId | null,
    locationNames: new Map(locations.map((l) => [l.id, l.name])),
    closed: new Set(locations.filter((l) => !l.active).map((l) => l.id)),
    orders: new Map(),
    lines: new Map(),
    opened: new Map(),
    levels: new Map(),
    incoming: new Map(),
    sources: new Map(),
    otherHolders: new Map(),
    items: new Set(),
    moves: [],
  }
  await bringOrders(tx, books, scope.orders ?? [])
  const items = [...(scope.items ?? []), ...[...books.lines.values()].flatMap((l) => l.item ?? [])]
  await bringItems(tx, books, items)
  return books
}

/** Puts items in scope: their levels, what comes of them, who sells them, who holds them. */
export async function bringItems(tx: Tx, books: Books, items: readonly string[]): Promise<void> {
  const fresh = [...new Set(items)].filter((i) => !books.items.has(i))
  if (fresh.length === 0) return
  for (const item of fresh) books.items.add(item)
  const { shop } = books
  const levels = await tx.stockLevel.findMany({ where: { shop, item: { in: fresh } } })
  for (const l of levels) {
    books.levels.set(levelKey(l.location, l.item), levelOf(l))
  }
  const incoming = await tx.$queryRaw<{ id: string }[]>`
    SELECT l.id FROM purchase_order_line l JOIN purchase_order p ON p.shop = l.shop AND p.id = l.purchase_order
    WHERE l.shop = ${shop} AND l.item = ANY(${fresh}) AND l.quantity > l.short + l.received
      AND p.state IN ('sent', 'partly-confirmed', 'confirmed', 'partly-received')`
  await bringIncoming(
    tx,
    books,
    incoming.map((l) => l.id),
  )
  await bringSources(tx, books, fresh)
  await bringHolderNames(tx, books, fresh)
}

/**
 * Loads the orders that wait for items in scope of which something is free, and the holders of shelves that hold less
 * than is reserved: whoever may get or must give units. Called after the caller's own change, before rebalancing.
 */
export async function bringConcerned(tx: Tx, books: Books): Promise<void> {
  const { giving, short } = concernedItems(books)
  const { shop } = books
  const rows = await tx.$queryRaw<{ order_id: string }[]>`
    SELECT DISTINCT order_id FROM order_line
    WHERE shop = ${shop} AND item = ANY(${giving}) AND (unsourced > 0 OR claimed > 0)
    UNION
    SELECT DISTINCT order_id FROM reservation WHERE shop = ${shop} AND item = ANY(${short})`
  await bringOrders(
    tx,
    books,
    rows.map((r) => r.order_id).filter((id) => !books.orders.has(id)),
  )
}

/** Loads whole orders with their lines, places and routing, and the incoming lines and sources their dates need. */
export async function bringOrders(tx: Tx, books: Books, ids: readonly string[]): Promise<void> {
  const fresh = [...new Set(ids)].filter((id) => !books.orders.has(id))
  if (fresh.length === 0) return
  for (const order of await loadOrders(tx, books.shop, fresh)) books.orders.set(order.id, order)
  const lines = await loadLines(tx, books.shop, fresh)
  for (const line of lines) {
    if (!books.opened.has(line.id)) books.opened.set(line.id, line)
    books.lines.set(line.id, line)
  }
  await bringIncoming(
    tx,
    books,
    lines.flatMap((l) => l.places.claims.map((c) => c.poLine)),
  )
  await bringSources(
    tx,
    books,
    lines.flatMap((l) => l.item ?? []),
  )
  const levels = await tx.stockLevel.findMany({
    where: { shop: books.shop, item: { in: lines.flatMap((l) => l.item ?? []) } },
  })
  for (const l of levels) {
    const key = levelKey(l.location, l.item)
    if (books.levels.has(key)) continue
    books.levels.set(key, levelOf(l))
  }
}

type LevelRow = Prisma.StockLevelGetPayload<object>

function levelOf({ location, item, onHand, unavailable, reserved, safetyStock, b2bOnly }: LevelRow): Level {
  return { location: location as LocationId, item, onHand, unavailable, reserved, safetyStock, b2bOnly }
}

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
  routed_at: Date | null
  call_off: boolean
}

async function loadOrders(tx: Tx, shop: string, ids: string[]): Promise<BookOrder[]> {
  const rows = await tx.$queryRaw<OrderRow[]>`
    SELECT o.id, o.name, o.placed_at, o.priority, o.b2b, o.state, o.confirmed_at, o.routed_at, c.max_shipments,
      coalesce(c.accepts, CASE WHEN o.b2b THEN s.b2b_accepts ELSE s.b2c_accepts END) AS accepts,
      ${SHIPMENTS_MADE} AS shipments, ${CALL_OFF} AS call_off
    FROM orders o JOIN shop s ON s.shop = o.shop
    LEFT JOIN customer c ON c.shop = o.shop AND c.id = o.customer
    WHERE o.shop = ${shop} AND o.id = ANY(${ids})`
  const routing = await tx.fulfillmentOrder.findMany({
    where: { shop, orderId: { in: ids } },
    orderBy: { id: 'asc' },
  })
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
    shipments: o.shipments,
    confirmed: o.confirmed_at !== null,
    callOff: o.call_off,
    calls: calls.get(o.id) ?? [],
    routing: o.routed_at
      ? routing
          .filter((f) => f.orderId === o.id)
          .map((f) => ({
            id: f.id as Gid<'FulfillmentOrder'>,
            status: f.status as FulfillmentOrder['status'],
            location: f.location as LocationId | null,
            lines: f.lines as unknown as FulfillmentOrder['lines'],
          }))
      : null,
  }))
}

async function loadCalls(tx: Tx, shop: string, orders: string[]): Promise<Map<string, OpenCall[]>> {
  if (orders.length === 0) return new Map()
  const rows = await tx.$queryRaw<
    { order: string; id: string; wishedOn: string | null; calledAt: Date; lines: OpenCall['lines'] }[]
  >`
    SELECT c.order_id AS order, c.id::text, c.wished_on::text AS "wishedOn", c.called_at AS "calledAt",
      jsonb_agg(jsonb_build_object('line', c.line_id, 'quantity', c.open)) AS lines
    FROM ${CALLED_LINES} c WHERE c.shop = ${shop} AND c.order_id = ANY(${orders}) AND c.open > 0
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

async function loadLines(tx: Tx, shop: string, orders: string[]): Promise<BookLine[]> {
  const rows = await tx.orderLine.findMany({
    where: { shop, orderId: { in: orders } },
    include: { reservations: true, claims: true },
  })
  return rows.map((l) => ({
    id: l.id as Gid<'LineItem'>,
    order: l.orderId as Gid<'Order'>,
    position: l.position,
    variant: l.variant,
    item: l.item,
    need: needOf(l),
    sku: l.sku,
    title: l.title,
    units: {
      ordered: l.ordered,
      removed: l.removed,
      cancelled: l.cancelled,
      shipped: l.shipped,
      returned: l.returned,
    },
    places: {
      reserved: l.reservations.map((r) => ({
        location: r.location as LocationId,
        quantity: r.quantity,
        provisional: r.provisional,
      })),
      claims: l.claims.map((c) => ({ poLine: c.poLine, quantity: c.quantity, on: null })),
      unsourced: l.unsourced,
      unstocked: l.unstocked,
    },
    lacking: l.lacking as unknown as BookLine['lacking'],
    promised: parseDates(l.promised),
    expected: parseDates(l.expected),
    why: parseDecisions(l.why),
  }))
}

function needOf(line: {
  item: string | null
  unsourced: number
  unstocked: number
  variant: string | null
}): Need {
  if (line.item) return 'stock'
  return line.unsourced > 0 ? 'unknown-variant' : 'no-stock'
}

// The first few holders of each shelf, so that a shortage can name who came before.
async function bringHolderNames(tx: Tx, books: Books, items: string[]): Promise<void> {
  const mine = [...books.orders.keys()]
  const rows = await tx.$queryRaw<{ location: string; item: string; name: string; quantity: number }[]>`
    SELECT location, item, name, quantity FROM (
      SELECT r.location, r.item, o.name, sum(r.quantity)::int AS quantity,
        row_number() OVER (PARTITION BY r.location, r.item ORDER BY o.priority DESC, o.placed_at, o.id) AS n
      FROM reservation r JOIN orders o ON o.shop = r.shop AND o.id = r.order_id
      WHERE r.shop = ${books.shop} AND r.item = ANY(${items}) AND NOT (r.order_id = ANY(${mine}))
      GROUP BY r.location, r.item, o.shop, o.id, o.name, o.priority, o.placed_at) ranked
    WHERE n <= 5 ORDER BY location, item, n`
  for (const r of rows) {
    const key = levelKey(r.location, r.item)
    books.otherHolders.set(key, [
      ...(books.otherHolders.get(key) ?? []),
      { order: r.name, quantity: r.quantity },
    ])
  }
}
