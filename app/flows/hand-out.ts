import { sumOf } from '#app/core/quantity.ts'
import type { Decision } from '#app/orders/decision.ts'
import type { Places } from '#app/orders/settle-line.ts'
import { schedule, toCome } from '#app/purchasing/purchase-order.ts'
import type { Move, Source, Waiting } from '#app/stock/allocate.ts'
import { allocate, byTurn } from '#app/stock/allocate.ts'
import type { Contest, ContestSource } from '#app/stock/contest.ts'
import { contestsOver, ruleOf } from '#app/stock/contest.ts'
import type { BookLine, Books, IncomingLine, LocationId } from './books.ts'
import {
  decided,
  freeIncoming,
  freeOn,
  levelKey,
  place,
  placeName,
  shelvesOf,
  turnOf,
  whyKept,
} from './books.ts'

/** Hands free and incoming units out to the lines that wait for them, in turn, and notes why each got what it got. */
export function handOut(books: Books): void {
  const inScope = (item: string | null) => item !== null && books.items.has(item)
  const waiting = [...books.lines.values()]
    .filter((l) => inScope(l.item) && waits(l))
    .map((l) => waitingOf(books, l))
  const shelves = [...books.levels.values()]
    .filter((l) => inScope(l.item))
    .map((l) => ({ ...l, free: freeOn(l) }))
  const incoming = [...books.incoming.values()]
    .filter((l) => inScope(l.item))
    .map((l) => ({ poLine: l.id, location: l.location, item: l.item, free: freeIncoming(l), on: lastDay(l) }))
  const { moves, sources } = allocate(waiting, shelves, incoming)
  const contests = contestsOf(books, sources)
  const held = holdersOf(books)
  const movesOf = Map.groupBy(moves, (move) => move.line)
  for (const { line: id } of waiting) {
    const fared = { contests: contests.get(id) ?? [], held }
    applyMoves(books, books.lines.get(id)!, movesOf.get(id) ?? [], fared)
  }
  noteUnknown(books)
}

function waits(line: BookLine): boolean {
  return line.need === 'stock' && (line.places.unsourced > 0 || line.places.claims.length > 0)
}

function waitingOf(books: Books, line: BookLine): Waiting {
  const held = (location: LocationId) =>
    line.places.reserved.find((h) => h.location === location)?.quantity ?? 0
  const shelves = shelvesOf(books, line).map((s) => ({
    location: s.location,
    atMost: s.atMost - held(s.location),
  }))
  const { unsourced } = line.places
  const claims = line.places.claims.flatMap((c) => {
    const incoming = books.incoming.get(c.poLine)
    return incoming ? [{ ...c, location: incoming.location }] : []
  })
  const { b2b } = books.orders.get(line.order)!
  return { ...turnOf(books, line), item: line.item!, b2b, shelves, unsourced, claims }
}

/** Free incoming units are the last to come: earlier ones are already claimed. */
export function lastDay(line: IncomingLine): string | null {
  return schedule(line.progress).at(-1)?.on ?? null
}

// What was there of each source before it was handed out, and how each line fared with it.
function contestsOf(books: Books, sources: readonly Source[]): Map<string, Contest[]> {
  const contests = new Map<string, Contest[]>()
  const nameOf = (order: string) => books.orders.get(order)?.name ?? order
  for (const source of sources) {
    if (source.asked.length === 0) continue
    for (const [line, contest] of contestsOver(factsOf(books, source), source.asked, nameOf))
      contests.set(line, [...(contests.get(line) ?? []), contest])
  }
  return contests
}

function factsOf(books: Books, { kind, id, item, free, b2bOnly }: Source): ContestSource {
  if (kind === 'incoming') {
    const line = books.incoming.get(id)!
    const there = toCome(line.progress)
    // Claims given up for a unit on the shelf were free again when it was handed out.
    return { kind, id, name: line.number, there, held: there - free, kept: 0, b2bOnly }
  }
  const level = books.levels.get(levelKey(id, item))!
  const there = level.onHand - level.unavailable
  return {
    ...{ kind, id, name: placeName(books, id), there },
    ...{ held: level.reserved, kept: level.safetyStock, b2bOnly },
  }
}

/** How a line fared: with each source it asked, and who held the shelves before. */
type Fared = { readonly contests: readonly Contest[]; readonly held: Holders }

function applyMoves(books: Books, line: BookLine, moves: readonly Move[], fared: Fared): void {
  const missing = line.places.unsourced + sumOf(moves.filter(isUnclaim), (move) => move.quantity)
  const moved = moves.length === 0 ? line : moveUnits(books, line, moves, fared)
  noteShortage(books, moved, missing, fared)
}

function isUnclaim({ kind }: Move): boolean {
  return kind === 'unclaim'
}

