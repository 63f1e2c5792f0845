import type { Dated } from '#app/stock/expected-date.ts'
import { linesByOrder, type BookLine, type BookOrder, type Books } from './books.ts'
import { isLate } from './promise-slipped.ts'
import { reckonDates } from './rebalance.ts'

/** Why units go out later than they could: the last shipment the customer accepts waits for all the rest, or the whole. */
export type Waits =
  | { readonly for: 'shipment-limit'; readonly most: number }
  | { readonly for: 'complete-delivery' | 'complete-lines' }

/** What an answer moves: a line's dates before and after, and by how many days it is late against its promise. */
export type Moved = {
  readonly order: string
  readonly name: string
  readonly line: string
  readonly title: string
  readonly before: readonly Dated[]
  readonly after: readonly Dated[]
  readonly late: boolean
  readonly days: number
  readonly waits: Waits | null
  /** Whether dates were promised to the customer: then he is told the new ones. */
  readonly promised: boolean
}

/** The lines whose dates differ from what their customers know, or from what `knownOf` says of them before. */
export function movesOf(
  books: Books,
  before: ReadonlyMap<string, BookLine>,
  knownOf: (was: BookLine) => readonly Dated[] = toldOf,
): Moved[] {
  const free = withoutLimits(books)
  const byOrder = linesByOrder(books)
  const orders = [...books.orders.values()].filter((order) => !order.callOff)
  return orders.flatMap((order) =>
    (byOrder.get(order.id) ?? []).flatMap((line) => {
      const was = before.get(line.id)
      if (!was) return []
      const known = knownOf(was)
      if (sameDates(known, line.expected)) return []
      const last = (dates: readonly Dated[]) => dates.at(-1)?.on ?? null
      const [from, to] = [last(known), last(line.expected)]
      const days = from && to ? Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) : 0
      const move = {
        order: order.id,
        name: order.name,
        line: line.id,
        title: line.title,
        before: known,
        after: line.expected,
        days,
        waits: sameDates(free.lines.get(line.id)!.expected, line.expected) ? null : waitsOf(order),
        promised: order.confirmed,
      }
      return [{ ...move, late: isLate({ ...line, promised: was.promised }) }]
    }),
  )
}

// What was promised is what the customer knows; before a promise, what was expected.
function toldOf({ promised, expected }: BookLine): readonly Dated[] {
  return promised.length > 0 ? promised : expected
}

/** The same books of customers who take whatever is ready: what differs from them waits for the rest. */
export function withoutLimits(books: Books): Books {
  const orders = [...books.orders].map(([id, order]): [string, BookOrder] => [
    id,
    { ...order, accepts: 'parts', maxShipments: null },
  ])
  const free = { ...books, orders: new Map(orders), lines: new Map(books.lines) }
  reckonDates(free)
  return free
}

function waitsOf({ accepts, maxShipments }: BookOrder): Waits {
  if (accepts === 'whole-order') return { for: 'complete-delivery' }
  return maxShipments === null ? { for: 'complete-lines' } : { for: 'shipment-limit', most: maxShipments }
}

function sameDates(a: readonly Dated[], b: readonly Dated[]): boolean {
  return a.length === b.length && a.every((d, i) => d.quantity === b[i]!.quantity && d.on === b[i]!.on)
}
