import { randomUUID } from 'node:crypto'
import type { Prisma, Tx } from '#app/db.server.ts'
import type { ComposedLine, LineByHand } from '#app/purchasing/compose.ts'
import type { Books } from './books.ts'

/** A line of a draft as it is stored, with its supplier's terms of today. */
export type StandingLine = LineByHand & {
  readonly id: string
  readonly item: string
  readonly location: string
  readonly byHand: boolean
}

function isFor(draft: StandingLine, line: ComposedLine): boolean {
  const sameSupplier = draft.terms.supplier === line.terms.supplier
  return draft.item === line.item && draft.location === line.location && sameSupplier
}

/**
 * Makes the drafts of what stands and what was composed: each table in one statement, however many lines. Lines nobody
 * needs go, and drafts without lines with them.
 */
export async function saveDrafts(
  tx: Tx,
  books: Books,
  composed: readonly ComposedLine[],
  standing: readonly StandingLine[],
): Promise<void> {
  const { shop } = books
  const gone = standing.filter((d) => !composed.some((c) => isFor(d, c))).map((d) => d.id)
  if (gone.length > 0) await tx.purchaseOrderLine.deleteMany({ where: { shop, id: { in: gone } } })
  await saveLines(tx, books, composed, standing)
  if (gone.length > 0)
    await tx.purchaseOrder.deleteMany({ where: { shop, state: 'draft', lines: { none: {} } } })
}

async function saveLines(
  tx: Tx,
  books: Books,
  composed: readonly ComposedLine[],
  standing: readonly StandingLine[],
): Promise<void> {
  if (composed.length === 0) return
  const { shop } = books
  const variants = await tx.variant.findMany({ where: { shop, item: { in: composed.map((c) => c.item) } } })
  const named = new Map(variants.map((v) => [v.item, v]))
  const drafts = await draftsFor(tx, books, composed)
  const kept = composed.map((line) => {
    const old = standing.find((d) => isFor(d, line))
    const draft = drafts.get(draftKey(line))!
    const position = old ? 0 : ++draft.last
    return { id: old?.id ?? randomUUID(), line, purchaseOrder: draft.id, position }
  })
  const rows = kept.map(({ id, line, purchaseOrder, position }) => ({
    id,
    purchase_order: purchaseOrder,
    position,
    item: line.item,
    sku: named.get(line.item)?.sku ?? null,
    title: named.get(line.item)?.title ?? line.item,
    quantity: line.quantity,
    reference: line.terms.reference,
    pack_size: line.terms.packSize,
    unit_cost: line.terms.unitCost.toString(),
  }))
  await tx.$executeRaw`
    INSERT INTO purchase_order_line (shop, id, purchase_order, position, item, sku, title, quantity, reference, pack_size, unit_cost)
    SELECT ${shop}, r.* FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (id uuid, purchase_order uuid, position int,
      item text, sku text, title text, quantity int, reference text, pack_size int, unit_cost bigint)
    ON CONFLICT (shop, id) DO UPDATE SET quantity = excluded.quantity, reference = excluded.reference,
      pack_size = excluded.pack_size, unit_cost = excluded.unit_cost`
  await saveDemands(tx, shop, kept)
}

type Draft = { readonly id: string; last: number }

function draftKey(line: ComposedLine): string {
  return `${line.terms.supplier} ${line.location}`
}

// The draft of each supplier and place, made where there is none, with the position of its last line.
async function draftsFor(
  tx: Tx,
  books: Books,
  composed: readonly ComposedLine[],
): Promise<Map<string, Draft>> {
  const { shop, at } = books
  const wanted = new Map(composed.map((line) => [draftKey(line), line]))
  const suppliers = await tx.supplier.findMany({
    where: { shop, id: { in: [...wanted.values()].map((line) => line.terms.supplier) } },
    select: { id: true, currency: true },
  })
  const open = await tx.purchaseOrder.findMany({
    where: { shop, state: 'draft', supplier: { in: suppliers.map((s) => s.id) } },
    include: { lines: { select: { position: true }, orderBy: { position: 'desc' }, take: 1 } },
  })
  const drafts = new Map(
    open.map((o) => [`${o.supplier} ${o.location}`, { id: o.id, last: o.lines[0]?.position ?? -1 }]),
  )
  const missing = [...wanted].filter(([key]) => !drafts.has(key))
  const made = missing.map(([key, { location, terms }]) => {
    const id = randomUUID()
    drafts.set(key, { id, last: -1 })
    const currency = suppliers.find((s) => s.id === terms.supplier)!.currency
    return { shop, id, supplier: terms.supplier, location, currency, state: 'draft', createdAt: at }
  })
  await tx.purchaseOrder.createMany({ data: made })
  return drafts
}

async function saveDemands(
  tx: Tx,
  shop: string,
  kept: readonly { id: string; line: ComposedLine }[],
): Promise<void> {
  await tx.poLineDemand.deleteMany({ where: { shop, poLine: { in: kept.map((k) => k.id) } } })
  const data: Prisma.PoLineDemandCreateManyInput[] = kept.flatMap(({ id, line }) =>
    line.demands.map((d) => ({
      shop,
      poLine: id,
      need: d.need,
      lineId: d.need === 'order' ? d.line : '',
      quantity: d.quantity,
    })),
  )
  await tx.poLineDemand.createMany({ data })
}
