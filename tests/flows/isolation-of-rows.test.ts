// Every shop is behind its own wall, and PostgreSQL keeps it: read back from its catalogues, then tried.
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 })
const runtime = new pg.Pool({ connectionString: database.runtimeUrl, max: 2 })
afterAll(async () => {
  await Promise.all([owner.end(), runtime.end()])
  await database.drop()
})

/** Tables without a shop's wall, and why. */
const WITHOUT_WALL = {
  session: 'looked up before its shop is known; tokens are encrypted',
  worker_beat: 'says only that a process lives',
  _prisma_migrations: 'read by the health check',
}

const APPEND_ONLY = [
  'ledger_entry',
  'audit_entry',
  'document',
  'document_line',
  'document_file',
  'stock_take_count',
  'unit_cost',
  'document_void',
  'short_pick',
]

test('every table with a shop has row level security, forced, for reading and writing', async () => {
  const { rows } = await owner.query<{ name: string; walled: boolean; has_shop: boolean }>(`
    SELECT c.relname AS name,
      c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (
        SELECT 1 FROM pg_policies p WHERE p.schemaname = 'public' AND p.tablename = c.relname
          AND p.policyname = 'one_shop' AND p.cmd = 'ALL' AND p.roles = '{public}'
          AND p.qual = '(shop = current_shop())' AND p.with_check = '(shop = current_shop())') AS walled,
      EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'shop' AND NOT a.attisdropped) AS has_shop
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1`)
  const without = rows.filter(({ walled }) => !walled).map(({ name }) => name)
  expect(without).toEqual(Object.keys(WITHOUT_WALL).sort())
  expect(rows.length).toBeGreaterThan(20)
})

test('the only further policies let the owner read what its sweep looks at', async () => {
  const { rows } = await owner.query(
    `SELECT tablename, policyname, cmd, roles = ARRAY[current_user]::name[] AS of_owner FROM pg_policies
     WHERE schemaname = 'public' AND policyname <> 'one_shop' ORDER BY 1`,
  )
  expect(rows).toEqual(
    ['effect', 'import_step', 'inbox_event', 'shop'].map((tablename) => ({
      tablename,
      policyname: 'owner_sweeps',
      cmd: 'SELECT',
      of_owner: true,
    })),
  )
})

test('the shop comes first in every key and every foreign key carries it', async () => {
  const { rows } = await owner.query<{ what: string }>(`
    SELECT i.indexrelid::regclass::text AS what FROM pg_index i
    JOIN pg_class c ON c.oid = i.indrelid AND c.relnamespace = 'public'::regnamespace
    JOIN pg_attribute shop ON shop.attrelid = c.oid AND shop.attname = 'shop'
    WHERE i.indisunique AND c.relname <> 'session' AND i.indkey[0] <> shop.attnum
    UNION ALL
    SELECT conname FROM pg_constraint k WHERE contype = 'f' AND connamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attname = 'shop' AND a.attnum = k.conkey[1])`)
  expect(rows).toEqual([])
})

test('views run with the rights of whoever asks, and functions of the owner have a fixed search path', async () => {
  const views = await owner.query(
    `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm')
     AND NOT coalesce('security_invoker=true' = ANY(reloptions), false)`,
  )
  expect(views.rows).toEqual([])
  const functions = await owner.query(
    `SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef`,
  )
  expect(functions.rows).toEqual([{ proname: 'enqueue' }])
  const fixed = await owner.query(`SELECT proconfig FROM pg_proc WHERE proname = 'enqueue' AND prosecdef`)
  expect(fixed.rows[0].proconfig).toEqual(['search_path=pg_catalog, pg_temp'])
})

test('the runtime role cannot change what was written, nor the tables themselves, nor the queue', async () => {
  for (const table of APPEND_ONLY) {
    await expect(runtime.query(`UPDATE ${table} SET shop = shop`)).rejects.toMatchObject({ code: '42501' })
    await expect(runtime.query(`DELETE FROM ${table}`)).rejects.toMatchObject({ code: '42501' })
    await expect(runtime.query(`TRUNCATE ${table}`)).rejects.toMatchObject({ code: '42501' })
  }
  for (const statement of [
    'ALTER TABLE orders DISABLE ROW LEVEL SECURITY',
    'DROP POLICY one_shop ON orders',
    'CREATE TABLE mine (id int)',
    'SELECT * FROM graphile_worker._private_jobs',
    'UPDATE _prisma_migrations SET checksum = checksum',
    'SET ROLE postgres',
  ]) {
    await expect(runtime.query(statement)).rejects.toThrow()
  }
})

test('not even the owner changes the ledger, the audit or a document', async () => {
  for (const table of APPEND_ONLY) {
    await expect(owner.query(`DELETE FROM ${table}`)).rejects.toThrow('append-only')
    await expect(owner.query(`UPDATE ${table} SET shop = shop`)).rejects.toThrow('append-only')
  }
})

async function as<T>(shop: string | null, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await runtime.connect()
  try {
    await client.query('BEGIN')
    if (shop !== null) await client.query(`SELECT set_config('app.shop', $1, true)`, [shop])
    const result = await work(client)
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}

const A = 'a.myshopify.com'
const B = 'b.myshopify.com'
const insert = `INSERT INTO customer (shop, id, kind, name) VALUES ($1, 'gid://shopify/Customer/1', 'B2C', 'canary')`

test('a shop sees and changes its own rows only, and without a shop there are none', async () => {
  await as(A, (client) => client.query(insert, [A]))
  await as(B, (client) => client.query(insert, [B]))
  const seen = (shop: string | null) =>
    as(shop, async (client) => (await client.query('SELECT shop FROM customer')).rows.map((row) => row.shop))
  expect(await seen(A)).toEqual([A])
  expect(await seen(B)).toEqual([B])
  expect(await seen(null)).toEqual([])
  const changed = await as(A, (client) => client.query(`UPDATE customer SET name = 'x' WHERE shop = $1`, [B]))
  expect(changed.rowCount).toBe(0)
  expect((await as(A, (client) => client.query(`DELETE FROM customer WHERE shop = $1`, [B]))).rowCount).toBe(
    0,
  )
  await expect(as(A, (client) => client.query(insert, ['c.myshopify.com']))).rejects.toMatchObject({
    code: '42501',
  })
  await expect(as(A, (client) => client.query(`UPDATE customer SET shop = $1`, [B]))).rejects.toMatchObject({
    code: '42501',
  })
  expect(await seen(B)).toEqual([B])
})

test('nothing of a shop stays on the connection after its transaction', async () => {
  const one = new pg.Client({ connectionString: database.runtimeUrl })
  await one.connect()
  await one.query('BEGIN')
  await one.query(`SELECT set_config('app.shop', $1, true)`, [A])
  expect((await one.query('SELECT 1 FROM customer')).rowCount).toBe(1)
  await one.query('COMMIT')
  expect((await one.query('SELECT 1 FROM customer')).rowCount).toBe(0)
  await one.end()
})
