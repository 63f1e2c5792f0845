import { sumOf } from '#app/core/quantity.ts'
import type { Decision } from '#app/orders/decision.ts'
import { openUnits } from '#app/orders/line-units.ts'
import type { Places } from '#app/orders/settle-line.ts'
import type { Move, Source } from '#app/stock/allocate.ts'
import { allocate } from '#app/stock/allocate.ts'
import { contestsOver } from '#app/stock/contest.ts'
import type { BookLine, Books } from './books.ts'
import { decided, linesByOrder, place, placeName, shelvesOf, turnOf } from './books.ts'

/**
 * Lines of one order that want the same goods hold what the order has of them in their turn: which of them a unit is for
 * does not depend on the way by which the order became what it is. What was promised stands: then each keeps its own.
 */
export function shareAmongTwins(books: Books): void {
  const byOrder = linesByOrder(books)
  for (const order of books.orders.keys()) {
    const lines = (byOrder.get(order) ?? []).filter((line) => line.need === 'stock' && line.item)
    for (const twins of Map.groupBy(lines, (line) => line.item).values())
      if (twins.length > 1 && twins.every((line) => line.promised.length === 0)) share(books, twins)
  }
}

function share(books: Books, twins: readonly BookLine[]): void {
  const held = twins.flatMap((line) => line.places.reserved)
  const claimed = twins.flatMap((line) => line.places.claims)
  const { b2b } = books.orders.get(twins[0]!.order)!
  const waiting = twins.map((line) => ({
    ...turnOf(books, line),
    ...{ item: line.item!, b2b },
    shelves: shelvesOf(books, line),
    unsourced: openUnits(line.units),
    claims: [],
  }))
  const shelves = [...Map.groupBy(held, (h) => h.location)].map(([location, there]) => ({
    ...{ location, item: twins[0]!.item! },
    ...{ free: unitsOf(there), b2bOnly: 0 },
  }))
  const incoming = [...Map.groupBy(claimed, (c) => c.poLine)].flatMap(([poLine, there]) => {
    const line = books.incoming.get(poLine)
    return line
      ? [{ poLine, location: line.location, item: line.item, free: unitsOf(there), on: there[0]!.on }]
      : []
  })
  const { moves, sources } = allocate(waiting, shelves, incoming)
  // A shelf that serves only some of the lines may leave a unit over: then all stays as it is.
  if (unitsOf(moves) !== unitsOf(held) + unitsOf(claimed)) return
  for (const line of twins)
    hold(
      books,
      line,
      moves.filter((move) => move.line === line.id),
      sources,
    )
}

function hold(books: Books, line: BookLine, moves: readonly Move[], sources: readonly Source[]): void {
  const shelves = shelvesOf(books, line)
  const places: Places = {
    reserved: moves.flatMap((move) =>
      move.kind === 'reserve'
        ? [
            {
              ...{ location: move.location, quantity: move.quantity },
              provisional: shelves.find((s) => s.location === move.location)!.provisional,
            },
          ]
        : [],
    ),
    claims: moves.flatMap((move) =>
      move.kind === 'claim' ? [{ poLine: move.poLine, quantity: move.quantity, on: null }] : [],
    ),
    unsourced: openUnits(line.units) - unitsOf(moves),
    unstocked: 0,
  }
  if (sameHolds(places, line.places)) return
  place(books, line, { places }, whyOf(books, line, moves, sources))
}

function sameHolds(a: Places, b: Places): boolean {
  const text = ({ reserved, claims }: Places) =>
    [...reserved.map((h) => `${h.location} ${h.quantity}`), ...claims.map((c) => `${c.poLine} ${c.quantity}`)]
      .sort()
      .join()
  return text(a) === text(b)
}

// All that the line held is given up, and what it holds of the order's units now is said anew.
function whyOf(
  books: Books,
  { id, order, places: { reserved, claims } }: BookLine,
  moves: readonly Move[],
  sources: readonly Source[],
): Decision[] {
  const shared = { because: 'shared' } as const
  const [released, unclaimed] = [unitsOf(reserved), unitsOf(claims)]
  const nameOf = () => books.orders.get(order)!.name
  return [
    ...(released > 0 ? [decided(books, { did: 'released', quantity: released, ...shared })] : []),
    ...(unclaimed > 0 ? [decided(books, { did: 'unclaimed', quantity: unclaimed, ...shared })] : []),
    ...moves.flatMap((move): Decision[] => {
      if (move.kind === 'unclaim') return []
      const source = sources.find((s) => s.id === (move.kind === 'reserve' ? move.location : move.poLine))!
      const name =
        move.kind === 'reserve' ? placeName(books, source.id) : books.incoming.get(source.id)!.number
      const facts = { ...{ id: source.id, name, there: source.free }, ...{ held: 0, kept: 0, b2bOnly: 0 } }
      const contest = contestsOver({ kind: 'order', ...facts }, source.asked, nameOf).get(id)!
      const did = move.kind === 'reserve' ? 'reserved' : 'claimed'
      return [decided(books, { did, quantity: move.quantity, ...shared, ref: name, contest })]
    }),
  ]
}

function unitsOf(held: readonly { readonly quantity: number }[]): number {
  return sumOf(held, (h) => h.quantity)
}
