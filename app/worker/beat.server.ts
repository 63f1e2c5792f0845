import type pg from 'pg'
import { log } from '../log.server.ts'

/** How often a worker says that it lives, and after what silence it counts as dead. */
export const BEAT_EVERY_MS = 5_000
const DEAD_AFTER = '30 seconds'

/** Says that this process's workers live. The database's clock decides, never two machines' own. */
export async function beat(owner: pg.Pool, workers: readonly string[]): Promise<void> {
  await owner.query(
    `INSERT INTO worker_beat (worker, beat_at) SELECT w, now() FROM unnest($1::text[]) w
     ON CONFLICT (worker) DO UPDATE SET beat_at = excluded.beat_at`,
    [workers],
  )
}

/**
 * Frees the jobs of workers that no longer beat; the queue itself would wait four hours. A worker that was only
 * paused may then run a job beside another: effects and draining are fenced against that.
 */
export async function buryTheDead(owner: pg.Pool): Promise<readonly string[]> {
  const { rows } = await owner.query<{ worker: string }>(
    `WITH holding AS (
       SELECT locked_by AS worker, locked_at FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL
       UNION ALL
       SELECT locked_by, locked_at FROM graphile_worker._private_job_queues WHERE locked_by IS NOT NULL)
     SELECT worker FROM holding
     WHERE NOT EXISTS (SELECT 1 FROM worker_beat b
                       WHERE b.worker = holding.worker AND b.beat_at > now() - $1::interval)
     GROUP BY worker HAVING max(locked_at) < now() - $1::interval
        OR EXISTS (SELECT 1 FROM worker_beat b WHERE b.worker = holding.worker)`,
    [DEAD_AFTER],
  )
  const dead = rows.map((row) => row.worker)
  if (dead.length) {
    await owner.query('SELECT graphile_worker.force_unlock_workers($1::text[])', [dead])
    log.warn({ dead }, 'freed the jobs of workers that no longer beat')
  }
  await owner.query(`DELETE FROM worker_beat WHERE beat_at < now() - interval '1 hour'`)
  return dead
}

/** Takes leave, so that nobody waits for the silence. */
export async function endBeat(owner: pg.Pool, workers: readonly string[]): Promise<void> {
  await owner.query('DELETE FROM worker_beat WHERE worker = ANY($1::text[])', [workers])
}
