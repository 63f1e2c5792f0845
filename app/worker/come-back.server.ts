import type { JobHelpers, TaskList } from 'graphile-worker'
import { AdminError } from '../adapters/shopify/admin-error.server.ts'
import { inTurn, newTurn, PATIENCE_MS } from '../adapters/shopify/turns.server.ts'
import { noticeConnection, type Heard } from '../flows/connection-noticed.server.ts'
import { log } from '../log.server.ts'
import type { Tasks } from './enqueue.server.ts'
import { patienceAfter, timesAfter } from './patience.ts'

/** How each kind of job is done; told how often it had to come back for want of points, that it may do less at once. */
export type Doing = {
  [T in Exclude<keyof Tasks, 'wake-shop'>]: (payload: Tasks[T], times: number) => Promise<void>
}

/** Nobody waits for these: they stand behind everything else that asks Shopify. */
const BACKGROUND: ReadonlySet<string> = new Set<keyof Tasks>(['import-shop', 'sweep-orders', 'compare-page'])
/** A shop that cannot be asked is tried again so often; opening the app there wakes it at once. */
const PARKED_MS = 60 * 60_000
/** Waiting for less than this is no want of points. */
const HARDLY_MS = 1_000

// By key, in this process: how often a job had to come back. Forgotten, it only begins again with little patience.
const cameBack = new Map<string, number>()
const REMEMBERED = 10_000

/**
 * The jobs as the queue calls them. One that Shopify throttles longer than it may wait, or whose shop cannot be asked
 * at all, ends and is asked for again at its time: no worker sleeps while other shops' jobs wait, and no attempt counts.
 */
export function comingBack(doing: Doing): TaskList {
  const tasks: TaskList = {
    'wake-shop': (payload, { query }) => wakeShop(payload as Tasks['wake-shop'], query),
  }
  for (const [name, work] of Object.entries(doing as Record<string, Work>))
    tasks[name] = (payload, helpers) => run(name, (times) => work(payload, times), helpers)
  return tasks
}

type Work = (payload: unknown, times: number) => Promise<void>

async function run(name: string, work: (times: number) => Promise<void>, helpers: JobHelpers): Promise<void> {
  const key = helpers.job.key ?? ''
  const times = cameBack.get(key) ?? 0
  const turn = newTurn({ background: BACKGROUND.has(name), patienceMs: patienceAfter(times, PATIENCE_MS) })
  try {
    await inTurn(turn, () => work(times))
    remember(key, timesAfter(times, turn.waitedMs > HARDLY_MS))
  } catch (error) {
    const waitMs = waitOf(error)
    if (waitMs === null) throw error
    if (waitMs !== PARKED_MS) remember(key, times + 1)
    await askAgain(helpers, new Date(Date.now() + waitMs))
    log.info({ job: name, key, times, waitMs, err: error }, 'comes back later')
  } finally {
    await notice(helpers.job.payload, turn)
  }
}

function waitOf(error: unknown): number | null {
  if (!(error instanceof AdminError)) return null
  if (error.failure.kind === 'throttled') return error.failure.waitMs
  return error.failure.kind === 'parked' ? PARKED_MS : null
}

function remember(key: string, times: number): void {
  if (cameBack.size > REMEMBERED) cameBack.clear()
  if (times > 0 && key) cameBack.set(key, times)
  else cameBack.delete(key)
}

// The same job again, unless somebody has asked for it meanwhile: then that one is sooner, and has lost nothing.
async function askAgain({ job, query }: JobHelpers, runAt: Date): Promise<void> {
  await query(
    `WITH mine AS (
       SELECT j.payload, j.key, j.max_attempts, q.queue_name
       FROM graphile_worker._private_jobs j
       LEFT JOIN graphile_worker._private_job_queues q ON q.id = j.job_queue_id
       WHERE j.id = $1 AND j.key IS NOT DISTINCT FROM $2 FOR UPDATE OF j)
     SELECT graphile_worker.add_job($3, payload, queue_name => queue_name, run_at => $4,
       max_attempts => max_attempts, job_key => key) FROM mine`,
    [job.id, job.key, job.task_identifier, runAt],
  )
}

async function notice(payload: unknown, heard: Heard): Promise<void> {
  const { shop } = payload as { shop: string }
  try {
    await noticeConnection(shop, heard)
  } catch (error) {
    // The next job hears it too.
    log.warn({ shop, err: error }, 'the connection could not be noted')
  }
}

// Shopify can be asked again: what waits runs at once, in its order. Mails wait for something else.
async function wakeShop({ shop }: Tasks['wake-shop'], query: JobHelpers['query']): Promise<void> {
  const { rowCount } = await query(
    `UPDATE graphile_worker._private_jobs j SET run_at = now() + w.place * interval '1 microsecond'
     FROM (SELECT w.id, row_number() OVER (ORDER BY w.run_at, w.id) AS place
           FROM graphile_worker._private_jobs w
           JOIN graphile_worker._private_job_queues q ON q.id = w.job_queue_id
           WHERE q.queue_name = ANY($1::text[]) AND w.run_at > now()) w
     WHERE j.id = w.id AND j.locked_at IS NULL AND j.attempts < j.max_attempts`,
    [[`shop:${shop}`, `shopify:${shop}`]],
  )
  log.info({ shop, jobs: rowCount }, 'woken')
}
