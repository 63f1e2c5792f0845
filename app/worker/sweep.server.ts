import type pg from 'pg'
import { log } from '../log.server.ts'

export const SWEEP_EVERY_MS = 60_000

/**
 * Asks again for what is due and has no job: nothing stays behind because a job was lost or given up. Reads across
 * shops, which is the owner's privilege (policy `owner_sweeps`).
 */
export async function sweep(owner: pg.Pool): Promise<{ drains: number; effects: number }> {
  const drains = await owner.query(
    `SELECT graphile_worker.add_job('drain-inbox', json_build_object('shop', shop),
       queue_name => 'shop:' || shop, job_key => 'drain:' || shop)
     FROM (SELECT DISTINCT shop FROM inbox_event WHERE state = 'due') due
     WHERE NOT EXISTS (SELECT 1 FROM graphile_worker.jobs j
                       WHERE j.key = 'drain:' || due.shop AND j.attempts < j.max_attempts)`,
  )
  const effects = await owner.query(
    `SELECT graphile_worker.add_job('run-effect', json_build_object('shop', e.shop, 'id', e.id),
       queue_name => split_part(e.kind, '-', 1) || ':' || e.shop, job_key => 'effect:' || e.id)
     FROM effect e JOIN shop s ON s.shop = e.shop AND s.uninstalled_at IS NULL
     WHERE e.state IN ('due', 'trying')
       AND NOT EXISTS (SELECT 1 FROM graphile_worker.jobs j
                       WHERE j.key = 'effect:' || e.id AND j.attempts < j.max_attempts)`,
  )
  const asked = { drains: drains.rowCount ?? 0, effects: effects.rowCount ?? 0 }
  if (asked.drains || asked.effects) log.info(asked, 'asked again for what was due')
  return asked
}
