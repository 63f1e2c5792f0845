import type { Tx } from '#app/db.server.ts'
import { note } from '#app/shop/audit.server.ts'
import { otherAlike } from './orders-alike.server.ts'

/** What a person has to look at before an order is picked. */
export type AskedFirst = 'looks-like' | 'incomplete-address'

const ASKED_FIRST: readonly AskedFirst[] = ['looks-like', 'incomplete-address']

type AskedTask = {
  readonly key: string
  readonly kind: AskedFirst
  readonly subject: string
  readonly params: unknown
}

/** The open tasks of an order that picking asks about. */
export async function askedBeforePicking(tx: Tx, shop: string, order: string): Promise<AskedTask[]> {
  const tasks = await tx.task.findMany({
    where: { shop, subject: order, resolvedAt: null, kind: { in: [...ASKED_FIRST] } },
    orderBy: { key: 'asc' },
  })
  return tasks.map(({ key, kind, subject, params }) => ({ key, kind: kind as AskedFirst, subject, params }))
}

/** A person has them picked all the same: nobody is asked again, on this order or on the one it looks like. */
export async function settleAsked(
  tx: Tx,
  shop: string,
  tasks: readonly AskedTask[],
  who: string,
  at: Date,
): Promise<void> {
  if (tasks.length === 0) return
  const keys = tasks.flatMap((task) => [task.key, otherAlike(task) ?? []].flat())
  await tx.task.updateMany({
    where: { shop, key: { in: keys }, resolvedAt: null },
    data: { resolvedAt: at, resolvedBy: who, dismissed: true },
  })
  const { subject } = tasks[0]!
  const why = tasks.map((task) => task.kind).join(', ')
  await note(tx, shop, { at, who, action: 'picked-anyway', subject, detail: { why } })
}
