// Where the stock's speed is measured: a PostgreSQL of its own that keeps what it was told (fsync, synchronous commit).
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import pg from 'pg'
import { createTestDatabase, startTestServer, type TestDatabase } from '#tests/support/database.ts'

export const SECRET = 'bench'

export type Place = {
  readonly database: TestDatabase
  /** The owner's connection: it sees every shop's rows. */
  readonly owner: pg.Pool
  /** The number of PostgreSQL's first process; its children are all others. */
  readonly server: number
  close(): Promise<void>
}

/** Opens the place and gives this process the environment to reach it. */
export async function openPlace(): Promise<Place> {
  const dir = mkdtempSync(join(tmpdir(), 'carnet-bench-'))
  const server = await startTestServer({ durable: true })
  const database = await createTestDatabase(server)
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 4 })
  Object.assign(process.env, {
    DATABASE_URL: database.ownerUrl,
    DATABASE_RUNTIME_URL: database.runtimeUrl,
    SHOPIFY_API_KEY: 'bench',
    SHOPIFY_API_SECRET: SECRET,
    SHOPIFY_APP_URL: 'http://localhost:1',
    CARNET_KEYS: JSON.stringify({ current: 'k1', keys: { k1: randomBytes(32).toString('base64') } }),
    FILES_DIR: dir,
  })
  await refuseIfForgetful(owner)
  const pid = await processOf(owner)
  const close = async () => {
    const { closeDatabase } = await import('#app/db.server.ts')
    await closeDatabase()
    await owner.end()
    await database.drop()
    await server.stop()
    rmSync(dir, { recursive: true, force: true })
  }
  return { database, owner, server: pid, close }
}

async function processOf(owner: pg.Pool): Promise<number> {
  const { rows } = await owner.query<{ dir: string }>(`SELECT current_setting('data_directory') AS dir`)
  const file = join(rows[0]!.dir, 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0
}

// A server of the environment (TEST_DATABASE_URL) may be set up for tests: what it measured would mean nothing.
async function refuseIfForgetful(owner: pg.Pool): Promise<void> {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT name FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit') AND setting = 'off'`,
  )
  if (rows.length > 0) throw new Error(`not durable: ${rows.map(({ name }) => name).join(', ')}`)
}
