// Carnet on a practice store, on this machine alone:  npm run demo [-- --reset]
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import pg from 'pg'
import { declaredScopes, declaredTopics } from './app-toml.ts'
import { ensureBuilt } from './build.ts'
import { type Child, startChild, answersWell } from './demo/child.ts'
import { asRuntime } from './demo/environment.ts'
import { type DemoKeys, demoKeys } from './demo/keys.ts'
import { migrate } from './migrate.mjs'
import { freePort, lastLines, OWNER, removePostgres, startPostgres } from './postgres.ts'
import { isAlive, runs } from './process.ts'
import { bold, dim, red, sayResult } from './progress.ts'

const HOME = resolve('.carnet')
const at = (name: string) => `${HOME}/${name}`
const SHOP = 'moulin-lyon'
const SEED = 'scripts/seed-demo.ts'
// Calls to *.myshopify.com go to the practice store, without a change in Carnet.
const SHOPIFY = ['--import', './store/redirect-shopify.mjs']
const RUNNING = at('running.json') // who runs now, so that a killed demo leaves nothing in the way

interface Stoppable {
  stop(): Promise<void>
}

const started: Stoppable[] = []
let stopping = false
let isOurs = false

/** Stops what was started, the last first: the worker before the web, the database at the end. */
async function stopAll(why: string, exitCode: number): Promise<void> {
  if (stopping) return
  stopping = true
  console.log(`\n${why}`)
  for (const one of started.reverse()) await one.stop().catch((error: unknown) => console.error(error))
  if (isOurs) rmSync(RUNNING, { force: true })
  process.exit(exitCode)
}

/** Says a step when it is done, with its time. */
async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const since = Date.now()
  const result = await work()
  sayResult(name, true, since)
  return result
}

async function clearTheWay(reset: boolean) {
  mkdirSync(at('logs'), { recursive: true })
  const before = existsSync(RUNNING)
    ? (JSON.parse(readFileSync(RUNNING, 'utf8')) as { demo: number; children: [number, string][] })
    : undefined
  if (before && before.demo !== process.pid && runs(before.demo, 'scripts/demo.ts'))
    throw new Error(`the demo already runs here (process ${before.demo}): stop it first`)
  for (const [pid, part] of before?.children ?? []) await stopLeftoverChild(pid, part)
  isOurs = true
  writeFileSync(RUNNING, JSON.stringify({ demo: process.pid, children: [] }))
  if (!reset) return
  if (process.env.DATABASE_URL)
    throw new Error(
      '--reset does not empty the database of DATABASE_URL: empty it yourself, then start without it',
    )
  await removePostgres(at('postgres'))
  for (const name of readdirSync(HOME))
    if (!['keys.json', 'running.json', 'test'].includes(name))
      rmSync(at(name), { recursive: true, force: true })
  mkdirSync(at('logs'), { recursive: true })
}

async function stopLeftoverChild(pid: number, part: string) {
  if (!runs(pid, part)) return
  process.kill(pid, 'SIGTERM')
  for (let tries = 0; tries < 50 && isAlive(pid); tries++) await new Promise((done) => setTimeout(done, 100))
  if (isAlive(pid)) process.kill(pid, 'SIGKILL')
}

async function port(wish: number, what: string): Promise<number> {
  const got = await freePort(wish)
  if (got !== wish) console.log(`  port ${wish} is taken: ${what} is on ${got}`)
  return got
}

/** The owner's and the runtime role's addresses of a database that exists. */
async function openDatabase(keys: DemoKeys): Promise<{ ownerUrl: string; runtimeUrl: string }> {
  const given = process.env.DATABASE_URL
  if (given)
    return { ownerUrl: given, runtimeUrl: process.env.DATABASE_RUNTIME_URL ?? asRuntime(given, keys) }
  const server = await startPostgres({ dir: at('postgres'), password: keys.ownerPassword, port: 54320 })
  started.push(server)
  const admin = new pg.Client({ connectionString: server.url('postgres') })
  await admin.connect()
  const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [OWNER])
  if (!rowCount) await admin.query(`CREATE DATABASE ${OWNER}`)
  await admin.end()
  return { ownerUrl: server.url(OWNER), runtimeUrl: asRuntime(server.url(OWNER), keys) }
}

