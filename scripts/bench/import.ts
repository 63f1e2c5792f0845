// How much memory the import of a large shop takes, whether it is seen, and that it goes on after a kill.
import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { createTestDatabase, startTestServer } from '#tests/support/database.ts'
import { atLeast, atMost, exactly, type Goal, type SimulationAsked } from '../sim/goal.ts'

const SHOP = 'large.myshopify.com'
const MEGABYTES = 512
const PATIENCE_MS = 40 * 60_000

export async function benchImport({ sizes = {}, say }: SimulationAsked): Promise<readonly Goal[]> {
  const wanted = { variants: sizes.variants ?? 50_000, orders: sizes.orders ?? 20_000 }
  const dir = mkdtempSync(join(tmpdir(), 'carnet-bench-'))
  const server = await startTestServer()
  const database = await createTestDatabase(server)
  const large = await startLargeShop(wanted)
  Object.assign(process.env, {
    DATABASE_URL: database.ownerUrl,
    DATABASE_RUNTIME_URL: database.runtimeUrl,
    SHOPIFY_API_KEY: 'bench',
    SHOPIFY_API_SECRET: 'bench',
    SHOPIFY_APP_URL: 'http://localhost:1',
    CARNET_KEYS: JSON.stringify({ current: 'k1', keys: { k1: randomBytes(32).toString('base64') } }),
    FILES_DIR: dir,
    SHOPIFY_STANDIN_URL: large.url,
  })
  const carnet = await load()
  try {
    await carnet.install(large)
    const reading = await readWhileWatched(carnet, wanted, say)
    const [end] = await carnet.ended()
    return [
      atMost('peak-megabytes', reading.peak, MEGABYTES),
      exactly('variants', end!.variants, wanted.variants),
      exactly('orders', end!.orders, wanted.orders),
      atLeast('progress-seen', reading.states, 20),
      exactly('killed', reading.kills, 1),
      exactly('orders-read-twice', end!.told - end!.orders, 0),
      exactly('effects-before-start', end!.effects, 0),
    ]
  } finally {
    await carnet.closeDatabase()
    large.child.kill('SIGTERM')
    await database.drop()
    await server.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

type Large = { url: string; accessToken: string; scope: string; child: ChildProcess }

async function startLargeShop({ variants, orders }: { variants: number; orders: number }): Promise<Large> {
  const args = ['scripts/bench/large-shop.ts', String(variants), String(orders)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { ...(JSON.parse(line.toString()) as Omit<Large, 'child'>), child }
}

// Shopify's library keeps the fetch it finds: what sends it to the large shop comes first.
async function load() {
  await import('#store/redirect-shopify.mjs')
  const { Session } = await import('@shopify/shopify-api')
  const { sealedSessions } = await import('#app/access/sessions.server.ts')
  const { closeDatabase, withShop } = await import('#app/db.server.ts')
  const { shopInstalled } = await import('#app/flows/shop-installed.server.ts')
  const { readImport } = await import('#app/shop/import-steps.server.ts')
  const install = async ({ accessToken, scope }: Large) => {
    const token = { id: `offline_${SHOP}`, shop: SHOP, state: '', isOnline: false, accessToken, scope }
    await sealedSessions().storeSession(new Session(token))
    await shopInstalled(SHOP)
  }
  const ended = () =>
    withShop(
      SHOP,
      (tx) => tx.$queryRaw<{ variants: number; orders: number; told: number; effects: number }[]>`
        SELECT (SELECT count(*)::int FROM variant WHERE shop = ${SHOP}) AS variants,
          (SELECT count(*)::int FROM orders WHERE shop = ${SHOP}) AS orders,
          (SELECT count(*)::int FROM order_told WHERE shop = ${SHOP}) AS told,
          (SELECT count(*)::int FROM effect WHERE shop = ${SHOP}) AS effects`,
    )
  return { install, ended, closeDatabase, watched: () => withShop(SHOP, (tx) => readImport(tx, SHOP)) }
}

/** Lets a worker read, kills it when half of the orders are there, and lets the next one go on. */
async function readWhileWatched(
  carnet: Awaited<ReturnType<typeof load>>,
  wanted: { orders: number },
  say: SimulationAsked['say'],
): Promise<{ peak: number; states: number; kills: number }> {
  const seen = new Set<string>()
  let worker = startWorker()
  let peak = 0
  let kills = 0
  const since = Date.now()
  try {
    for (let n = 0; Date.now() - since < PATIENCE_MS; n++) {
      await sleep(500)
      peak = Math.max(peak, peakOf(worker))
      const { state, steps } = await carnet.watched()
      seen.add(JSON.stringify(steps))
      const orders = steps.find(({ step }) => step === 'orders')?.done ?? 0
      if (n % 20 === 0) say(`  … ${steps.map((s) => `${s.step} ${s.done}`).join(', ')}; at most ${peak} MB`)
      if (kills === 0 && orders * 2 >= wanted.orders && state === 'running') {
        worker.kill('SIGKILL')
        await once(worker, 'exit')
        kills++
        say(`  … killed with ${orders} orders read`)
        worker = startWorker()
      }
      if (state === 'done') return { peak, states: seen.size, kills }
      if (state === 'failed') throw new Error(JSON.stringify(steps))
    }
    throw new Error('the import does not end')
  } finally {
    worker.kill('SIGTERM')
    await once(worker, 'exit')
  }
}

function startWorker(): ChildProcess {
  const args = ['--import', './store/redirect-shopify.mjs', 'app/worker/main.ts']
  return spawn(process.execPath, args, { env: process.env, stdio: ['ignore', 'ignore', 'inherit'] })
}

/** The most memory a process has held, in megabytes, as Linux counts it. */
function peakOf({ pid }: ChildProcess): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Math.ceil(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024)
  } catch {
    return 0
  }
}
