// What every answer of the web process says about itself, and what its log keeps to itself.
import { request } from 'node:http'
import type { ServerBuild } from '@remix-run/node'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createTestDatabase } from '#tests/support/database.ts'
import { bearer, BROWSER, idToken, openedBy, signIn } from '#tests/support/embedded.ts'
import { setEnvironment } from '#tests/support/environment.ts'

const database = await createTestDatabase()
setEnvironment(database, { LOG_LEVEL: 'info', SHOPIFY_APP_URL: 'https://carnet.example' })
const said: string[] = []
vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
  said.push(String(chunk))
  return true
})
const { startServer } = await import('#app/server.ts')
const BUILT = new URL('../../build/server/index.js', import.meta.url).href
const { routes } = (await import(/* @vite-ignore */ BUILT)) as ServerBuild
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
  vi.restoreAllMocks()
  await server?.close()
  await owner.end()
  await database.drop()
})

type Heard = { status: number; headers: Record<string, string | string[] | undefined>; body: string }

/** Asks with the address exactly as written; `fetch` would mend it. */
function ask(
  path: string,
  headers: Record<string, string> = { 'user-agent': BROWSER },
  method = 'GET',
): Promise<Heard> {
  const { port } = new URL(server.url)
  return new Promise((resolve, reject) => {
    const asked = request({ port, host: '127.0.0.1', path, headers, method }, (response) => {
      let body = ''
      response.on('data', (data) => (body += String(data)))
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body }))
    })
    asked.on('error', reject)
    asked.end()
  })
}

const NONE = "frame-ancestors 'none'"
const OWN = `frame-ancestors https://${shop} https://admin.shopify.com`

function expectGuarded({ headers }: Heard, frame: string) {
  expect(headers['content-security-policy']).toBe(frame)
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['referrer-policy']).toBe('strict-origin')
  expect(headers['strict-transport-security']).toBe('max-age=31536000')
  expect(headers['set-cookie']).toBeUndefined()
  expect(headers['x-powered-by']).toBeUndefined()
}

const pathOf = (id: string | undefined): string => {
  const route = id ? routes[id] : undefined
  return route ? pathOf(route.parentId) + (route.path ? `/${route.path.replace(/:\w+|\*/g, 'x')}` : '') : ''
}
const addresses = [...new Set(Object.keys(routes).map((id) => pathOf(id) || '/'))]

describe('every route of the manifest', () => {
  test.each(addresses)('%s says who may frame it', async (path) => {
    expectGuarded(await ask(`${path}?${openedBy(shop)}`), OWN)
    expectGuarded(await ask(path), NONE)
    expectGuarded(await ask(path, bearer(shop)), NONE)
    expectGuarded(await ask(`${path}?${openedBy(shop)}`, { 'user-agent': BROWSER }, 'POST'), OWN)
  })
})

test('a page that is open says it too, and loads App Bridge first', async () => {
  const page = await ask(`/app?${openedBy(shop)}`)
  expect(page.status).toBe(200)
  expectGuarded(page, OWN)
  expect(page.body.indexOf('<script')).toBe(
    page.body.indexOf('<script src="https://cdn.shopify.com/shopifycloud/app-bridge.js"'),
  )
  expect(page.headers['cache-control']).toBe('no-store')
})

test('the link on an order in Shopify’s admin opens that order, inside the admin', async () => {
  const { status, headers } = await ask(`/app/orders?id=1042&${openedBy(shop)}`)
  expect(status).toBe(302)
  expect(headers.location).toMatch(/^\/app\/orders\/1042\?.*shop=moulin-lyon/)
})

test.each<[path: string, status: number, frame?: string]>([
  ['/nothing', 404],
  ['/app/nothing', 302],
  [`/app/nothing?${openedBy(shop)}`, 404, OWN],
  ['/webhooks', 405],
  ['/health/live', 200],
  ['/assets/nothing.js', 404],
  ['/%', 400],
  ['/%00', 404],
])('%s is answered %i, and says so', async (path, status, frame = NONE) => {
  const heard = await ask(path)
  expect(heard.status).toBe(status)
  expectGuarded(heard, frame)
})

test.each([
  'evil.com',
  'moulin-lyon.myshopify.com.evil.com',
  'evil.com/moulin-lyon.myshopify.com',
  'moulin-lyon.myshopify.com;script-src%20*',
  'moulin-lyon.myshopify.com%20https://evil.com',
  'moulin-lyon.myshopify.com%0d%0aSet-Cookie:%20a=b',
  'moulin-lyon.myshopify.com%00',
  'moulin-lyon.myshopify.com&shop=evil.com',
  'evil.com&shop=moulin-lyon.myshopify.com',
  '%22%3E%3Cscript%3Ealert(1)%3C/script%3E',
  '*.myshopify.com',
  '',
])('a shop named %j is refused before anything reads it', async (named) => {
  for (const path of [
    '/',
    '/app',
    '/app/orders',
    '/auth/session-token',
    '/auth/exit-iframe',
    '/auth/login',
    '/nothing',
  ]) {
    const heard = await ask(`${path}?shop=${named}&host=x&embedded=1`)
    expect(heard.status).toBe(400)
    expectGuarded(heard, NONE)
    expect(heard.body).not.toMatch(/evil|script/)
  }
})

