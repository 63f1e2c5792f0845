import { sumOf } from '#app/core/quantity.ts'
import type { Books } from './books.ts'

/** Units that an order line loses on the shelf, and how many of them are to be found anew. */
export type GivenBack = {
  readonly order: string
  readonly name: string
  readonly line: string
  readonly title: string
  readonly quantity: number
  readonly unsourced: number
}

/** The order lines that hold less on the shelf than when the books were opened. */
export function givenBack(books: Books): GivenBack[] {
  return [...books.lines.values()].flatMap((line) => {
    const before = books.opened.get(line.id)
    const quantity = before ? held(before) - held(line) : 0
    if (!before || quantity <= 0) return []
    const unsourced = Math.max(0, line.places.unsourced - before.places.unsourced)
    const { name } = books.orders.get(line.order)!
    return [{ order: line.order, name, line: line.id, title: line.title, quantity, unsourced }]
  })
}

function held({ places }: { places: { reserved: readonly { quantity: number }[] } }): number {
  return sumOf(places.reserved, (h) => h.quantity)
}
