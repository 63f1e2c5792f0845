import { Prisma, type Tx } from '../db.server.ts'
import { folded, likeOf } from '../search.server.ts'
import { spellingsOf, type Reason, type Selection, type Uncounted } from './stock-take.ts'

const DAY_MS = 86_400_000

export type BegunTake = {
  readonly id: string
  readonly name: string
  readonly location: string
  readonly selection: Selection
  readonly at: Date
  readonly who: string
}

/** Writes a stock-take with an uncounted line for each item of its selection; answers how many there are. */
export async function saveBegun(tx: Tx, shop: string, take: BegunTake): Promise<number> {
  const { id, name, location, selection, at, who } = take
  const kind = selection.by === 'everything' ? 'full' : 'rolling'
  await tx.stockTake.create({ data: { shop, id, name, location, kind, begunAt: at, begunBy: who } })
  return tx.$executeRaw`
    INSERT INTO stock_take_line (shop, stock_take, item)
    SELECT DISTINCT v.shop, ${id}::uuid, v.item FROM variant v
    LEFT JOIN stock_level s ON s.shop = v.shop AND s.item = v.item AND s.location = ${location}
    WHERE v.shop = ${shop} AND v.tracked AND (v.deleted_at IS NULL OR s.on_hand <> 0) AND ${isSelected(take)}`
}

// A code or an item that a person names is counted also where it never lay before.
function isSelected({ location, selection, at }: BegunTake): Prisma.Sql {
  switch (selection.by) {
    case 'everything':
      return Prisma.sql`s.item IS NOT NULL`
    case 'search': {
      const like = likeOf(selection.search)
      return Prisma.sql`s.item IS NOT NULL AND (${folded(Prisma.sql`v.title`)} ILIKE ${like} OR v.sku ILIKE ${like} OR v.barcode ILIKE ${like})`
    }
    case 'supplier':
      return Prisma.sql`s.item IS NOT NULL AND EXISTS (SELECT 1 FROM supplier_item i
        WHERE i.shop = v.shop AND i.supplier = ${selection.supplier}::uuid AND i.item = v.item)`
    case 'codes': {
      const codes = selection.codes.flatMap(spellingsOf)
      return Prisma.sql`(v.sku = ANY(${codes}) OR v.barcode = ANY(${codes}))`
    }
    case 'age': {
      const since = new Date(at.getTime() - selection.days * DAY_MS)
      return Prisma.sql`s.item IS NOT NULL AND NOT EXISTS (SELECT 1 FROM stock_take_line l
        JOIN stock_take t ON t.shop = l.shop AND t.id = l.stock_take AND t.state = 'posted' AND t.location = ${location}
        WHERE l.shop = v.shop AND l.item = v.item AND l.counted_at > ${since})`
    }
    case 'item':
      return Prisma.sql`v.item = ${selection.item}`
  }
}

/** Those of the codes that stand on no tracked item. */
export async function unknownCodes(tx: Tx, shop: string, codes: readonly string[]): Promise<string[]> {
  const spelled = codes.flatMap(spellingsOf)
  const rows = await tx.$queryRaw<{ sku: string | null; barcode: string | null }[]>`
    SELECT sku, barcode FROM variant WHERE shop = ${shop} AND deleted_at IS NULL AND tracked
      AND (sku = ANY(${spelled}) OR barcode = ANY(${spelled}))`
  const known = new Set(rows.flatMap(({ sku, barcode }) => [sku, barcode]))
  return codes.filter((code) => !spellingsOf(code).some((spelling) => known.has(spelling)))
}

/** The open full stock-take of a place, if there is one: a place is counted whole by one at a time. */
export async function openFullTake(tx: Tx, shop: string, location: string): Promise<string | null> {
  const open = await tx.stockTake.findFirst({
    where: { shop, location, state: 'open', kind: 'full' },
    select: { id: true },
  })
  return open?.id ?? null
}

/** Says why an item differs. Answers whether the stock-take is still open and knows the item. */
export async function saveReason(
  tx: Tx,
  shop: string,
  { take, item, reason, note }: { take: string; item: string; reason: Reason; note: string },
): Promise<boolean> {
  const count = await tx.$executeRaw`
    UPDATE stock_take_line l SET reason = ${reason}, note = ${note} FROM stock_take t
    WHERE t.shop = l.shop AND t.id = l.stock_take AND t.state = 'open'
      AND l.shop = ${shop} AND l.stock_take = ${take}::uuid AND l.item = ${item}`
  return count > 0
}

/** Counts every item that nobody counted as none, against what the ledger tells now. */
export async function countRestAsZero(
  tx: Tx,
  shop: string,
  { take, location, at, who }: { take: string; location: string; at: Date; who: string },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE stock_take_line l SET counted = 0, expected = now_there.on_hand, position = now_there.last, counted_at = ${at}, counted_by = ${who}
    FROM (
      SELECT u.item, coalesce(s.on_hand, 0) AS on_hand, coalesce((SELECT e.id FROM ledger_entry e
        WHERE e.shop = u.shop AND e.item = u.item AND e.location = ${location} ORDER BY e.id DESC LIMIT 1), 0) AS last
      FROM stock_take_line u
      LEFT JOIN stock_level s ON s.shop = u.shop AND s.item = u.item AND s.location = ${location}
      WHERE u.shop = ${shop} AND u.stock_take = ${take}::uuid AND u.counted IS NULL) now_there
    WHERE l.shop = ${shop} AND l.stock_take = ${take}::uuid AND l.item = now_there.item`
}

export type PostedLine = {
  readonly item: string
  readonly difference: number
  readonly reason: Reason
  /** In millionths of the shop's currency; null when nobody knows it. */
  readonly cost: bigint | null
}

/** Ends a stock-take as posted: each counted line keeps by how much its shelf was moved, why, and what a unit cost. */
export async function savePosted(
  tx: Tx,
  shop: string,
  take: { id: string; uncounted: Uncounted; at: Date; who: string },
  differences: readonly PostedLine[],
): Promise<void> {
  const { id, uncounted, at, who } = take
  const rows = differences.map((d) => ({ ...d, cost: d.cost?.toString() ?? null }))
  await tx.$executeRaw`
    UPDATE stock_take_line l SET posted = coalesce(r.difference, 0), unit_cost = r.cost, reason = coalesce(r.reason, l.reason)
    FROM stock_take_line mine LEFT JOIN jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r (item text, difference int, reason text, cost bigint) ON r.item = mine.item
    WHERE mine.shop = ${shop} AND mine.stock_take = ${id}::uuid AND mine.counted IS NOT NULL
      AND l.shop = mine.shop AND l.stock_take = mine.stock_take AND l.item = mine.item`
  await tx.stockTake.update({
    where: { shop_id: { shop, id } },
    data: { state: 'posted', uncounted, endedAt: at, endedBy: who },
  })
}

/** Gives a stock-take up: nothing was moved by it. False when it is not open. */
export async function saveAbandoned(
  tx: Tx,
  shop: string,
  { id, at, who }: { id: string; at: Date; who: string },
): Promise<boolean> {
  const { count } = await tx.stockTake.updateMany({
    where: { shop, id, state: 'open' },
    data: { state: 'abandoned', endedAt: at, endedBy: who },
  })
  return count > 0
}
