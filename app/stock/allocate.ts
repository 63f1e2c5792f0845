import type { Day } from '../core/day.ts'
import type { Gid } from '../core/gid.ts'
import type { Quantity } from '../core/quantity.ts'
import { takeUpTo } from '../core/quantity.ts'

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
  /** Shelves in the order of preference, with how many units each may serve. */
  readonly shelves: readonly { readonly location: LocationId; readonly atMost: Quantity }[]
  readonly unsourced: Quantity
  /** Units that wait for a supplier: they take a shelf's unit when one is left after their turn. */
  readonly claims: readonly {
    readonly poLine: string
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
 * who holds a unit keeps it. A claim becomes a reservation when a shelf has a unit left in its turn; the freed
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
  const inTurn = [...waiting].sort(byTurn)
  const moves: Move[] = []
  const stillUnsourced = new Map<string, Quantity>()
  for (const line of inTurn) stillUnsourced.set(line.line, reserveFor(line, free, coming, moves))
  for (const line of inTurn) claimFor(line, stillUnsourced.get(line.line)!, coming, moves)
  return moves
}

function reserveFor(
  line: Waiting,
  free: Map<string, Quantity>,
  coming: { poLine: string; free: Quantity }[],
  moves: Move[],
): Quantity {
  const latestFirst = [...line.claims].sort((a, b) => compare(b.on ?? LAST_DAY, a.on ?? LAST_DAY))
  const claimed = latestFirst.map((c) => ({ ...c }))
  let unsourced = line.unsourced
  for (const { location, atMost } of line.shelves) {
    const key = `${location} ${line.item}`
    const wanted = unsourced + claimed.reduce((sum, c) => sum + c.quantity, 0)
    const taken = takeUpTo(Math.min(wanted, atMost), free.get(key) ?? 0)
    if (taken === 0) continue
    free.set(key, free.get(key)! - taken)
    moves.push({ kind: 'reserve', line: line.line, location, quantity: taken })
    const fromUnsourced = takeUpTo(taken, unsourced)
    unsourced -= fromUnsourced
    giveUpClaims(line.line, claimed, taken - fromUnsourced, coming, moves)
  }
  return unsourced
}

function giveUpClaims(
  line: string,
  claimed: { poLine: string; quantity: Quantity }[],
  quantity: Quantity,
  coming: { poLine: string; free: Quantity }[],
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

function claimFor(
  line: Waiting,
  unsourced: Quantity,
  coming: { poLine: string; location: LocationId; item: string; free: Quantity }[],
  moves: Move[],
): void {
  let left = unsourced
  for (const source of coming) {
    if (source.item !== line.item || !line.shelves.some((s) => s.location === source.location)) continue
    const taken = takeUpTo(left, source.free)
    if (taken === 0) continue
    left -= taken
    source.free -= taken
    moves.push({ kind: 'claim', line: line.line, poLine: source.poLine, quantity: taken })
  }
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
