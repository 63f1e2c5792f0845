import type { Gid } from '../core/gid.ts'
import type { Quantity } from '../core/quantity.ts'
import { sumOf, takeUpTo } from '../core/quantity.ts'
import type { LineUnits } from './line-units.ts'
import { openUnits } from './line-units.ts'

export type LocationId = Gid<'Location'>

/** Units held on the shelf of one location. Provisional until Shopify has routed the order: it cannot be picked. */
export type Held = {
  readonly location: LocationId
  readonly quantity: Quantity
  readonly provisional: boolean
}

/** Units held on an incoming purchase order line. */
export type Claimed = { readonly poLine: string; readonly quantity: Quantity; readonly on: string | null }

/** Where the open units of a line are: each in one place. */
export type Places = {
  readonly reserved: readonly Held[]
  readonly claims: readonly Claimed[]
  readonly unsourced: Quantity
  readonly unstocked: Quantity
}

export const NOWHERE: Places = { reserved: [], claims: [], unsourced: 0, unstocked: 0 }

/** What a line needs: stock of an item, no stock at all, or stock of an item nobody knows. */
export type Need = 'stock' | 'no-stock' | 'unknown-variant'

/** How many units the places hold. */
export function heldIn(places: Places): Quantity {
  return (
    sumOf(places.reserved, (h) => h.quantity) +
    sumOf(places.claims, (c) => c.quantity) +
    places.unsourced +
    places.unstocked
  )
}

/**
 * Brings the places of a line to new units, touching only the difference.
 * What shipped leaves the shelf it shipped from first, then other shelves, then what was still to be found.
 * What an edit or a cancellation takes away leaves unsourced units first, then claims, latest first, then shelves.
 * What is new is unsourced until allocation has looked for it.
 */
export function settleLine(
  places: Places,
  before: LineUnits | null,
  now: LineUnits,
  need: Need,
  shippedFrom: readonly LocationId[] = [],
): Places {
  const open = openUnits(now)
  if (need === 'no-stock') return { ...NOWHERE, unstocked: open }
  const stocked = { ...places, unstocked: 0, unsourced: places.unsourced + places.unstocked }
  const shipped = now.shipped - (before?.shipped ?? 0)
  const afterShipping =
    shipped > 0 ? takeShipped(stocked, Math.min(shipped, heldIn(stocked)), shippedFrom) : stocked
  const excess = heldIn(afterShipping) - open
  return excess > 0
    ? takeAway(afterShipping, excess)
    : { ...afterShipping, unsourced: afterShipping.unsourced - excess }
}

function takeShipped(places: Places, quantity: Quantity, from: readonly LocationId[]): Places {
  const nearest = [...places.reserved].sort((a, b) => rank(from, a.location) - rank(from, b.location))
  const [reserved, left] = takeFrom(nearest, quantity)
  const unsourced = takeUpTo(left, places.unsourced)
  const [claims] = takeFrom(latestFirst(places.claims), left - unsourced)
  return { reserved, claims, unsourced: places.unsourced - unsourced, unstocked: 0 }
}

/** Takes units away that are wanted no longer: unsourced first, then claims, latest first, then shelves. */
export function takeAway(places: Places, quantity: Quantity): Places {
  const unsourced = takeUpTo(quantity, places.unsourced)
  const [claims, left] = takeFrom(latestFirst(places.claims), quantity - unsourced)
  // Provisional units go before those that may already lie in somebody's hands.
  const looseFirst = [...places.reserved].sort((a, b) => Number(b.provisional) - Number(a.provisional))
  const [reserved] = takeFrom(looseFirst, left)
  return { reserved, claims, unsourced: places.unsourced - unsourced, unstocked: places.unstocked }
}

/** Takes `quantity` from the front of a list; returns what stays and what could not be taken. */
export function takeFrom<T extends { readonly quantity: Quantity }>(
  list: readonly T[],
  quantity: Quantity,
): [readonly T[], Quantity] {
  let left = quantity
  const stays: T[] = []
  for (const entry of list) {
    const taken = takeUpTo(left, entry.quantity)
    left -= taken
    if (entry.quantity > taken) stays.push({ ...entry, quantity: entry.quantity - taken })
  }
  return [stays, left]
}

function rank(preferred: readonly LocationId[], location: LocationId): number {
  const at = preferred.indexOf(location)
  return at < 0 ? preferred.length : at
}

function latestFirst(claims: readonly Claimed[]): readonly Claimed[] {
  const byDate = (c: Claimed) => c.on ?? '9999-12-31'
  return [...claims].sort((a, b) => (byDate(a) < byDate(b) ? 1 : byDate(a) > byDate(b) ? -1 : 0))
}
