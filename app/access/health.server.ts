import { readdirSync } from 'node:fs'
import { database } from '../db.server.ts'
import { log } from '../log.server.ts'

export type Health = { ready: boolean; checks: Record<'database' | 'migrations' | 'worker', boolean> }

// A database that needs longer than this is not one to serve from.
const PATIENCE_MS = 1_000

/** Whether this process can do its work: the database answers, is migrated, and a worker lives. */
export async function readHealth(migrations: readonly string[] = shippedMigrations()): Promise<Health> {
  try {
    const rows = await within(
      PATIENCE_MS,
      database().$queryRaw<{ migrated: boolean; alive: boolean }[]>`
        SELECT (SELECT count(*) FROM _prisma_migrations WHERE finished_at IS NOT NULL
                AND migration_name = ANY(${migrations})) = ${migrations.length} AS migrated,
               EXISTS (SELECT 1 FROM worker_beat WHERE beat_at > now() - interval '60 seconds') AS alive`,
    )
    const { migrated, alive } = rows[0]!
    return { ready: migrated && alive, checks: { database: true, migrations: migrated, worker: alive } }
  } catch (error) {
    log.warn({ err: error }, 'not ready')
    return { ready: false, checks: { database: false, migrations: false, worker: false } }
  }
}

const FOLDER = new URL('../../prisma/migrations/', import.meta.url)

function shippedMigrations(): string[] {
  return readdirSync(FOLDER, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  )
}

async function within<T>(ms: number, work: PromiseLike<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
