import { sumOf } from '#app/core/quantity.ts'
import { afterArrival } from '#app/stock/expected-date.ts'
import { slippedUnits } from '#app/stock/slipped.ts'
import type { SlipCause, SlippedLine } from '#app/tasks/slip.ts'
import type { BookLine, Books } from './books.ts'
import { linesOf } from './books.ts'
import { withoutLimits } from './moved-dates.ts'

/** The lines of an order of which units slip, and why: by themselves, or because they wait for another line. */
export function slippedLines(books: Books, order: string): SlippedLine[] {
  const free = withoutLimits(books)
  const lines = linesOf(books, order)
  const late = lines.flatMap((line) => {
    const units = slippedUnits(line.promised, line.expected)
    return units.length > 0 ? [{ line, units }] : []
  })
  return late.map(({ line, units }) => {
    const own = slippedUnits(line.promised, free.lines.get(line.id)!.expected)
    const on = (own[0] ?? units[0]!).from
    const waits = own.length === 0
    const cause = waits ? causeOfRest(books, lines, on) : causeOf(books, line, on)
    return { line: line.id, title: line.title, units, cause, waits }
  })
}

// What comes last of the order, after the day on which a line of it was promised.
function causeOfRest(books: Books, lines: readonly BookLine[], promisedOn: string): SlipCause | null {
  const causes = lines.flatMap((line) => causeOf(books, line, promisedOn) ?? [])
  const comes = (cause: SlipCause) => ('on' in cause ? (cause.on ?? '9999') : '')
  return causes.sort((a, b) => (comes(a) < comes(b) ? 1 : -1))[0] ?? null
}

function causeOf(books: Books, line: BookLine, promisedOn: string): SlipCause | null {
  const claim = line.places.claims
    .filter(({ on }) => on === null || afterArrival(on, books) > promisedOn)
    .sort((a, b) => ((a.on ?? '9999') < (b.on ?? '9999') ? 1 : -1))[0]
  const incoming = claim && books.incoming.get(claim.poLine)
  if (incoming) {
    const overdue = claim.on !== null && claim.on < books.today
    return { because: 'purchase-order', number: incoming.number, on: claim.on, overdue }
  }
  if (line.places.unsourced > 0) return { because: whyLost(line) }
  const held = sumOf(line.places.reserved, (h) => h.quantity)
  return held > 0 && promisedOn < books.today ? { because: 'not-shipped' } : null
}

const LOST = ['counted', 'moved', 'purchase-order-closed'] as const

// The newest decision that took units from the line.
function whyLost(line: BookLine): (typeof LOST)[number] | 'to-buy' {
  const taken = line.why.findLast(({ did }) => did === 'released' || did === 'unclaimed')
  return LOST.find((because) => because === taken?.because) ?? 'to-buy'
}
