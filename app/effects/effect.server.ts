import { randomUUID } from 'node:crypto'
import { now } from '../clock.server.ts'
import type { Tx } from '../db.server.ts'
import { enqueue } from '../worker/enqueue.server.ts'
import { queueOf } from './effect.ts'

export type PlannedEffect = {
  /** One effect per key for ever: planning it again changes nothing. */
  key: string
  kind: string
  payload: object
}

/**
 * Plans something to do outside, in the transaction that decides it; the worker does it once that has committed.
 * Answers the effect's id, also when its key was planned before; null when the shop is uninstalled and nothing goes out.
 */
export async function planEffect(tx: Tx, shop: string, planned: PlannedEffect): Promise<string | null> {
  const { key, kind } = planned
  const made = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO effect (shop, id, key, kind, payload, created_at, moved_at)
    SELECT shop, ${randomUUID()}::uuid, ${key}, ${kind}, ${JSON.stringify(planned.payload)}::jsonb, ${now()}, ${now()}
    FROM shop WHERE shop = ${shop} AND uninstalled_at IS NULL
    ON CONFLICT (shop, key) DO NOTHING RETURNING id::text`
  const id = made[0]?.id
  if (!id) return (await tx.effect.findFirst({ where: { shop, key }, select: { id: true } }))?.id ?? null
  await askForEffect(tx, shop, { id, kind })
  return id
}

/** Asks the worker to try an effect, now or at `runAt`. */
export async function askForEffect(
  tx: Tx,
  shop: string,
  { id, kind, runAt }: { id: string; kind: string; runAt?: Date },
): Promise<void> {
  await enqueue(tx, 'run-effect', { shop, id }, { queue: queueOf(shop, kind), key: `effect:${id}`, runAt })
}

/** Tries again what failed or stayed unknown, by a person's click. False when there is nothing to try again. */
export async function tryAgain(tx: Tx, shop: string, id: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ kind: string }[]>`
    UPDATE effect SET state = 'due', attempts = 0, moved_at = ${now()},
      payload = CASE state WHEN 'unknown' THEN payload - 'firstAt' ELSE payload END
    WHERE shop = ${shop} AND id = ${id}::uuid AND state IN ('failed', 'unknown') RETURNING kind`
  if (!rows[0]) return false
  await askForEffect(tx, shop, { id, kind: rows[0].kind })
  return true
}
