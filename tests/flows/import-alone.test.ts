// Places that are read while an app is installed change what its orders may hold: that waits its turn, too.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from '#tests/support/database.ts'
import { signIn } from '#tests/support/embedded.ts'
import { setEnvironment } from '#tests/support/environment.ts'
import { startFakeAdmin } from '#tests/support/fake-admin.ts'
import { whileAlone } from '#tests/support/while-alone.ts'

const shopify = await startFakeAdmin()
const database = await createTestDatabase()
setEnvironment(database)
const { closeDatabase } = await import('#app/db.server.ts')
const { importLocations } = await import('#app/flows/import-saved.server.ts')
const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 })
const shop = 'moulin-lyon.myshopify.com'

beforeAll(async () => {
  await owner.query(`INSERT INTO shop (shop, name, currency, time_zone, taxes_included, installed_at)
    VALUES ('${shop}', 'Huilerie', 'EUR', 'Europe/Paris', false, now())`)
  await signIn(shop)
  const pageInfo = { hasNextPage: false, endCursor: null }
  shopify.answer = () => ({ json: { data: { locations: { nodes: [], pageInfo } } } })
})
afterAll(async () => {
  await Promise.all([shopify.close(), owner.end(), closeDatabase()])
  await database.drop()
})

test('The places of an import wait their turn', async () => {
  const step = {
    step: 'locations',
    state: 'waiting',
    tries: 0,
    done: 0,
    expected: null,
    problem: null,
  } as const
  expect(await whileAlone(owner, shop, () => importLocations(shop, step))).toBe('waits')
})
