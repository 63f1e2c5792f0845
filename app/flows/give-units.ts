import { mayGive, type Gift } from '#app/allocation/gift.ts'
import { sumOf, takeUpTo, type Quantity } from '#app/core/quantity.ts'
import type { Claimed } from '#app/orders/settle-line.ts'
import { byTurn } from '#app/stock/allocate.ts'
import type { BookLine, Books, LocationId } from './books.ts'
import { decided, linesOf, place, shelvesOf, turnOf } from './books.ts'
import { pickedOf, type Picked } from './deal-anew.ts'
import { firstToCome, unreserve } from './rebalance.ts'

/** Units of an item that one order gives another, on the shelf on which they lie. */
export type Giving = {
  readonly item: string
  readonly from: string
  readonly to: string
  readonly location: LocationId
  readonly quantity: Quantity
  readonly who: string
}

/** How many units a line may give at a place: what it holds there, less what lies in somebody's hands. */
export function givableOf(
  line: BookLine,
  location: string,
  picked: Picked,
): { held: number; picked: number } {
  const held = line.places.reserved.find((h) => h.location === location)
  return { held: held?.quantity ?? 0, picked: held ? pickedOf(picked, line.id, held) : 0 }
}

/** How many units a line still wants at a place: to be found, or to come there. */
export function wantedOf(books: Books, line: BookLine, location: string): Quantity {
  const shelf = shelvesOf(books, line).find((s) => s.location === location)
  const held = line.places.reserved.find((h) => h.location === location)?.quantity ?? 0
  const missing = line.places.unsourced + sumOf(claimsAt(books, line, location), (c) => c.quantity)
  return shelf ? Math.max(0, Math.min(shelf.atMost - held, missing)) : 0
}

/**
 * Gives units of one order to another, as a person decided: the last in turn of the giver's lines gives first, the
 * first of the receiver's lines gets first. Answers how many found their way; what is missing to the wish nobody may give.
 */
export function giveUnits(books: Books, giving: Giving, picked: Picked): Quantity {
  const { item, from, to, location, quantity } = giving
  const inTurn = (order: string) =>
    linesOf(books, order)
      .filter((line) => line.item === item && line.need === 'stock')
      .sort((a, b) => byTurn(turnOf(books, a), turnOf(books, b)))
      .map((line) => line.id)
  let left = quantity
  for (const receiver of inTurn(to))
    for (const giver of inTurn(from).toReversed()) {
      const [a, b] = [books.lines.get(giver)!, books.lines.get(receiver)!]
      const facts = { ...givableOf(a, location, picked), wanted: wantedOf(books, b, location) }
      const given = takeUpTo(left, mayGive(facts))
      if (given === 0) continue
      left -= given
      const names = { from: nameOf(books, from), to: nameOf(books, to) }
      hand(
        books,
        { a, b, location },
        { ...names, place: location, ...facts, quantity: given, who: giving.who },
      )
    }
  return quantity - left
}

function hand(
  books: Books,
  { a, b, location }: { a: BookLine; b: BookLine; location: LocationId },
  gift: Gift,
): void {
  const { quantity } = gift
  const said = { quantity, because: 'given', given: gift } as const
  place(books, a, { places: unreserve(a.places, location, quantity) }, [
    decided(books, { did: 'released', ...said }),
  ])
  const shelf = shelvesOf(books, b).find((s) => s.location === location)!
  const held = b.places.reserved.find((h) => h.location === location)?.quantity ?? 0
  const here = claimsAt(books, b, location)
  const coming = sumOf(here, (c) => c.quantity)
  const found = Math.min(quantity, b.places.unsourced, Math.max(0, shelf.atMost - held - coming))
  const unclaimed = quantity - found
  // Whoever gets a unit from the shelf waits no longer for the last that would come there.
  const claims = [
    ...b.places.claims.filter((c) => !here.includes(c)),
    ...firstToCome(books, here, location, coming - unclaimed),
  ]
  const others = b.places.reserved.filter((h) => h.location !== location)
  const reserved = [...others, { location, quantity: held + quantity, provisional: shelf.provisional }]
  place(books, b, { places: { ...b.places, reserved, claims, unsourced: b.places.unsourced - found } }, [
    ...(unclaimed > 0
      ? [decided(books, { did: 'unclaimed', quantity: unclaimed, because: 'served-elsewhere' })]
      : []),
    decided(books, { did: 'reserved', ...said }),
  ])
}

function claimsAt(books: Books, line: BookLine, location: string): readonly Claimed[] {
  return line.places.claims.filter((c) => books.incoming.get(c.poLine)?.location === location)
}

function nameOf(books: Books, order: string): string {
  return books.orders.get(order)!.name
}
