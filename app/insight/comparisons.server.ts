import { randomUUID } from 'node:crypto'
import type { Tx } from '../db.server.ts'
import type { ComparisonKind, FoundDifference } from './difference.ts'

const KEPT_MS = 90 * 24 * 3_600_000

/** Begins a comparison, at a stage or after something when it goes on later; answers its id. What is 90 days old and closed is forgotten. */
export async function beginComparison(
  tx: Tx,
  shop: string,
  kind: ComparisonKind,
  at: Date,
  { stage = '', after = '', who = 'carnet' }: { stage?: string; after?: string; who?: string } = {},
): Promise<string> {
  const id = randomUUID()
  await tx.comparison.deleteMany({
    where: {
      shop,
      startedAt: { lt: new Date(at.getTime() - KEPT_MS) },
      found: { none: { repairedAt: null } },
    },
  })
  await tx.comparison.create({ data: { shop, id, kind, startedAt: at, stage, after, who } })
  return id
}

/** Ends a comparison. */
export async function endComparison(tx: Tx, shop: string, id: string, at: Date): Promise<void> {
  await tx.comparison.update({ where: { shop_id: { shop, id } }, data: { endedAt: at } })
}

/** What a comparison looked at: the ids of orders and items, how many shelves, and what differed. */
export type Compared = {
  readonly orders: readonly string[]
  readonly items: readonly string[]
  readonly levels: number
  readonly found: readonly FoundDifference[]
}

/**
 * Records what was compared. A difference that was open already stays the same row, as old as it is; an open one that
 * was looked for and not found is closed. Answers what is still open of what was compared.
 */
export async function recordCompared(
  tx: Tx,
  shop: string,
  comparison: string,
  { orders, items, levels, found }: Compared,
  at: Date,
): Promise<{ subject: string; subjectId: string; fields: number }[]> {
  await insertFound(tx, shop, comparison, found, at)
  await closeRepaired(tx, shop, [...orders, ...items], found, at)
  await tx.comparison.update({
    where: { shop_id: { shop, id: comparison } },
    data: {
      orders: { increment: orders.length },
      levels: { increment: levels },
      differences: { increment: found.length },
    },
  })
  const open = await tx.difference.groupBy({
    by: ['subject', 'subjectId'],
    where: { shop, repairedAt: null, subjectId: { in: [...orders, ...items] } },
    _count: true,
  })
  return open.map(({ subject, subjectId, _count }) => ({ subject, subjectId, fields: _count }))
}

async function insertFound(
  tx: Tx,
  shop: string,
  comparison: string,
  found: readonly FoundDifference[],
  at: Date,
): Promise<void> {
  if (found.length === 0) return
  await tx.$executeRaw`
    INSERT INTO difference (shop, comparison, subject, subject_id, field, part, label, ours, theirs, cause, found_at)
    SELECT ${shop}, ${comparison}::uuid, r.subject, r."subjectId", r.field, r.part, r.label, r.ours, r.theirs, r.cause, ${at}
    FROM jsonb_to_recordset(${JSON.stringify(found)}::jsonb) AS r
      (subject text, "subjectId" text, field text, part text, label text, ours text, theirs text, cause text)
    ON CONFLICT (shop, subject_id, part, field) WHERE repaired_at IS NULL
    DO UPDATE SET comparison = excluded.comparison, ours = excluded.ours, theirs = excluded.theirs, cause = excluded.cause`
}

async function closeRepaired(
  tx: Tx,
  shop: string,
  subjects: readonly string[],
  found: readonly FoundDifference[],
  at: Date,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE difference d SET repaired_at = ${at}, repaired_by = n.by
    FROM (
      SELECT o.id, CASE WHEN r.field IS NULL THEN 'same-again' ELSE r."repairedBy" END AS by
      FROM difference o
      LEFT JOIN jsonb_to_recordset(${JSON.stringify(found)}::jsonb) AS r ("subjectId" text, field text, part text, "repairedBy" text)
        ON r."subjectId" = o.subject_id AND r.field = o.field AND r.part = o.part
      WHERE o.shop = ${shop} AND o.repaired_at IS NULL AND o.subject_id = ANY(${[...subjects]})) n
    WHERE d.shop = ${shop} AND d.id = n.id AND n.by IS NOT NULL`
}
