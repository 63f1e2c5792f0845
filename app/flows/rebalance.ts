import { sumOf } from '#app/core/quantity.ts'
import { calledDays } from '#app/deliveries/call-off.ts'
import { openUnits } from '#app/orders/line-units.ts'
import type { Claimed, Held, Places } from '#app/orders/settle-line.ts'
import { takeFrom } from '#app/orders/settle-line.ts'
import { schedule } from '#app/purchasing/purchase-order.ts'
import { byTurn, release } from '#app/stock/allocate.ts'
import type { Dated } from '#app/stock/expected-date.ts'
import {
  afterArrival,
  arrivalsOf,
  gatherShipments,
  merge,
  onDaysOfSets,
  shelfDay,
} from '#app/stock/expected-date.ts'
import { sendingAt } from '#app/suppliers/calendar.ts'
import type { BookLine, Books, LocationId } from './books.ts'
import { decided, freeIncoming, freeOn, linesByOrder, place, shelvesOf, turnOf } from './books.ts'
import { handOut, lastDay } from './hand-out.ts'
import { shareAmongTwins } from './twin-lines.ts'

/**
 * Brings the books into order after anything happened: shelves that hold less than is reserved on them take back,
 * units at a place Shopify no longer routes to move, lines of one order share their goods, free and incoming units are handed out in turn, and every date is
 * reckoned anew. What fits is left as it is.
 */
export function rebalance(books: Books): void {
  rehome(books)
  takeBack(books)
  shareAmongTwins(books)
  handOut(books)
  reckonDates(books)
}

/** Gives up what lines hold at places that may no longer serve them. Says whether anything became free by it. */
export function rehome(books: Books): boolean {
  const freed = [...books.lines.values()].map((line) => rehomeLine(books, line))
  return freed.includes(true)
}

// Also reservations and claims beyond what a place serves are given up.
function rehomeLine(books: Books, line: BookLine): boolean {
  const { reserved: held, claims: claimed, unsourced } = line.places
  if (held.length === 0 && claimed.length === 0) return false
  const shelves = shelvesOf(books, line)
  const reserved = held.flatMap((h): Held[] => {
    const shelf = shelves.find((s) => s.location === h.location)
    const quantity = Math.min(h.quantity, shelf?.atMost ?? 0)
    return quantity > 0 ? [{ ...h, quantity, provisional: shelf!.provisional }] : []
  })
  const claims = shelves.flatMap(({ location, atMost }) => {
    const room = atMost - unitsOf(reserved.filter((h) => h.location === location))
    return firstToCome(books, claimed, location, room)
  })
  const released = unitsOf(held) - unitsOf(reserved)
  const unclaimed = unitsOf(claimed) - unitsOf(claims)
  const given = released + unclaimed
  if (given === 0 && reserved.every((h, i) => h.provisional === held[i]!.provisional)) return false
  const why = [
    ...(released > 0 ? [decided(books, { did: 'released', quantity: released, because: 'moved' })] : []),
    ...(unclaimed > 0 ? [decided(books, { did: 'unclaimed', quantity: unclaimed, because: 'moved' })] : []),
  ]
  place(books, line, { places: { ...line.places, reserved, claims, unsourced: unsourced + given } }, why)
  return given > 0
}

/** What comes to a place for a line, as much as the place still serves: what comes last goes first. */
export function firstToCome(
  books: Books,
  claims: readonly Claimed[],
  location: LocationId,
  room: number,
): readonly Claimed[] {
  const comesOn = ({ poLine }: Claimed) => {
    const line = books.incoming.get(poLine)
    return `${(line && lastDay(line)) ?? '9999-12-31'} ${poLine}`
  }
  const here = claims.filter((c) => books.incoming.get(c.poLine)?.location === location)
  const excess = unitsOf(here) - room
  if (excess <= 0) return here
  const latestFirst = [...here].sort((a, b) => (comesOn(a) < comesOn(b) ? 1 : -1))
  return takeFrom(latestFirst, excess)[0]
}

