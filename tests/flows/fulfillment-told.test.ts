import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Gid } from '#app/core/gid.ts'
import { retryOf } from '#app/tasks/where-of.ts'
import type { PracticeStore } from '#store/practice-store.ts'
import { quiet } from '#tests/support/quiet.ts'
import { startStack, type Stack } from '#tests/support/stack.ts'

const SHOP = 'moulin-lyon.myshopify.com'
let stack: Stack
let store: PracticeStore
let flows: Awaited<ReturnType<typeof openFlows>>

async function openFlows() {
  const [shipped, drained, ran, kinds, settled, db, orders, verify] = await Promise.all([
    import('#app/flows/goods-shipped.server.ts'),
    import('#app/flows/inbox-drained.server.ts'),
    import('#app/effects/run-effect.server.ts'),
    import('#app/worker/effect-kinds.server.ts'),
    import('#app/flows/task-settled.server.ts'),
    import('#app/db.server.ts'),
    import('#app/orders/read-order.server.ts'),
    import('#app/verify/verify.server.ts'),
  ])
  return { ...shipped, ...drained, ...ran, ...kinds, ...settled, ...db, ...orders, ...verify }
}

beforeAll(async () => {
  stack = await startStack()
  store = stack.store
  Object.assign(process.env, stack.env)
  await import('#store/redirect-shopify.mjs')
  flows = await openFlows()
  store.control.setStock({ sku: 'OLIVE-NOIRE', location: 'Lyon', available: 200 })
  await quiet(store, SHOP)
  // The tests are the worker: each step when they say so.
  const worker = stack.workers[0]!
  const gone = new Promise((resolve) => worker.once('exit', resolve))
  worker.kill('SIGTERM')
  await gone
  await flows.withShop(SHOP, (tx) =>
    tx.customer.updateMany({ where: { shop: SHOP }, data: { maxShipments: null } }),
  )
}, 90_000)
afterAll(async () => {
  await flows?.closeDatabase()
  await stack?.stop()
})

/** Hears all that Shopify told. */
async function hear() {
  for (let n = 0; n < 3; n++) {
    await store.control.idle()
    await flows.drainInbox(SHOP)
  }
}

/** An order of twelve, routed to Lyon. */
async function placed(quantity = 12) {
  const { name } = store.control.placeOrder({
    buyer: 'Épicerie du Port',
    lines: [{ sku: 'OLIVE-NOIRE', quantity }],
  })
  store.control.routeOrder({ order: name.slice(1) })
  await hear()
  return name
}

const order = async (name: string) => (await flows.withShop(SHOP, (tx) => flows.readOrder(tx, SHOP, name)))!
const lineOf = async (name: string) => (await order(name)).lines[0]!
const fulfilled = (name: string) =>
  store.control.order({ order: name.slice(1) }).order.fulfillments as unknown[]
const fulfillByHand = (name: string, quantity: number) =>
  store.control.fulfillOrder({ order: name.slice(1), lines: [{ sku: 'OLIVE-NOIRE', quantity }] })
const effectOf = (id: string) =>
  flows.withShop(SHOP, (tx) => tx.effect.findFirstOrThrow({ where: { shop: SHOP, id } }))

/** Delivers, and answers the effect that tells Shopify. */
async function delivered(name: string, quantity: number): Promise<string> {
  const line = (await lineOf(name)).id as Gid<'LineItem'>
  const done = await flows.deliver(
    SHOP,
    { order: (await order(name)).id, lines: [{ line, quantity }] },
    'Marc',
  )
  if (done.kind !== 'done') throw new Error(done.kind)
  const key = `fulfillment:${done.shipment}`
  return (await flows.withShop(SHOP, (tx) => tx.effect.findFirstOrThrow({ where: { shop: SHOP, key } }))).id
}
const tell = (effect: string) => flows.runEffect(flows.effectKinds, SHOP, effect)
/** The worker was killed after it had recorded its attempt, before it called Shopify. */
const killBeforeItCalls = (id: string) =>
  flows.withShop(SHOP, (tx) =>
    tx.effect.update({ where: { shop_id: { shop: SHOP, id } }, data: { state: 'trying' } }),
  )
const dirty = async () =>
  (await flows.verifyShop((work) => flows.withShop(SHOP, work), SHOP, new Date())).filter((r) => !r.ok)

