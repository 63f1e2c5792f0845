import { setTimeout as sleep } from 'node:timers/promises'
import { Session } from '@shopify/shopify-api'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { SHOP } from '#app/adapters/shopify/documents-shop.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { setEnvironment } from '#tests/support/environment.ts'
import { startFakeAdmin, type Call, type Reply } from '#tests/support/fake-admin.ts'

const shopify = await startFakeAdmin()
const database = await createTestDatabase()
setEnvironment(database)
const load = async () => ({
  ...(await import('#app/adapters/shopify/admin.server.ts')),
  ...(await import('#app/adapters/shopify/admin-error.server.ts')),
  ...(await import('#app/access/sessions.server.ts')),
  ...(await import('#app/db.server.ts')),
  ...(await import('#app/log.server.ts')),
})
const here = await load()
vi.resetModules()
/** The same code again, with connections of its own: what another process is. */
const elsewhere = await load()
afterAll(async () => {
  await Promise.all([here.closeDatabase(), elsewhere.closeDatabase(), shopify.close()])
  await database.drop()
})

const shop = 'moulin-lyon.myshopify.com'
const DOCUMENT = SHOP
const MINUTE = 60_000

type Token = {
  token?: string
  expires?: Date | undefined
  refresh?: string | undefined
  refreshExpires?: Date
}

async function haveToken({ token = 'shpat_1', expires, refresh, refreshExpires }: Token, of = shop) {
  const session = { id: `offline_${of}`, shop: of, state: '', isOnline: false, accessToken: token }
  await here
    .sealedSessions()
    .storeSession(
      new Session({ ...session, expires, refreshToken: refresh, refreshTokenExpires: refreshExpires }),
    )
}
const inMinutes = (n: number) => new Date(Date.now() + n * MINUTE)
const fresh = { expires: inMinutes(60), refresh: 'shprt_1', refreshExpires: inMinutes(90 * 24 * 60) }

/** Answers queries for the token that is valid now, and renews it once per refresh token. */
function shopifyWith(
  valid: string,
  { slow = 0, renewal = {} as object, answer = { data: { shop: { name: 'Moulin' } } } } = {},
) {
  let current = valid
  let n = 1
  shopify.answer = async ({ path, token, body }: Call): Promise<Reply> => {
    if (!path.includes('/oauth/')) return token === current ? { json: answer } : { status: 401, json: {} }
    await sleep(slow)
    if (body.refresh_token !== `shprt_${n}`) return { status: 400, json: { error: 'invalid_grant' } }
    current = `shpat_${++n}`
    const made = {
      access_token: current,
      scope: 'read_orders',
      expires_in: 3_600,
      refresh_token: `shprt_${n}`,
    }
    return { json: { ...made, refresh_token_expires_in: 7_776_000, ...renewal } }
  }
}
const renewals = () => shopify.calls.filter(({ path }) => path.includes('/oauth/')).length
const failure = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  return (error as { failure?: unknown })?.failure ?? error
}

beforeEach(() => {
  shopify.calls.length = 0
})

test('a query is answered with the data, and goes to the version we know', async () => {
  await haveToken(fresh)
  shopifyWith('shpat_1')
  expect(await here.query(shop, DOCUMENT)).toEqual({ shop: { name: 'Moulin' } })
  expect(shopify.calls).toMatchObject([{ shop, path: '/admin/api/2026-07/graphql.json', token: 'shpat_1' }])
})

test('F21: fifty calls in two processes with a token that ends in nine minutes renew it once', async () => {
  await haveToken({ ...fresh, expires: inMinutes(9) })
  shopifyWith('shpat_1', { slow: 100 })
  const calls = Array.from({ length: 50 }, (_, n) => (n % 2 ? here : elsewhere).query(shop, DOCUMENT))
  expect(new Set((await Promise.all(calls)).map((data) => JSON.stringify(data))).size).toBe(1)
  expect(renewals()).toBe(1)
})

test('F21: fifty calls with a token that Shopify revoked renew it once', async () => {
  await haveToken(fresh)
  shopifyWith('another', { slow: 50 })
  const calls = Array.from({ length: 50 }, (_, n) => (n % 2 ? here : elsewhere).query(shop, DOCUMENT))
  await Promise.all(calls)
  expect(renewals()).toBe(1)
})

test('F21: a renewal that names no end is believed for a while, not for ever', async () => {
  await haveToken({ ...fresh, expires: inMinutes(1) })
  shopifyWith('shpat_1', { renewal: { expires_in: undefined, refresh_token: undefined } })
  await here.query(shop, DOCUMENT)
  const session = await here.sealedSessions().loadSession(`offline_${shop}`)
  expect(session!.expires!.getTime()).toBeLessThan(Date.now() + 30 * MINUTE)
  expect(session!.refreshToken).toBe('shprt_1')
})

test('a token without an end is renewed, for nothing says that it still works', async () => {
  await haveToken({ ...fresh, expires: undefined })
  shopifyWith('shpat_1')
  await here.query(shop, DOCUMENT)
  expect(renewals()).toBe(1)
})

