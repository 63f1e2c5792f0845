import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import pg from 'pg'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase } from '#tests/support/database.ts'
import { setEnvironment } from '#tests/support/environment.ts'
import { sendWebhook, webhookHeaders, type Webhook } from '#tests/support/webhook.ts'

const database = await createTestDatabase()
setEnvironment(database, { SHOPIFY_API_SECRET_PREVIOUS: 'the one before' })
const { startServer } = await import('#app/server.ts')
const { startProxy } = await import('#tests/support/proxy.ts')
const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 })
const server = await startServer({ port: 0 })
afterAll(async () => {
  await server.close()
  await owner.end()
  await database.drop()
})

const shop = 'moulin-lyon.myshopify.com'
const order = (more: Partial<Webhook> = {}): Webhook => ({
  shop,
  topic: 'orders/create',
  body: '{"id":1042,"name":"#1042"}',
  ...more,
})

type Row = { topic: string; event_id: string; duplicates: number; body: Buffer; state: string }
const rows = async () => (await owner.query<Row>('SELECT * FROM inbox_event ORDER BY id')).rows
const jobs = async () =>
  (await owner.query(`SELECT task_identifier, queue_name, key FROM graphile_worker.jobs`)).rows

beforeEach(async () => {
  await owner.query('TRUNCATE inbox_event')
  await owner.query('DELETE FROM graphile_worker._private_jobs')
})

test('a signed webhook is stored byte for byte, and asks for its shop to be drained', async () => {
  const body = Buffer.from('{"id":1042,  "note":"caf\u00e9 \\u0000"}\n')
  expect(await sendWebhook(server.url, order({ body }))).toBe(200)
  const [row] = await rows()
  expect(row).toMatchObject({
    shop,
    topic: 'orders/create',
    state: 'due',
    duplicates: 0,
    api_version: '2026-07',
  })
  expect(row!.body.equals(body)).toBe(true)
  expect(await jobs()).toEqual([
    { task_identifier: 'drain-inbox', queue_name: `shop:${shop}`, key: `drain:${shop}` },
  ])
})

test('F14: both header families, and while it is rotated both secrets, are accepted', async () => {
  expect(await sendWebhook(server.url, order({ short: true }))).toBe(200)
  expect(await sendWebhook(server.url, order({ secret: 'the one before' }))).toBe(200)
  expect(await rows()).toHaveLength(2)
})

test('F13: bytes that are no UTF-8 and bodies that are no JSON are stored as they are', async () => {
  const latin1 = Buffer.from('{"name":"Épicerie"}', 'latin1')
  expect(await sendWebhook(server.url, order({ body: latin1 }))).toBe(200)
  expect(await sendWebhook(server.url, order({ body: 'not json' }))).toBe(200)
  expect(await sendWebhook(server.url, order({ body: '' }))).toBe(200)
  expect((await rows()).map(({ body }) => body)).toEqual([latin1, Buffer.from('not json'), Buffer.alloc(0)])
})

const good = order()
const altered = (change: (headers: Record<string, string>) => void, body = good.body) => {
  const headers = webhookHeaders(good)
  change(headers)
  return { headers, body: body as string }
}
const flip = (signature: string) => (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1)

test.each([
  ['no signature', altered((h) => delete h['x-shopify-hmac-sha256'])],
  ['an empty signature', altered((h) => (h['x-shopify-hmac-sha256'] = ''))],
  [
    'one bit of the signature',
    altered((h) => (h['x-shopify-hmac-sha256'] = flip(h['x-shopify-hmac-sha256']!))),
  ],
  [
    'the signature in another case',
    altered((h) => (h['x-shopify-hmac-sha256'] = h['x-shopify-hmac-sha256']!.toLowerCase())),
  ],
  ['two signatures', altered((h) => (h['x-shopify-hmac-sha256'] += `, ${h['x-shopify-hmac-sha256']}`))],
  [
    'the signature in hexadecimal',
    altered(
      (h) =>
        (h['x-shopify-hmac-sha256'] = Buffer.from(h['x-shopify-hmac-sha256']!, 'base64').toString('hex')),
    ),
  ],
  ['an altered body', altered(() => {}, `${good.body as string} `)],
  ['a truncated body', altered(() => {}, (good.body as string).slice(0, -1))],
  ['another secret', altered((h) => Object.assign(h, webhookHeaders(order({ secret: 'wrong' }))))],
  ['no shop', altered((h) => delete h['x-shopify-shop-domain'])],
  ['a shop that cannot be one', altered((h) => (h['x-shopify-shop-domain'] = 'evil.com'))],
  ['a shop with a path', altered((h) => (h['x-shopify-shop-domain'] = 'a.myshopify.com/x'))],
])('F13: %s is refused', async (_name, { headers, body }) => {
  const response = await fetch(`${server.url}/webhooks`, { method: 'POST', headers, body })
  expect(response.status).toBe(401)
  expect(await rows()).toEqual([])
})

test('F7: one event stays one event, by whichever id it is known', async () => {
  const body = order().body
  const same = { eventId: 'event-1', webhookId: 'hook-1' }
  for (const ids of [same, same, { eventId: 'event-1', webhookId: 'hook-2' }]) {
    expect(await sendWebhook(server.url, order(ids))).toBe(200)
  }
  // Another event id is another event, also with the webhook id of the first: settling twice changes nothing.
  expect(await sendWebhook(server.url, order({ eventId: 'event-2', webhookId: 'hook-1' }))).toBe(200)
  // Without an event id the webhook id, without both the body.
  for (const ids of [
    { eventId: null, webhookId: 'hook-3' },
    { eventId: null, webhookId: null },
  ]) {
    expect(await sendWebhook(server.url, order({ body, ...ids }))).toBe(200)
    expect(await sendWebhook(server.url, order({ body, ...ids }))).toBe(200)
  }
  expect((await rows()).map(({ event_id, duplicates }) => [event_id.slice(0, 7), duplicates])).toEqual([
    ['event-1', 2],
    ['event-2', 0],
    ['hook-3', 1],
    [expect.stringMatching(/^[0-9a-f]{7}$/), 1],
  ])
})

