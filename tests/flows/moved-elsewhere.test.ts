// What an order lacks where it is fulfilled lies free at another place: Shopify is asked to move it, by a click.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { retryOf } from '#app/tasks/where-of.ts'
import type { PracticeStore } from '#store/practice-store.ts'
import { quiet } from '#tests/support/quiet.ts'
import { startStack, type Stack } from '#tests/support/stack.ts'

const SHOP = 'moulin-lyon.myshopify.com'
const WHO = 'Claire'
const TOWN = 'Boutique Croix-Rousse'
let stack: Stack
let store: PracticeStore
let flows: Awaited<ReturnType<typeof openFlows>>

async function openFlows() {
  const [asked, drained, ran, kinds, settled, db, orders, verify] = await Promise.all([
    import('#app/flows/move-asked.server.ts'),
    import('#app/flows/inbox-drained.server.ts'),
    import('#app/effects/run-effect.server.ts'),
    import('#app/worker/effect-kinds.server.ts'),
    import('#app/flows/task-settled.server.ts'),
    import('#app/db.server.ts'),
    import('#app/orders/read-order.server.ts'),
    import('#app/verify/verify.server.ts'),
  ])
  return { ...asked, ...drained, ...ran, ...kinds, ...settled, ...db, ...orders, ...verify }
}

beforeAll(async () => {
  stack = await startStack()
  store = stack.store
  Object.assign(process.env, stack.env)
  await import('#store/redirect-shopify.mjs')
  flows = await openFlows()
  store.control.setStock({ sku: 'OLIVE-NOIRE', location: 'Lyon', available: 4 })
  await quiet(store, SHOP)
  // The tests are the worker: each step when they say so.
  const worker = stack.workers[0]!
  const gone = new Promise((resolve) => worker.once('exit', resolve))
  worker.kill('SIGTERM')
  await gone
}, 90_000)
afterAll(async () => {
  await flows?.closeDatabase()
  await stack?.stop()
})

async function hear() {
  for (let n = 0; n < 3; n++) {
    await store.control.idle()
    await flows.drainInbox(SHOP)
  }
}
/** An order that Shopify routes to Lyon, where no other place has any; then twenty come to the shop in town. */
async function placed(quantity: number) {
  store.control.setStock({ sku: 'OLIVE-NOIRE', location: 'Boutique', available: 0 })
  const { name } = store.control.placeOrder({
    buyer: 'Épicerie du Port',
    lines: [{ sku: 'OLIVE-NOIRE', quantity }],
  })
  store.control.routeOrder({ order: name.slice(1) })
  store.control.setStock({ sku: 'OLIVE-NOIRE', location: 'Boutique', available: 20 })
  await hear()
  return name
}
const order = async (name: string) => (await flows.withShop(SHOP, (tx) => flows.readOrder(tx, SHOP, name)))!
const held = async (name: string) =>
  (await order(name)).lines[0]!.reservations.map(({ location, quantity }) => [location, quantity]).sort()
const offered = async (name: string) => {
  const { id } = await order(name)
  return flows.readShop(SHOP, (tx) => flows.movesOffered(tx, SHOP, id))
}
async function ask(name: string) {
  const { id } = await order(name)
  const { line, from, to } = (await offered(name)).offers[0]!
  expect(await flows.askToMove(SHOP, { order: id, line, from, to }, WHO)).toEqual({ kind: 'done' })
  const effects = await flows.withShop(SHOP, (tx) =>
    tx.effect.findMany({ where: { kind: 'shopify-move' }, orderBy: { createdAt: 'desc' } }),
  )
  return { id: effects[0]!.id, again: () => flows.askToMove(SHOP, { order: id, line, from, to }, WHO) }
}
const tell = (effect: string) => flows.runEffect(flows.effectKinds, SHOP, effect)
const effectOf = (id: string) =>
  flows.withShop(SHOP, (tx) => tx.effect.findFirstOrThrow({ where: { shop: SHOP, id } }))
const tasks = () =>
  flows.withShop(SHOP, (tx) => tx.task.findMany({ where: { kind: 'move-refused', resolvedAt: null } }))

test('What an order lacks is offered from where it lies free, and moved once somebody clicks', async () => {
  const name = await placed(6)
  const one = (await offered(name)).offers[0]!
  expect(await held(name)).toEqual([['Entrepôt Lyon', 4]])
  expect(one).toMatchObject({ place: TOWN, free: 20, quantity: 2 })
  await hear()
  expect(await held(name)).toEqual([['Entrepôt Lyon', 4]])
  const { id, again } = await ask(name)
  expect(await offered(name)).toMatchObject({ offers: [], moving: [{ place: TOWN, quantity: 2 }] })
  expect(await again()).toEqual({ kind: 'gone' })
  await tell(id)
  await hear()
  expect(await held(name)).toEqual([
    [TOWN, 2],
    ['Entrepôt Lyon', 4],
  ])
  expect(await offered(name)).toEqual({ offers: [], moving: [] })
  expect((await order(name)).history.map((entry) => entry.action)).toContain('move-asked')
})

test('A refusal is a task, and what is tried again is moved', async () => {
  const name = await placed(3)
  const { id } = await ask(name)
  store.control.faults({ root: 'fulfillmentOrderMove', kind: 'user-error', times: 1, message: 'not now' })
  await tell(id)
  const [task] = await tasks()
  expect(task).toMatchObject({ params: { order: name, place: TOWN, quantity: 3, answer: 'not now' } })
  expect(retryOf({ ...task!, params: task!.params as Record<string, string> })).toEqual({
    ...{ intent: 'retry-effect', id },
  })
  expect((await offered(name)).offers).toHaveLength(1)
  await flows.retryEffect(SHOP, id, WHO)
  await tell(id)
  await hear()
  expect(await held(name)).toEqual([[TOWN, 3]])
  expect(await tasks()).toEqual([])
})

test('A move whose answer was lost is read back and not asked for twice', async () => {
  const name = await placed(2)
  const { id } = await ask(name)
  store.control.faults({ root: 'fulfillmentOrderMove', kind: 'lost-answer', times: 1 })
  await tell(id)
  expect(await effectOf(id)).toMatchObject({ state: 'due' })
  await tell(id)
  expect(await effectOf(id)).toMatchObject({ state: 'done', answer: 'read back' })
  await hear()
  expect(await held(name)).toEqual([[TOWN, 2]])
})

test('What a person moved elsewhere meanwhile is not moved', async () => {
  const name = await placed(2)
  const { id } = await ask(name)
  store.control.fulfillOrder({ order: name.slice(1), lines: [{ sku: 'OLIVE-NOIRE', quantity: 2 }] })
  await tell(id)
  expect(await effectOf(id)).toMatchObject({ state: 'failed' })
  await hear()
  expect(await tasks()).toHaveLength(1)
})

test('Units kept as safety stock are not offered', async () => {
  await flows.withShop(SHOP, (tx) => tx.stockLevel.updateMany({ data: { safetyStock: 1_000 } }))
  const name = await placed(2)
  expect(await offered(name)).toEqual({ offers: [], moving: [] })
})

test('The books are clean after all of this', async () => {
  const wrong = await flows.verifyShop((work) => flows.withShop(SHOP, work), SHOP, new Date())
  expect(wrong.filter((result) => !result.ok)).toEqual([])
})
