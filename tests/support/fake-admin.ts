// Shopify's Admin API reduced to its manners: tokens, throttling, errors, lost answers. The app's calls to
// *.myshopify.com come here; import this file before anything that imports Shopify's library.
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Call = { shop: string; path: string; token: string | null; body: Record<string, unknown> }
export type Reply = { status?: number; headers?: Record<string, string>; json?: unknown } | 'cut'

export interface FakeAdmin {
  url: string
  calls: Call[]
  /** Answers every call; an exception is answered 500. */
  answer: (call: Call) => Reply | Promise<Reply>
  close(): Promise<void>
}

/** Starts it and sends this process's calls to Shopify there. */
export async function startFakeAdmin(): Promise<FakeAdmin> {
  const server = createServer((request, response) => {
    void read(request).then(async (call) => {
      fake.calls.push(call)
      const reply = await fake.answer(call)
      if (reply === 'cut') return void response.destroy()
      const { status = 200, headers, json } = reply
      response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify(json ?? {}))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = () => {
    server.closeAllConnections()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  }
  const fake: FakeAdmin = { url, calls: [], answer: () => ({ json: { data: {} } }), close }
  process.env.SHOPIFY_STANDIN_URL = url
  await import('#store/redirect-shopify.mjs')
  return fake
}

async function read(request: IncomingMessage): Promise<Call> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return {
    shop: String(request.headers['x-forwarded-host'] ?? ''),
    path: request.url ?? '',
    token: (request.headers['x-shopify-access-token'] as string) ?? null,
    body: text ? (JSON.parse(text) as Record<string, unknown>) : {},
  }
}
