import { dayIn } from '#app/core/day.ts'
import type { Tx } from '#app/db.server.ts'
import { lateWith, type Slip, type SlipGroup } from '#app/tasks/slip.ts'
import type { Books } from './books.ts'
import { openBooks } from './open-books.server.ts'
import { datesLetter, markOf, promisedOf } from './order-confirmed.server.ts'
import { orderFacts } from './order-facts.server.ts'
import { reckonDates } from './rebalance.ts'
import { slippedLines } from './slip-cause.ts'

/** More are not looked at together: the ones told make room for the next. */
const MOST = 50

/** The customers to warn, those of one late purchase order together, and how many there are beyond these. */
export type Slips = { readonly groups: SlipGroup[]; readonly keys: string[]; readonly more: number }

/** Reads whom the open tasks of slipped promises ask to warn, with the message that would go to each now. */
export async function readSlips(tx: Tx, shop: string, at: Date): Promise<Slips> {
  const where = { shop, kind: 'promise-slips', resolvedAt: null }
  const tasks = await tx.task.findMany({ where, orderBy: [{ raisedAt: 'asc' }, { key: 'asc' }], take: MOST })
  const more = tasks.length < MOST ? 0 : (await tx.task.count({ where })) - MOST
  const orders = tasks.map((task) => task.subject)
  const books = orders.length > 0 ? await openBooks(tx, shop, at, { orders }) : null
  if (!books) return { groups: [], keys: [], more }
  reckonDates(books)
  const slips: Slip[] = []
  for (const { key, subject } of tasks) {
    const slip = await slipOfOrder(tx, books, key, subject)
    if (slip) slips.push(slip)
  }
  return {
    groups: await groupsOf(tx, shop, slips, dayIn(at, books.timeZone)),
    keys: slips.map((s) => s.key),
    more,
  }
}

// Nothing when it slips no longer: then the task ends with the next event.
async function slipOfOrder(tx: Tx, books: Books, key: string, order: string): Promise<Slip | null> {
  const lines = slippedLines(books, order)
  const facts = lines.length > 0 ? await orderFacts(tx, books.shop, order) : null
  if (!facts) return null
  const { subject, text } = datesLetter(books, facts, promisedOf(books, order))
  const dated = [...books.lines.values()].some(
    (l) => l.order === order && l.expected.some((d) => d.on !== null),
  )
  return {
    key,
    order,
    name: facts.snapshot.name,
    customer: facts.buyer.name,
    email: facts.email,
    lines,
    message: { subject, text },
    mark: markOf({ subject, text, html: '' }),
    dated,
  }
}

async function groupsOf(tx: Tx, shop: string, slips: readonly Slip[], today: string): Promise<SlipGroup[]> {
  const byNumber = Map.groupBy(slips, lateWith)
  const numbers = [...byNumber.keys()].flatMap((number) => number ?? [])
  const orders = await tx.purchaseOrder.findMany({
    where: { shop, number: { in: numbers } },
    select: { id: true, number: true, of: { select: { name: true } } },
  })
  return [...byNumber].map(([number, late]): SlipGroup => {
    const order = orders.find((o) => o.number === number)
    const on = late
      .flatMap((slip) => slip.lines.flatMap((line) => line.causes))
      .flatMap((cause) =>
        cause.because === 'purchase-order' && cause.number === number ? [cause.on ?? ''] : [],
      )
    const day = on.includes('') ? null : (on.sort().at(-1) ?? null)
    const purchaseOrder = order && {
      id: order.id,
      number: number!,
      supplier: order.of.name,
      on: day,
      overdue: day !== null && day < today,
    }
    return { purchaseOrder: purchaseOrder ?? null, slips: late }
  })
}
