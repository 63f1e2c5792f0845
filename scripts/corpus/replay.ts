// A place where payloads are replayed: a scratch database, a practice store of empty shops, and Carnet between them.
import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPracticeStore, type PracticeStore } from '#store/practice-store.ts'
import { createTestDatabase, type TestServer } from '#tests/support/database.ts'
import { declaredScopes, declaredTopics } from '../app-toml.ts'
import type { CorpusEntry } from '../corpus-topic.ts'
import { judge, type Verdict } from './judge.ts'

/** A shop that was just installed; it sells nothing unless products were given. */
export type FreshShop = { readonly domain: string; readonly variants: readonly string[] }

export type Replay = {
  freshShop(products?: Products): Promise<FreshShop>
  /** Sends one payload to a shop, works through its inbox, and judges what became of it. */
  send(shop: FreshShop, file: string, bytes: Uint8Array, entry: SentEntry): Promise<Verdict>
  /** Only sends, and answers the status. */
  post(shop: FreshShop, topic: string, bytes: Uint8Array): Promise<number>
  /** Only works through the inbox. */
  drain(shop: FreshShop): Promise<void>
  carnet: Carnet
  store: PracticeStore
  /** Where Carnet takes webhooks. */
  intakeUrl: string
  close(): Promise<void>
}
export type SentEntry = Exclude<CorpusEntry, { kind: 'skipped' }>
type Products = Parameters<PracticeStore['control']['createShop']>[0]['products']

const SECRET = 'only-for-the-corpus'

/**
 * Opens the place. Without a server of its own it takes the one of the running tests; with `oneClock` Carnet goes by
 * the clock of the practice store.
 */
export async function openReplay(server?: TestServer, { oneClock = false } = {}): Promise<Replay> {
  const dir = mkdtempSync(join(tmpdir(), 'carnet-corpus-'))
  const clock = oneClock ? { clockFile: join(dir, 'clock.json') } : {}
  const database = await createTestDatabase(server)
  const toml = readFileSync('shopify.app.toml', 'utf8')
  const store = await startPracticeStore({
    port: 0,
    scopes: declaredScopes(toml),
    topics: declaredTopics(toml),
    secret: SECRET,
    apiKey: 'corpus',
    appUrl: 'http://localhost:1',
    ...clock,
  })
  Object.assign(process.env, {
    DATABASE_URL: database.ownerUrl,
    DATABASE_RUNTIME_URL: database.runtimeUrl,
    SHOPIFY_API_KEY: 'corpus',
    SHOPIFY_API_SECRET: SECRET,
    SHOPIFY_APP_URL: 'http://localhost:1',
    CARNET_KEYS: JSON.stringify({ current: 'k1', keys: { k1: randomBytes(32).toString('base64') } }),
    FILES_DIR: dir,
    SHOPIFY_STANDIN_URL: `http://localhost:${store.port}`,
    ...(oneClock ? { CARNET_CLOCK_FILE: clock.clockFile } : {}),
  })
  const carnet = await loadCarnet()
  const intake = await startIntake(carnet)
  let shops = 0
  const freshShop: Replay['freshShop'] = (products) =>
    install(carnet, store, `corpus-${++shops}.myshopify.com`, products)
  const send: Replay['send'] = async ({ domain }, file, bytes, entry) => {
    const topic = entry.kind === 'webhook' ? entry.topic : null
    const answer = topic === null ? null : await post(intake.url, domain, topic, bytes)
    if (topic === null) await settleAnswer(carnet, domain, bytes)
    else await drain(carnet, domain)
    return judge(carnet, { file, shop: domain, bytes, answer, topic })
  }
  const close = async () => {
    await intake.close()
    await carnet.closeInbox()
    await carnet.closeDatabase()
    await store.close()
    await database.drop()
    rmSync(dir, { recursive: true, force: true })
  }
  return {
    freshShop,
    send,
    post: (shop, topic, bytes) => post(intake.url, shop.domain, topic, bytes),
    drain: (shop) => drain(carnet, shop.domain),
    carnet,
    store,
    intakeUrl: intake.url,
    close,
  }
}

