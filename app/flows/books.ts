import type { Day, WorkWeek } from '#app/core/day.ts'
import type { Gid } from '#app/core/gid.ts'
import type { Accepted } from '#app/core/accepted.ts'
import type { Component } from '#app/core/bundle.ts'
import type { Quantity } from '#app/core/quantity.ts'
import { sumOf, takeUpTo } from '#app/core/quantity.ts'
import type { OpenCall } from '#app/deliveries/call-off.ts'
import type { Decision } from '#app/orders/decision.ts'
import type { LineUnits } from '#app/orders/line-units.ts'
import { decisionsOfToday } from '#app/orders/why-now.ts'
import { openUnits } from '#app/orders/line-units.ts'
import type { FulfillmentOrder } from '#app/orders/order.ts'
import type { Need, Places } from '#app/orders/settle-line.ts'
import { takeFrom } from '#app/orders/settle-line.ts'
import type { LineProgress } from '#app/purchasing/purchase-order.ts'
import type { Turn } from '#app/stock/allocate.ts'
import type { Dated } from '#app/stock/expected-date.ts'
import type { BuyingTerms } from '#app/suppliers/buying-terms.ts'
import type { SupplierCalendar } from '#app/suppliers/calendar.ts'

export type LocationId = Gid<'Location'>

/** Units that are still to be found, and where they are wanted; null when the shop has no place. */
export type Lacking = { readonly location: LocationId | null; readonly quantity: Quantity }

/** One line of an open order with the places of its units. */
export type BookLine = {
  readonly id: Gid<'LineItem'>
  readonly order: Gid<'Order'>
  readonly position: number
  readonly variant: string | null
  readonly item: string | null
  readonly need: Need
  readonly sku: string | null
  readonly title: string
  /** The bundle of which it is a component. */
  readonly component: Component | null
  readonly units: LineUnits
  readonly places: Places
  /** Where its unsourced units were wanted when it was last saved. */
  readonly lacking: readonly Lacking[]
  readonly promised: readonly Dated[]
  readonly expected: readonly Dated[]
  readonly why: readonly Decision[]
}

export type BookOrder = {
  readonly id: Gid<'Order'>
  readonly name: string
  readonly placedAt: string
  readonly priority: number
  /** Whether a business bought: it also gets what is set aside for businesses. */
  readonly b2b: boolean
  readonly state: 'open' | 'cancelled' | 'closed'
  readonly accepts: Accepted
  readonly maxShipments: number | null
  /** Whether components of a bundle may leave before the whole of it is there. */
  readonly splitsBundles: boolean
  /** Shipments that left: by a delivery note of ours, whether Shopify knows or not, or made in Shopify itself. */
  readonly shipments: number
  readonly confirmed: boolean
  /** Its units are kept until its customer calls them, and the calls that still want any. */
  readonly callOff: boolean
  readonly calls: readonly OpenCall[]
  /** Null until Shopify has said from where. */
  readonly routing: readonly FulfillmentOrder[] | null
}

/** What lies at one location of one item. `reserved` follows the places of the lines. */
export type Level = {
  readonly location: LocationId
  readonly item: string
  readonly onHand: Quantity
  readonly unavailable: Quantity
  readonly reserved: Quantity
  /** Promised to nobody, and of what is left, what only businesses get. */
  readonly safetyStock: Quantity
  readonly b2bOnly: Quantity
}

const NOTHING = { onHand: 0, unavailable: 0, reserved: 0, safetyStock: 0, b2bOnly: 0 }

/** A line of a sent purchase order that still brings units, and who claims them. */
export type IncomingLine = {
  readonly id: string
  readonly number: string
  readonly location: LocationId
  readonly item: string
  readonly progress: LineProgress
  readonly claims: readonly (Turn & { readonly quantity: Quantity })[]
}

export type Source = { readonly terms: BuyingTerms; readonly calendar: SupplierCalendar }

/** A change of what lies somewhere, with its one cause. */
export type StockMove = {
  readonly location: LocationId
  readonly item: string
  readonly account: 'on_hand' | 'unavailable' | 'in_transit'
  readonly quantity: number
  readonly kind:
    | 'imported'
    | 'counted'
    | 'lost'
    | 'found'
    | 'damaged'
    | 'quarantined'
    | 'sent-back'
    | 'undone'
    | 'shipped'
    | 'unshipped'
    | 'received'
    | 'sent'
    | 'arrived'
    | 'unsent'
  readonly cause: string
}

