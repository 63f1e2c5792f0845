import type { Shippable } from '#app/deliveries/shippable.ts'
import { shippable } from '#app/deliveries/shippable.ts'
import type { BookOrder, Books } from './books.ts'
import { linesOf } from './books.ts'

/** What of an order may leave now, by its customer's terms. */
export function orderShippable(books: Books, order: BookOrder): Shippable {
  const lines = linesOf(books, order.id)
  const terms = { partial: order.partial, maxShipments: order.maxShipments, shipped: order.shipments }
  const missing = (l: (typeof lines)[number]) =>
    l.places.unsourced + l.places.claims.reduce((sum, c) => sum + c.quantity, 0)
  const days = lines.flatMap((l) => l.expected.map((d) => d.on))
  const completeOn = days.includes(null) ? null : (days.sort().at(-1) ?? null)
  return shippable(
    lines.map((l) => ({ line: l.id, held: l.places.reserved, missing: missing(l) })),
    terms,
    completeOn,
  )
}
