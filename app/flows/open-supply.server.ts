import type { Day } from '#app/core/day.ts'
import type { Tx } from '#app/db.server.ts'
import { calendarOf } from '#app/suppliers/calendar-of.server.ts'
import type { Books, IncomingLine, LocationId } from './books.ts'

type IncomingRow = {
  id: string
  number: string
  location: string
  item: string
  quantity: number
  short: number
  received: number
  acknowledged: { quantity: number; on: Day }[]
  expected_on: Date | null
}

/** Loads lines of sent purchase orders with who claims them; those loaded already stay as they are. */
export async function bringIncoming(tx: Tx, books: Books, ids: readonly string[]): Promise<void> {
  const fresh = [...new Set(ids)].filter((id) => !books.incoming.has(id))
  if (fresh.length === 0) return
  const lines = await tx.$queryRaw<IncomingRow[]>`
    SELECT l.id, p.number, p.location, l.item, l.quantity, l.short, l.received, l.acknowledged, l.expected_on
    FROM purchase_order_line l JOIN purchase_order p ON p.shop = l.shop AND p.id = l.purchase_order
    WHERE l.shop = ${books.shop} AND l.id = ANY(${fresh}::uuid[])`
  const claims = await tx.$queryRaw<ClaimRow[]>`
    SELECT c.po_line, c.line_id, c.quantity, o.id AS order_id, o.priority, o.placed_at,
      (SELECT min(d->>'on') FROM jsonb_array_elements(l.promised) d) AS promised_on
    FROM claim c JOIN order_line l ON l.shop = c.shop AND l.id = c.line_id JOIN orders o ON o.shop = c.shop AND o.id = c.order_id
    WHERE c.shop = ${books.shop} AND c.po_line = ANY(${fresh}::uuid[])`
  for (const l of lines)
    books.incoming.set(
      l.id,
      incomingOf(
        l,
        claims.filter((c) => c.po_line === l.id),
      ),
    )
}

type ClaimRow = {
  po_line: string
  line_id: string
  quantity: number
  order_id: string
  priority: number
  placed_at: Date
  promised_on: string | null
}

function incomingOf(l: IncomingRow, claims: readonly ClaimRow[]): IncomingLine {
  const expectedOn = l.expected_on ? dayOf(l.expected_on) : null
  return {
    id: l.id,
    number: l.number,
    location: l.location as LocationId,
    item: l.item,
    progress: {
      quantity: l.quantity,
      short: l.short,
      received: l.received,
      acknowledged: l.acknowledged,
      expectedOn,
    },
    claims: claims.map((c) => ({
      priority: c.priority,
      promisedOn: c.promised_on,
      placedAt: c.placed_at.toISOString(),
      order: c.order_id,
      line: c.line_id,
      quantity: c.quantity,
    })),
  }
}

/** Loads who sells items to us: the first in rank of each. */
export async function bringSources(tx: Tx, books: Books, items: readonly string[]): Promise<void> {
  const fresh = [...new Set(items)].filter((i) => !books.sources.has(i))
  if (fresh.length === 0) return
  const rows = await tx.supplierItem.findMany({
    where: { shop: books.shop, item: { in: fresh }, of: { archivedAt: null } },
    include: { of: true },
    orderBy: [{ rank: 'asc' }, { supplier: 'asc' }],
  })
  for (const r of rows) {
    if (books.sources.has(r.item)) continue
    books.sources.set(r.item, {
      terms: {
        supplier: r.supplier,
        reference: r.reference,
        unitCost: r.unitCost,
        packSize: r.packSize,
        moq: r.moq,
      },
      calendar: await calendarOf(r.of, books.timeZone, books.today),
    })
  }
}

/** The calendar day that a `date` column stands for. */
export function dayOf(date: Date): Day {
  return date.toISOString().slice(0, 10)
}
