import { Prisma, readTogether, type Tx } from '#app/db.server.ts'
import type { Day } from '#app/core/day.ts'
import { calendarOf } from '#app/suppliers/calendar-of.server.ts'
import type { Books, IncomingLine, LocationId, Source } from './books.ts'

/** Lines `l` of purchase orders `p` with who claims them, as JSON: those that are wanted, by a condition. */
export const incomingWhere = (shop: string, wanted: Prisma.Sql) => Prisma.sql`
  SELECT l.id, p.number, p.location, l.item, l.quantity, l.short, l.received, l.acknowledged, l.expected_on AS "expectedOn",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('line', c.line_id, 'quantity', c.quantity, 'order', o.id,
        'priority', o.priority, 'placedAt', o.placed_at,
        'promisedOn', (SELECT min(d->>'on') FROM jsonb_array_elements(x.promised) d)) ORDER BY c.line_id), '[]')
      FROM claim c JOIN order_line x ON x.shop = c.shop AND x.id = c.line_id JOIN orders o ON o.shop = c.shop AND o.id = c.order_id
      WHERE c.shop = l.shop AND c.po_line = l.id) AS claims
  FROM purchase_order_line l JOIN purchase_order p ON p.shop = l.shop AND p.id = l.purchase_order
  WHERE l.shop = ${shop} AND ${wanted}`

export type IncomingRow = {
  id: string
  number: string
  location: LocationId
  item: string
  quantity: number
  short: number
  received: number
  acknowledged: { quantity: number; on: Day }[]
  expectedOn: Day | null
  claims: IncomingLine['claims']
}

/** Loads lines of sent purchase orders with who claims them; those loaded already stay as they are. */
export async function bringIncoming(tx: Tx, books: Books, ids: readonly string[]): Promise<void> {
  const fresh = [...new Set(ids)].filter((id) => !books.incoming.has(id))
  if (fresh.length === 0) return
  const wanted = Prisma.sql`l.id = ANY(${fresh}::uuid[])`
  const { incoming } = await readTogether<{ incoming: IncomingRow }>(tx, {
    incoming: incomingWhere(books.shop, wanted),
  })
  noteIncoming(books, incoming)
}

/** Puts loaded lines into the books; those that are there stay as they are. */
export function noteIncoming(books: Books, rows: readonly IncomingRow[]): void {
  for (const { quantity, short, received, acknowledged, expectedOn, ...line } of rows) {
    if (books.incoming.has(line.id)) continue
    const progress = { quantity, short, received, acknowledged, expectedOn }
    const claims = line.claims.map((c) => ({ ...c, placedAt: new Date(c.placedAt).toISOString() }))
    books.incoming.set(line.id, { ...line, progress, claims })
  }
}

/** Who sells items to us, the first in rank of each. */
export const sourcesOf = (shop: string, items: readonly string[]) => Prisma.sql`
  SELECT DISTINCT ON (i.item) i.item, i.supplier, i.reference, i.unit_cost::text AS "unitCost", i.pack_size AS "packSize", i.moq,
    s.lead_days AS "leadDays", s.cut_off AS "cutOff", s.time_zone AS "timeZone", s.order_days AS "orderDays", s.weekend,
    s.closures, s.holidays
  FROM supplier_item i JOIN supplier s ON s.shop = i.shop AND s.id = i.supplier
  WHERE i.shop = ${shop} AND i.item = ANY(${[...items]}) AND s.archived_at IS NULL
  ORDER BY i.item, i.rank, i.supplier`

export type SourceRow = Omit<Source['terms'], 'unitCost'> &
  Parameters<typeof calendarOf>[0] & { item: string; unitCost: string }

/** Puts loaded sources into the books. */
export async function noteSources(books: Books, rows: readonly SourceRow[]): Promise<void> {
  for (const { item, supplier, reference, unitCost, packSize, moq, ...calendar } of rows)
    books.sources.set(item, {
      terms: { supplier, reference, unitCost: BigInt(unitCost), packSize, moq },
      calendar: await calendarOf(calendar, books.timeZone, books.today),
    })
}