/**
 * The part of a shop's books that one transaction works on: loaded in a few statements, decided over in memory, saved
 * in a few statements. Values are never changed in place; maps hold the newest.
 */
export type Books = {
  readonly shop: string
  readonly at: Date
  readonly today: Day
  readonly timeZone: string
  readonly week: WorkWeek
  readonly handlingDays: number
  readonly receivingDays: number
  readonly preferred: LocationId | null
  readonly locationNames: ReadonlyMap<string, string>
  /** Locations that are closed: nothing is bought for them. */
  readonly closed: ReadonlySet<string>
  readonly orders: Map<string, BookOrder>
  readonly lines: Map<string, BookLine>
  /** The lines as they were loaded: saving writes what differs. */
  readonly opened: Map<string, BookLine>
  readonly levels: Map<string, Level>
  readonly incoming: Map<string, IncomingLine>
  readonly sources: Map<string, Source>
  /** Orders outside these books that hold units of a level (by `levelKey`), first in turn first: for explanations. */
  readonly otherHolders: Map<string, readonly { readonly order: string; readonly quantity: Quantity }[]>
  /** Items whose free units are handed out by this transaction. */
  readonly items: Set<string>
  /** Items whose levels, sources and variants were loaded. */
  readonly loaded: Set<string>
  /** Of loaded items those that Shopify still sells, and whether it counts them: the others are gone. */
  readonly sold: Map<string, { readonly tracked: boolean }>
  /** Of loaded items those that stood in drafts, had a reorder point, or were lacking when they were loaded. */
  readonly toBuy: Set<string>
  /** Of loaded items those that orders waited for when they were loaded: more than was unsourced or claimed of them is not. */
  readonly waitedFor: Set<string>
  /** Who had to give units of loaded items back and was said to be without them, as text, by item. */
  readonly saidVictims: Map<string, string>
  readonly moves: StockMove[]
}

export function levelKey(location: string, item: string): string {
  return `${location} ${item}`
}

/** Units of a shelf that may still be promised. */
export function freeOn(level: Level): Quantity {
  return level.onHand - level.unavailable - level.reserved - level.safetyStock
}

/** Units of an incoming line that nobody claims. */
export function freeIncoming(line: IncomingLine): Quantity {
  const { quantity, short, received } = line.progress
  return quantity - short - received - sumOf(line.claims, (c) => c.quantity)
}

/** The lines of an order, in its own order. */
export function linesOf(books: Books, order: string): BookLine[] {
  return inOrder([...books.lines.values()].filter((l) => l.order === order))
}

/** The same of every order: whoever goes through all of them asks once. */
export function linesByOrder(books: Books): Map<string, BookLine[]> {
  const byOrder = Map.groupBy(books.lines.values(), (l) => l.order as string)
  for (const lines of byOrder.values()) inOrder(lines)
  return byOrder
}

function inOrder(lines: BookLine[]): BookLine[] {
  return lines.sort((a, b) => a.position - b.position)
}

/** When it is a line's turn. */
export function turnOf(books: Books, line: BookLine): Turn {
  const order = books.orders.get(line.order)!
  const promisedOn = line.promised.reduce<Day | null>(
    (first, d) => (d.on && (!first || d.on < first) ? d.on : first),
    null,
  )
  return { priority: order.priority, promisedOn, placedAt: order.placedAt, order: order.id, line: line.id }
}

/**
 * Where a line's units may be served from, best first, with how many units each place serves: where Shopify routed
 * them; the preferred location, provisionally, until it has.
 */
export function shelvesOf(
  books: Books,
  line: BookLine,
): { location: LocationId; atMost: Quantity; provisional: boolean }[] {
  const open = openUnits(line.units)
  const routed = (books.orders.get(line.order)?.routing ?? []).flatMap((fo) => {
    const remaining = sumOf(
      fo.lines.filter((l) => l.line === line.id),
      (l) => l.remaining,
    )
    return fo.location && fo.status !== 'cancelled' && remaining > 0
      ? [{ location: fo.location, atMost: remaining }]
      : []
  })
  if (routed.length === 0)
    return books.preferred ? [{ location: books.preferred, atMost: open, provisional: true }] : []
  const byPlace = new Map<LocationId, Quantity>()
  for (const { location, atMost } of routed) byPlace.set(location, (byPlace.get(location) ?? 0) + atMost)
  const places = [...byPlace].map(([location, atMost]) => ({ location, atMost, provisional: false }))
  // One place serves all, also units that an edit added after it was routed.
  return places.length === 1 ? [{ ...places[0]!, atMost: open }] : places
}