test('Goods that left Lyon are never fulfilled from another shelf, although Shopify moved the order there', async () => {
  const onHand = () => store.control.stock({ sku: 'OLIVE-NOIRE' }).levels.map((l) => l.onHand)
  const name = await placed(6)
  const effect = await delivered(name, 6)
  const before = onHand()
  store.control.moveOrder({ order: name.slice(1), location: 'Boutique' })
  await tell(effect)
  expect(await effectOf(effect)).toMatchObject({ state: 'failed' })
  await hear()
  expect(onHand()).toEqual(before)
  expect(await lineOf(name)).toMatchObject({ shipped: 0 })
  const key = (await effectOf(effect)).key
  const tasks = await flows.withShop(SHOP, (tx) => tx.task.findMany({ where: { key, resolvedAt: null } }))
  expect(tasks).toHaveLength(1)
})

test('Two workers with one delivery fulfill it once', async () => {
  const name = await placed()
  const effect = await delivered(name, 5)
  store.control.faults({ root: 'fulfillmentCreate', kind: 'slow', times: 1, ms: 1_000 })
  const slow = tell(effect)
  await new Promise((resolve) => setTimeout(resolve, 400))
  await Promise.all([slow, tell(effect)])
  await hear()
  expect(fulfilled(name)).toHaveLength(1)
  expect(await lineOf(name)).toMatchObject({ shipped: 5 })
})

test('A second delivery of as many units whose first attempt was lost reaches Shopify too', async () => {
  const name = await placed()
  await tell(await delivered(name, 5))
  await hear()
  const second = await delivered(name, 5)
  await killBeforeItCalls(second)
  await tell(second)
  await hear()
  expect(fulfilled(name)).toHaveLength(2)
  store.control.updateOrder({ order: name.slice(1), note: 'news' })
  await hear()
  expect(await lineOf(name)).toMatchObject({ shipped: 10 })
})

test('F17: a delivery whose answer was lost is read back and not told twice', async () => {
  const name = await placed()
  const effect = await delivered(name, 5)
  store.control.faults({ root: 'fulfillmentCreate', kind: 'lost-answer', times: 1 })
  await tell(effect)
  expect(await effectOf(effect)).toMatchObject({ state: 'due' })
  await tell(effect)
  expect(await effectOf(effect)).toMatchObject({ state: 'done', answer: 'read back' })
  expect(fulfilled(name)).toHaveLength(1)
})

test('A delivery that a person told Shopify meanwhile is not told again, whether we heard of it or not', async () => {
  for (const heard of [true, false]) {
    const name = await placed()
    const effect = await delivered(name, 5)
    fulfillByHand(name, 5)
    if (heard) await hear()
    await tell(effect)
    await hear()
    expect(fulfilled(name)).toHaveLength(1)
    expect(await lineOf(name)).toMatchObject({ shipped: 5 })
  }
})

test('What a person fulfilled before is no delivery of ours, however many units it had', async () => {
  const name = await placed()
  fulfillByHand(name, 5)
  await hear()
  const effect = await delivered(name, 5)
  store.control.updateOrder({ order: name.slice(1), note: 'news' })
  await hear()
  expect(await lineOf(name)).toMatchObject({ shipped: 10 })
  await tell(effect)
  await hear()
  expect(fulfilled(name)).toHaveLength(2)
  expect(await lineOf(name)).toMatchObject({ shipped: 10 })
})

test('A refused delivery is delivered anew, never tried again: its goods are on the shelf', async () => {
  const name = await placed()
  const effect = await delivered(name, 5)
  store.control.faults({ root: 'fulfillmentCreate', kind: 'user-error', times: 1, message: 'not now' })
  await tell(effect)
  expect(await lineOf(name)).toMatchObject({ shipped: 0 })
  const task = await flows.withShop(SHOP, (tx) =>
    tx.task.findFirstOrThrow({ where: { kind: 'fulfillment-refused' } }),
  )
  expect(retryOf({ ...task, params: task.params as Record<string, string> })).toBeNull()
  // Whoever asks for it all the same
  await flows.retryEffect(SHOP, effect, 'Marc')
  await tell(effect)
  expect(await effectOf(effect)).toMatchObject({ state: 'failed', answer: 'the delivery was taken back' })
  expect(fulfilled(name)).toHaveLength(0)
  await tell(await delivered(name, 5))
  await hear()
  expect(fulfilled(name)).toHaveLength(1)
  expect(await lineOf(name)).toMatchObject({ shipped: 5 })
})

test('The books are clean after all of this', async () => {
  expect(await dirty()).toEqual([])
})
