import { now } from '#app/clock.server.ts'
import type { Day } from '#app/core/day.ts'
import { asDay } from '#app/core/day.ts'
import { sumOf } from '#app/core/quantity.ts'
import type { Prisma, Tx } from '#app/db.server.ts'
import { aloneInShop } from '#app/db.server.ts'
import type { LineProgress, PurchaseOrderState } from '#app/purchasing/purchase-order.ts'
import { acknowledge, isOpen, stateOf, toCome } from '#app/purchasing/purchase-order.ts'
import { note } from '#app/shop/audit.server.ts'
import { merge } from '#app/stock/expected-date.ts'
import { resolveTasks } from '#app/tasks/tasks.server.ts'
import { freshCause } from './fresh-cause.server.ts'
import type { Books } from './books.ts'
import { movesOf, type Moved } from './moved-dates.ts'
import { bringOrders, openBooks } from './open-books.server.ts'
import { promiseExpected, promisedOf, tellDates } from './order-confirmed.server.ts'
import { orderFacts } from './order-facts.server.ts'
import { progressOf } from './purchase-order-progress.ts'
import { saveProgress } from './save-progress.server.ts'
import { keepBooks, rebalanceAll } from './close-books.server.ts'

export type Answer = {
  readonly purchaseOrder: string
  readonly lines: readonly {
    readonly poLine: string
    readonly dates: readonly { readonly quantity: number; readonly on: Day }[]
  }[]
}

/** A move with the address to which the new dates go if the answer is accepted; null when nobody is told. */
export type Previewing = Moved & { readonly mailTo: string | null }

export type Previewed =
  { kind: 'preview'; moves: Previewing[] } | { kind: 'invalid'; why: InvalidAnswer } | { kind: 'not-found' }
export type Accepted =
  | { kind: 'done'; moves: Moved[]; told: number }
  | { kind: 'invalid'; why: InvalidAnswer }
  | { kind: 'not-found' }
export type InvalidAnswer = 'closed' | 'unknown-line' | 'bad-quantity' | 'bad-day' | 'more-than-ordered'

/** Shows what a supplier's answer would move, without changing anything. */
export async function previewAnswer(shop: string, answer: Answer): Promise<Previewed> {
  return aloneInShop(shop, async (tx): Promise<Previewed> => {
    const judged = await judge(tx, shop, answer)
    if (judged.kind !== 'judged') return judged
    const moves: Previewing[] = []
    for (const move of judged.moves) {
      const facts = move.promised ? await orderFacts(tx, shop, move.order) : null
      moves.push({ ...move, mailTo: facts?.email ?? null })
    }
    return { kind: 'preview', moves }
  })
}

/**
 * Accepts a supplier's answer: the days of the claims move, what is expected now is promised to the orders that were
 * confirmed, and each customer whose dates moved is told once.
 */
export async function acceptAnswer(shop: string, answer: Answer, who: string): Promise<Accepted> {
  return aloneInShop(shop, async (tx): Promise<Accepted> => {
    const judged = await judge(tx, shop, answer)
    if (judged.kind !== 'judged') return judged
    const { books, moves, progress, state, number } = judged
    await saveProgress(tx, shop, progress)
    await tx.purchaseOrder.update({
      where: { shop_id: { shop, id: answer.purchaseOrder } },
      data: {
        state: stateOf(
          state,
          progress.map((p) => p.progress),
        ),
      },
    })
    const told = await promiseAnew(tx, books, [...new Set(moves.map((m) => m.order))], number, who)
    await keepBooks(tx, books, freshCause(`answer:${answer.purchaseOrder}`), who)
    await note(tx, shop, {
      at: books.at,
      who,
      action: 'answer-accepted',
      subject: answer.purchaseOrder,
      detail: { lines: answer.lines, told } as unknown as Prisma.InputJsonObject,
    })
    return { kind: 'done', moves, told }
  })
}

async function promiseAnew(
  tx: Tx,
  books: Books,
  orders: readonly string[],
  number: string,
  who: string,
): Promise<number> {
  const { shop, at } = books
  let told = 0
  for (const id of orders) {
    if (!books.orders.get(id)!.confirmed) continue
    const before = promisedOf(books, id)
    if (!promiseExpected(books, id)) continue
    const dates = (promised: typeof before) => merge([...promised.values()].flat())
    const detail = { number, before: dates(before), after: dates(promisedOf(books, id)) }
    await note(tx, shop, { at, who, action: 'dates-moved', subject: id, detail })
    const facts = await orderFacts(tx, shop, id)
    if (facts && (await tellDates(tx, books, facts, before))) told++
    await resolveTasks(tx, shop, [`slip:${id}`], at, who)
  }
  return told
}

type OrderLineRow = Awaited<ReturnType<typeof linesOfOrder>>[number]
type Judged = {
  kind: 'judged'
  books: Books
  moves: Moved[]
  progress: { id: string; progress: LineProgress }[]
  state: PurchaseOrderState
  number: string
}

function linesOfOrder(tx: Tx, shop: string, purchaseOrder: string) {
  return tx.purchaseOrderLine.findMany({ where: { shop, purchaseOrder }, include: { claims: true } })
}

async function judge(
  tx: Tx,
  shop: string,
  answer: Answer,
): Promise<Judged | { kind: 'invalid'; why: InvalidAnswer } | { kind: 'not-found' }> {
  const order = await tx.purchaseOrder.findUnique({ where: { shop_id: { shop, id: answer.purchaseOrder } } })
  if (!order) return { kind: 'not-found' }
  const state = order.state as PurchaseOrderState
  if (!isOpen(state)) return { kind: 'invalid', why: 'closed' }
  const lines = await linesOfOrder(tx, shop, order.id)
  const wrong = answer.lines.map((l) => wrongIn(l, lines)).find((why) => why !== null)
  if (wrong) return { kind: 'invalid', why: wrong }
  const books = (await openBooks(tx, shop, now(), { items: lines.map((l) => l.item) }))!
  await bringOrders(
    tx,
    books,
    lines.flatMap((l) => l.claims.map((c) => c.orderId)),
  )
  const before = new Map(books.lines)
  const progress = lines.map((row) => {
    const answered = answer.lines.find((l) => l.poLine === row.id)
    const before = progressOf(row)
    return { id: row.id, progress: answered ? acknowledge(before, answered.dates) : before }
  })
  for (const { id, progress: after } of progress) {
    const incoming = books.incoming.get(id)
    if (incoming) books.incoming.set(id, { ...incoming, progress: after })
  }
  await rebalanceAll(tx, books)
  return { kind: 'judged', books, moves: movesOf(books, before), progress, state, number: order.number! }
}

function wrongIn(
  { poLine, dates }: Answer['lines'][number],
  lines: readonly OrderLineRow[],
): InvalidAnswer | null {
  const line = lines.find((l) => l.id === poLine)
  if (!line) return 'unknown-line'
  if (dates.some((d) => !Number.isSafeInteger(d.quantity) || d.quantity <= 0)) return 'bad-quantity'
  if (dates.some((d) => asDay(d.on) === null)) return 'bad-day'
  return sumOf(dates, (d) => d.quantity) > toCome(progressOf(line)) ? 'more-than-ordered' : null
}