/**
 * Where the units of a line that are still to be found are wanted: at each place what it serves and does not hold yet;
 * what no place serves at the first one. Without any place, nowhere: null.
 */
export function lackingAt(books: Books, line: BookLine): Lacking[] {
  const { reserved, claims, unsourced } = line.places
  const places = shelvesOf(books, line)
  let left = unsourced
  const lacking = places.map(({ location, atMost }) => {
    const here = [
      ...reserved.filter((h) => h.location === location),
      ...claims.filter((c) => books.incoming.get(c.poLine)?.location === location),
    ]
    const quantity = takeUpTo(atMost - sumOf(here, (h) => h.quantity), left)
    left -= quantity
    return { location, quantity }
  })
  const first = { location: places[0]?.location ?? null, quantity: (lacking[0]?.quantity ?? 0) + left }
  return [first, ...lacking.slice(1)].filter((l) => l.quantity > 0)
}

/** Moves a line to new units and places, and with it the reserved levels and the claims on incoming lines. */
export function place(
  books: Books,
  line: BookLine,
  change: { units?: LineUnits; places: Places },
  why: readonly Decision[] = [],
): BookLine {
  const units = change.units ?? line.units
  const next: BookLine = {
    ...line,
    units,
    places: change.places,
    promised: trimPromised(line, units),
    why: whyKept([...line.why, ...why], units, change.places),
  }
  for (const held of line.places.reserved) moveReserved(books, held.location, line.item!, -held.quantity)
  for (const held of change.places.reserved) moveReserved(books, held.location, line.item!, held.quantity)
  moveClaims(books, line, next)
  books.lines.set(line.id, next)
  return next
}

const REMEMBERED = 30

/** The decisions worth keeping: the newest ones, and whatever explains where units are now. */
export function whyKept(why: readonly Decision[], units: LineUnits, places: Places): readonly Decision[] {
  if (why.length <= REMEMBERED) return why
  const now = {
    ...units,
    reserved: sumOf(places.reserved, (h) => h.quantity),
    claimed: sumOf(places.claims, (c) => c.quantity),
    unsourced: places.unsourced,
    unstocked: places.unstocked,
  }
  const explaining = new Set(decisionsOfToday(now, why))
  return why.filter((decision, at) => at >= why.length - REMEMBERED || explaining.has(decision))
}

// What ships takes the earliest promised units, what is taken away the latest.
function trimPromised(line: BookLine, units: LineUnits): readonly Dated[] {
  const [afterShipping] = takeFrom(line.promised, Math.max(0, units.shipped - line.units.shipped))
  const excess = sumOf(afterShipping, (d) => d.quantity) - openUnits(units)
  if (excess <= 0) return afterShipping
  return takeFrom([...afterShipping].reverse(), excess)[0].toReversed()
}

function moveReserved(books: Books, location: LocationId, item: string, quantity: Quantity): void {
  const key = levelKey(location, item)
  const level = books.levels.get(key) ?? { ...NOTHING, location, item }
  books.levels.set(key, { ...level, reserved: level.reserved + quantity })
}

function moveClaims(books: Books, before: BookLine, after: BookLine): void {
  const touched = new Set([...before.places.claims, ...after.places.claims].map((c) => c.poLine))
  for (const id of touched) {
    const incoming = books.incoming.get(id)
    if (!incoming) continue
    const others = incoming.claims.filter((c) => c.line !== after.id)
    const quantity = sumOf(
      after.places.claims.filter((c) => c.poLine === id),
      (c) => c.quantity,
    )
    const mine = quantity > 0 ? [{ ...turnOf(books, after), quantity }] : []
    books.incoming.set(id, { ...incoming, claims: [...others, ...mine] })
  }
}

/** Notes a change of what lies somewhere and moves the level with it. */
export function moveStock(books: Books, move: StockMove): void {
  if (move.quantity === 0) return
  const key = levelKey(move.location, move.item)
  const level = books.levels.get(key) ?? { ...NOTHING, location: move.location, item: move.item }
  const onHand = level.onHand + (move.account === 'on_hand' ? move.quantity : 0)
  const unavailable = level.unavailable + (move.account === 'unavailable' ? move.quantity : 0)
  books.levels.set(key, { ...level, onHand, unavailable })
  books.moves.push(move)
}

/** A decision made now. */
export function decided(books: Books, decision: Omit<Decision, 'at'>): Decision {
  return { at: books.at.toISOString(), ...decision }
}

/** How people call a location. */
export function placeName(books: Books, location: string): string {
  return books.locationNames.get(location) ?? location
}
