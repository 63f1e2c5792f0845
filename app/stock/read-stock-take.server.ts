import { BY_NAME, Prisma, type Tx } from '../db.server.ts'
import { folded, likeOf } from '../search.server.ts'
import type { StockTakeState, Uncounted } from './stock-take.ts'

/** A stock-take: what it is about, where it stands, and how far it is. */
export type StockTakePage = {
  readonly id: string
  readonly name: string
  readonly location: string
  readonly locationName: string
  readonly kind: 'full' | 'rolling'
  readonly state: StockTakeState
  readonly begunAt: string
  readonly begunBy: string
  readonly items: number
  readonly counted: number
  readonly counters: { who: string; items: number }[]
  readonly history: { at: string; who: string; action: string; detail: Record<string, unknown> }[]
}

type Row = Omit<StockTakePage, 'state' | 'begunAt' | 'counters' | 'history'> & {
  state: StockTakeState['kind']
  uncounted: Uncounted | null
  begunAt: Date
  endedAt: Date | null
  endedBy: string | null
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Reads a stock-take; null when there is none. */
export async function readStockTake(tx: Tx, shop: string, id: string): Promise<StockTakePage | null> {
  if (!UUID.test(id)) return null
  const rows = await tx.$queryRaw<Row[]>`
    SELECT t.id::text, t.name, t.location, coalesce(p.name, t.location) AS "locationName", t.kind, t.state, t.uncounted,
      t.begun_at AS "begunAt", t.begun_by AS "begunBy", t.ended_at AS "endedAt", t.ended_by AS "endedBy", l.*
    FROM stock_take t
    LEFT JOIN location p ON p.shop = t.shop AND p.id = t.location
    CROSS JOIN LATERAL (SELECT count(*)::int AS items, count(counted)::int AS counted
      FROM stock_take_line l WHERE l.shop = t.shop AND l.stock_take = t.id) l
    WHERE t.shop = ${shop} AND t.id = ${id}::uuid`
  const [row] = rows
  if (!row) return null
  const { begunAt, endedAt: _at, endedBy: _by, uncounted: _uncounted, ...take } = row
  return {
    ...take,
    state: stateOf(row),
    begunAt: begunAt.toISOString(),
    counters: await countersOf(tx, shop, id),
    history: await historyOf(tx, shop, id),
  }
}

function stateOf({ state, uncounted, endedAt, endedBy }: Row): StockTakeState {
  if (state === 'open') return { kind: 'open' }
  const ended = { at: endedAt!.toISOString(), by: endedBy! }
  return state === 'posted'
    ? { kind: 'posted', ...ended, uncounted: uncounted! }
    : { kind: 'abandoned', ...ended }
}

function countersOf(tx: Tx, shop: string, id: string): Promise<StockTakePage['counters']> {
  return tx.$queryRaw`
    SELECT counted_by AS who, count(*)::int AS items FROM stock_take_line
    WHERE shop = ${shop} AND stock_take = ${id}::uuid AND counted IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1`
}

async function historyOf(tx: Tx, shop: string, subject: string): Promise<StockTakePage['history']> {
  const rows = await tx.auditEntry.findMany({ where: { shop, subject }, orderBy: { id: 'desc' }, take: 50 })
  return rows.map(({ at, who, action, detail }) => ({
    at: at.toISOString(),
    who,
    action,
    detail: detail as Record<string, unknown>,
  }))
}

export type CountTab = 'left' | 'counted' | 'all'

/** An item of a stock-take as it is counted: what the books expect is not shown to who counts. */
export type CountedLine = {
  readonly item: string
  readonly title: string
  readonly sku: string | null
  readonly barcode: string | null
  readonly counted: number | null
  readonly countedBy: string | null
  readonly moved: boolean
}

/** The items of a stock-take by title. Keyset by title and item. */
export async function listCounted(
  tx: Tx,
  shop: string,
  id: string,
  { tab, search, after, take }: { tab: CountTab; search: string; after: string | null; take: number },
): Promise<{ lines: CountedLine[]; next: string | null }> {
  const [title, item] = keyOf(after)
  const like = likeOf(search)
  const rows = await tx.$queryRaw<CountedLine[]>`
    SELECT * FROM (
      SELECT l.item, coalesce(v.title, l.item) AS title, v.sku, v.barcode, l.counted, l.counted_by AS "countedBy", l.moved
      FROM stock_take_line l
      LEFT JOIN LATERAL (SELECT title, sku, barcode FROM variant v WHERE v.shop = l.shop AND v.item = l.item
        ORDER BY v.deleted_at DESC NULLS FIRST, v.id LIMIT 1) v ON true
      WHERE l.shop = ${shop} AND l.stock_take = ${id}::uuid
        AND (${tab} = 'all' OR (l.counted IS NULL) = (${tab} = 'left'))) listed
    WHERE (title ${BY_NAME}, item) > (${title}, ${item})
      AND (${like} = '%%' OR ${folded(Prisma.sql`title`)} ILIKE ${like} OR sku ILIKE ${like} OR barcode ILIKE ${like})
    ORDER BY title ${BY_NAME}, item LIMIT ${take + 1}`
  const lines = rows.slice(0, take)
  const last = lines.at(-1)
  return { lines, next: rows.length > take && last ? JSON.stringify([last.title, last.item]) : null }
}

/** Where a list by title and item goes on. */
export function keyOf(after: string | null): [string, string] {
  try {
    const [title, item] = JSON.parse(after ?? '["",""]') as unknown[]
    return [String(title), String(item)]
  } catch {
    return ['', '']
  }
}
