import pg from 'pg'
import { openTestDatabase } from './shop.ts'

/** The shop over which the database is the last judge. */
export const JUDGED = 'judged.myshopify.com'

/** A shop that has a row in every table on the path of a unit, and what the database says to whoever changes it. */
export type Judge = {
  readonly owner: pg.Pool
  /** The name of the rule that refuses statements of the app; null when all of them are taken. */
  refusal(...statements: string[]): Promise<string | null>
  close(): Promise<void>
}

/** Opens the judged shop: it may stand already in the database that the test's own was copied from. */
export async function openJudge(): Promise<Judge> {
  const db = await openTestDatabase()
  const runtime = new pg.Pool({ connectionString: db.runtimeUrl, max: 1 })
  const owner = new pg.Pool({ connectionString: db.ownerUrl, max: 1 })
  const stands = await owner.query('SELECT 1 FROM shop WHERE shop = $1', [JUDGED])
  if (!stands.rowCount) await (await import('./whole-scene.ts')).setWholeScene(JUDGED, owner)
  return {
    owner,
    refusal: (...statements) => refusal(runtime, statements),
    close: async () => {
      await Promise.all([runtime.end(), owner.end()])
      await db.drop()
    },
  }
}

async function refusal(runtime: pg.Pool, statements: readonly string[]): Promise<string | null> {
  const client = await runtime.connect()
  try {
    await client.query('BEGIN')
    await client.query(`SELECT set_config('app.shop', $1, true)`, [JUDGED])
    for (const sql of statements) {
      const { rowCount } = await client.query(sql)
      if (!rowCount) throw new Error(`nothing is there to try it on: ${sql}`)
    }
    return null
  } catch (error) {
    const { constraint, code, message } = error as pg.DatabaseError
    return constraint ?? (code === '42501' ? 'permission denied' : message)
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}

/** One row of a table once more, some of its columns otherwise. */
export function again(table: string, otherwise: Record<string, string> = {}, where = 'true'): string {
  const change = Object.entries({ x: 'NULL', ...otherwise }).map(([column, sql]) => `'${column}', ${sql}`)
  return `INSERT INTO ${table} SELECT (jsonb_populate_record(NULL::${table}, to_jsonb(t) || jsonb_build_object(${change.join(', ')}))).*
    FROM ${table} t WHERE ${where} LIMIT 1`
}

/** The id of a row that is not there. */
export const another = 'gen_random_uuid()'
