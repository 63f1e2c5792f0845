// Everything that a journey needs, on free ports: practice store and mailbox in this process, web and worker in their own.
import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { declaredScopes, declaredTopics } from '#scripts/app-toml.ts'
import { freePort } from '#scripts/postgres.ts'
import { startPracticeStore, type PracticeStore } from '#store/practice-store.ts'
import { createTestDatabase, type TestDatabase, type TestServer } from './database.ts'

const SHOPIFY = ['--import', './store/redirect-shopify.mjs']
const API_KEY = 'carnet-practice-key'
const READY_MS = 60_000

export interface Stack {
  store: PracticeStore
  database: TestDatabase
  /** What web and worker were given. */
  env: NodeJS.ProcessEnv
  appUrl: string
  /** The app's page in the shop's admin: `adminUrl('/app/orders')`. */
  adminUrl(path?: string): string
  /** The worker processes, and one more. */
  workers: ChildProcess[]
  startWorker(): ChildProcess
  /** What web and worker said so far. */
  log(): string
  stop(): Promise<void>
}

/** Starts a stack on a database of its own; `seed` also enters what the demo's people entered, and presses Start. */
export async function startStack({
  seed = true,
  workers: wanted = 1,
  server,
}: { seed?: boolean; workers?: number; server?: TestServer } = {}): Promise<Stack> {
  const dir = mkdtempSync(join(tmpdir(), 'carnet-stack-'))
  const secret = randomBytes(16).toString('hex')
  const database = await createTestDatabase(server)
  const web = await freePort(20_000 + Math.floor(Math.random() * 20_000))
  const appUrl = `http://localhost:${web}`
  const clockFile = join(dir, 'clock.json')
  const toml = readFileSync('shopify.app.toml', 'utf8')
  const store = await startPracticeStore({
    port: 0,
    apiKey: API_KEY,
    secret,
    appUrl,
    scopes: declaredScopes(toml),
    topics: declaredTopics(toml),
    clockFile,
    mailbox: { smtpPort: 0, dir: join(dir, 'mailbox') },
  })
  const storeUrl = `http://localhost:${store.port}`
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    VITEST: '',
    NODE_ENV: 'production',
    LOG_LEVEL: 'info',
    PORT: String(web),
    DATABASE_URL: database.ownerUrl,
    DATABASE_RUNTIME_URL: database.runtimeUrl,
    SHOPIFY_API_KEY: API_KEY,
    SHOPIFY_API_SECRET: secret,
    SHOPIFY_APP_URL: appUrl,
    SCOPES: declaredScopes(toml).join(','),
    CARNET_KEYS: JSON.stringify({ current: 'k1', keys: { k1: randomBytes(32).toString('base64') } }),
    SMTP_URL: `smtp://127.0.0.1:${store.mailbox!.smtpPort}`,
    MAIL_FROM: 'carnet@practice.example',
    FILES_DIR: join(dir, 'files'),
    SHOPIFY_STANDIN_URL: storeUrl,
    APP_BRIDGE_URL: `${storeUrl}/app-bridge.js`,
    CARNET_CLOCK_FILE: clockFile,
  }
  const children: ChildProcess[] = []
  let said = ''
  const run = (args: string[]) => {
    const child = spawn(process.execPath, [...SHOPIFY, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += String(data)))
    children.push(child)
    return child
  }
  const workers: ChildProcess[] = []
  const startWorker = () => {
    const worker = run(['app/worker/main.ts'])
    workers.push(worker)
    return worker
  }
  const stop = async () => {
    await Promise.all(children.map(end))
    await store.close()
    await database.drop()
    rmSync(dir, { recursive: true, force: true })
  }
  try {
    run(['app/server.ts'])
    for (let n = 0; n < wanted; n++) startWorker()
    await untilReady(`${appUrl}/health/ready`, () => said)
    if (seed) await untilDone(run(['scripts/seed-demo.ts']), () => said)
  } catch (error) {
    await stop()
    throw error
  }
  const adminUrl = (path = '') => `${storeUrl}/store/moulin-lyon/apps/carnet${path}`
  return { store, database, env, appUrl, adminUrl, workers, startWorker, log: () => said, stop }
}

async function untilReady(url: string, said: () => string): Promise<void> {
  for (const until = Date.now() + READY_MS; Date.now() < until;) {
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
  throw new Error(`Carnet is not ready:\n${said().slice(-3000)}`)
}

async function untilDone(child: ChildProcess, said: () => string): Promise<void> {
  const code = await new Promise((resolve) => child.once('exit', resolve))
  if (code !== 0) throw new Error(`the demo data could not be entered:\n${said().slice(-3000)}`)
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 5_000)
  await ended
  clearTimeout(timer)
}
