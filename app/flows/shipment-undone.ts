import { moveStock, type Books } from './books.ts'
import type { OurShipment } from './shipments-matched.ts'

/** Puts the goods of a shipment back on the shelf they left in our books. */
export function putBack(books: Books, { id, location, goods }: OurShipment): void {
  for (const { item, quantity } of goods)
    moveStock(books, {
      location,
      item,
      account: 'on_hand',
      quantity,
      kind: 'unshipped',
      cause: `unshipped:${id}`,
    })
}

/** The shelves on which a shipment's goods lay. */
export function shelvesLeft({ location, goods }: OurShipment): { location: string; item: string }[] {
  return goods.map(({ item }) => ({ location, item }))
}
