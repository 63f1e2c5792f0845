import { now } from '#app/clock.server.ts'
import type { Day } from '#app/core/day.ts'
import { aloneInShop, type Tx } from '#app/db.server.ts'
import type { PickList } from '#app/documents/document.ts'
import { issue } from '#app/documents/issue.server.ts'
import { note } from '#app/shop/audit.server.ts'
import { enqueue } from '#app/worker/enqueue.server.ts'
import { openBooks } from './open-books.server.ts'
import type { OrderFacts } from './order-facts.server.ts'
import { documentHead, orderFacts } from './order-facts.server.ts'
import { callServed, orderShippable } from './order-shippable.ts'
import { namesAddressOf, papersOf } from './papers-overtaken.server.ts'
import { type AskedFirst, askedBeforePicking, settleAsked } from './picking-asked.server.ts'

export type Picked =
  | { kind: 'done'; document: string; number: string }
  | { kind: 'held'; until: Day | null }
  /** Something about the order wants a person's word first: the kinds of its tasks. */
  | { kind: 'asks'; why: readonly AskedFirst[] }
  | { kind: 'waits-for-call' | 'not-routed' | 'nothing-to-do' | 'not-started' | 'not-found' }

/**
 * Makes the pick list of what may leave now. While nothing shipped since and the same units are wanted, asking again
 * gives the same list. An order that looks like another one, or has no complete address, is picked only `anyway`: who
 * says so has settled the task.
 */
export async function makePickList(
  shop: string,
  order: string,
  who: string,
  { anyway = false } = {},
): Promise<Picked> {
  const at = now()
  return aloneInShop(shop, async (tx): Promise<Picked> => {
    const facts = await orderFacts(tx, shop, order)
    const books = facts && (await openBooks(tx, shop, at, { orders: [order] }))
    const ours = books?.orders.get(order)
    if (!facts || !books || !ours) return { kind: 'not-found' }
    if (!facts.shop.startedAt) return { kind: 'not-started' }
    const may = orderShippable(books, ours)
    if (may.kind === 'nothing') return { kind: 'nothing-to-do' }
    if (may.kind !== 'now') return may
    const asks = await askedBeforePicking(tx, shop, order)
    if (asks.length > 0 && !anyway) return { kind: 'asks', why: asks.map((task) => task.kind) }
    await settleAsked(tx, shop, asks, who, at)
    const barcodes = await barcodesOf(
      tx,
      shop,
      may.lines.flatMap(({ line }) => books.lines.get(line)?.variant ?? []),
    )
    const lines = may.lines.map(({ line, quantity }) => {
      const { sku, title, variant } = books.lines.get(line)!
      return { line, sku, title, quantity, barcode: (variant && barcodes.get(variant)) || null }
    })
    const wanted = may.lines.map((l) => `${l.line}=${l.quantity}`).join(',')
    const overtaken = await overtakenList(tx, facts)
    // Two calls may want the same units.
    const round = callServed(books, ours)?.id ?? ours.shipments
    const cause = `pick:${order}:${round}:${may.location}:${wanted}${overtaken}`
    const location = books.locationNames.get(may.location) ?? ''
    const build = (issuedOn: Day): PickList => ({
      kind: 'pick-list',
      ...documentHead(facts),
      issuedOn,
      location,
      note: facts.snapshot.note,
      lines,
    })
    const made = await issue(tx, shop, {
      kind: 'pick-list',
      cause,
      order,
      who,
      at,
      timeZone: facts.shop.timeZone,
      build,
    })
    if (made.isNew) {
      await note(tx, shop, { at, who, action: 'picked', subject: order, detail: { number: made.number } })
      await enqueue(tx, 'draw-document', { shop, document: made.id })
    }
    return { kind: 'done', document: made.id, number: made.number }
  })
}

async function barcodesOf(tx: Tx, shop: string, variants: string[]): Promise<Map<string, string | null>> {
  const rows = await tx.variant.findMany({
    where: { shop, id: { in: variants } },
    select: { id: true, barcode: true },
  })
  return new Map(rows.map((r) => [r.id, r.barcode]))
}

// The last list that is void, or that names another address, is followed by one of its own.
async function overtakenList(tx: Tx, { shop, snapshot }: OrderFacts): Promise<string> {
  const lists = (await papersOf(tx, shop.shop, [snapshot.id])).filter((p) => p.kind === 'pick-list')
  const overtaken = lists.findLast((l) => l.voided || !namesAddressOf(l, snapshot, shop.countryCode))
  return overtaken ? `:after:${overtaken.number}` : ''
}
