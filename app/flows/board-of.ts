import type { BoardRow, BoardShelf, Shift } from '#app/allocation/board.ts'
import { slipOf } from '#app/allocation/slip.ts'
import { standingsOf } from '#app/allocation/turns.ts'
import { sumOf } from '#app/core/quantity.ts'
import { merge } from '#app/stock/expected-date.ts'
import type { BookLine, Books } from './books.ts'
import { freeOn, placeName, shelvesOf, turnOf } from './books.ts'
import { pickedOf, type Picked } from './deal-anew.ts'
import { givableOf, wantedOf } from './give-units.ts'
import { movesOf } from './moved-dates.ts'
import { isLate } from './promise-slipped.ts'

/** The lines of open orders that want an item, or hold it. */
export function linesWanting(books: Books, item: string): BookLine[] {
  return [...books.lines.values()].filter(
    ({ item: one, need, places: { reserved, claims, unsourced } }) =>
      one === item && need === 'stock' && reserved.length + claims.length + unsourced > 0,
  )
}

/** The orders that want an item as they stand, in turn. */
export function standingsIn(books: Books, item: string) {
  return standingsOf(linesWanting(books, item).map((line) => turnOf(books, line)))
}

/** Every order that wants an item, in turn, with where its units are and why. */
export function rowsOf(
  books: Books,
  item: string,
  { picked, customers }: { picked: Picked; customers: ReadonlyMap<string, string> },
): BoardRow[] {
  const wanting = Map.groupBy(linesWanting(books, item), (line) => line.order as string)
  return standingsIn(books, item).map(({ order: id }, place) => {
    const { name, b2b, priority } = books.orders.get(id)!
    const lines = wanting.get(id)!
    const places = [...new Set(lines.flatMap((line) => placesOf(books, line)))].map((location) => ({
      location,
      mayGive: sumOf(lines, (line) => {
        const gives = givableOf(line, location, picked)
        return gives.held - gives.picked
      }),
      wanted: sumOf(lines, (line) => wantedOf(books, line, location)),
    }))
    return {
      ...{ order: id, name, place, customer: customers.get(id) ?? '', b2b, priority, places },
      promised: merge(lines.flatMap((line) => line.promised)),
      expected: merge(lines.flatMap((line) => line.expected)),
      late: lines.some(isLate),
      reserved: sumOf(lines, (line) => sumOf(line.places.reserved, (h) => h.quantity)),
      claimed: sumOf(lines, (line) => sumOf(line.places.claims, (c) => c.quantity)),
      unsourced: sumOf(lines, (line) => line.places.unsourced),
      picked: sumOf(lines, (line) => sumOf(line.places.reserved, (h) => pickedOf(picked, line.id, h))),
      why: newestOf(lines),
    }
  })
}

function placesOf(books: Books, line: BookLine): string[] {
  return [...line.places.reserved, ...shelvesOf(books, line)].map(({ location }) => location)
}

function newestOf(lines: readonly BookLine[]): BoardRow['why'] {
  const decisions = lines.flatMap((line) => line.why.at(-1) ?? [])
  return decisions.reduce<BoardRow['why']>((newest, d) => (newest && newest.at >= d.at ? newest : d), null)
}

/** What lies of an item, place by place. */
export function shelvesIn(books: Books, item: string): BoardShelf[] {
  return [...books.levels.values()]
    .filter((level) => level.item === item && !(books.closed.has(level.location) && level.onHand === 0))
    .map((level) => ({
      ...{ location: level.location, name: placeName(books, level.location) },
      ...{ onHand: level.onHand, unavailable: level.unavailable, reserved: level.reserved },
      ...{ safetyStock: level.safetyStock, b2bOnly: level.b2bOnly },
      free: Math.max(0, freeOn(level)),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Whose dates differ from what they were before, and who is late by it: the worst first. */
export function shiftsOf(books: Books, before: ReadonlyMap<string, BookLine>): Shift[] {
  const days = (shift: Shift) => shift.days ?? Infinity
  return movesOf(books, before, (was) => was.expected)
    .map(({ promised: _, ...move }) => ({
      ...move,
      days: slipOf(move.before, move.after),
      lateBy: move.late ? slipOf(before.get(move.line)!.promised, move.after) : null,
    }))
    .sort((a, b) => Number(b.late) - Number(a.late) || days(b) - days(a) || (a.line < b.line ? -1 : 1))
}