/** Items of which something is free for who waits for them, and items whose shelf holds less than is reserved on it. */
export function concernedItems(books: Books): { giving: string[]; short: string[] } {
  const levels = [...books.levels.values()].filter((l) => books.items.has(l.item))
  const incoming = [...books.incoming.values()].filter((l) => books.items.has(l.item))
  const giving = [...levels.filter((l) => freeOn(l) > 0), ...incoming.filter((l) => freeIncoming(l) > 0)]
  const short = levels.filter((l) => l.reserved > Math.max(0, l.onHand - l.unavailable))
  return { giving: giving.map((l) => l.item), short: short.map((l) => l.item) }
}

function unitsOf(held: readonly { readonly quantity: number }[]): number {
  return sumOf(held, (h) => h.quantity)
}

// A count below what is reserved: the last in turn give their units back.
function takeBack(books: Books): void {
  for (const level of [...books.levels.values()]) {
    const excess = level.reserved - Math.max(0, level.onHand - level.unavailable)
    if (excess <= 0 || level.reserved === 0) continue
    const holders = [...books.lines.values()].flatMap((line) => {
      const held = line.places.reserved.find((h) => h.location === level.location && line.item === level.item)
      return held ? [{ ...turnOf(books, line), held: held.quantity }] : []
    })
    for (const { line: id, quantity } of release(holders, excess)) {
      const line = books.lines.get(id)!
      const places = unreserve(line.places, level.location, quantity)
      place(books, line, { places }, [decided(books, { did: 'released', quantity, because: 'counted' })])
    }
  }
}

/** Gives units of one shelf back: they are unsourced until handed out anew. */
export function unreserve(places: Places, location: LocationId, quantity: number): Places {
  const reserved = places.reserved.flatMap((h) => {
    const left = h.location === location ? h.quantity - quantity : h.quantity
    return left > 0 ? [{ ...h, quantity: left }] : []
  })
  return { ...places, reserved, unsourced: places.unsourced + quantity }
}

/** Reckons when each open unit of the loaded orders goes out. */
export function reckonDates(books: Books): void {
  const arrivals = new Map(
    [...books.incoming.values()].map((i) => [
      i.id,
      arrivalsOf(schedule(i.progress), [...i.claims].sort(byTurn)),
    ]),
  )
  const byOrder = linesByOrder(books)
  for (const order of books.orders.values()) {
    const lines = byOrder.get(order.id) ?? []
    const dated = lines.map((line) => ({
      line,
      component: order.splitsBundles ? null : line.component,
      dates: datesOf(books, line, arrivals),
    }))
    const terms = { accepts: order.accepts, maxShipments: order.maxShipments, shipped: order.shipments }
    const gathered = order.callOff
      ? lines.map((line) => ({ line, dates: daysOfCalls(books, line) }))
      : gatherShipments(onDaysOfSets(dated), terms)
    for (const { line, dates } of gathered) {
      const expected = merge(dates)
      const claims = line.places.claims.map((c): Claimed => ({
        ...c,
        on: arrivals.get(c.poLine)?.get(line.id)?.at(-1)?.on ?? null,
      }))
      books.lines.set(line.id, { ...line, expected, places: { ...line.places, claims } })
    }
  }
}

// Kept until called: no unit goes out before.
function daysOfCalls(books: Books, { id, order, units, places }: BookLine): Dated[] {
  const line = { line: id, held: unitsOf(places.reserved), open: openUnits(units) }
  return calledDays(line, books.orders.get(order)!.calls, shelfDay(books))
}

function datesOf(books: Books, line: BookLine, arrivals: Map<string, Map<string, Dated[]>>): Dated[] {
  if (openUnits(line.units) === 0) return []
  const { reserved, claims, unsourced } = line.places
  const onShelf = reserved.map((h) => ({ quantity: h.quantity, on: shelfDay(books) }))
  const incoming = claims.flatMap(
    (c) => arrivals.get(c.poLine)?.get(line.id) ?? [{ quantity: c.quantity, on: null }],
  )
  const source = line.item ? books.sources.get(line.item) : undefined
  const bought = source ? sendingAt(source.calendar, books.at).arrivesOn : null
  const arriving = [...incoming, { quantity: unsourced, on: bought }].map((d) => ({
    quantity: d.quantity,
    on: d.on && afterArrival(d.on, books),
  }))
  return [...onShelf, ...arriving].filter((d) => d.quantity > 0)
}
