import type { Tx } from '../db.server.ts'

/** Something a person has to look at. `kind` says which texts tell it, `params` fill them. */
export type TaskView = {
  readonly key: string
  readonly kind: string
  readonly subject: string
  readonly params: Record<string, string | number>
  readonly raisedAt: string
  readonly resolvedAt: string | null
  readonly resolvedBy: string | null
}

/** Tasks but those of some keys, newest first, by keyset: `next` goes on where the page ended. */
export async function listTasks(
  tx: Tx,
  shop: string,
  {
    open,
    after,
    take,
    but = [],
  }: { open: boolean; after: string | null; take: number; but?: readonly string[] },
): Promise<{ tasks: TaskView[]; next: string | null }> {
  const [raisedAt, key] = splitKey(after)
  const rows = await tx.task.findMany({
    where: {
      shop,
      resolvedAt: open ? null : { not: null },
      key: { notIn: [...but] },
      ...(raisedAt && { OR: [{ raisedAt: { lt: raisedAt } }, { raisedAt, key: { lt: key } }] }),
    },
    orderBy: [{ raisedAt: 'desc' }, { key: 'desc' }],
    take: take + 1,
  })
  const tasks = rows.slice(0, take).map(({ shop: _, params, ...task }) => ({
    ...task,
    params: params as Record<string, string | number>,
    raisedAt: task.raisedAt.toISOString(),
    resolvedAt: task.resolvedAt?.toISOString() ?? null,
  }))
  const last = tasks.at(-1)
  return { tasks, next: rows.length > take && last ? `${last.raisedAt} ${last.key}` : null }
}

function splitKey(after: string | null): [Date | null, string] {
  const space = after?.indexOf(' ') ?? -1
  const at = new Date(after?.slice(0, space) ?? '')
  return space < 0 || Number.isNaN(at.getTime()) ? [null, ''] : [at, after!.slice(space + 1)]
}

/** How many tasks are open. */
export function countTasks(tx: Tx, shop: string): Promise<number> {
  return tx.task.count({ where: { shop, resolvedAt: null } })
}

/** The open tasks about one object, newest first. */
export async function tasksAbout(
  tx: Tx,
  shop: string,
  subject: string,
): Promise<Pick<TaskView, 'key' | 'kind' | 'params'>[]> {
  const tasks = await tx.task.findMany({
    where: { shop, subject, resolvedAt: null },
    orderBy: { raisedAt: 'desc' },
    take: 10,
  })
  return tasks.map(({ key, kind, params }) => ({ key, kind, params: params as TaskView['params'] }))
}