function moveUnits(books: Books, line: BookLine, moves: readonly Move[], fared: Fared): BookLine {
  const shelves = shelvesOf(books, line)
  const reserved = new Map(line.places.reserved.map((h) => [h.location, h]))
  const claims = new Map(line.places.claims.map((c) => [c.poLine, c]))
  let unsourced = line.places.unsourced
  const why: Decision[] = []
  for (const move of moves) {
    const { quantity } = move
    if (move.kind === 'reserve') {
      const provisional = shelves.find((s) => s.location === move.location)!.provisional
      const before = reserved.get(move.location)?.quantity ?? 0
      reserved.set(move.location, { location: move.location, quantity: before + quantity, provisional })
      unsourced -= quantity
    } else {
      const sign = move.kind === 'claim' ? 1 : -1
      const claim = claims.get(move.poLine) ?? { poLine: move.poLine, quantity: 0, on: null }
      claims.set(move.poLine, { ...claim, quantity: claim.quantity + sign * quantity })
      unsourced -= sign * quantity
    }
    why.push(decisionOf(books, line, move, fared))
  }
  const places: Places = {
    reserved: [...reserved.values()],
    claims: [...claims.values()].filter((c) => c.quantity > 0),
    unsourced,
    unstocked: 0,
  }
  return place(books, line, { places }, why)
}

function decisionOf(books: Books, line: BookLine, move: Move, fared: Fared): Decision {
  if (move.kind === 'unclaim') {
    const ref = books.incoming.get(move.poLine)?.number
    const unclaimed = { did: 'unclaimed', quantity: move.quantity, because: 'served-elsewhere' } as const
    return decided(books, { ...unclaimed, ...(ref ? { ref } : {}) })
  }
  const id = move.kind === 'reserve' ? move.location : move.poLine
  const contest = fared.contests.find(({ source }) => source.id === id)!
  const because = move.kind === 'reserve' ? 'on-shelf' : 'incoming'
  const rule = ruleOf(contest)
  return decided(books, {
    did: move.kind === 'reserve' ? 'reserved' : 'claimed',
    ...{ quantity: move.quantity, because, ref: contest.source.name },
    ...(contest.got < contest.wanted ? beforeOf(books, line, [contest], fared.held) : {}),
    ...(rule ? { rule } : {}),
    contest,
  })
}

// Says once for each amount what is still to be found, who holds the shelf, and what decided.
function noteShortage(books: Books, line: BookLine, missing: number, { contests, held }: Fared): void {
  const { unsourced } = line.places
  if (unsourced === 0) return
  const last = line.why.findLast((d) => d.did === 'unsourced')
  const since = line.why.slice(last ? line.why.lastIndexOf(last) + 1 : 0)
  if (last?.quantity === unsourced && since.length === 0) return
  const lost = contests.find((contest) => contest.got < contest.wanted)
  const rule = lost ? ruleOf(lost) : null
  const decision = decided(books, {
    did: 'unsourced',
    quantity: unsourced,
    because: line.need === 'unknown-variant' ? 'unknown-variant' : 'nothing-left',
    ...beforeOf(books, line, contests, held),
    ...(rule ? { rule } : {}),
    lack: { missing, tried: [...contests] },
  })
  const why = whyKept([...line.why, decision], line.units, line.places)
  books.lines.set(line.id, { ...line, why })
}

// What nobody knows to have anywhere is asked of no source.
function noteUnknown(books: Books): void {
  for (const line of books.lines.values())
    if (line.need === 'unknown-variant')
      noteShortage(books, line, line.places.unsourced, { contests: [], held: new Map() })
}

type Holder = { readonly order: string; readonly quantity: number }
type Holders = ReadonlyMap<string, readonly Holder[]>

// Who holds the shelves before anything is handed out, by shelf, first in turn first.
function holdersOf(books: Books): Holders {
  const held = [...books.lines.values()]
    .filter((line) => line.item !== null && line.places.reserved.length > 0)
    .sort((a, b) => byTurn(turnOf(books, a), turnOf(books, b)))
    .flatMap((line) =>
      line.places.reserved.map(({ location, quantity }) => ({
        ...{ shelf: levelKey(location, line.item!), quantity },
        order: books.orders.get(line.order)!.name,
      })),
    )
  const byShelf = new Map<string, readonly Holder[]>(books.otherHolders)
  for (const [shelf, mine] of Map.groupBy(held, (h) => h.shelf))
    byShelf.set(shelf, [
      ...mine.map(({ order, quantity }) => ({ order, quantity })),
      ...(byShelf.get(shelf) ?? []),
    ])
  return byShelf
}

// Which other orders had units of the shelves that a line asked: held before, or served ahead of it now. The first five.
function beforeOf(
  books: Books,
  line: BookLine,
  contests: readonly Contest[],
  held: Holders,
): { before?: Holder[] } {
  const units = new Map<string, number>()
  for (const { source, ahead } of contests) {
    if (source.kind !== 'shelf') continue
    const had = held.get(levelKey(source.id, line.item!)) ?? []
    for (const { order, quantity } of [...had, ...ahead.map((r) => ({ order: r.name, quantity: r.got }))])
      units.set(order, (units.get(order) ?? 0) + quantity)
  }
  units.delete(books.orders.get(line.order)!.name)
  const before = [...units].map(([order, quantity]) => ({ order, quantity })).slice(0, 5)
  return before.length > 0 ? { before } : {}
}
