import type { Tx } from '#app/db.server.ts'
import { weekOf } from '#app/adapters/calendar/work-week.server.ts'
import { dayIn } from '#app/core/day.ts'
import type { Books, LocationId } from './books.ts'
import { bringItems, bringStock } from './open-items.server.ts'
import { loadLines, loadOrders } from './open-orders.server.ts'
import { bringIncoming } from './open-supply.server.ts'
import { concernedItems } from './rebalance.ts'

/** What a transaction is about: the orders it changes and the items whose stock or supply it changes. */
export type Scope = { readonly orders?: readonly string[]; readonly items?: readonly string[] }

type ShopRow = {
  time_zone: string
  weekend: number[]
  closures: unknown
  holidays: string | null
  handling_days: number
  receiving_days: number
  preferred_location: string | null
  locations: { id: string; name: string; active: boolean }[]
}

/** Opens a shop's books for orders and items: the caller must be alone in the shop. Null when the shop is not known. */
export async function openBooks(tx: Tx, shop: string, at: Date, scope: Scope): Promise<Books | null> {
  const [row] = await tx.$queryRaw<ShopRow[]>`
    SELECT s.time_zone, s.weekend, s.closures, s.holidays, s.handling_days, s.receiving_days, s.preferred_location,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'name', l.name, 'active', l.active)), '[]')
        FROM location l WHERE l.shop = s.shop) AS locations
    FROM shop s WHERE s.shop = ${shop}`
  if (!row) return null
  const today = dayIn(at, row.time_zone)
  const books: Books = {
    shop,
    at,
    today,
    timeZone: row.time_zone,
    week: await weekOf(row, today),
    handlingDays: row.handling_days,
    receivingDays: row.receiving_days,
    preferred: row.preferred_location as LocationId | null,
    locationNames: new Map(row.locations.map((l) => [l.id, l.name])),
    closed: new Set(row.locations.filter((l) => !l.active).map((l) => l.id)),
    orders: new Map(),
    lines: new Map(),
    opened: new Map(),
    levels: new Map(),
    incoming: new Map(),
    sources: new Map(),
    otherHolders: new Map(),
    items: new Set(),
    loaded: new Set(),
    sold: new Map(),
    toBuy: new Set(),
    waitedFor: new Set(),
    saidVictims: new Map(),
    moves: [],
  }
  await bringOrders(tx, books, scope.orders ?? [])
  const items = [...(scope.items ?? []), ...[...books.lines.values()].flatMap((l) => l.item ?? [])]
  await bringItems(tx, books, items)
  return books
}

/**
 * Loads the orders that wait for items in scope of which something is free, and the holders of shelves that hold less
 * than is reserved: whoever may get or must give units. Called after the caller's own change, before rebalancing.
 */
export async function bringConcerned(tx: Tx, books: Books): Promise<void> {
  const { giving: free, short } = concernedItems(books)
  const giving = free.filter((item) => books.waitedFor.has(item))
  if (giving.length + short.length === 0) return
  const { shop } = books
  const [waiting, holding] = await Promise.all([
    giving.length > 0
      ? tx.$queryRaw<{ order_id: string }[]>`
          SELECT order_id FROM order_line
          WHERE shop = ${shop} AND item = ANY(${giving}) AND (unsourced > 0 OR claimed > 0)`
      : [],
    short.length > 0
      ? tx.$queryRaw<{ order_id: string }[]>`
          SELECT order_id FROM reservation WHERE shop = ${shop} AND item = ANY(${short})`
      : [],
  ])
  await bringOrders(
    tx,
    books,
    [...waiting, ...holding].map((r) => r.order_id),
  )
}

/** Loads whole orders with their lines, places and routing, and the incoming lines and sources their dates need. */
export async function bringOrders(tx: Tx, books: Books, ids: readonly string[]): Promise<void> {
  const fresh = [...new Set(ids)].filter((id) => !books.orders.has(id))
  const orders = await loadOrders(tx, books.shop, fresh)
  for (const order of orders) books.orders.set(order.id, order)
  const lines = await loadLines(
    tx,
    books.shop,
    orders.map((o) => o.id),
  )
  for (const line of lines) {
    if (!books.opened.has(line.id)) books.opened.set(line.id, line)
    books.lines.set(line.id, line)
  }
  await Promise.all([
    bringIncoming(
      tx,
      books,
      lines.flatMap((l) => l.places.claims.map((c) => c.poLine)),
    ),
    bringStock(
      tx,
      books,
      lines.flatMap((l) => l.item ?? []),
    ),
  ])
}
