import { now } from '#app/clock.server.ts'
import type { Day } from '#app/core/day.ts'
import { aloneInShop } from '#app/db.server.ts'
import type { PickList } from '#app/documents/document.ts'
import { issue } from '#app/documents/issue.server.ts'
import { note } from '#app/shop/audit.server.ts'
import { enqueue } from '#app/worker/enqueue.server.ts'
import { openBooks } from './open-books.server.ts'
import { documentHead, orderFacts } from './order-facts.server.ts'
import { callServed, orderShippable } from './order-shippable.ts'

export type Picked =
  | { kind: 'done'; document: string; number: string }
  | { kind: 'held'; until: Day | null }
  | { kind: 'waits-for-call' | 'not-routed' | 'nothing-to-do' | 'not-started' | 'not-found' }

/**
 * Makes the pick list of what may leave now. While nothing shipped since and the same units are wanted, asking again
 * gives the same list.
 */
export async function makePickList(shop: string, order: string, who: string): Promise<Picked> {
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
    const barcodes = await barcodesOf(may.lines.flatMap(({ line }) => books.lines.get(line)?.variant ?? []))
    const lines = may.lines.map(({ line, quantity }) => {
      const { sku, title, variant } = books.lines.get(line)!
      return { line, sku, title, quantity, barcode: (variant && barcodes.get(variant)) || null }
    })
    const wanted = may.lines.map((l) => `${l.line}=${l.quantity}`).join(',')
    // Two calls may want the same units.
    const round = callServed(books, ours)?.id ?? ours.shipments
    const cause = `pick:${order}:${round}:${may.location}:${wanted}`
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

    async function barcodesOf(variants: string[]): Promise<Map<string, string | null>> {
      const rows = await tx.variant.findMany({
        where: { shop, id: { in: variants } },
        select: { id: true, barcode: true },
      })
      return new Map(rows.map((r) => [r.id, r.barcode]))
    }
  })
}