test('the library cannot be made to leave for elsewhere', async () => {
  for (const to of [
    '//evil.com',
    '/\\evil.com',
    'https://evil.com',
    'javascript:alert(1)',
    '%5c%5cevil.com',
    'https://carnet.example@evil.com',
  ]) {
    const heard = await ask(`/auth/exit-iframe?${openedBy(shop)}&exitIframe=${encodeURIComponent(to)}`)
    const left = /window\.open\("([^"]*)"/.exec(heard.body)?.[1] ?? 'https://carnet.example/'
    expect(new URL(left).origin).toBe('https://carnet.example')
    const bounced = await ask(`/app?${openedBy(shop, { id_token: '' })}&returnTo=${encodeURIComponent(to)}`)
    expect(String(bounced.headers.location ?? '')).not.toMatch(/^(?:\/\/|https?:\/\/(?!carnet\.example))/)
  }
})

test('an address that looks like another host stays here', async () => {
  for (const path of ['//evil.com/%2e%2e', '//evil.com', '/\\evil.com/..', 'http://evil.com/app']) {
    const heard = await ask(path)
    expect(String(heard.headers.location ?? '')).not.toMatch(/^(?:https?:)?[/\\]{2}/)
    expectGuarded(heard, NONE)
  }
})

test('hashed files may be kept for ever, and are found', async () => {
  const page = await ask(`/app?${openedBy(shop)}`)
  const [asset] = /\/assets\/[\w.$-]+\.js/.exec(page.body)!
  const heard = await ask(asset)
  expect(heard.status).toBe(200)
  expect(heard.headers['cache-control']).toBe('public, max-age=31536000, immutable')
})

test('nothing outside the built files is served', async () => {
  for (const path of [
    '/assets/../server/index.js',
    '/assets/..%2f..%2fpackage.json',
    '/..%2fserver/index.js',
    '/.vite/manifest.json',
    '/assets/%2e%2e/%2e%2e/%2e%2e/package.json',
  ]) {
    const heard = await ask(path)
    expect({ path, found: ![403, 404].includes(heard.status) }).toEqual({ path, found: false })
  }
})

describe('health', () => {
  test('a process without a living worker is not ready, and becomes so', async () => {
    await owner.query('DELETE FROM worker_beat')
    const waiting = await ask('/health/ready')
    expect(waiting.status).toBe(503)
    expect(JSON.parse(waiting.body)).toEqual({
      ready: false,
      checks: { database: true, migrations: true, worker: false },
    })
    await owner.query(`INSERT INTO worker_beat VALUES ('w', now() - interval '61 seconds')`)
    expect((await ask('/health/ready')).status).toBe(503)
    await owner.query(`UPDATE worker_beat SET beat_at = now()`)
    expect((await ask('/health/ready')).status).toBe(200)
  })

  test('a database behind on migrations is not ready', async () => {
    await owner.query(`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE '%_begin'`)
    expect(JSON.parse((await ask('/health/ready')).body).checks.migrations).toBe(false)
    await owner.query(`UPDATE _prisma_migrations SET finished_at = now() WHERE finished_at IS NULL`)
  })

  test('strangers are told yes or no', async () => {
    const heard = await ask('/health/ready', { 'x-forwarded-for': '203.0.113.9' })
    expect(Object.keys(JSON.parse(heard.body))).toEqual(['ready'])
  })

  test('living needs no database', async () => {
    expect(JSON.parse((await ask('/health/live')).body)).toEqual({ live: true })
  })
})

test('the log holds no session token, no token of Shopify and nobody’s address', async () => {
  const token = idToken(shop)
  await ask(`/app/orders/%23x?${openedBy(shop, { id_token: token })}`)
  await ask(`/app?${openedBy(shop, { id_token: `${token}x` })}`)
  await ask('/auth/exit-iframe?' + openedBy(shop, { exitIframe: 'https://evil.com' }))
  const { log } = await import('#app/log.server.ts')
  log.error(
    { err: new Error(`Failed to parse session token '${token}': no`), accessToken: 'shpat_secret' },
    'shprt_secret claire@x.example',
  )
  log.info(
    {
      session: { accessToken: 'secret-1' },
      deep: { er: { email: 'secret-2' } },
      url: `https://x/?id_token=${token}&a=b`,
    },
    'Bearer secret-3',
  )
  log.error({ err: new Error('connect to postgres://carnet_app:secret-4@127.0.0.1/db failed') }, 'no')
  const text = said.join('')
  expect(text).toContain('Failed to parse session token')
  expect(text).not.toContain(token)
  expect(text).not.toMatch(/shp[a-z]{2}_secret|claire@|secret-\d/)
  expect(text).not.toMatch(/eyJ[\w-]+\.[\w-]+\./)
})