test('without a session, with a refresh token that ended or is refused, the shop is parked', async () => {
  shopifyWith('shpat_1')
  expect(await failure(here.query('nobody.myshopify.com', DOCUMENT))).toMatchObject({ kind: 'parked' })
  await haveToken({ expires: inMinutes(1), refresh: 'shprt_1', refreshExpires: inMinutes(-1) })
  expect(await failure(here.query(shop, DOCUMENT))).toMatchObject({ kind: 'parked' })
  await haveToken({ ...fresh, expires: inMinutes(1), refresh: 'shprt_wrong' })
  expect(await failure(here.query(shop, DOCUMENT))).toMatchObject({
    kind: 'parked',
    why: 'renewal answered 400',
  })
  // What is worth nothing is forgotten: opening the app then gets another.
  expect(await here.sealedSessions().loadSession(`offline_${shop}`)).toBeUndefined()
})

test('F21: a shop that refuses even the renewed token is parked, after one renewal', async () => {
  await haveToken(fresh)
  let n = 1
  shopify.answer = ({ path }) => {
    if (!path.includes('/oauth/')) return { status: 401 }
    const token = {
      access_token: `shpat_${++n}`,
      refresh_token: `shprt_${n}`,
      refresh_token_expires_in: 9_999_999,
    }
    return { json: { ...token, expires_in: 3_600 } }
  }
  expect(await failure(here.query(shop, DOCUMENT))).toMatchObject({ kind: 'parked' })
  expect(renewals()).toBe(1)
})

test('while the renewal is not answered the token is unreachable, and nothing is lost', async () => {
  await haveToken({ ...fresh, expires: inMinutes(1) })
  shopify.answer = () => ({ status: 502, json: {} })
  expect(await failure(here.query(shop, DOCUMENT))).toMatchObject({ kind: 'unreachable' })
  shopifyWith('shpat_1')
  expect(await here.query(shop, DOCUMENT)).toEqual({ shop: { name: 'Moulin' } })
})

const throttled = (available: number) => ({
  json: {
    errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
    extensions: {
      cost: { requestedQueryCost: 100, throttleStatus: { currentlyAvailable: available, restoreRate: 100 } },
    },
  },
})

test('F16: throttled, it waits as long as the cost needs and asks again', async () => {
  await haveToken(fresh)
  const replies: Reply[] = [
    throttled(50),
    { status: 429, headers: { 'retry-after': '0.3' } },
    { json: { data: { ok: 1 } } },
  ]
  shopify.answer = () => replies.shift()!
  const start = Date.now()
  expect(await here.query(shop, DOCUMENT)).toEqual({ ok: 1 })
  expect(Date.now() - start).toBeGreaterThanOrEqual(790)
})

test('F16: throttled for longer, it says when to come back, and Shopify is asked no more until then', async () => {
  const empty = 'vide.myshopify.com'
  await haveToken(fresh, empty)
  shopify.answer = () => throttled(-9_900)
  for (const _ of ['first', 'second']) {
    const { kind, waitMs } = (await failure(here.query(empty, DOCUMENT))) as { kind: string; waitMs: number }
    expect([kind, Math.ceil(waitMs / 1_000)]).toEqual(['throttled', 100])
  }
  expect(shopify.calls).toHaveLength(1)
})

test.each<[string, Reply, object]>([
  [
    'errors beside a part of the data',
    { json: { data: { shop: null }, errors: [{ message: 'Access denied' }] } },
    { kind: 'refused', messages: ['Access denied'] },
  ],
  [
    'errors alone',
    { json: { errors: [{ message: 'Field x does not exist' }] } },
    { kind: 'refused', messages: ['Field x does not exist'] },
  ],
  ['no data at all', { json: {} }, { kind: 'unreachable' }],
  ['a server error', { status: 503, json: {} }, { kind: 'unreachable' }],
  ['a cut connection', 'cut', { kind: 'unreachable' }],
  ['no JSON', { headers: { 'content-type': 'text/html' }, json: '<html>' }, { kind: 'unreachable' }],
  ['a frozen shop', { status: 402, json: {} }, { kind: 'parked' }],
  ['a shop that is gone', { status: 404, json: {} }, { kind: 'parked' }],
])('F18: %s is no answer', async (_name, reply, expected) => {
  await haveToken(fresh)
  shopify.answer = () => reply
  expect(await failure(here.query(shop, DOCUMENT))).toMatchObject(expected)
})

test('F20: an answer of another API version is taken, and said in the log', async () => {
  await haveToken(fresh)
  const said = vi.spyOn(here.log, 'error').mockImplementation(() => {})
  const data = { shop: { name: 'Moulin' } }
  shopify.answer = () => ({ headers: { 'x-shopify-api-version': '2027-01' }, json: { data } })
  expect(await here.query(shop, DOCUMENT)).toEqual(data)
  expect(said).toHaveBeenCalledWith(
    expect.objectContaining({ version: '2027-01', asked: '2026-07' }),
    expect.anything(),
  )
  said.mockRestore()
})

test('F19: what the shop refuses by its own rules is an answer', async () => {
  await haveToken(fresh)
  const userErrors = [{ field: ['lines'], message: 'Already fulfilled' }]
  shopify.answer = () => ({ json: { data: { fulfillmentCreate: { fulfillment: null, userErrors } } } })
  const { createFulfillment } = await import('#app/adapters/shopify/write.server.ts')
  const { closeDatabase } = await import('#app/db.server.ts')
  expect(await createFulfillment(shop, { lineItemsByFulfillmentOrder: [] })).toEqual({
    fulfillment: null,
    userErrors,
  })
  await closeDatabase()
})
