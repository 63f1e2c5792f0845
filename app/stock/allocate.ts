import type { Day } from '../core/day.ts'
import type { Gid } from '../core/gid.ts'
import type { Quantity } from '../core/quantity.ts'
import { sumOf, takeUpTo } from '../core/quantity.ts'

type LocationId = Gid<'Location'>

/** What allocation sorts by: priority, then the promised date, then age, then id. A higher priority comes first. */
export type Turn = {
  readonly priority: number
  readonly promisedOn: Day | null
  readonly placedAt: string
  readonly order: string
  readonly line: string
}

/** A line that waits for units of an item, and where it may take them. */
export type Waiting = Turn & {
  readonly item: string
  /** Places in the order of preference, with how many units each may still reserve or claim, what it claims included. */
  readonly shelves: readonly { readonly location: LocationId; readonly atMost: Quantity }[]
  readonly unsourced: Quantity
  /** Units that wait for a supplier: they take a shelf's unit when one is left after their turn. */
  readonly claims: readonly {
    readonly poLine: string
    readonly location: LocationId
    readonly quantity: Quantity
    readonly on: Day | null
  }[]
}

/** Units that lie free on a shelf: on hand, less unavailable, less reserved. */
export type Shelf = { readonly location: LocationId; readonly item: string; readonly free: Quantity }

/** Units of a sent purchase order line that nobody claimed, and when they come at the earliest. */
export type Incoming = {
  readonly poLine: string
  readonly location: LocationId
  readonly item: string
  readonly free: Quantity
  readonly on: Day | null
}

export type Move =
  | {
      readonly kind: 'reserve'
      readonly line: string
      readonly location: LocationId
      readonly quantity: Quantity
    }
  | { readonly kind: 'unclaim'; readonly line: string; readonly poLine: string; readonly quantity: Quantity }
  | { readonly kind: 'claim'; readonly line: string; readonly poLine: string; readonly quantity: Quantity }

const LAST_DAY = '9999-12-31'

/** Whose turn comes first. Total: two different lines never compare equal. */
export function byTurn(a: Turn, b: Turn): number {
  return (
    b.priority - a.priority ||
    compare(a.promisedOn ?? LAST_DAY, b.promisedOn ?? LAST_DAY) ||
    compare(a.placedAt, b.placedAt) ||
    compare(a.order, b.order) ||
    compare(a.line, b.line)
  )
}

/**
 * Decides which waiting units get what lies free or comes in, in turn. Reservations that stand are not looked at:
 * who holds a unit keeps it. A place gives a line no more than Shopify wants fulfilled from there. A claim becomes a reservation when a shelf has a unit left in its turn; the freed
 * incoming unit then serves those who still have none.
 */
export function allocate(
  waiting: readonly Waiting[],
  shelves: readonly Shelf[],
  incoming: readonly Incoming[],
): Move[] {
  const free = new Map(shelves.map((s) => [`${s.location} ${s.item}`, Math.max(0, s.free)]))
  const coming = [...incoming]
    .map((i) => ({ ...i, free: Math.max(0, i.free) }))
    .sort((a, b) => compare(a.on ?? LAST_DAY, b.on ?? LAST_DAY) || compare(a.poLine, b.poLine))
  const inTurn = [...waiting].sort(byTurn).map(wantOf)
  const moves: Move[] = []
  for (const want of inTurn) reserveFor(want, free, coming, moves)
  for (const want of inTurn) claimFor(want, coming, moves)
  return moves
}

type Coming = { poLine: string; location: LocationId; item: string; free: Quantity }

/** What a line wants: units to be found, of each place no more than it serves, and claims to be had sooner. */
type Want = {
  readonly line: string
  readonly item: string
  unsourced: Quantity
  readonly places: {
    readonly location: LocationId
    readonly atMost: Quantity
    lacking: Quantity
    readonly claims: { readonly poLine: string; quantity: Quantity }[]
  }[]
}

function wantOf({ line, item, unsourced, shelves, claims: all }: Waiting): Want {
  const latestFirst = [...all].sort((a, b) => compare(b.on ?? LAST_DAY, a.on ?? LAST_DAY))
  const places = shelves.map(({ location, atMost }) => {
    const claims = latestFirst.filter((c) => c.location === location).map((c) => ({ ...c }))
    return { location, atMost, lacking: Math.max(0, atMost - unitsOf(claims)), claims }
  })
  return { line, item, unsourced, places }
}

function reserveFor(want: Want, free: Map<string, Quantity>, coming: Coming[], moves: Move[]): void {
  for (const place of want.places) {
    const key = `${place.location} ${want.item}`
    const lacking = Math.min(place.lacking, want.unsourced)
    const wanted = Math.min(place.atMost, lacking + unitsOf(place.claims))
    const taken = takeUpTo(wanted, free.get(key) ?? 0)
    if (taken === 0) continue
    free.set(key, free.get(key)! - taken)
    moves.push({ kind: 'reserve', line: want.line, location: place.location, quantity: taken })
    const found = takeUpTo(taken, lacking)
    place.lacking -= found
    want.unsourced -= found
    giveUpClaims(want.line, place.claims, taken - found, coming, moves)
  }
}

function giveUpClaims(
  line: string,
  claimed: { readonly poLine: string; quantity: Quantity }[],
  quantity: Quantity,
  coming: Coming[],
  moves: Move[],
): void {
  let left = quantity
  for (const claim of claimed) {
    const given = takeUpTo(left, claim.quantity)
    if (given === 0) continue
    left -= given
    claim.quantity -= given
    moves.push({ kind: 'unclaim', line, poLine: claim.poLine, quantity: given })
    const source = coming.find((i) => i.poLine === claim.poLine)
    if (source) source.free += given
  }
}

function claimFor(want: Want, coming: Coming[], moves: Move[]): void {
  for (const source of coming) {
    const place = source.item === want.item && want.places.find((p) => p.location === source.location)
    if (!place) continue
    const taken = takeUpTo(Math.min(place.lacking, want.unsourced), source.free)
    if (taken === 0) continue
    place.lacking -= taken
    want.unsourced -= taken
    source.free -= taken
    moves.push({ kind: 'claim', line: want.line, poLine: source.poLine, quantity: taken })
  }
}

function unitsOf(claims: readonly { readonly quantity: Quantity }[]): Quantity {
  return sumOf(claims, (c) => c.quantity)
}

/** Which held units a shelf that turned out smaller takes back: from the last in turn to the first. */
export function release(
  holders: readonly (Turn & { readonly held: Quantity })[],
  excess: Quantity,
): { readonly line: string; readonly quantity: Quantity }[] {
  let left = excess
  const taken: { line: string; quantity: Quantity }[] = []
  for (const holder of [...holders].sort(byTurn).reverse()) {
    const quantity = takeUpTo(left, holder.held)
    if (quantity === 0) continue
    left -= quantity
    taken.push({ line: holder.line, quantity })
  }
  return taken
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
