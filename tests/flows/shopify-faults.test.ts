// Shopify throttles, answers in part, speaks another version, takes the token away: the real worker against the practice store.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { PracticeStore } from '#store/practice-store.ts'
import { BROWSER } from '#tests/support/embedded.ts'
import { quiet } from '#tests/support/quiet.ts'
import { startStack, type Stack } from '#tests/support/stack.ts'

const SHOP = 'moulin-lyon.myshopify.com'

let stack: Stack
let store: PracticeStore
let owner: pg.Pool
let db: typeof import('#app/db.server.ts')
let jobs: typeof import('#app/worker/enqueue.server.ts')
let effects: typeof import('#app/effects/effect.server.ts')

beforeAll(async () => {
  stack = await startStack()
  store = stack.store
  Object.assign(process.env, stack.env)
  owner = new pg.Pool({ connectionString: stack.database.ownerUrl, max: 1 })
  db = await import('#app/db.server.ts')
  jobs = await import('#app/worker/enqueue.server.ts')
  effects = await import('#app/effects/effect.server.ts')
})
afterAll(async () => {
  await Promise.all([db?.closeDatabase(), owner?.end()])
  await stack?.stop()
})
beforeEach(async () => {
  await quiet(store, SHOP)
  begun = stack.log().length
})
afterEach(() => void store.control.allQuiet())

const place = () =>
  (
    store.control.placeOrder({ buyer: 'Le Panier Vert', lines: [{ sku: 'MOUTARDE', quantity: 1 }] }) as {
      name: string
    }
  ).name

/** What Shopify has not told whole: its webhook is lost, a sweep has to ask. */
async function placeUnheard(): Promise<string> {
  store.control.webhookMode({ mode: 'drop' })
  const name = place()
  await store.control.idle()
  store.control.webhookMode({ mode: 'once' })
  return name
}

const known = (name: string) =>
  db.withShop(SHOP, async (tx) => (await tx.order.count({ where: { shop: SHOP, name } })) > 0)
const openTask = (key: string) =>
  db.withShop(SHOP, (tx) => tx.task.findFirst({ where: { shop: SHOP, key, resolvedAt: null } }))
const attempts = async () => {
  const rows = await db.withShop(SHOP, (tx) => tx.inboxEvent.findMany({ where: { shop: SHOP } }))
  return rows.filter((event) => event.attempts > 1 || event.state === 'dead')
}
let begun = 0
const said = (words: string) => stack.log().slice(begun).includes(words)
/** The queue says so of every attempt that counts. */
const FAILED = 'Failed task'
const sweep = () =>
  db.withShop(SHOP, (tx) =>
    jobs.enqueue(
      tx,
      'sweep-orders',
      { shop: SHOP },
      { queue: `shop:${SHOP}`, key: `sweep:${SHOP}`, attempts: 3 },
    ),
  )

async function until(met: () => Promise<unknown>, ms = 60_000): Promise<void> {
  const end = Date.now() + ms
  while (!(await met())) {
    if (Date.now() > end) throw new Error(`waited in vain:\n${stack.log().slice(-4_000)}`)
    await sleep(100)
  }
}

test('F16: a sweep with too few points comes back until it is done, beside what comes in, and no attempt counts', async () => {
  const unheard: string[] = []
  for (let n = 0; n < 6; n++) unheard.push(await placeUnheard())
  store.control.bucket({ size: 400, restoreRate: 2 })
  await sweep()
  const heard = place()
  for (const name of [heard, ...unheard]) await until(() => known(name), 120_000)
  await quiet(store, SHOP)
  expect(await attempts()).toEqual([])
  expect(said(FAILED)).toBe(false)
  expect(said('comes back later')).toBe(true)
}, 180_000)

test('F16: an answer 429 is waited out, and no attempt counts', async () => {
  store.control.faults({ kind: 'http429', times: 2 })
  const name = await placeUnheard()
  await sweep()
  await until(() => known(name))
  expect(said(FAILED)).toBe(false)
}, 60_000)

test('F18: from an answer in part nothing follows: the order is fetched until it comes whole', async () => {
  store.control.webhookMode({ mode: 'drop' })
  const name = place()
  store.control.faults({ kind: 'partial', root: 'order,nodes', share: 1 })
  await sweep()
  await until(async () => said(FAILED))
  expect(await known(name)).toBe(false)
  store.control.allQuiet()
  await sweep()
  await until(() => known(name))
  const row = await db.withShop(SHOP, (tx) =>
    tx.order.findFirstOrThrow({ where: { shop: SHOP, name }, include: { lines: true } }),
  )
  expect(
    row.lines.map(({ sku, ordered, reserved, unsourced }) => [sku, ordered, reserved + unsourced]),
  ).toEqual([['MOUTARDE', 1, 1]])
}, 60_000)

