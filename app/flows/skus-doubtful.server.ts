import type { Tx } from '#app/db.server.ts'
import { DOUBLED_SKU, MISSING_SKU } from '#app/stock/doubtful-sku.server.ts'
import type { RaisedTask, TaskKind } from '#app/tasks/task.ts'
import { raiseTasks, resolveTasks } from '#app/tasks/tasks.server.ts'

/** Says, one task a kind, how many variants have no SKU, or one that another has too. */
export async function sayDoubtfulSkus(tx: Tx, shop: string, at: Date): Promise<void> {
  const [counts] = await tx.$queryRaw<[{ doubled: number; missing: number }]>`
    SELECT count(*) FILTER (WHERE ${DOUBLED_SKU})::int AS doubled, count(*) FILTER (WHERE ${MISSING_SKU})::int AS missing
    FROM variant v WHERE v.shop = ${shop} AND v.deleted_at IS NULL`
  const kinds = { doubled: 'sku-doubled', missing: 'sku-missing' } as const satisfies Record<string, TaskKind>
  for (const [which, kind] of Object.entries(kinds)) {
    const count = counts[which as keyof typeof counts]
    const task: RaisedTask = { key: kind, kind, subject: '', params: { count } }
    if (count > 0) await raiseTasks(tx, shop, [task], at)
    else await resolveTasks(tx, shop, [kind], at, 'carnet')
  }
}
