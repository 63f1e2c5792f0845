import { takeUpTo } from '#app/core/quantity.ts'
import type { Decision } from '#app/orders/decision.ts'
import type { Held } from '#app/orders/settle-line.ts'
import type { BookLine, Books, Level } from './books.ts'
import { decided, freeOn, levelKey, place } from './books.ts'
import { rebalance } from './rebalance.ts'

/** Units of lines on a pick list made after the last delivery, by line: they lie in somebody's hands. */
export type Picked = ReadonlyMap<string, readonly { readonly location: string; readonly quantity: number }[]>

/** How many units of a line's reservation at a place are on a pick list. */
export function pickedOf(picked: Picked, line: string, { location, quantity }: Held): number {
  const listed = picked.get(line)?.find((p) => p.location === location)?.quantity ?? 0
  return takeUpTo(quantity, listed)
}

/**
 * Deals the units of an item anew, in turn, among all the orders that want it: what lies reserved and not on a pick
 * list, what is claimed, and what is free. The orders together get what they had: nothing of it becomes safety stock.
 * Who gets what he had keeps its reasons.
 */
export function dealAnew(books: Books, item: string, picked: Picked, who: string): void {
  const wanting = [...books.lines.values()].filter((line) => line.item === item && line.need === 'stock')
  const levels = [...books.levels.values()].filter((level) => level.item === item)
  for (const line of wanting) gatherIn(books, line, picked, who)
  for (const level of levels) keepOnlyWhatIsFree(books, level)
  rebalance(books)
  for (const { location, safetyStock, b2bOnly } of levels) {
    const key = levelKey(location, item)
    books.levels.set(key, { ...books.levels.get(key)!, safetyStock, b2bOnly })
  }
  for (const before of wanting) {
    const line = books.lines.get(before.id)!
    if (holdsOf(line) === holdsOf(before)) books.lines.set(line.id, { ...line, why: before.why })
  }
}

// All that a line may be asked for is to be found again.
function gatherIn(books: Books, line: BookLine, picked: Picked, who: string): void {
  const reserved = line.places.reserved.flatMap((held): Held[] => {
    const quantity = pickedOf(picked, line.id, held)
    return quantity > 0 ? [{ ...held, quantity }] : []
  })
  const released = unitsOf(line.places.reserved) - unitsOf(reserved)
  const unclaimed = unitsOf(line.places.claims)
  if (released + unclaimed === 0) return
  const anew = { because: 'dealt-anew', ref: who } as const
  const why: Decision[] = [
    ...(released > 0 ? [decided(books, { did: 'released', quantity: released, ...anew })] : []),
    ...(unclaimed > 0 ? [decided(books, { did: 'unclaimed', quantity: unclaimed, ...anew })] : []),
  ]
  const unsourced = line.places.unsourced + released + unclaimed
  place(books, line, { places: { ...line.places, reserved, claims: [], unsourced } }, why)
}

// What the orders held is theirs, although safety stock was raised since: only what was free before is kept back.
function keepOnlyWhatIsFree(books: Books, before: Level): void {
  const key = levelKey(before.location, before.item)
  const now = books.levels.get(key)!
  const free = Math.max(0, freeOn(before))
  const dealt = free + before.reserved - now.reserved
  const safetyStock = Math.max(0, now.onHand - now.unavailable - now.reserved - dealt)
  books.levels.set(key, { ...now, safetyStock, b2bOnly: Math.min(before.b2bOnly, free) })
}

function holdsOf({ places: { reserved, claims, unsourced } }: BookLine): string {
  const held = [
    ...reserved.map((h) => `${h.location} ${h.quantity}`),
    ...claims.map((c) => `${c.poLine} ${c.quantity}`),
  ]
  return `${held.sort().join()} ${unsourced}`
}

function unitsOf(held: readonly { readonly quantity: number }[]): number {
  return held.reduce((sum, { quantity }) => sum + quantity, 0)
}
