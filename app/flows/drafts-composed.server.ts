import type { Tx } from '#app/db.server.ts'
import { sumOf } from '#app/core/quantity.ts'
import type { ComposedLine, Lack, LineByHand } from '#app/purchasing/compose.ts'
import { composeLines, reorderQuantity } from '#app/purchasing/compose.ts'
import type { RaisedTask } from '#app/tasks/task.ts'
import { NOTHING_SAID, saidOf, type Said } from '#app/tasks/tasks.server.ts'
import type { Books } from './books.ts'
import type { StandingLine } from './save-drafts.server.ts'
import { saveDrafts } from './save-drafts.server.ts'

/**
 * Keeps the draft purchase orders current for the items in scope: what their order lines and reorder points lack, one
 * draft a supplier and place. Sent orders are never touched. Called after the books were saved. Answers what has to be
 * said: units that nobody sells to us, and what was dropped from drafts.
 */
export async function composeDrafts(tx: Tx, books: Books): Promise<Said> {
  if (books.items.size === 0) return NOTHING_SAID
  const items = itemsToCompose(books)
  if (items.length === 0) return unsourceable(tx, books, [], [])
  const isBought = (at: { item: string; location: string }) =>
    books.sold.get(at.item)?.tracked === true && !books.closed.has(at.location)
  const standing = await draftLines(tx, books.shop, items)
  const lacks = (await lacksOf(tx, books, items, standing)).filter(isBought)
  const composed = lacks.flatMap((lack) =>
    composeLines(
      lack,
      standing.filter((d) => d.byHand && d.item === lack.item && d.location === lack.location),
    ),
  )
  await saveDrafts(tx, books, composed, standing)
  const said = await unsourceable(tx, books, lacks, composed)
  const dropped = standing.filter((line) => line.byHand && !isBought(line))
  return { ...said, raise: [...said.raise, ...(await droppedLines(tx, books, dropped))] }
}

// Most often nothing is lacking, no draft stands and no reorder point is set: then there is nothing to compose.
function itemsToCompose({ items, lines, toBuy }: Books): string[] {
  const lacking = new Set([...lines.values()].flatMap((l) => (l.places.unsourced > 0 ? [l.item] : [])))
  return [...items].filter((item) => toBuy.has(item) || lacking.has(item))
}

type LackRow = { item: string; location: string; line: string; quantity: number }
// What order lines lack, in their turn, and what reorder points want, an item and place at a time.
async function lacksOf(
  tx: Tx,
  books: Books,
  items: string[],
  standing: readonly StandingLine[],
): Promise<Lack[]> {
  const { shop } = books
  const rows = await tx.$queryRaw<LackRow[]>`
    SELECT l.item, coalesce(at.location, s.preferred_location, '') AS location, l.id AS line, at.quantity
    FROM order_line l JOIN orders o ON o.shop = l.shop AND o.id = l.order_id JOIN shop s ON s.shop = l.shop
      CROSS JOIN LATERAL jsonb_to_recordset(l.lacking) AS at (location text, quantity int)
    WHERE l.shop = ${shop} AND l.item = ANY(${items}) AND l.unsourced > 0
    ORDER BY o.priority DESC, (SELECT min(d->>'on') FROM jsonb_array_elements(l.promised) d) NULLS LAST, o.placed_at, o.id, l.id`
  const levels = await tx.$queryRaw<
    { item: string; location: string; point: number | null; free: number; incoming: number }[]
  >`
    SELECT l.item, l.location, l.reorder_point AS point, l.on_hand - l.unavailable - l.reserved AS free,
      coalesce((SELECT sum(p.quantity - p.short - p.received - coalesce(c.claimed, 0)) FROM purchase_order_line p
        JOIN purchase_order o ON o.shop = p.shop AND o.id = p.purchase_order
        LEFT JOIN LATERAL (SELECT sum(quantity) AS claimed FROM claim WHERE shop = p.shop AND po_line = p.id) c ON true
        WHERE p.shop = l.shop AND p.item = l.item AND o.location = l.location
          AND o.state IN ('sent', 'partly-confirmed', 'confirmed', 'partly-received')), 0)::int
      -- Goods on their way from another place fill the shelf too; what did not come with the rest may never.
      + coalesce((SELECT sum(t.quantity) FROM transfer_line t JOIN transfer h ON h.shop = t.shop AND h.id = t.transfer
        WHERE t.shop = l.shop AND t.item = l.item AND h.destination = l.location AND h.state = 'sent'), 0)::int AS incoming
    FROM stock_level l WHERE l.shop = ${shop} AND l.item = ANY(${items}) AND l.reorder_point IS NOT NULL`
  const places = new Map<string, { item: string; location: string }>()
  const key = (at: { item: string; location: string }) => `${at.location} ${at.item}`
  for (const r of [...rows, ...levels, ...standing])
    places.set(key(r), { item: r.item, location: r.location })
  const ofLevels = new Map(levels.map((l) => [key(l), l]))
  const ofRows = Map.groupBy(rows, key)
  return [...places].map(([at, { item, location }]) => {
    const level = ofLevels.get(at)
    return {
      item,
      location,
      orders: ofRows.get(at) ?? [],
      reorder: level ? reorderQuantity(level.point, level.free, level.incoming) : 0,
      terms: books.sources.get(item)?.terms ?? null,
    }
  })
}