export type Carnet = Awaited<ReturnType<typeof loadCarnet>>

// Shopify's library keeps the fetch it finds: what sends it to the practice store comes first.
async function loadCarnet() {
  await import('#store/redirect-shopify.mjs')
  const [api, sessions, db, drained, installed, imported, settled, intake, inbox, verify] = await Promise.all(
    [
      import('@shopify/shopify-api'),
      import('#app/access/sessions.server.ts'),
      import('#app/db.server.ts'),
      import('#app/flows/inbox-drained.server.ts'),
      import('#app/flows/shop-installed.server.ts'),
      import('#app/flows/shop-imported.server.ts'),
      import('#app/flows/order-settled.server.ts'),
      import('#app/inbox/receive.server.ts'),
      import('#app/inbox/store.server.ts'),
      import('#app/verify/verify.server.ts'),
    ],
  )
  return {
    ...sessions,
    ...db,
    ...drained,
    ...installed,
    ...imported,
    ...settled,
    ...intake,
    ...inbox,
    ...verify,
    Session: api.Session,
  }
}

async function startIntake(carnet: Carnet) {
  const server = createServer((request, response) => void carnet.receiveWebhook(request, response))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const close = () => {
    server.closeAllConnections()
    return new Promise((done) => server.close(done))
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}

async function install(
  carnet: Carnet,
  store: PracticeStore,
  shop: string,
  products?: Products,
): Promise<FreshShop> {
  store.control.createShop({ domain: shop, seed: 'empty', products })
  const { accessToken, scope } = store.control.offlineToken({ shop })
  const session = new carnet.Session({
    id: `offline_${shop}`,
    shop,
    state: '',
    isOnline: false,
    accessToken,
    scope,
  })
  await carnet.sealedSessions().storeSession(session)
  await carnet.shopInstalled(shop)
  await carnet.importShop(shop)
  const variants = await carnet.withShop(shop, (tx) =>
    tx.variant.findMany({ where: { shop }, select: { id: true }, orderBy: { sku: 'asc' } }),
  )
  return { domain: shop, variants: variants.map(({ id }) => id) }
}

async function post(url: string, shop: string, topic: string, bytes: Uint8Array): Promise<number> {
  const headers = {
    'content-type': 'application/json',
    'x-shopify-topic': topic,
    'x-shopify-shop-domain': shop,
    'x-shopify-hmac-sha256': createHmac('sha256', SECRET).update(bytes).digest('base64'),
    'x-shopify-event-id': randomUUID(),
    'x-shopify-webhook-id': randomUUID(),
    'x-shopify-api-version': '2026-07',
    'x-shopify-triggered-at': new Date().toISOString(),
  }
  const response = await fetch(`${url}/webhooks`, { method: 'POST', headers, body: Buffer.from(bytes) })
  await response.arrayBuffer()
  return response.status
}

// An event has five attempts and then is dead; two rounds more show one that never ends.
const ROUNDS = 7

async function drain(carnet: Carnet, shop: string): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    await carnet.drainInbox(shop)
    const due = await carnet.withShop(shop, (tx) => tx.inboxEvent.count({ where: { shop, state: 'due' } }))
    if (due === 0) return
  }
}

// What an answer of the Admin API tells is settled as fetched.
async function settleAnswer(carnet: Carnet, shop: string, bytes: Uint8Array): Promise<void> {
  const [{ readJson }, { parseGraphqlOrder }] = await Promise.all([
    import('#app/inbox/read-json.ts'),
    import('#app/orders/parse-graphql-order.ts'),
  ])
  const json = readJson(bytes)
  const read = parseGraphqlOrder(json.kind === 'json' ? json.value : null)
  if (read.kind !== 'snapshot') return
  const told = { snapshot: read.snapshot, fetched: true, routing: read.routing }
  await carnet.aloneInShop(shop, (tx) => carnet.settleOrders(tx, shop, [told], [], 'corpus', new Date()))
}
