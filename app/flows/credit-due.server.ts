import type { Tx } from '#app/db.server.ts'
import { toDecimal } from '#app/core/money.ts'
import type { OrderSnapshot } from '#app/orders/order.ts'
import { raiseTasks, resolveTasks } from '#app/tasks/tasks.server.ts'

/** Says of which orders the invoices bill more than edits and refunds left of them: what is too much has to be credited. */
export async function judgeCredit(
  tx: Tx,
  shop: string,
  snapshots: readonly OrderSnapshot[],
  at: Date,
): Promise<void> {
  const invoiced = await tx.issuedDocument.groupBy({
    by: ['orderId'],
    where: { shop, kind: 'invoice', orderId: { in: snapshots.map((s) => s.id) } },
    _sum: { total: true },
  })
  const totals = new Map(invoiced.map((row) => [row.orderId, row._sum.total ?? 0n]))
  const tooMuch = snapshots.flatMap(({ id, name, currency, currentTotal }) => {
    const excess = (totals.get(id) ?? 0n) - (currentTotal ?? totals.get(id) ?? 0n)
    return excess > 0n ? [{ id, params: { order: name, amount: toDecimal(excess, currency), currency } }] : []
  })
  const tasks = tooMuch.map(({ id, params }) => ({
    key: `credit:${id}`,
    kind: 'credit-due' as const,
    subject: id,
    params,
  }))
  await raiseTasks(tx, shop, tasks, at)
  const fine = snapshots.map((s) => `credit:${s.id}`).filter((key) => !tasks.some((t) => t.key === key))
  await resolveTasks(tx, shop, fine, at, 'carnet')
}
