import { takeUpTo } from '#app/core/quantity.ts'
import type { Elsewhere } from '#app/orders/elsewhere.ts'
import { linesOf, freeOn, placeName, shelvesOf, type BookLine, type BookOrder, type Books } from './books.ts'

/**
 * What an order lacks where Shopify wants it fulfilled and could have from another open place: what still has to be
 * found, and what is only on its way. The place with most of it first.
 */
export function elsewhereOf(books: Books, order: BookOrder): Elsewhere[] {
  const open = (order.routing ?? []).filter((one) => one.status === 'open')
  return linesOf(books, order.id)
    .filter((line) => line.need === 'stock' && line.places.unsourced + line.places.claims.length > 0)
    .flatMap((line) =>
      open.flatMap((one) => {
        const there = one.lines.find((l) => l.line === line.id)
        const from = one.location
        if (!there || from === null || there.remaining === 0) return []
        const lacking = takeUpTo(there.remaining, lackingOn(books, line, from))
        return placesWith(books, order, line)
          .filter(({ to }) => to !== from && lacking > 0)
          .map(({ to, free }) => ({
            ...{ line: line.id, title: line.title, fulfillmentOrder: one.id, from, to, free },
            ...{ place: placeName(books, to), quantity: takeUpTo(lacking, free) },
          }))
      }),
    )
}

// What the place serves of a line and does not hold for it.
function lackingOn(books: Books, line: BookLine, location: string): number {
  const shelf = shelvesOf(books, line).find((s) => s.location === location && !s.provisional)
  const held = line.places.reserved.find((h) => h.location === location)?.quantity ?? 0
  return Math.max(0, (shelf?.atMost ?? 0) - held)
}

function placesWith(books: Books, order: BookOrder, line: BookLine): { to: string; free: number }[] {
  return [...books.levels.values()]
    .filter((level) => level.item === line.item && !books.closed.has(level.location))
    .map((level) => ({
      to: level.location as string,
      free: freeOn(level) - (order.b2b ? 0 : level.b2bOnly),
    }))
    .filter(({ free }) => free > 0)
    .sort((a, b) => b.free - a.free || (a.to < b.to ? -1 : 1))
}
