import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { Logger, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import { closeMail } from '../adapters/mail/send.server.ts'
import { sendAway } from '../adapters/shopify/line.server.ts'
import { closeDatabase } from '../db.server.ts'
import { env, startingEnv } from '../env.server.ts'
import { log } from '../log.server.ts'
import { beat, BEAT_EVERY_MS, buryTheDead, endBeat, openLifeline } from './beat.server.ts'
import { sweep, SWEEP_EVERY_MS } from './sweep.server.ts'
import { tasks as everyTask } from './tasks.server.ts'

const BURY_EVERY_MS = 5_000
/** A deploy waits this long for running jobs; then they are left to the next worker. */
const DRAIN_MS = 25_000

export type WorkerOptions = { concurrency?: number; tasks?: TaskList }

/** Starts a worker: it takes jobs, says that it lives, frees the jobs of the dead and asks again for what was lost. */
export async function startWorker({ concurrency = 4, tasks = everyTask }: WorkerOptions = {}) {
  const owner = new pg.Pool({ connectionString: env().DATABASE_URL, max: 2 })
  owner.on('error', (error) => log.warn({ err: error }, 'an idle connection of the worker ended'))
  // Jobs are locked by their pool's id, not by the id of one of its workers.
  const pools: string[] = []
  const events: WorkerEvents = new EventEmitter()
  const lost = Promise.withResolvers<never>()
  const lifeline = await openLifeline(env().DATABASE_URL, () =>
    lost.reject(new Error('the lifeline was cut')),
  )
  events.on('pool:create', ({ workerPool: { id } }) => {
    pools.push(id)
    lifeline.hold(id).catch(lost.reject)
  })
  await buryTheDead(owner)
  const runner = await run({
    connectionString: env().DATABASE_URL,
    concurrency,
    events,
    taskList: tasks,
    noHandleSignals: true,
    pollInterval: 1_000,
    logger: queueLog,
    // Outcomes reported in batches are reported again for minutes while the database is away; one at a time, the
    // first that cannot be reported ends the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  })
  await beat(owner, pools)
  const timers = [
    every(BEAT_EVERY_MS, () => beat(owner, pools)),
    every(BURY_EVERY_MS, () => buryTheDead(owner)),
    every(SWEEP_EVERY_MS, () => sweep(owner)),
  ]
  const stop = async () => {
    timers.forEach(clearInterval)
    sendAway()
    const drained = await Promise.race([
      runner.stop().then(() => true),
      sleep(DRAIN_MS, false, { ref: false }),
    ])
    if (drained) await endBeat(owner, pools)
    await Promise.all([owner.end(), lifeline.end()])
    return drained
  }
  log.info({ pools, concurrency }, 'worker')
  return { stop, ended: Promise.race([runner.promise, lost.promise]) }
}

function every(ms: number, work: () => Promise<unknown>): NodeJS.Timeout {
  return setInterval(
    () => void work().catch((error: unknown) => log.error({ err: error }, 'worker timer')),
    ms,
  )
}

const LEVELS = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const

// The queue's own lines carry the whole job beside the text: only the text is kept.
const queueLog = new Logger((scope) => (level, message) => {
  log[LEVELS[level as keyof typeof LEVELS]]({ job: scope.jobId, task: scope.taskIdentifier }, message)
})

async function main(): Promise<void> {
  startingEnv()
  const worker = await startWorker()
  let ending = false
  const end = async () => {
    ending = true
    const drained = await worker.stop()
    closeMail()
    await closeDatabase()
    process.exit(drained ? 0 : 1)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void end())
  await worker.ended.catch((error: unknown) => log.error({ err: error }, 'the queue gave up'))
  // It takes no more jobs but would go on beating, as if it lived: better dead, and started anew.
  if (!ending) process.exit(1)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
