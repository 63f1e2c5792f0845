import type { Tx } from '#app/db.server.ts'
import { looksLike, MINUTES_APART } from '#app/orders/likeness.ts'
import type { OrderSnapshot } from '#app/orders/order.ts'
import { snapshotOf } from '#app/orders/snapshot-json.ts'
import type { RaisedTask } from '#app/tasks/task.ts'
import { NOTHING_SAID, type Said } from '#app/tasks/tasks.server.ts'

type Pair = { readonly mine: unknown; readonly theirs: unknown }

/**
 * What has to be said on both of two orders that look like one sent twice, and taken back where they no longer look
 * alike: of orders that were known before. Both keep what they hold: only picking asks. Before the shop has started
 * nobody picks by Carnet.
 */
export async function ordersAlike(
  tx: Tx,
  shop: string,
  snapshots: readonly OrderSnapshot[],
  known: readonly OrderSnapshot[],
): Promise<Said> {
  if (snapshots.length === 0) return NOTHING_SAID
  const [pairs, said] = await Promise.all([
    pairsOf(tx, shop, idsOf(snapshots)),
    known.length > 0 ? saidOn(tx, shop, idsOf(known)) : [],
  ])
  const raised = pairs
    .map(({ mine, theirs }) => [snapshotOf(mine), snapshotOf(theirs)] as const)
    .filter(([a, b]) => looksLike(a, b))
    .flatMap(([a, b]) => [...alike(a, b), ...alike(b, a)])
  const keys = new Set(raised.map((t) => t.key))
  return { raise: raised, resolve: said.map(({ key }) => key).filter((key) => !keys.has(key)) }
}

const idsOf = (snapshots: readonly OrderSnapshot[]) => snapshots.map((s) => s.id)

// Of many alike each is asked about with its neighbours: a question a pair would be a million for a thousand.
function pairsOf(tx: Tx, shop: string, ids: readonly string[]): Promise<Pair[]> {
  return tx.$queryRaw<Pair[]>`
    SELECT o.snapshot AS mine, p.snapshot AS theirs FROM orders o
    JOIN shop s ON s.shop = o.shop AND s.started_at IS NOT NULL
    CROSS JOIN LATERAL (
      (SELECT n.snapshot FROM orders n WHERE n.shop = o.shop AND n.likeness = o.likeness AND n.state <> 'cancelled'
         AND n.placed_at >= o.placed_at - make_interval(mins => ${MINUTES_APART}::int)
         AND (n.placed_at, n.id) < (o.placed_at, o.id) ORDER BY n.placed_at DESC, n.id DESC LIMIT 1)
      UNION ALL
      (SELECT n.snapshot FROM orders n WHERE n.shop = o.shop AND n.likeness = o.likeness AND n.state <> 'cancelled'
         AND n.placed_at <= o.placed_at + make_interval(mins => ${MINUTES_APART}::int)
         AND (n.placed_at, n.id) > (o.placed_at, o.id) ORDER BY n.placed_at, n.id LIMIT 1)) p
    WHERE o.shop = ${shop} AND o.id = ANY(${ids}) AND o.state <> 'cancelled'`
}

function saidOn(tx: Tx, shop: string, ids: readonly string[]): Promise<{ key: string }[]> {
  return tx.$queryRaw<{ key: string }[]>`
    SELECT key FROM task WHERE shop = ${shop} AND resolved_at IS NULL AND kind = 'looks-like'
      AND (subject = ANY(${ids}) OR params->>'other' = ANY(${ids}))`
}

// Of an order that has left, or is over, nothing is left to be asked.
function alike(order: OrderSnapshot, other: OrderSnapshot): RaisedTask[] {
  const toPick = order.lines.some((l) => l.fulfillable > 0)
  if (order.cancelledAt || order.closedAt || !toPick) return []
  const params = { order: order.name, like: other.name, other: other.id }
  return [{ key: alikeKey(order.id, other.id), kind: 'looks-like', subject: order.id, params }]
}

function alikeKey(order: string, other: string): string {
  return `looks-like:${order}:${other}`
}

/** The task on the other of two orders that look alike: who answers one has answered both. Null for other tasks. */
export function otherAlike(task: { key: string; subject: string; params: unknown }): string | null {
  const { other } = (task.params ?? {}) as { other?: string }
  return other && task.key === alikeKey(task.subject, other) ? alikeKey(other, task.subject) : null
}
