import type { Tx } from '../db.server.ts'

/** An event that is being worked on; this attempt is counted already. */
export type ClaimedEvent = {
  readonly id: bigint
  readonly topic: string
  readonly body: Uint8Array
  readonly attempts: number
  readonly receivedAt: Date
  /** When Shopify says that it happened; null when its headers do not say. */
  readonly triggeredAt: Date | null
}

/** How an event ended. */
export type EventEnd =
  | { readonly id: bigint; readonly state: 'done' }
  | { readonly id: bigint; readonly state: 'ignored' | 'dead'; readonly reason: string }

/** So many events are worked on together at most, then other shops have their turn. */
export const BATCH = 100
/** An event that failed so often is worked on alone, so that it cannot take others with it. */
const ALONE_AFTER = 2
/** After so many attempts an event is dead, and a task says so. */
export const LAST_ATTEMPT = 5

/**
 * Takes the next due events, oldest first, and counts the attempt: the caller commits before it works, so that a crash
 * counts against the event. One that failed twice comes alone.
 */
export async function claimEvents(tx: Tx, shop: string, limit = BATCH): Promise<ClaimedEvent[]> {
  return tx.$queryRaw<ClaimedEvent[]>`
    WITH due AS (
      SELECT id, attempts < ${ALONE_AFTER} AS fresh FROM inbox_event
      WHERE shop = ${shop} AND state = 'due' ORDER BY id LIMIT ${limit}
    ), chosen AS (
      SELECT id FROM due WHERE fresh
      UNION ALL
      (SELECT id FROM due WHERE NOT EXISTS (SELECT 1 FROM due WHERE fresh) ORDER BY id LIMIT 1)
    ), taken AS (
      UPDATE inbox_event i SET attempts = attempts + 1
      WHERE i.shop = ${shop} AND i.id = ANY(ARRAY(SELECT id FROM chosen)) AND i.state = 'due'
      RETURNING i.id, topic, body, attempts, received_at AS "receivedAt", triggered_at AS "triggeredAt")
    SELECT * FROM taken ORDER BY id`
}

/** Gives the attempt back: nothing of the event's own was wrong, the outside could not be asked. */
export async function unclaimEvents(tx: Tx, shop: string, ids: readonly bigint[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE inbox_event SET attempts = greatest(attempts - 1, 0) WHERE shop = ${shop} AND id = ANY(${[...ids]}) AND state = 'due'`
}

/** Ends events, in the transaction that did what they asked for. */
export async function endEvents(tx: Tx, shop: string, ends: readonly EventEnd[], at: Date): Promise<void> {
  if (ends.length === 0) return
  const rows = ends.map((e) => ({
    id: e.id.toString(),
    state: e.state,
    reason: 'reason' in e ? e.reason : null,
  }))
  await tx.$executeRaw`
    UPDATE inbox_event i SET state = r.state, reason = r.reason, done_at = ${at}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (id bigint, state text, reason text)
    WHERE i.shop = ${shop} AND i.id = r.id`
}

/** Has events that were worked on since a moment worked on again: those whose topics begin so. */
export async function hearAgain(tx: Tx, shop: string, topics: readonly string[], since: Date): Promise<void> {
  await tx.inboxEvent.updateMany({
    where: {
      shop,
      state: 'done',
      receivedAt: { gte: since },
      OR: topics.map((startsWith) => ({ topic: { startsWith } })),
    },
    data: { state: 'due', attempts: 0, doneAt: null },
  })
}
