// Brings a database up to date: the runtime role, the queue's tables, then prisma/migrations/*/migration.sql in
// order, recorded as Prisma's own command would record them.
//   node scripts/migrate.mjs     DATABASE_URL is the owner's; DATABASE_RUNTIME_URL (or CARNET_RUNTIME_PASSWORD)
//                                holds the password of the runtime role; MIGRATIONS_DIR is optional
// Plain JavaScript: it must also run in a production image on any Node that has `pg`.
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runMigrations as migrateQueue } from 'graphile-worker'
import pg from 'pg'

const LOCK = 72707369 // the advisory lock that `prisma migrate` itself takes
const MIGRATIONS = join(dirname(dirname(fileURLToPath(import.meta.url))), 'prisma/migrations')
export const RUNTIME_ROLE = 'carnet_app'

/** Applies what is missing; several processes may call it at once, each finds the work done or does it. */
export async function migrate({
  databaseUrl,
  runtimePassword,
  dir = MIGRATIONS,
  log = /** @type {(line: string) => void} */ (() => {}),
}) {
  const db = new pg.Client({ connectionString: databaseUrl })
  await db.connect()
  try {
    await db.query('SELECT pg_advisory_lock($1)', [LOCK])
    await prepareDatabase(db, databaseUrl, runtimePassword)
    await requireLogin(db)
    await applyMigrations(db, dir, log)
  } finally {
    await db.end() // also releases the lock
  }
}

/** What the migrations count on: the runtime role that they grant to, and the queue that `enqueue()` calls. */
export async function prepareDatabase(db, databaseUrl, runtimePassword) {
  await ensureRuntimeRole(db, databaseUrl, runtimePassword)
  await migrateQueue({ connectionString: databaseUrl })
}

/** The role of web and worker: it may log in and nothing more; the migrations grant it what it needs. */
async function ensureRuntimeRole(db, databaseUrl, password) {
  const find = () =>
    db.query('SELECT rolsuper, rolbypassrls, rolcanlogin FROM pg_roles WHERE rolname = $1', [RUNTIME_ROLE])
  if ((await find()).rowCount === 0)
    await ignoringRace(() =>
      db.query(`CREATE ROLE ${RUNTIME_ROLE} NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE`),
    )
  if (password && !(await canLogIn((await find()).rows[0], databaseUrl, password)))
    await ignoringRace(() =>
      db.query(`ALTER ROLE ${RUNTIME_ROLE} LOGIN PASSWORD ${db.escapeLiteral(password)}`),
    )
  const role = (await find()).rows[0]
  if (role.rolsuper || role.rolbypassrls)
    throw new Error(
      `the role ${RUNTIME_ROLE} must be NOSUPERUSER NOBYPASSRLS: it would see every shop's rows`,
    )
}

// Roles belong to the whole server: a password that another database's Carnet uses is never overwritten.
async function canLogIn(role, databaseUrl, password) {
  if (!role.rolcanlogin) return false
  const url = new URL(databaseUrl)
  url.username = RUNTIME_ROLE
  url.password = encodeURIComponent(password)
  const client = new pg.Client({ connectionString: url.href })
  try {
    await client.connect()
    return true
  } catch (error) {
    if (error.code !== '28P01') throw error
    throw new Error(
      `the role ${RUNTIME_ROLE} has another password on this server, perhaps for another Carnet: give its password in ` +
        `DATABASE_RUNTIME_URL, or, when nothing uses it, ALTER ROLE ${RUNTIME_ROLE} NOLOGIN and start again`,
      { cause: error },
    )
  } finally {
    await client.end().catch(() => {})
  }
}

async function requireLogin(db) {
  const { rows } = await db.query('SELECT rolcanlogin FROM pg_roles WHERE rolname = $1', [RUNTIME_ROLE])
  if (!rows[0].rolcanlogin)
    throw new Error(`DATABASE_RUNTIME_URL is not set: the role ${RUNTIME_ROLE} has no password yet`)
}

// Roles belong to the whole server: another database being migrated at the same moment may win.
async function ignoringRace(change, attempts = 20) {
  try {
    await change()
  } catch (error) {
    if (error.code === '42710' || error.code === '23505') return // it exists now
    if (error.code !== 'XX000' || attempts === 0) throw error // XX000: tuple concurrently updated
    await new Promise((again) => setTimeout(again, 50))
    await ignoringRace(change, attempts - 1)
  }
}

async function applyMigrations(db, dir, log) {
  await db.query(`CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`)
  const { rows } = await db.query(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  )
  const done = new Map(rows.map((row) => [row.migration_name, row]))
  const names = migrationNames(dir)
  for (const name of names) {
    const sql = readFileSync(join(dir, name, 'migration.sql'))
    const checksum = createHash('sha256').update(sql).digest('hex')
    const old = done.get(name)
    if (old && !old.finished_at) throw new Error(`${name}: recorded as failed; resolve it first`)
    if (old && old.checksum !== checksum)
      throw new Error(`${name}: the file was changed after it was applied`)
    if (old) continue
    await applyOne(db, name, sql.toString('utf8'), checksum)
    log(`applied ${name}`)
  }
  const unknown = [...done.keys()].filter((name) => !names.includes(name))
  if (unknown.length) log(`in the database but not in ${dir}: ${unknown.join(', ')}`)
}

async function applyOne(db, name, sql, checksum) {
  await db.query('BEGIN')
  try {
    await db.query(sql) // simple protocol: the whole script, PL/pgSQL bodies included
    await db.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    )
    await db.query('COMMIT')
  } catch (error) {
    await db.query('ROLLBACK')
    const at = error.position ? ` (at character ${error.position})` : ''
    throw new Error(`${name}: ${error.message}${at}`, { cause: error })
  }
}

/** The migrations there are, oldest first. */
export function migrationNames(dir = MIGRATIONS) {
  if (!existsSync(dir)) return []
  return readdirSync(dir)
    .filter((name) => existsSync(join(dir, name, 'migration.sql')))
    .sort()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { DATABASE_URL, DATABASE_RUNTIME_URL, CARNET_RUNTIME_PASSWORD, MIGRATIONS_DIR } = process.env
  if (!DATABASE_URL) {
    console.error("DATABASE_URL is missing: the owner's connection (docs/operating.md)")
    process.exit(1)
  }
  const runtimePassword =
    CARNET_RUNTIME_PASSWORD ??
    (DATABASE_RUNTIME_URL ? decodeURIComponent(new URL(DATABASE_RUNTIME_URL).password) : undefined)
  await migrate({ databaseUrl: DATABASE_URL, runtimePassword, dir: MIGRATIONS_DIR, log: console.log })
}
