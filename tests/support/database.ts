// A real PostgreSQL for tests: one server a run, one migrated template, one clone of it for each test file.
import { execFile } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { migrate, migrationNames, RUNTIME_ROLE } from '#scripts/migrate.mjs'
import { placeOf, removePostgres, startPostgres } from '#scripts/postgres.ts'
import { isAlive } from '#scripts/process.ts'

const PASSWORD = 'only-for-tests'
const RUNS = '.carnet/test'
const CACHE = 'node_modules/.cache/carnet-postgres'

export interface TestServer {
  /** The owner's address of the server's maintenance database. */
  url: string
  template: string
}

export interface TestDatabase {
  /** For migrations, the queue's worker, and looking at every shop's rows. */
  ownerUrl: string
  /** What web and worker use: row level security applies. */
  runtimeUrl: string
  drop(): Promise<void>
}

/** A database of its own, migrated and empty. Inside vitest the run's server is known; elsewhere pass one. */
export async function createTestDatabase(server: TestServer = serverOfThisRun()): Promise<TestDatabase> {
  const name = `carnet_test_${randomUUID().replaceAll('-', '').slice(0, 16)}`
  await asOwner(server.url, `CREATE DATABASE ${name} TEMPLATE ${server.template} STRATEGY FILE_COPY`)
  const ownerUrl = withDatabase(server.url, name)
  const runtime = new URL(ownerUrl)
  runtime.username = RUNTIME_ROLE
  runtime.password = PASSWORD
  const drop = () => asOwner(server.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  return { ownerUrl, runtimeUrl: runtime.toString(), drop }
}

/**
 * The server of this run: TEST_DATABASE_URL if set, else an embedded one with its migrated template. What is measured
 * asks for a durable one.
 */
export async function startTestServer({ durable = false } = {}): Promise<
  TestServer & { stop(): Promise<void> }
> {
  const key = templateKey()
  const template = `carnet_template_${key}`
  const existing = process.env.TEST_DATABASE_URL
  if (existing) {
    await buildTemplate(existing, template)
    return { url: existing, template, stop: async () => {} }
  }
  await removeDeadRuns()
  const dir = join(RUNS, `${process.pid}-${randomUUID().slice(0, 8)}`)
  mkdirSync(dir, { recursive: true, mode: 0o755 })
  const data = join(dir, 'data')
  const cached = join(CACHE, key)
  if (!existsSync(cached)) await fillCache(cached, template, data)
  else await copy(cached, await placeOf(data))
  const server = await startPostgres({ dir: data, password: PASSWORD, durable })
  const stop = async () => {
    await server.stop()
    await removePostgres(data)
    rmSync(dir, { recursive: true, force: true })
  }
  return { url: server.url('postgres'), template, stop }
}

function serverOfThisRun(): TestServer {
  const known = process.env.CARNET_TEST_SERVER
  if (!known) throw new Error('no test server: run this file by `npx vitest run --project flows`')
  return JSON.parse(known) as TestServer
}

// Initialising and migrating takes some 4 s, a copy of the result a tenth of that.
async function fillCache(place: string, template: string, data: string) {
  const server = await startPostgres({ dir: data, password: PASSWORD, durable: false })
  try {
    await buildTemplate(server.url('postgres'), template)
  } finally {
    await server.stop()
  }
  const draft = `${place}.${process.pid}`
  mkdirSync(CACHE, { recursive: true })
  await copy(server.dir, draft)
  if (existsSync(place))
    rmSync(draft, { recursive: true }) // another run was faster
  else renameSync(draft, place)
  forgetOldCaches(place)
}

function forgetOldCaches(keep: string) {
  for (const name of readdirSync(CACHE)) {
    const other = join(CACHE, name)
    const age = Date.now() - statSync(other).mtimeMs
    if (other !== keep && age > 24 * 3_600_000) rmSync(other, { recursive: true, force: true })
  }
}

async function buildTemplate(serverUrl: string, template: string) {
  const admin = new pg.Client({ connectionString: serverUrl })
  await admin.connect()
  try {
    await admin.query('SELECT pg_advisory_lock(hashtext($1))', ['carnet test template'])
    const known = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [template])
    if (known.rowCount) return
    const draft = `${template}_draft`
    await admin.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`)
    await admin.query(`CREATE DATABASE ${draft}`)
    await migrate({ databaseUrl: withDatabase(serverUrl, draft), runtimePassword: PASSWORD })
    await admin.query(`ALTER DATABASE ${draft} RENAME TO ${template}`)
  } finally {
    await admin.end()
  }
}

/** Changes whenever what a fresh database looks like may have changed. */
function templateKey(): string {
  const hash = createHash('sha256')
  for (const file of ['scripts/migrate.mjs', 'package-lock.json']) hash.update(readFileSync(file))
  for (const name of migrationNames()) {
    hash.update(name).update(readFileSync(join('prisma/migrations', name, 'migration.sql')))
  }
  return hash.digest('hex').slice(0, 16)
}

// A run that was killed leaves its server and its data: both go when the next run starts.
async function removeDeadRuns() {
  if (!existsSync(RUNS)) return
  for (const run of readdirSync(RUNS)) {
    if (isAlive(Number.parseInt(run))) continue
    await removePostgres(join(RUNS, run, 'data'))
    rmSync(join(RUNS, run), { recursive: true, force: true })
  }
}

async function copy(from: string, to: string) {
  await promisify(execFile)('cp', ['-a', from, to])
}

async function asOwner(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

function withDatabase(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.toString()
}
