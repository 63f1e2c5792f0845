import { randomUUID } from 'node:crypto'
import type { Prisma, Tx } from '#app/db.server.ts'
import { sumOf } from '#app/core/quantity.ts'
import type { ComposedLine, DraftLine, Lack } from '#app/purchasing/compose.ts'
import { composeLine, reorderQuantity } from '#app/purchasing/compose.ts'
import type { RaisedTask } from '#app/tasks/task.ts'
import { raiseTasks, resolveTasks } from '#app/tasks/tasks.server.ts'
import type { Books } from './books.ts'

/**
 * Keeps the draft purchase orders current for the items in scope: what their order lines and reorder points lack, one
 * draft a supplier and place. Sent orders are never touched. Called after the books were saved.
 */
export async function composeDrafts(tx: Tx, books: Books): Promise<void> {
  const items = [...books.items]
  if (items.length === 0) return
  const lacks = await lacksOf(tx, books, items)
  const standing = await draftLines(tx, books.shop, items)
  const composed = lacks.flatMap(
    (lack) => composeLine(lack, standing.find((d) => isFor(d, lack)) ?? null) ?? [],
  )
  await dropLines(
    tx,
    books.shop,
    standing.filter((d) => !d.byHand && !composed.some((c) => isFor(d, c))),
  )
  await saveLines(tx, books, composed, standing)
  await dropEmptyDrafts(tx, books.shop)
  await sayUnsourceable(tx, books, lacks)
}

type LackRow = { item: string; location: string; line: string; quantity: number }
type StandingLine = DraftLine & { id: string; supplier: string; location: string }

function isFor(
  draft: StandingLine,
  lack: { item: string; location: string; terms: { supplier: string } | null },
): boolean {
  return (
    draft.item === lack.item && draft.location === lack.location && draft.supplier === lack.terms?.supplier
  )
}

// What order lines lack, in their turn, and what reorder points want, an item and place at a time.
async function lacksOf(tx: Tx, books: Books, items: string[]): Promise<Lack[]> {
  const { shop } = books
  const rows = await tx.$queryRaw<LackRow[]>`
    SELECT l.item, coalesce(l.ship_from, s.preferred_location, '') AS location, l.id AS line, l.unsourced AS quantity
    FROM order_line l JOIN orders o ON o.shop = l.shop AND o.id = l.order_id JOIN shop s ON s.shop = l.shop
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
          AND o.state IN ('sent', 'partly-confirmed', 'confirmed', 'partly-received')), 0)::int AS incoming
    FROM stock_level l WHERE l.shop = ${shop} AND l.item = ANY(${items}) AND l.reorder_point IS NOT NULL`
  const standing = await draftLines(tx, shop, items)
  const places = new Map<string, { item: string; location: string }>()
  for (const r of [...rows, ...levels, ...standing])
    places.set(`${r.location} ${r.item}`, { item: r.item, location: r.location })
  return [...places.values()].map(({ item, location }) => {
    const level = levels.find((l) => l.item === item && l.location === location)
    return {
      item,
      location,
      orders: rows.filter((r) => r.item === item && r.location === location),
      reorder: level ? reorderQuantity(level.point, level.free, level.incoming) : 0,
      terms: books.sources.get(item)?.terms ?? null,
    }
  })
}

async function draftLines(tx: Tx, shop: string, items: string[]): Promise<StandingLine[]> {
  const rows = await tx.purchaseOrderLine.findMany({
    where: { shop, item: { in: items }, of: { state: 'draft' } },
    include: { of: { select: { supplier: true, location: true } } },
  })
  return rows.map((l) => ({
    id: l.id,
    item: l.item,
    quantity: l.quantity,
    byHand: l.byHand,
    supplier: l.of.supplier,
    location: l.of.location,
  }))
}

async function dropLines(tx: Tx, shop: string, lines: readonly StandingLine[]): Promise<void> {
  if (lines.length > 0)
    await tx.purchaseOrderLine.deleteMany({ where: { shop, id: { in: lines.map((l) => l.id) } } })
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
  const kept: { id: string; line: ComposedLine }[] = []
  for (const line of composed) {
    const old = standing.find((d) => isFor(d, line))
    const variant = variants.find((v) => v.item === line.item)
    const { reference, packSize, unitCost } = line.terms
    const terms = { quantity: line.quantity, reference, packSize, unitCost }
    if (old) await tx.purchaseOrderLine.update({ where: { shop_id: { shop, id: old.id } }, data: terms })
    const id = old?.id ?? randomUUID()
    if (!old) {
      const purchaseOrder = await draftFor(tx, books, line)
      const position = await tx.purchaseOrderLine.count({ where: { shop, purchaseOrder } })
      const named = { sku: variant?.sku ?? null, title: variant?.title ?? line.item }
      await tx.purchaseOrderLine.create({
        data: { shop, id, purchaseOrder, position, item: line.item, ...named, ...terms },
      })
    }
    kept.push({ id, line })
  }
  await saveDemands(tx, shop, kept)
}

async function draftFor(tx: Tx, books: Books, line: ComposedLine): Promise<string> {
  const { shop, at } = books
  const of = { shop, supplier: line.terms.supplier, location: line.location }
  const open = await tx.purchaseOrder.findFirst({ where: { ...of, state: 'draft' }, select: { id: true } })
  if (open) return open.id
  const supplier = await tx.supplier.findUniqueOrThrow({
    where: { shop_id: { shop, id: line.terms.supplier } },
  })
  const id = randomUUID()
  await tx.purchaseOrder.create({
    data: { ...of, id, currency: supplier.currency, state: 'draft', createdAt: at },
  })
  return id
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

async function dropEmptyDrafts(tx: Tx, shop: string): Promise<void> {
  await tx.purchaseOrder.deleteMany({ where: { shop, state: 'draft', lines: { none: {} } } })
}

// Units that nobody sells to us are named once an item: buying cannot help there by itself.
async function sayUnsourceable(tx: Tx, books: Books, lacks: readonly Lack[]): Promise<void> {
  const without = lacks.filter((l) => l.terms === null && sumOf(l.orders, (o) => o.quantity) > 0)
  const variants = await tx.variant.findMany({
    where: { shop: books.shop, item: { in: without.map((l) => l.item) } },
  })
  const tasks = without.map((l): RaisedTask => {
    const variant = variants.find((v) => v.item === l.item)
    const params = {
      title: variant?.title ?? l.item,
      sku: variant?.sku ?? '',
      quantity: sumOf(l.orders, (o) => o.quantity),
    }
    return { key: `supplier:${l.item}`, kind: 'no-supplier', subject: l.item, params }
  })
  await raiseTasks(tx, books.shop, tasks, books.at)
  const keys = new Set(tasks.map((t) => t.key))
  const fine = [...books.items].map((item) => `supplier:${item}`).filter((key) => !keys.has(key))
  await resolveTasks(tx, books.shop, fine, books.at, 'carnet')
}
