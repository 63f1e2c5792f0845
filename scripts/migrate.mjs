// Applies prisma/migrations/*/migration.sql in order and records them as Prisma's own CLI would.
// node scripts/migrate.mjs   (DATABASE_URL; MIGRATIONS_DIR optional)
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

const LOCK = 72707369 // the advisory lock that `prisma migrate` itself takes
const dir = process.env.MIGRATIONS_DIR ?? 'prisma/migrations'
const db = new pg.Client({ connectionString: process.env.DATABASE_URL })
await db.connect()
try {
  await db.query('SELECT pg_advisory_lock($1)', [LOCK])
  await db.query(`CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`)
  const { rows } = await db.query(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  )
  const done = new Map(rows.map((r) => [r.migration_name, r]))
  const names = readdirSync(dir)
    .filter((n) => existsSync(join(dir, n, 'migration.sql')))
    .sort()
  for (const name of names) {
    const sql = readFileSync(join(dir, name, 'migration.sql'))
    const checksum = createHash('sha256').update(sql).digest('hex')
    const old = done.get(name)
    if (old && !old.finished_at) throw new Error(`${name}: recorded as failed; resolve it first`)
    if (old && old.checksum !== checksum)
      throw new Error(`${name}: the file was changed after it was applied`)
    if (old) continue
    await db.query('BEGIN')
    try {
      await db.query(sql.toString('utf8')) // simple protocol: the whole script, PL/pgSQL bodies included
      await db.query(
        `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
        VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
        [randomUUID(), checksum, name],
      )
      await db.query('COMMIT')
    } catch (e) {
      await db.query('ROLLBACK')
      throw new Error(`${name}: ${e.message}${e.position ? ` (at character ${e.position})` : ''}`, {
        cause: e,
      })
    }
    console.log('applied', name)
  }
  const unknown = [...done.keys()].filter((n) => !names.includes(n))
  if (unknown.length) console.warn('in the database but not in', dir + ':', unknown.join(', '))
} finally {
  await db.end() // also releases the lock
}
