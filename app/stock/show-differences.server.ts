import { millionthsOfMinor, minorOfMillionths, toDecimal } from '../core/money.ts'
import type { Tx } from '../db.server.ts'
import type { ShownDifference } from './DifferenceLines.tsx'
import type { ShownSum } from './PostCard.tsx'
import { readDifferences, sumDifferences, type Difference } from './read-differences.server.ts'
import { keyOf, type StockTakePage } from './read-stock-take.server.ts'
import { LINES_A_CALL, type Uncounted } from './stock-take.ts'

/** How far Shopify has heard of a stock-take: how many of its calls stand where. */
export type Told = { readonly waiting: number; readonly done: number; readonly failed: number }

type Shown = { sum: ShownSum; differences: ShownDifference[]; next: string | null; told: Told }

/** The differences of a stock-take with their values, and what they come to. Keyset by title and item. */
export async function showDifferences(
  tx: Tx,
  shop: string,
  page: StockTakePage,
  { uncounted, after, take }: { uncounted: Uncounted; after: string | null; take: number },
): Promise<Shown> {
  const { currency } = await tx.shop.findUniqueOrThrow({ where: { shop }, select: { currency: true } })
  const of = { id: page.id, location: page.location, posted: page.state.kind === 'posted' }
  const millionths = millionthsOfMinor(currency)
  const sum = await sumDifferences(tx, shop, of, { uncounted, millionths })
  const wanted = { uncounted, millionths, after: keyOf(after), take: take + 1 }
  const rows = await readDifferences(tx, shop, of, wanted)
  const shown = rows.slice(0, take)
  const last = shown.at(-1)
  return {
    sum: { ...sum, value: toDecimal(minorOfMillionths(sum.value, currency), currency) },
    differences: shown.map((row) => withValue(row, currency)),
    next: rows.length > take && last ? JSON.stringify([last.title, last.item]) : null,
    told: await toldOf(tx, shop, page.id, of.posted ? sum.lines : 0),
  }
}

function withValue({ cost, onHand, ...row }: Difference, currency: string): ShownDifference {
  const minor = cost === null ? null : minorOfMillionths(cost * BigInt(row.difference), currency)
  const belowZero = row.difference < 0 && onHand + row.difference < 0
  return { ...row, belowZero, value: minor === null ? null : toDecimal(minor, currency) }
}

// By the keys that its effects have, one for each call that Shopify takes.
async function toldOf(tx: Tx, shop: string, id: string, lines: number): Promise<Told> {
  const [told] = await tx.$queryRaw<[Told]>`
    SELECT (count(*) FILTER (WHERE state IN ('due', 'trying')))::int AS waiting,
      (count(*) FILTER (WHERE state = 'done'))::int AS done,
      (count(*) FILTER (WHERE state IN ('failed', 'unknown')))::int AS failed
    FROM effect WHERE shop = ${shop}
      AND key IN (SELECT 'stock-take:' || ${id} || CASE WHEN n > 1 THEN ':' || n ELSE '' END FROM generate_series(1, ${Math.ceil(lines / LINES_A_CALL)}::int) n)`
  return told
}
