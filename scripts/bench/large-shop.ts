// A large shop, in a process of its own: the practice store with a few orders and variants, of which its bulk results
// are multiplied. Everything else is the practice store's own answer.  node large-shop.ts VARIANTS ORDERS
import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { startPracticeStore } from '#store/practice-store.ts'
import { groupsOf, writeMany } from './multiply.ts'

const LARGE_SHOP = 'large.myshopify.com'
const [variants = 50_000, orders = 20_000] = process.argv.slice(2).map(Number)
const dir = mkdtempSync(join(tmpdir(), 'carnet-large-shop-'))
const store = await startPracticeStore({
  port: 0,
  secret: 'bench',
  apiKey: 'bench',
  appUrl: 'http://localhost:1',
})
await fill()

// One order in twenty is open, as at a wholesaler's.
async function fill(): Promise<void> {
  const { control } = store
  const products = Array.from({ length: 20 }, (_, n) => ({
    sku: `SKU-${n}-`,
    price: `${4 + n}.50`,
    onHand: 60,
  }))
  control.webhookMode({ mode: 'drop' })
  control.createShop({ domain: LARGE_SHOP, seed: 'empty', products })
  control.company({ shop: LARGE_SHOP, name: 'Épicerie du Port' })
  control.customer({ shop: LARGE_SHOP, email: 'jeanne@example.com', firstName: 'Jeanne', lastName: 'Petit' })
  for (let n = 0; n < 20; n++) {
    const lines = [n, n + 3, n + 7].map((m) => ({ sku: `SKU-${m % 20}-`, quantity: 1 + (n % 3) }))
    const buyer = n % 2 ? 'Épicerie du Port' : 'jeanne@example.com'
    const { name } = control.placeOrder({ shop: LARGE_SHOP, buyer, lines, shipping: '9.90' })
    control.routeOrder({ shop: LARGE_SHOP, order: name })
    if (n > 0) control.fulfillOrder({ shop: LARGE_SHOP, order: name })
  }
  await control.idle()
}

const COUNTS: Readonly<Record<string, number>> = { ProductVariant: variants, Order: orders }
const files = new Map<string, { file: string; count: number }>()

/** Multiplies the result of a bulk query once; answers what the operation then says of itself. */
async function multiplied(operation: { id: string; url: string }) {
  const known = files.get(operation.id)
  if (known) return known
  const text = await (await fetch(operation.url)).text()
  const sample = groupsOf(text)
  const type = /shopify\/(\w+)\//.exec(sample[0]![0]!.id)![1]!
  const made = { file: join(dir, `${type}.jsonl`), count: COUNTS[type] ?? sample.length }
  await writeMany(made.file, sample, made.count, variants)
  files.set(operation.id, made)
  return made
}

async function graphql(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  const named = ['content-type', 'x-shopify-access-token', 'x-forwarded-host']
  const headers = Object.fromEntries(named.map((name) => [name, String(request.headers[name] ?? '')]))
  const answer = await fetch(`${store.url}${request.url}`, {
    method: request.method!,
    headers,
    body: request.method === 'POST' ? Buffer.concat(chunks) : null,
  })
  const json = (await answer.json()) as { data?: { bulkOperation?: Record<string, string> | null } }
  const operation = json.data?.bulkOperation
  if (operation?.url) {
    const { file, count } = await multiplied(operation as { id: string; url: string })
    Object.assign(operation, { url: `${url}/file/${file.split('/').at(-1)}`, rootObjectCount: String(count) })
  }
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    'x-shopify-api-version': '2026-07',
  })
  response.end(JSON.stringify(json))
}

function sendFile(request: IncomingMessage, response: ServerResponse): void {
  const file = join(dir, request.url!.split('/').at(-1)!)
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
  if (start >= statSync(file).size) return void response.writeHead(416).end()
  response.writeHead(start > 0 ? 206 : 200)
  createReadStream(file, { start })
    .on('error', () => response.destroy())
    .pipe(response)
}

const server = createServer((request, response) => {
  if (request.url?.startsWith('/file/')) return sendFile(request, response)
  graphql(request, response).catch((error: unknown) => {
    console.error(error)
    response.destroy()
  })
})
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const { accessToken, scope } = store.control.offlineToken({ shop: LARGE_SHOP })
console.log(JSON.stringify({ url, accessToken, scope }))
process.once('SIGTERM', () => {
  rmSync(dir, { recursive: true, force: true })
  process.exit(0)
})
