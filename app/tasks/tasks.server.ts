import type { Tx } from '#app/db.server.ts'
import type { RaisedTask } from './task.ts'

/**
 * Raises tasks. One that stands open is brought up to date; one that was resolved opens again, but not one that a
 * person dismissed, while it has nothing else to say.
 */
export async function raiseTasks(
  tx: Tx,
  shop: string,
  tasks: readonly RaisedTask[],
  at: Date,
): Promise<void> {
  if (tasks.length === 0) return
  const rows = [...new Map(tasks.map((t) => [t.key, t])).values()]
  await tx.$executeRaw`
    INSERT INTO task AS t (shop, key, kind, subject, params, raised_at)
    SELECT ${shop}, r.key, r.kind, r.subject, r.params, ${at}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (key text, kind text, subject text, params jsonb)
    ON CONFLICT (shop, key) DO UPDATE SET kind = excluded.kind, params = excluded.params, resolved_at = NULL, resolved_by = NULL,
      dismissed = false,
      raised_at = CASE WHEN t.resolved_at IS NULL THEN t.raised_at ELSE excluded.raised_at END
    WHERE NOT t.dismissed OR t.params <> excluded.params`
}

/** Resolves tasks whose reason is gone. Those not open stay as they are, but would open again. */
export async function resolveTasks(
  tx: Tx,
  shop: string,
  keys: readonly string[],
  at: Date,
  who: string,
): Promise<void> {
  if (keys.length === 0) return
  await tx.$executeRaw`
    UPDATE task SET dismissed = false, resolved_at = coalesce(resolved_at, ${at}),
      resolved_by = CASE WHEN resolved_at IS NULL THEN ${who} ELSE resolved_by END
    WHERE shop = ${shop} AND key = ANY(${[...keys]}) AND (resolved_at IS NULL OR dismissed)`
}

/** What a look at the books has to say: tasks to be raised, and keys of those whose reason is gone. */
export type Said = { readonly raise: readonly RaisedTask[]; readonly resolve: readonly string[] }

export const NOTHING_SAID: Said = { raise: [], resolve: [] }

/** Raises and resolves what several looks have to say, in one statement each. */
export async function sayTasks(tx: Tx, shop: string, said: readonly Said[], at: Date): Promise<void> {
  await raiseTasks(
    tx,
    shop,
    said.flatMap(({ raise }) => raise),
    at,
  )
  await resolveTasks(
    tx,
    shop,
    said.flatMap(({ resolve }) => resolve),
    at,
    'carnet',
  )
}

/** The tasks themselves, and of all that might have been raised the keys of the others. */
export function saidOf(raise: readonly RaisedTask[], mayBe: readonly string[]): Said {
  const raised = new Set(raise.map((task) => task.key))
  return { raise, resolve: mayBe.filter((key) => !raised.has(key)) }
}
