import { existsSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import express from 'express'
import { guardResponse, hasHostileShop } from './access/guard-response.server.ts'
import { readHealth } from './access/health.server.ts'
import { closeDatabase } from './db.server.ts'
import { startingEnv } from './env.server.ts'
import { receiveWebhook } from './inbox/receive.server.ts'
import { closeInbox } from './inbox/store.server.ts'
import { log } from './log.server.ts'

const BUILT = new URL('../build/server/index.js', import.meta.url)
const ASSETS = fileURLToPath(new URL('../build/client/', import.meta.url))
const DRAIN_MS = 25_000
const FILES = { index: false, redirect: false } as const

type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>

/** Starts the web process: webhooks first, then health, then the built app. Port 0 takes any free one. */
export async function startServer({
  port,
}: {
  port: number
}): Promise<{ url: string; close(): Promise<void> }> {
  const app = existsSync(BUILT) ? await builtApp() : notBuilt
  const server = createServer((request, response) => void serve(app, request, response))
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, resolve))
  const close = async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref()
    await closed
    await closeInbox()
    await closeDatabase()
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}

async function serve(app: Handler, request: IncomingMessage, response: ServerResponse): Promise<void> {
  guardResponse(request, response)
  const path = (request.url ?? '/').split('?', 1)[0]!
  try {
    if (path === '/webhooks') await receiveWebhook(request, response)
    else if (path === '/health/live') sayJson(response, 200, { live: true })
    else if (path === '/health/ready') await sayReady(request, response)
    else if (hasHostileShop(request)) sayJson(response, 400, { error: 'shop' })
    else await app(request, response)
  } catch (error) {
    // The path alone: the rest of the address may hold a session token.
    log.error({ err: error, path }, 'request failed')
    if (response.headersSent) response.destroy()
    else sayJson(response, 500, { error: 'failed' })
  }
}

async function sayReady(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { ready, checks } = await readHealth()
  const near =
    /^(?:::ffff:)?127\.|^::1$/.test(request.socket.remoteAddress ?? '') && !request.headers['x-forwarded-for']
  sayJson(response, ready ? 200 : 503, near ? { ready, checks } : { ready })
}

async function builtApp(): Promise<Handler> {
  const build = (await import(BUILT.href)) as ServerBuild
  const app = express()
  app.disable('x-powered-by')
  app.use(
    '/assets',
    express.static(`${ASSETS}assets`, { ...FILES, immutable: true, maxAge: '1y', fallthrough: false }),
  )
  app.use(express.static(ASSETS, { ...FILES, maxAge: '1h' }))
  app.all('*', createRequestHandler({ build, mode: 'production' }))
  app.use(((error: { status?: number }, _request, response, _next) => {
    response.status(error.status ?? 500).end()
  }) satisfies express.ErrorRequestHandler)
  return app as Handler
}

const notBuilt: Handler = (_request, response) =>
  sayJson(response, 503, { error: 'not built: npm run build' })

function sayJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}

async function main(): Promise<void> {
  // React and Remix talk, and keep warm what they need not, unless they are told that this is no workshop.
  process.env.NODE_ENV ??= 'production'
  const { PORT: port } = startingEnv()
  const { close } = await startServer({ port })
  log.info({ port }, 'web')
  const end = () => void close().then(() => process.exit(0))
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
