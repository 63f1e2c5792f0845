// Jobs that Shopify throttles, or whose shop cannot be asked, as the queue sees them.
import { Logger, runOnce } from 'graphile-worker'
import pg from 'pg'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase } from '#tests/support/database.ts'
import { setEnvironment } from '#tests/support/environment.ts'
import type { Doing } from '#app/worker/come-back.server.ts'

const database = await createTestDatabase()
setEnvironment(database)
const { withShop, closeDatabase } = await import('#app/db.server.ts')
const { AdminError } = await import('#app/adapters/shopify/admin-error.server.ts')
const { thisTurn } = await import('#app/adapters/shopify/turns.server.ts')
const { comingBack } = await import('#app/worker/come-back.server.ts')
const { enqueue, drainOf } = await import('#app/worker/enqueue.server.ts')
const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 })
afterAll(async () => {
  await Promise.all([closeDatabase(), owner.end()])
  await database.drop()
})
beforeEach(() => owner.query(`DELETE FROM graphile_worker._private_jobs`))

const shop = 'moulin-lyon.myshopify.com'
const nothing = async () => {}
const everything: Doing = {
  'drain-inbox': nothing,
  'run-effect': nothing,
  'import-shop': nothing,
  'sweep-orders': nothing,
  'compare-everything': nothing,
  'compare-page': nothing,
  'fetch-orders': nothing,
  'read-levels': nothing,
  'draw-document': nothing,
  'keep-token': nothing,
  'tell-low-stock': nothing,
}
const throttled = async () => {
  throw new AdminError({ kind: 'throttled', waitMs: 60_000 })
}
const parked = async () => {
  throw new AdminError({ kind: 'parked', why: 'no token' })
}

/** Works through what is due, as the worker does. */
async function work(doing: Partial<Doing>): Promise<void> {
  const options = {
    connectionString: database.ownerUrl,
    taskList: comingBack({ ...everything, ...doing }),
    concurrency: 1,
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
  }
  const isDue = `SELECT 1 FROM graphile_worker.jobs WHERE run_at <= now() AND (attempts < max_attempts OR locked_at IS NOT NULL)`
  // A run may end while the outcome of its last job is still on its way.
  do await runOnce(options)
  while ((await owner.query(isDue)).rowCount)
}
const ask = <T extends Parameters<typeof enqueue>[1]>(
  task: T,
  payload: Parameters<typeof enqueue<T>>[2],
  options: Parameters<typeof enqueue>[3],
) => withShop(shop, (tx) => enqueue(tx, task, payload, options))
const jobs = async () =>
  (
    await owner.query<Record<string, unknown>>(
      `SELECT task_identifier AS task, key, queue_name AS queue, attempts, max_attempts AS most,
         round(extract(epoch FROM run_at - now()) / 60)::integer AS minutes
       FROM graphile_worker.jobs ORDER BY run_at, id`,
    )
  ).rows
const due = () => owner.query(`UPDATE graphile_worker._private_jobs SET run_at = now()`)

test('F16: a throttled job comes back at its time as it was, and the attempt does not count', async () => {
  await ask('sweep-orders', { shop }, { queue: `shop:${shop}`, key: `sweep:${shop}`, attempts: 3 })
  await work({ 'sweep-orders': throttled })
  expect(await jobs()).toEqual([
    {
      task: 'sweep-orders',
      key: `sweep:${shop}`,
      queue: `shop:${shop}`,
      attempts: 0,
      most: 3,
      minutes: 1,
    },
  ])
})

test('F16: each time it may wait twice as long and does less, until it ends without waiting', async () => {
  const seen: unknown[] = []
  const see = (then: () => Promise<void>) => async (_: unknown, times: number) => {
    const { background, patienceMs } = thisTurn()
    seen.push([times, patienceMs, background])
    await then()
  }
  await ask('drain-inbox', { shop }, drainOf(shop))
  for (const then of [throttled, throttled, nothing]) {
    await work({ 'drain-inbox': see(then) })
    await due()
  }
  for (let n = 0; n < 2; n++) {
    await ask('drain-inbox', { shop }, drainOf(shop))
    await work({ 'drain-inbox': see(nothing) })
  }
  expect(seen).toEqual([
    [0, 10_000, false],
    [1, 20_000, false],
    [2, 40_000, false],
    [1, 20_000, false],
    [0, 10_000, false],
  ])
  await ask('compare-page', { shop, comparison: 'c' }, { key: 'c' })
  await work({ 'compare-page': see(nothing) })
  expect(seen.at(-1)).toEqual([0, 10_000, true])
})

test('F16: what was asked for meanwhile is not put off', async () => {
  await ask('drain-inbox', { shop }, drainOf(shop))
  let runs = 0
  const drain = async () => {
    if (runs++ > 0) return
    await ask('drain-inbox', { shop }, drainOf(shop))
    await throttled()
  }
  await work({ 'drain-inbox': drain })
  expect(runs).toBe(2)
  expect(await jobs()).toEqual([])
})

test('a job that fails for another reason is tried again by the queue, and that counts', async () => {
  await ask('read-levels', { shop, items: ['i'] }, { queue: `shop:${shop}`, key: 'levels', attempts: 3 })
  await work({
    'read-levels': async () => {
      throw new AdminError({ kind: 'unreachable', why: 'no answer' })
    },
  })
  expect(await jobs()).toMatchObject([{ key: 'levels', attempts: 1, most: 3 }])
})

test('F21: jobs of a shop that cannot be asked wait for an hour, and run in their order when it is woken', async () => {
  const other = { shop: 'other.myshopify.com' }
  await ask('fetch-orders', { shop, orders: ['1'] }, { queue: `shop:${shop}`, key: 'first' })
  await ask('read-levels', { shop, items: ['i'] }, { queue: `shop:${shop}`, key: 'second' })
  await ask('drain-inbox', other, drainOf(other.shop))
  await work({ 'fetch-orders': parked, 'read-levels': parked, 'drain-inbox': parked })
  const inAnHour = new Date(Date.now() + 3_600_000)
  await ask('run-effect', { shop, id: 'e' }, { queue: `shopify:${shop}`, key: 'effect', runAt: inAnHour })
  await ask('run-effect', { shop, id: 'm' }, { queue: `mail:${shop}`, key: 'mail', runAt: inAnHour })
  expect((await jobs()).map(({ key, minutes }) => [key, minutes])).toEqual([
    ['first', 60],
    ['second', 60],
    [`drain:${other.shop}`, 60],
    ['effect', 60],
    ['mail', 60],
  ])
  await ask('wake-shop', { shop }, {})
  await work({})
  expect((await jobs()).map(({ key }) => key)).toEqual([`drain:${other.shop}`, 'mail'])
  for (const key of ['first', 'second'])
    await ask('fetch-orders', { shop, orders: [key] }, { queue: `shop:${shop}`, key, runAt: inAnHour })
  await ask('wake-shop', { shop }, {})
  const ran: string[] = []
  await work({ 'fetch-orders': async ({ orders }) => void ran.push(...orders) })
  expect(ran).toEqual(['first', 'second'])
})
