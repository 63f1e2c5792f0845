// A shop whose token is lost works again when somebody opens the app; the admin's language goes with the person.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from '#tests/support/database.ts'
import { bearer, signIn } from '#tests/support/embedded.ts'
import { setEnvironment } from '#tests/support/environment.ts'
import { startFakeAdmin } from '#tests/support/fake-admin.ts'

const shopify = await startFakeAdmin()
const database = await createTestDatabase()
setEnvironment(database)
const { startServer } = await import('#app/server.ts')
const { sealedSessions } = await import('#app/access/sessions.server.ts')
const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 1 })
const shop = 'moulin-lyon.myshopify.com'
let server: Awaited<ReturnType<typeof startServer>>

beforeAll(async () => {
  await owner.query(`INSERT INTO shop (shop, name, currency, time_zone, taxes_included, installed_at, imported_at)
    VALUES ('${shop}', 'Huilerie', 'EUR', 'Europe/Paris', false, now(), now())`)
  await signIn(shop)
  server = await startServer({ port: 0 })
})
afterAll(async () => {
  await Promise.all([server?.close(), shopify.close(), owner.end()])
  await database.drop()
})

const open = (query = '') =>
  fetch(`${server.url}/app?_data=${encodeURIComponent('routes/app')}${query}`, { headers: bearer(shop) })

test('a lost token is asked for again, once, and what waited is woken', async () => {
  await sealedSessions().deleteSession(`offline_${shop}`)
  await owner.query(`DELETE FROM graphile_worker._private_jobs`)
  const token = { access_token: 'shpat_new', refresh_token: 'shprt_new', scope: 'read_orders' }
  shopify.answer = () => ({ json: { ...token, expires_in: 3_600, refresh_token_expires_in: 7_776_000 } })
  expect((await open()).status).toBe(200)
  expect(shopify.calls.map(({ path, body }) => [path, body.requested_token_type])).toEqual([
    ['/admin/oauth/access_token', 'urn:shopify:params:oauth:token-type:offline-access-token'],
  ])
  expect((await sealedSessions().loadSession(`offline_${shop}`))?.accessToken).toBe('shpat_new')
  const { rows } = await owner.query(`SELECT key FROM graphile_worker.jobs ORDER BY task_identifier`)
  expect(rows).toEqual([{ key: `wake:${shop}` }])
  expect((await open()).status).toBe(200)
  expect(shopify.calls).toHaveLength(1)
})

test('while Shopify does not answer, pages are shown all the same', async () => {
  await sealedSessions().deleteSession(`offline_${shop}`)
  shopify.answer = () => ({ status: 503, json: {} })
  expect((await open()).status).toBe(200)
})

test('the language that the admin tells on the first page is kept for the following ones', async () => {
  const language = async (query?: string) =>
    ((await (await open(query)).json()) as { language: string }).language
  expect(await language()).toBe('fr')
  expect(await language('&locale=en-GB')).toBe('en')
  expect(await language()).toBe('en')
  expect(await language('&locale=de')).toBe('en')
})
