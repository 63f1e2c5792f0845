import type { Tx } from '#app/db.server.ts'
import { toDecimal } from '#app/core/money.ts'
import type { OrderSnapshot } from '#app/orders/order.ts'
import { NOTHING_SAID, saidOf, type Said } from '#app/tasks/tasks.server.ts'

/** Says of which orders the invoices bill more than edits and refunds left of them: what is too much has to be credited. */
export async function creditDue(tx: Tx, shop: string, snapshots: readonly OrderSnapshot[]): Promise<Said> {
  if (snapshots.length === 0) return NOTHING_SAID
  const invoiced = await tx.$queryRaw<{ order: string; total: string }[]>`
    SELECT order_id AS order, sum(total)::text AS total FROM document
    WHERE shop = ${shop} AND kind = 'invoice' AND order_id = ANY(${snapshots.map((s) => s.id)}) GROUP BY order_id`
  const totals = new Map(invoiced.map((row) => [row.order, BigInt(row.total)]))
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
  return saidOf(
    tasks,
    snapshots.map((s) => `credit:${s.id}`),
  )
}