test('F20: while Shopify answers another version work goes on, and a task says so until it is over', async () => {
  store.control.faults({ kind: 'other-version', share: 1, version: '2027-01' })
  const name = await placeUnheard()
  await sweep()
  await until(() => openTask('shopify-version'))
  expect((await openTask('shopify-version'))!.params).toEqual({ asked: '2026-07', version: '2027-01' })
  await until(() => known(name))
  store.control.allQuiet()
  await sweep()
  await until(async () => !(await openTask('shopify-version')))
}, 60_000)

test('F21: a shop whose token is gone waits with everything, and goes on when Carnet is opened there', async () => {
  const names = [await placeUnheard(), await placeUnheard()]
  store.control.endTokens({ refresh: 'refused' })
  await sweep()
  await until(() => openTask('shopify-parked'))
  const heard = place()
  await store.control.idle()
  await until(async () => {
    const { rows } = await owner.query(
      `SELECT key FROM graphile_worker.jobs WHERE key LIKE 'sweep:%' AND run_at > now() + interval '30 minutes'`,
    )
    return rows.length === 1
  })
  for (const name of names) expect(await known(name)).toBe(false)
  const opened = await fetch(`${stack.appUrl}/app?_data=${encodeURIComponent('routes/app')}`, {
    headers: { 'user-agent': BROWSER, authorization: `Bearer ${store.control.idToken().idToken}` },
  })
  expect(opened.status).toBe(200)
  for (const name of [...names, heard]) await until(() => known(name))
  expect(await openTask('shopify-parked')).toBeNull()
  expect(await attempts()).toEqual([])
  expect(said(FAILED)).toBe(false)
}, 90_000)

test('F17: a receipt of which nobody knows whether it was counted is left to a person once its key is forgotten', async () => {
  const receipt = randomUUID()
  const { item, location } = await db.withShop(SHOP, async (tx) => {
    const variant = await tx.variant.findFirstOrThrow({ where: { shop: SHOP, sku: 'MOUTARDE' } })
    return tx.stockLevel.findFirstOrThrow({ where: { shop: SHOP, item: variant.item } })
  })
  const before = store.control.stock({ sku: 'MOUTARDE' })
  store.control.faults({ kind: 'lost-answer', root: 'inventoryAdjustQuantities', times: 1 })
  const payload = {
    ...{ about: 'receipt', id: receipt, name: 'CF-1', subject: randomUUID(), location },
    ...{ reason: 'received', lines: [{ item, onHand: 6 }] },
  }
  const id = await db.withShop(SHOP, (tx) =>
    effects.planEffect(tx, SHOP, { key: `receipt:${receipt}`, kind: 'shopify-quantities', payload }),
  )
  const effect = () =>
    db.withShop(SHOP, (tx) => tx.effect.findFirstOrThrow({ where: { shop: SHOP, id: id! } }))
  await until(async () => (await effect()).state === 'due' && (await effect()).attempts === 1)
  await db.withShop(
    SHOP,
    (
      tx,
    ) => tx.$executeRaw`UPDATE effect SET payload = jsonb_set(payload, '{firstAt}', to_jsonb('2026-01-01T00:00:00Z'::text))
      WHERE shop = ${SHOP} AND id = ${id}::uuid`,
  )
  await db.withShop(SHOP, (tx) => effects.askForEffect(tx, SHOP, { id: id!, kind: 'shopify-quantities' }))
  await until(() => openTask(`receipt:${receipt}`))
  expect(await effect()).toMatchObject({ state: 'unknown' })
  expect((await openTask(`receipt:${receipt}`))!.kind).toBe('receipt-unknown')
  const after = store.control.stock({ sku: 'MOUTARDE' })
  const onHand = (stock: typeof before) => stock.levels.reduce((sum, level) => sum + level.onHand, 0)
  expect(onHand(after) - onHand(before)).toBe(6)
  expect(await db.withShop(SHOP, (tx) => effects.tryAgain(tx, SHOP, id!))).toBe(true)
  await until(async () => (await effect()).state === 'done')
}, 60_000)
