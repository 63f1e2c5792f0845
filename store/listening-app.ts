// For tests: a practice store with an app behind it that keeps what it was sent.
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type PracticeStore, startPracticeStore, type StoreOptions } from './practice-store.ts'

export const SECRET = 'shpss_practice'
export const SHOP = 'moulin-lyon.myshopify.com'

export type Received = { topic: string; headers: IncomingHttpHeaders; body: string }
export type ListeningApp = {
  store: PracticeStore
  received: Received[]
  topics: () => string[]
  /** What the app answers from now on. */
  answer: (status: number) => void
  graphql: (query: string, variables?: Record<string, unknown>) => Promise<GraphqlAnswer>
  close: () => Promise<void>
}
// The tests say which fields they asked for.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type GraphqlAnswer = { data?: any; errors?: { message: string; extensions?: { code?: string } }[] }

export async function listeningApp(options: Partial<StoreOptions> = {}): Promise<ListeningApp> {
  const received: Received[] = []
  let status = 200
  const app = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8')
      received.push({ topic: String(request.headers['x-shopify-topic']), headers: request.headers, body })
      response.writeHead(status).end()
    })
  })
  await new Promise<void>((resolve) => app.listen(0, resolve))
  const appUrl = `http://localhost:${(app.address() as AddressInfo).port}`
  const store = await startPracticeStore({ port: 0, secret: SECRET, appUrl, routingDelayMs: 5, ...options })
  const { accessToken } = store.control.offlineToken()
  return {
    store,
    received,
    topics: () => received.map(({ topic }) => topic),
    answer: (next) => (status = next),
    graphql: (query, variables = {}) => callAdmin(store, accessToken, query, variables),
    async close() {
      await store.close()
      app.closeAllConnections()
      await new Promise((resolve) => app.close(resolve))
    },
  }
}

async function callAdmin(store: PracticeStore, token: string, query: string, variables: object) {
  const response = await fetch(`${store.url}/admin/api/2026-07/graphql.json`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-host': SHOP,
      'x-shopify-access-token': token,
    },
    body: JSON.stringify({ query, variables }),
  })
  return (await response.json()) as GraphqlAnswer
}
