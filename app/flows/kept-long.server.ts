import type { Tx } from '#app/db.server.ts'
import { CALL_OFF } from '#app/orders/called-units.server.ts'
import { raiseTasks, resolveTasks } from '#app/tasks/tasks.server.ts'

type Kept = { id: string; name: string; since: string }

/**
 * Says which orders keep units longer than the shop's setting allows without a call for them, and no longer says it of
 * those that do not.
 */
export async function sayKeptLong(tx: Tx, shop: string, at: Date): Promise<void> {
  const kept = await tx.$queryRaw<Kept[]>`
    SELECT o.id, o.name, to_char(min(r.made_at) AT TIME ZONE s.time_zone, 'YYYY-MM-DD') AS since
    FROM orders o JOIN shop s ON s.shop = o.shop LEFT JOIN customer c ON c.shop = o.shop AND c.id = o.customer
    JOIN reservation r ON r.shop = o.shop AND r.order_id = o.id
    WHERE o.shop = ${shop} AND o.state = 'open' AND (o.call_off OR c.call_off) AND ${CALL_OFF}
      AND r.made_at <= ${at}::timestamptz - s.call_off_days * interval '1 day'
    GROUP BY o.id, o.name, s.time_zone`
  const tasks = kept.map(({ id, name, since }) => ({
    key: `kept:${id}`,
    kind: 'kept-long' as const,
    subject: id,
    params: { order: name, since },
  }))
  await raiseTasks(tx, shop, tasks, at)
  const open = await tx.task.findMany({ where: { shop, kind: 'kept-long', resolvedAt: null } })
  const over = open.filter((task) => !tasks.some((one) => one.key === task.key)).map((task) => task.key)
  await resolveTasks(tx, shop, over, at, 'carnet')
}