type StandingRow = Omit<StandingLine, 'terms'> & LineByHand['terms']

// Lines of drafts with the terms of today, those of suppliers first in rank first.
async function draftLines(tx: Tx, shop: string, items: string[]): Promise<StandingLine[]> {
  const rows = await tx.$queryRaw<StandingRow[]>`
    SELECT l.id::text, l.item, l.quantity, l.by_hand AS "byHand", p.supplier::text, p.location,
      CASE WHEN i.item IS NULL THEN l.reference ELSE i.reference END AS reference,
      coalesce(i.unit_cost, l.unit_cost) AS "unitCost", coalesce(i.pack_size, l.pack_size) AS "packSize",
      coalesce(i.moq, 1) AS moq
    FROM purchase_order_line l JOIN purchase_order p ON p.shop = l.shop AND p.id = l.purchase_order
    LEFT JOIN supplier_item i ON i.shop = p.shop AND i.supplier = p.supplier AND i.item = l.item
    WHERE l.shop = ${shop} AND l.item = ANY(${items}) AND p.state = 'draft'
    ORDER BY i.rank NULLS LAST, p.supplier, l.id`
  return rows.map(({ supplier, reference, unitCost, packSize, moq, ...line }) => ({
    ...line,
    terms: { supplier, reference, unitCost, packSize, moq },
  }))
}

// Units that nobody sells to us are named once an item: buying cannot help there by itself.
async function unsourceable(
  tx: Tx,
  books: Books,
  lacks: readonly Lack[],
  composed: readonly ComposedLine[],
): Promise<Said> {
  const bought = new Map<string, number>()
  for (const demand of composed.flatMap((c) => c.demands))
    if (demand.need === 'order') bought.set(demand.line, (bought.get(demand.line) ?? 0) + demand.quantity)
  const unbought = (lack: Lack) => sumOf(lack.orders, (o) => o.quantity - (bought.get(o.line) ?? 0))
  const without = lacks.filter((l) => l.terms === null && unbought(l) > 0)
  const named = await namesOf(
    tx,
    books.shop,
    without.map((l) => l.item),
  )
  const tasks = without.map((l): RaisedTask => {
    const { title = l.item, sku } = named.get(l.item) ?? {}
    const params = { title, sku: sku ?? '', quantity: unbought(l) }
    return { key: `supplier:${l.item}`, kind: 'no-supplier', subject: l.item, params }
  })
  return saidOf(
    tasks,
    [...books.items].map((item) => `supplier:${item}`),
  )
}

async function namesOf(
  tx: Tx,
  shop: string,
  items: readonly string[],
): Promise<Map<string, { title: string; sku: string | null }>> {
  if (items.length === 0) return new Map()
  const rows = await tx.$queryRaw<{ item: string; title: string; sku: string | null }[]>`
    SELECT DISTINCT ON (item) item, title, sku FROM variant WHERE shop = ${shop} AND item = ANY(${[...items]}) ORDER BY item, id`
  return new Map(rows.map((row) => [row.item, row]))
}

// What a person had entered and nobody can order any more is told once, each line by itself.
async function droppedLines(tx: Tx, books: Books, lines: readonly StandingLine[]): Promise<RaisedTask[]> {
  if (lines.length === 0) return []
  const { shop } = books
  const named = await namesOf(
    tx,
    shop,
    lines.map((l) => l.item),
  )
  const suppliers = await tx.supplier.findMany({
    where: { shop, id: { in: lines.map((l) => l.terms.supplier) } },
  })
  return lines.map(({ id, item, quantity, terms }): RaisedTask => {
    const title = named.get(item)?.title ?? item
    const supplier = suppliers.find((s) => s.id === terms.supplier)?.name ?? ''
    return {
      key: `dropped:${id}`,
      kind: 'dropped-from-draft',
      subject: item,
      params: { title, quantity, supplier },
    }
  })
}