async function environment(keys: DemoKeys, ownerUrl: string, runtimeUrl: string) {
  const store = await port(4000, 'the practice store')
  const web = await port(4100, 'Carnet')
  const smtp = await port(4025, "the mailbox's SMTP")
  const toml = readFileSync('shopify.app.toml', 'utf8')
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: ownerUrl,
    DATABASE_RUNTIME_URL: runtimeUrl,
    SHOPIFY_API_KEY: 'carnet-practice-key',
    SHOPIFY_API_SECRET: keys.apiSecret,
    SHOPIFY_APP_URL: `http://localhost:${web}`,
    SCOPES: declaredScopes(toml).join(','),
    TOPICS: declaredTopics(toml).join(','),
    CARNET_KEYS: JSON.stringify(keys.carnetKeys),
    SMTP_URL: `smtp://127.0.0.1:${smtp}`,
    MAIL_FROM: 'carnet@practice.example',
    FILES_DIR: at('files'),
    SHOPIFY_STANDIN_URL: `http://localhost:${store}`,
    APP_BRIDGE_URL: `http://localhost:${store}/app-bridge.js`,
    CARNET_CLOCK_FILE: at('clock.json'),
    PRACTICE_STORE_FILE: at('practice-store.json'),
    MAILBOX_SMTP_PORT: String(smtp),
    MAILBOX_DIR: at('mailbox'),
  }
  return { env, store, web }
}

const children: Child[] = []

async function run(name: string, args: string[], env: NodeJS.ProcessEnv, sign: string | RegExp) {
  const child = startChild({ name, args, env, log: at(`logs/${name}.log`) })
  children.push(child)
  started.push(child)
  const known = children.map(({ pid, file }) => [pid, file])
  writeFileSync(RUNNING, JSON.stringify({ demo: process.pid, children: known }))
  void child.ended.then(() => (stopping ? undefined : reportDeath(child)))
  const isUp = typeof sign === 'string' ? answersWell(sign, child.hasEnded) : child.says(sign)
  if (!(await isUp) && !child.hasEnded()) throw new Error(`${name} does not answer:\n${lastLines(child.log)}`)
  if (child.hasEnded()) await new Promise(() => {}) // reportDeath has the word
}

/** Web says that it is ready when database, migrations and a worker are there. */
async function requireReady(url: string) {
  if (await answersWell(url, () => stopping)) return
  const answer = await fetch(url).then((response) => response.text(), String)
  throw new Error(`Carnet is not ready: ${answer}`)
}

async function reportDeath(child: Child) {
  console.error(
    `\n${red(`${child.name} ended by itself. The last lines of ${child.log}:`)}\n${lastLines(child.log)}`,
  )
  await stopAll('Stopping the rest …', 1)
}

async function main(reset: boolean) {
  console.log(bold('Carnet on a practice store'))
  await clearTheWay(reset)
  const keys = demoKeys(at('keys.json'))
  const { ownerUrl, runtimeUrl } = await step('database', () => openDatabase(keys))
  const runtimePassword = decodeURIComponent(new URL(runtimeUrl).password)
  await step('migrations', () => migrate({ databaseUrl: ownerUrl, runtimePassword }))
  await step('web part', () => ensureBuilt((line) => console.log(`  … ${line}`)))
  const { env, store, web } = await environment(keys, ownerUrl, runtimeUrl)
  await step('practice store', () =>
    run(
      'store',
      ['store/main.ts'],
      { ...env, PORT: String(store) },
      `http://localhost:${store}/control/health`,
    ),
  )
  await step('web', () =>
    run(
      'web',
      [...SHOPIFY, 'app/server.ts'],
      { ...env, PORT: String(web) },
      `http://localhost:${web}/health/live`,
    ),
  )
  await step('worker', () => run('worker', [...SHOPIFY, 'app/worker/main.ts'], env, /"msg":"worker"/))
  await step('ready', () => requireReady(`http://localhost:${web}/health/ready`))
  await step('demo data', () => seed(env))
  sayAddresses(`http://localhost:${store}`)
}

/** Carnet's own side of the demo, once: suppliers, settings, Start. What is there already stays as it is. */
async function seed(env: NodeJS.ProcessEnv) {
  const child = startChild({ name: 'seed', args: [...SHOPIFY, SEED], env, log: at('logs/seed.log') })
  if (!(await child.succeeded)) throw new Error(`the demo data could not be made:\n${lastLines(child.log)}`)
}

function sayAddresses(store: string) {
  console.log(`
${bold('Carnet is running.')} Nothing leaves this machine: shop, customers and mails are pretended.

  Carnet in the shop's admin   ${bold(`${store}/store/${SHOP}/apps/carnet`)}
  The shop's admin             ${store}/store/${SHOP}
  Order as a customer          ${store}/store/${SHOP}/storefront
  The mailbox                  ${store}/mailbox

  Claire, who is signed in, works in French. In English: choose Sarah at the top right.

${dim(`Logs: .carnet/logs   Stop: Ctrl-C${process.env.DATABASE_URL ? '' : '   Start over: npm run demo -- --reset'}`)}
`)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    if (stopping) for (const child of children) child.kill()
    void stopAll('Stopping …', 0)
  })
const asked = process.argv.slice(2)
const unknown = asked.filter((word) => word !== '--reset')
if (unknown.length) {
  console.error(`the demo does not know ${unknown.join(' ')}; it knows --reset`)
  process.exit(2)
}
try {
  await main(asked.includes('--reset'))
} catch (error) {
  console.error(red((error as Error).message))
  await stopAll('The demo did not start.', 1)
}
