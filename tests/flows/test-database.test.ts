import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { migrate } from '#scripts/migrate.mjs'
import { createTestDatabase } from '#tests/support/database.ts'

const databases = await Promise.all([createTestDatabase(), createTestDatabase()])
afterAll(async () => void (await Promise.all(databases.map((database) => database.drop()))))

const connect = async (url: string) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
}

test('each test file has a database of its own', async () => {
  const [one, other] = await Promise.all(databases.map((database) => connect(database.ownerUrl)))
  await one!.query('CREATE TABLE only_here (id int)')
  await expect(other!.query('SELECT * FROM only_here')).rejects.toThrow('does not exist')
  await Promise.all([one!.end(), other!.end()])
})

test('the runtime role may log in and is neither superuser nor exempt from row level security', async () => {
  const client = await connect(databases[0].runtimeUrl)
  const { rows } = await client.query(
    'SELECT rolname, rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = current_user',
  )
  await client.end()
  expect(rows).toEqual([{ rolname: 'carnet_app', rolsuper: false, rolbypassrls: false, rolcreatedb: false }])
})

test('a second Carnet on the same server does not change the password that the first one uses', async () => {
  const [{ ownerUrl, runtimeUrl }] = databases
  await expect(migrate({ databaseUrl: ownerUrl, runtimePassword: 'another' })).rejects.toThrow(
    'has another password on this server',
  )
  const client = await connect(runtimeUrl)
  await client.end()
})
