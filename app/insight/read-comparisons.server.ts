import type { Tx } from '../db.server.ts'

/** How the last comparison of everything with Shopify ended, and what is open of all that were made. */
export type ComparedView = {
  readonly last: { at: string; orders: number; levels: number; differences: number } | null
  readonly open: number
}

/** Reads how Carnet and Shopify agree. */
export async function readCompared(tx: Tx, shop: string): Promise<ComparedView> {
  const last = await tx.comparison.findFirst({
    where: { shop, kind: 'everything', endedAt: { not: null } },
    orderBy: { startedAt: 'desc' },
    select: { startedAt: true, orders: true, levels: true, differences: true },
  })
  const open = await tx.difference.count({ where: { shop, repairedAt: null } })
  if (!last) return { last, open }
  const { startedAt, ...counts } = last
  return { last: { at: startedAt.toISOString(), ...counts }, open }
}

/** One difference as the list shows it. `name` is the order's name, or the item's SKU or title. */
export type ListedDifference = {
  readonly id: string
  readonly subject: string
  readonly subjectId: string
  readonly name: string | null
  readonly field: string
  readonly label: string
  readonly ours: string | null
  readonly theirs: string | null
  readonly cause: string | null
  readonly foundAt: string
  /** Who had it compared: a person, or "carnet" by itself. */
  readonly who: string
  readonly repairedAt: string | null
  readonly repairedBy: string | null
}

type Row = Omit<ListedDifference, 'foundAt' | 'repairedAt'> & { foundAt: Date; repairedAt: Date | null }

/** Differences, newest first, by keyset; those of one comparison when it is named. */
export async function listDifferences(
  tx: Tx,
  shop: string,
  {
    open,
    after,
    take,
    comparison = null,
  }: { open: boolean | null; after: string | null; take: number; comparison?: string | null },
): Promise<{ differences: ListedDifference[]; next: string | null }> {
  const before = /^\d{1,18}$/.test(after ?? '') ? after : null
  const rows = await tx.$queryRaw<Row[]>`
    SELECT d.id::text, d.subject, d.subject_id AS "subjectId", d.field, d.label, d.ours, d.theirs, d.cause,
      d.found_at AS "foundAt", c.who, d.repaired_at AS "repairedAt", d.repaired_by AS "repairedBy",
      coalesce(o.name, (SELECT p.name FROM location p WHERE p.shop = d.shop AND p.id = d.subject_id),
               (SELECT coalesce(v.sku, v.title) FROM variant v
                        WHERE v.shop = d.shop AND (v.item = d.subject_id OR v.id = d.subject_id) ORDER BY v.deleted_at NULLS FIRST LIMIT 1)) AS name
    FROM difference d JOIN comparison c ON c.shop = d.shop AND c.id = d.comparison
    LEFT JOIN orders o ON o.shop = d.shop AND o.id = d.subject_id
    WHERE d.shop = ${shop} AND (${open}::boolean IS NULL OR (d.repaired_at IS NULL) = ${open}::boolean)
      AND (${before}::bigint IS NULL OR d.id < ${before}::bigint)
      AND (${comparison}::uuid IS NULL OR d.comparison = ${comparison}::uuid)
    ORDER BY d.id DESC LIMIT ${take + 1}`
  const differences = rows.slice(0, take).map(({ foundAt, repairedAt, ...row }) => ({
    ...row,
    foundAt: foundAt.toISOString(),
    repairedAt: repairedAt?.toISOString() ?? null,
  }))
  return { differences, next: rows.length > take ? differences.at(-1)!.id : null }
}
