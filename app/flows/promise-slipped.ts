import { slippedUnits } from '#app/stock/slipped.ts'
import { slipOf } from '#app/tasks/slip.ts'
import type { RaisedTask } from '#app/tasks/task.ts'
import type { BookLine, Books } from './books.ts'
import { linesByOrder } from './books.ts'

/** Which loaded orders are now expected later than was promised, and which no longer are. */
export function slips(books: Books): { raise: RaisedTask[]; resolve: string[] } {
  const raise: RaisedTask[] = []
  const resolve: string[] = []
  const byOrder = linesByOrder(books)
  for (const order of books.orders.values()) {
    const key = `slip:${order.id}`
    const late = (byOrder.get(order.id) ?? []).filter(isLate)
    // What is kept until called goes out when the customer says.
    if (late.length === 0 || order.state !== 'open' || order.callOff) resolve.push(key)
    else
      raise.push({
        key,
        kind: 'promise-slips',
        subject: order.id,
        params: {
          order: order.name,
          lines: late.length,
          until: lastDay(late),
          ...slipOf(late.map((l) => ({ units: slippedUnits(l.promised, l.expected) }))),
        },
      })
  }
  return { raise, resolve }
}

// The day on which the last of it is expected; empty when nobody knows.
function lastDay(lines: readonly BookLine[]): string {
  const days = lines.flatMap((l) => l.expected.map((d) => d.on))
  return days.includes(null)
    ? ''
    : (days
        .flatMap((day) => day ?? [])
        .sort()
        .at(-1) ?? '')
}

/** Whether units of the line are expected later than they were promised, or nobody knows when. */
export function isLate(line: BookLine): boolean {
  return slippedUnits(line.promised, line.expected).length > 0
}