test('F7: twenty twins at once are one event and nineteen duplicates', async () => {
  const twin = order({ eventId: 'event-1' })
  const statuses = await Promise.all(Array.from({ length: 20 }, () => sendWebhook(server.url, twin)))
  expect(new Set(statuses)).toEqual(new Set([200]))
  expect((await rows()).map(({ duplicates }) => duplicates)).toEqual([19])
})

test('F7: a twin that comes when the work is done asks for no more of it', async () => {
  const twin = order({ eventId: 'event-1' })
  await sendWebhook(server.url, twin)
  await owner.query('DELETE FROM graphile_worker._private_jobs')
  expect(await sendWebhook(server.url, twin)).toBe(200)
  expect(await jobs()).toEqual([])
})

test('the same event id in another shop or topic is another event', async () => {
  await sendWebhook(server.url, order({ eventId: 'event-1' }))
  await sendWebhook(server.url, order({ eventId: 'event-1', topic: 'orders/updated' }))
  await sendWebhook(server.url, order({ eventId: 'event-1', shop: 'other.myshopify.com' }))
  expect(await rows()).toHaveLength(3)
})

test('odd headers are stored without what a text cannot hold', async () => {
  const headers = { ...webhookHeaders(order()), 'x-shopify-event-id': `caf\u00e9\t${'x'.repeat(600)}` }
  const response = await fetch(`${server.url}/webhooks`, {
    method: 'POST',
    headers,
    body: order().body as string,
  })
  expect(response.status).toBe(200)
  const [row] = await rows()
  expect(row!.event_id).toHaveLength(255)
  // eslint-disable-next-line no-control-regex -- that is what is looked for
  expect(row!.event_id).not.toMatch(/[\u0000-\u001f]/)
})

test('F13: ten megabytes are taken, more is refused: said beforehand or only sent', async () => {
  const fits = Buffer.alloc(10 * 1024 * 1024, 'x')
  expect(await sendWebhook(server.url, order({ body: fits }))).toBe(200)
  const start = performance.now()
  expect(await declare(50 * 1024 * 1024)).toMatch(/^HTTP\/1\.1 413/)
  expect(performance.now() - start).toBeLessThan(1_000)
  expect(await sendChunked(11 * 1024 * 1024)).toMatch(/^HTTP\/1\.1 413/)
  expect(await rows()).toHaveLength(1)
})

test('F13: a webhook cut in the middle leaves nothing', async () => {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
  socket.write(`POST /webhooks HTTP/1.1\r\nhost: carnet\r\ncontent-length: 1000\r\n\r\n{"id":`)
  await new Promise((resolve) => setTimeout(resolve, 100))
  socket.destroy()
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(await rows()).toEqual([])
  expect(await sendWebhook(server.url, order())).toBe(200)
})

test('another method is refused', async () => {
  expect((await fetch(`${server.url}/webhooks`)).status).toBe(405)
})

test('while the database is down Shopify is asked to come back, and then everything is taken', async () => {
  const proxy = await startProxy(database.runtimeUrl)
  const { closeInbox } = await import('#app/inbox/store.server.ts')
  const { env } = await import('#app/env.server.ts')
  const direct = env().DATABASE_RUNTIME_URL
  await closeInbox()
  env().DATABASE_RUNTIME_URL = proxy.url
  const event = order({ eventId: randomUUID() })
  expect(await sendWebhook(server.url, event)).toBe(200)
  proxy.cut()
  expect(await sendWebhook(server.url, event)).toBe(503)
  proxy.hang()
  const start = performance.now()
  expect(await sendWebhook(server.url, event)).toBe(503)
  expect(performance.now() - start).toBeLessThan(5_000)
  proxy.mend()
  expect(await sendWebhook(server.url, event)).toBe(200)
  expect(await rows()).toHaveLength(1)
  await closeInbox()
  env().DATABASE_RUNTIME_URL = direct
  await proxy.close()
})

test('the connection is closed after a refusal for size, so that the rest is not read', async () => {
  expect(await declare(50 * 1024 * 1024)).toMatch(/connection: close/i)
})

function declare(length: number): Promise<string> {
  return exchange((write) =>
    write(`POST /webhooks HTTP/1.1\r\nhost: carnet\r\ncontent-length: ${length}\r\n\r\n`),
  )
}

function sendChunked(size: number): Promise<string> {
  return exchange((write) => {
    write('POST /webhooks HTTP/1.1\r\nhost: carnet\r\ntransfer-encoding: chunked\r\n\r\n')
    const chunk = 'x'.repeat(0x10000)
    for (let sent = 0; sent < size; sent += chunk.length) write(`10000\r\n${chunk}\r\n`)
  })
}

function exchange(send: (write: (text: string) => void) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
    let answer = ''
    socket.on('data', (data) => {
      answer += data.toString('latin1')
      if (answer.includes('\r\n\r\n')) resolve(answer)
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', (error) => (answer ? resolve(answer) : reject(error)))
    send((text) => void socket.write(text))
  })
}
