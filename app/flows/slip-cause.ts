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
    const causes = waits ? causesOfRest(books, lines, on) : causesOf(books, line, on)
    return { line: line.id, title: line.title, units, causes, waits }
  })
}

// What comes last of the order, after the day on which a line of it was promised.
function causesOfRest(books: Books, lines: readonly BookLine[], promisedOn: string): SlipCause[] {
  const causes = lines.flatMap((line) => causesOf(books, line, promisedOn))
  const comes = (cause: SlipCause) => ('on' in cause ? (cause.on ?? '9999') : '')
  return causes.sort((a, b) => (comes(a) < comes(b) ? 1 : -1)).slice(0, 1)
}

function causesOf(books: Books, line: BookLine, promisedOn: string): SlipCause[] {
  const { claims, unsourced, reserved } = line.places
  const late = claims.filter(({ on }) => on === null || afterArrival(on, books) > promisedOn)
  const comes = late.flatMap(({ poLine, on }): SlipCause[] => {
    const number = books.incoming.get(poLine)?.number
    return number ? [{ because: 'purchase-order', number, on, overdue: on !== null && on < books.today }] : []
  })
  const stayed = promisedOn < books.today && sumOf(reserved, (h) => h.quantity) > 0
  return [
    ...comes,
    ...(unsourced > 0 ? [{ because: whyLost(line) }] : []),
    ...(stayed ? [{ because: 'not-shipped' } as const] : []),
  ]
}

const LOST = ['counted', 'moved', 'purchase-order-closed'] as const

// The newest decision that took units from the line.
function whyLost(line: BookLine): (typeof LOST)[number] | 'to-buy' {
  const taken = line.why.findLast(({ did }) => did === 'released' || did === 'unclaimed')
  return LOST.find((because) => because === taken?.because) ?? 'to-buy'
}
