import pg from 'pg'
import { log } from '../log.server.ts'

/** How often a worker says that it lives, and after what silence it counts as dead. */
export const BEAT_EVERY_MS = 5_000
const DEAD_AFTER = '30 seconds'

// A machine that vanished takes no leave: PostgreSQL asks after it, and ends its sessions after half a minute.
const ASK_AFTER_THE_SILENT =
  '-c tcp_keepalives_idle=15 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3'

/** A session whose locks say that this process's workers live: it ends with the process, however that ends. */
export type Lifeline = { hold(worker: string): Promise<void>; end(): Promise<void> }

/** Opens the lifeline of a process. `onLoss` is told when the database ended it: others will take this one for dead. */
export async function openLifeline(connectionString: string, onLoss: () => void): Promise<Lifeline> {
  const client = new pg.Client({ connectionString, options: ASK_AFTER_THE_SILENT })
  let ending = false
  client.on('error', (error) => log.warn({ err: error }, 'the lifeline of the worker was cut'))
  client.on('end', () => (ending ? undefined : onLoss()))
  await client.connect()
  return {
    hold: async (worker) =>
      void (await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [`worker:${worker}`])),
    end: () => {
      ending = true
      return client.end()
    },
  }
}

/** Says that this process's workers live. The database's clock decides, never two machines' own. */
export async function beat(owner: pg.Pool, workers: readonly string[]): Promise<void> {
  await owner.query(
    `INSERT INTO worker_beat (worker, beat_at) SELECT w, now() FROM unnest($1::text[]) w
     ON CONFLICT (worker) DO UPDATE SET beat_at = excluded.beat_at`,
    [workers],
  )
}

/**
 * Frees the jobs of workers whose lifeline ended, or that hold it and no longer beat; the queue itself would wait four
 * hours. A worker that was only paused may then run a job beside another: an effect is held by the one attempt that
 * lives, and whoever decides over a shop is alone in it.
 */
export async function buryTheDead(owner: pg.Pool): Promise<readonly string[]> {
  const { rows } = await owner.query<{ worker: string }>(
    `WITH holding AS (
       SELECT locked_by AS worker, locked_at FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL
       UNION ALL
       SELECT locked_by, locked_at FROM graphile_worker._private_job_queues WHERE locked_by IS NOT NULL)
     SELECT worker FROM holding
     GROUP BY worker
     HAVING max(locked_at) < now() - interval '2 seconds'
       AND (pg_try_advisory_xact_lock(hashtextextended('worker:' || worker, 0))
            OR NOT EXISTS (SELECT 1 FROM worker_beat b
                           WHERE b.worker = holding.worker AND b.beat_at > now() - $1::interval))`,
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
