// Driver adapter for Prisma's WASM schema engine (prisma.config.ts `engine: 'js'`), used by the CLI only.
// Stock @prisma/adapter-pg 6.19.3 fails there: it does not know the catalogue types `name` and `"char"`
// (prisma issue 27403) and splits migration scripts on every ';'.
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'

const TEXT = 25,
  TEXT_ARRAY = 1009,
  CHAR = 18
const AS_TEXT = new Set([
  CHAR,
  19 /* name */,
  24 /* regproc */,
  194 /* pg_node_tree */,
  2205 /* regclass */,
  2206 /* regtype */,
])
const AS_TEXT_ARRAY = new Set([1002 /* "char"[] */, 1003 /* name[] */])
const CHARACTER = 6 // ColumnTypeEnum.Character of @prisma/driver-adapter-utils

/* eslint-disable @typescript-eslint/no-explicit-any -- wraps classes that adapter-pg does not export */
function patchQueryable(q: any): any {
  const performIO = q.performIO.bind(q)
  let chars: number[] = []
  q.performIO = async (query: unknown) => {
    const result = await performIO(query)
    chars = []
    for (const [i, f] of (result.fields ?? []).entries()) {
      if (f.dataTypeID === CHAR) chars.push(i)
      if (AS_TEXT.has(f.dataTypeID)) f.dataTypeID = TEXT
      else if (AS_TEXT_ARRAY.has(f.dataTypeID)) f.dataTypeID = TEXT_ARRAY
    }
    return result
  }
  const queryRaw = q.queryRaw.bind(q)
  q.queryRaw = async (query: unknown) => {
    const result = await queryRaw(query)
    for (const i of chars) result.columnTypes[i] = CHARACTER
    return result
  }
  return q
}
function patchAdapter(adapter: any, pool: pg.Pool): any {
  patchQueryable(adapter)
  adapter.executeScript = async (sql: string) => {
    await pool.query(sql)
  } // simple protocol: whole script at once
  const start = adapter.startTransaction.bind(adapter)
  adapter.startTransaction = async (level?: string) => patchQueryable(await start(level))
  return adapter
}
const openPool = (connectionString: string) =>
  new pg.Pool({ connectionString, max: 2, idleTimeoutMillis: 200, allowExitOnIdle: true })

export function migrateAdapter(connectionString: string): PrismaPg {
  const pool = openPool(connectionString)
  const factory = new PrismaPg(pool, { disposeExternalPool: true })
  const connect = factory.connect.bind(factory)
  factory.connect = async () => patchAdapter(await connect(), pool)
  factory.connectToShadowDb = async () => {
    const database = `prisma_migrate_shadow_db_${crypto.randomUUID()}`
    const admin = new pg.Client({ connectionString })
    await admin.connect()
    await admin.query(`CREATE DATABASE "${database}"`)
    const url = new URL(connectionString)
    url.pathname = `/${database}`
    const { prepareDatabase } = await import('../scripts/migrate.mjs')
    await prepareDatabase(admin, url.toString())
    const shadowPool = openPool(url.toString())
    const shadow = patchAdapter(await new PrismaPg(shadowPool).connect(), shadowPool)
    shadow.dispose = async () => {
      await shadowPool.end()
      await admin.query(`DROP DATABASE "${database}" WITH (FORCE)`)
      await admin.end()
    }
    return shadow
  }
  return factory
}

// The WASM engine arms a 10 s advisory-lock timer and never clears it, so every migrate command would
// take 10 s to exit. Let the process exit while such a timer is pending.
const realSetTimeout = globalThis.setTimeout
globalThis.setTimeout = ((fn: () => void, ms?: number, ...args: unknown[]) => {
  const timer = realSetTimeout(fn, ms, ...(args as []))
  if (ms === 10_000) timer.unref()
  return timer
}) as typeof setTimeout
