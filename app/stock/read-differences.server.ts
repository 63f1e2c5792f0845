import { BY_NAME, Prisma, type Tx } from '../db.server.ts'
import { presumedReason, type Reason, type Uncounted } from './stock-take.ts'

/** An item of which more or less lies there than the ledger told when it was counted. */
export type Difference = {
  readonly item: string
  readonly title: string
  readonly sku: string | null
  readonly counted: number
  readonly expected: number
  readonly difference: number
  /** What ships, comes or is corrected in Shopify since it was counted. */
  readonly since: number
  readonly onHand: number
  readonly moved: boolean
  readonly reason: Reason
  readonly note: string
  /** In millionths of the shop's currency; null when nobody knows it. */
  readonly cost: bigint | null
  readonly countedBy: string | null
}

type Taken = { readonly id: string; readonly location: string; readonly posted: boolean }

/** What all differences together come to, value in millionths of the shop's currency. */
export type DifferenceSum = {
  readonly lines: number
  readonly up: number
  readonly down: number
  readonly value: bigint
  readonly withoutCost: number
}

/**
 * The differences of a stock-take by title, of those that were posted as they were posted. What nobody counted counts
 * as none when asked so. Keyset by title and item.
 */
export async function readDifferences(
  tx: Tx,
  shop: string,
  take: Taken,
  wanted: { uncounted: Uncounted; millionths: bigint; after?: readonly [string, string]; take?: number },
): Promise<Difference[]> {
  const [title, item] = wanted.after ?? ['', '']
  const rows = await tx.$queryRaw<(Omit<Difference, 'reason'> & { reason: Reason | '' })[]>`
    SELECT * FROM (${differences(shop, take, wanted)}) d
    WHERE d.difference <> 0 AND (d.title ${BY_NAME}, d.item) > (${title}, ${item})
    ORDER BY d.title ${BY_NAME}, d.item LIMIT ${wanted.take ?? null}::int`
  return rows.map((row) => ({ ...row, reason: row.reason || presumedReason(row.difference) }))
}

/** The sum of the differences: how many lines, units more and less, and what they are worth at unit cost. */
export async function sumDifferences(
  tx: Tx,
  shop: string,
  take: Taken,
  wanted: { uncounted: Uncounted; millionths: bigint },
): Promise<DifferenceSum> {
  const [row] = await tx.$queryRaw<[Omit<DifferenceSum, 'value'> & { value: string }]>`
    SELECT count(*)::int AS lines, coalesce(sum(difference) FILTER (WHERE difference > 0), 0)::int AS up,
      coalesce(-sum(difference) FILTER (WHERE difference < 0), 0)::int AS down,
      coalesce(sum(difference * cost), 0)::text AS value, (count(*) FILTER (WHERE cost IS NULL))::int AS "withoutCost"
    FROM (${differences(shop, take, wanted)}) d WHERE difference <> 0`
  return { ...row, value: BigInt(row.value) }
}

// What was corrected by another stock-take since an item was counted is no difference any more.
function differences(
  shop: string,
  { id, location, posted }: Taken,
  { uncounted, millionths }: { uncounted: Uncounted; millionths: bigint },
): Prisma.Sql {
  const asZero = uncounted === 'zero' && !posted
  return Prisma.sql`
    SELECT l.item, coalesce(v.title, l.item) AS title, v.sku, coalesce(l.counted, 0) AS counted,
      coalesce(l.expected, s.on_hand, 0) AS expected, l.moved, l.reason, l.note, l.counted_by AS "countedBy",
      coalesce(s.on_hand, 0) AS "onHand", coalesce(since.moved, 0)::int AS since,
      CASE WHEN ${posted} THEN coalesce(l.posted, 0)
        WHEN l.counted IS NULL THEN -coalesce(s.on_hand, 0)
        ELSE l.counted - l.expected - coalesce(since.corrected, 0)::int END AS difference,
      CASE WHEN ${posted} THEN l.unit_cost ELSE v.unit_cost * ${millionths} END AS cost
    FROM stock_take_line l
    LEFT JOIN stock_level s ON s.shop = l.shop AND s.location = ${location} AND s.item = l.item
    LEFT JOIN LATERAL (SELECT title, sku, unit_cost FROM variant v WHERE v.shop = l.shop AND v.item = l.item
      ORDER BY v.deleted_at DESC NULLS FIRST, v.id LIMIT 1) v ON true
    LEFT JOIN LATERAL (
      SELECT sum(e.quantity) AS moved,
        sum(e.quantity) FILTER (WHERE e.kind = 'counted' AND e.cause LIKE 'stock-take:%') AS corrected
      FROM ledger_entry e WHERE NOT ${posted} AND e.shop = l.shop AND e.item = l.item AND e.location = ${location}
        AND e.id > l.position AND e.account = 'on_hand') since ON true
    WHERE l.shop = ${shop} AND l.stock_take = ${id}::uuid AND (l.counted IS NOT NULL OR ${asZero})`
}
