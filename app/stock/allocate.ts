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
  /** Whether a business waits: it also gets what is set aside for businesses. */
  readonly b2b: boolean
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

/** Units that lie free on a shelf: on hand, less unavailable, less reserved, less safety stock. */
export type Shelf = {
  readonly location: LocationId
  readonly item: string
  readonly free: Quantity
  /** Of the free ones, the last that only businesses get. */
  readonly b2bOnly: Quantity
}

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

/** What a line asked of one source in its turn, and what it got of it. */
export type Asked = {
  readonly by: Waiting
  readonly wanted: Quantity
  readonly got: Quantity
}

/** A source of units, a shelf by its location or a purchase order line, and who asked for them, in turn. */
export type Source = {
  readonly kind: 'shelf' | 'incoming'
  /** The location of a shelf, or the purchase order line. */
  readonly id: string
  readonly item: string
  /** Free units when the handing out began. */
  readonly free: Quantity
  readonly b2bOnly: Quantity
  readonly asked: readonly Asked[]
}

/** What was handed out, and how it came about. */
export type Allocation = { readonly moves: Move[]; readonly sources: readonly Source[] }

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
 * who holds a unit keeps it. A place gives a line no more than Shopify wants fulfilled from there, and who is no
 * business none of what is set aside for them. A claim becomes a reservation when a shelf has a unit left in its turn;
 * the freed incoming unit then serves those who still have none. Every question that was asked of a source is answered
 * with it: what was decided is explained by what decided it.
 */
export function allocate(
  waiting: readonly Waiting[],
  shelves: readonly Shelf[],
  incoming: readonly Incoming[],
): Allocation {
  const onShelves = new Map(
    shelves.map(({ location, item, free, b2bOnly }) => [
      `${location} ${item}`,
      sourceOf({ kind: 'shelf', id: location, item, free, b2bOnly }),
    ]),
  )
  const coming = [...incoming]
    .sort((a, b) => compare(a.on ?? LAST_DAY, b.on ?? LAST_DAY) || compare(a.poLine, b.poLine))
    .map(({ poLine: id, location, item, free }) => ({
      ...sourceOf({ kind: 'incoming', id, item, free, b2bOnly: 0 }),
      location,
    }))
  const inTurn = [...waiting].sort(byTurn).map(wantOf)
  const moves: Move[] = []
  for (const want of inTurn) reserveFor(want, onShelves, coming, moves)
  // Whoever found a unit on a shelf gave an incoming one up: those are handed out too.
  for (const source of coming) source.free = source.left
  const comingOf = Map.groupBy(coming, (source) => source.item)
  for (const want of inTurn) claimFor(want, comingOf.get(want.of.item) ?? [], moves)
  return { moves, sources: [...onShelves.values(), ...coming] }
}

type OpenSource = Omit<Source, 'asked' | 'free'> & { free: Quantity; left: Quantity; readonly asked: Asked[] }
type Coming = OpenSource & { readonly location: LocationId }

function sourceOf(facts: Omit<Source, 'asked'>): OpenSource {
  const free = Math.max(0, facts.free)
  return { ...facts, free, left: free, asked: [] }
}

/** Takes what a line may have of a source, and notes that it asked. */
function takeOf(source: OpenSource, by: Waiting, wanted: Quantity): Quantity {
  const got = takeUpTo(wanted, Math.max(0, source.left - (by.b2b ? 0 : source.b2bOnly)))
  source.left -= got
  source.asked.push({ by, wanted, got })
  return got
}

/** What a line wants: units to be found, of each place no more than it serves, and claims to be had sooner. */
type Want = {
  readonly of: Waiting
  unsourced: Quantity
  readonly places: {
    readonly location: LocationId
    readonly atMost: Quantity
    lacking: Quantity
    readonly claims: { readonly poLine: string; quantity: Quantity }[]
  }[]
}

function wantOf(of: Waiting): Want {
  const latestFirst = [...of.claims].sort((a, b) => compare(b.on ?? LAST_DAY, a.on ?? LAST_DAY))
  const places = of.shelves.map(({ location, atMost }) => {
    const claims = latestFirst.filter((c) => c.location === location).map((c) => ({ ...c }))
    return { location, atMost, lacking: Math.max(0, atMost - unitsOf(claims)), claims }
  })
  return { of, unsourced: of.unsourced, places }
}

function reserveFor(
  want: Want,
  shelves: ReadonlyMap<string, OpenSource>,
  coming: Coming[],
  moves: Move[],
): void {
  const { line, item } = want.of
  for (const place of want.places) {
    const shelf = shelves.get(`${place.location} ${item}`)
    const lacking = Math.min(place.lacking, want.unsourced)
    const wanted = Math.min(place.atMost, lacking + unitsOf(place.claims))
    if (!shelf || wanted <= 0) continue
    const taken = takeOf(shelf, want.of, wanted)
    if (taken === 0) continue
    moves.push({ kind: 'reserve', line, location: place.location, quantity: taken })
    const found = takeUpTo(taken, lacking)
    place.lacking -= found
    want.unsourced -= found
    giveUpClaims(line, place.claims, taken - found, coming, moves)
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
    const source = coming.find((i) => i.id === claim.poLine)
    if (source) source.left += given
  }
}

function claimFor(want: Want, coming: readonly Coming[], moves: Move[]): void {
  const { line } = want.of
  for (const source of coming) {
    const place = want.places.find((p) => p.location === source.location)
    const wanted = place ? Math.min(place.lacking, want.unsourced) : 0
    if (!place || wanted <= 0) continue
    const taken = takeOf(source, want.of, wanted)
    if (taken === 0) continue
    place.lacking -= taken
    want.unsourced -= taken
    moves.push({ kind: 'claim', line, poLine: source.id, quantity: taken })
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
