import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PracticeStore } from '#store/practice-store.ts'
import { startStack, type Stack } from '#tests/support/stack.ts'
import { quiet } from '#tests/support/quiet.ts'

const SHOP = 'moulin-lyon.myshopify.com'

let stack: Stack
let store: PracticeStore
let orders: typeof import('#app/orders/read-order.server.ts')
let db: typeof import('#app/db.server.ts')
let jobs: typeof import('#app/worker/enqueue.server.ts')

beforeAll(async () => {
  stack = await startStack()
  store = stack.store
  Object.assign(process.env, stack.env)
  orders = await import('#app/orders/read-order.server.ts')
  db = await import('#app/db.server.ts')
  jobs = await import('#app/worker/enqueue.server.ts')
})
afterAll(async () => {
  await db?.closeDatabase()
  await stack?.stop()
})

const ORDER_TOPICS = [
  'orders/create',
  'orders/edited',
  'orders/updated',
  'fulfillments/create',
  'orders/partially_fulfilled',
  'refunds/create',
]

/** One life: four ordered, edited down to three, two of them fulfilled. Its webhooks wait, grouped by what happened. */
async function life(): Promise<{ name: string; events: number[][] }> {
  const held = () => store.control.webhooks({ state: 'held' }).deliveries.map((d) => d.id)
  store.control.webhookMode({ mode: 'hold', topics: ORDER_TOPICS })
  const events: number[][] = []
  const since = async (act: () => unknown) => {
    const before = new Set(held())
    const done = await act()
    await store.control.idle()
    events.push(held().filter((id) => !before.has(id)))
    return done
  }
  const placed = (await since(() =>
    store.control.placeOrder({ buyer: 'Le Panier Vert', lines: [{ sku: 'MOUTARDE', quantity: 4 }] }),
  )) as { name: string }
  const order = placed.name.replace('#', '')
  await since(() => store.control.editOrder({ order, lines: [{ sku: 'MOUTARDE', quantity: 3 }] }))
  await since(() => store.control.fulfillOrder({ order, lines: [{ sku: 'MOUTARDE', quantity: 2 }] }))
  return { name: placed.name, events }
}

async function stateOf(name: string) {
  await quiet(store, SHOP)
  const order = await db.withShop(SHOP, (tx) => orders.readOrder(tx, SHOP, name))
  return order?.lines.map(
    ({ ordered, removed, cancelled, reserved, claimed, unsourced, shipped, unstocked, returned }) => ({
      ordered,
      removed,
      cancelled,
      reserved,
      claimed,
      unsourced,
      shipped,
      unstocked,
      returned,
    }),
  )
}

/** Has the worker sweep, as it does every quarter of an hour, and waits for it. */
async function sweep() {
  const sweptAt = () => db.withShop(SHOP, async (tx) => (await tx.shop.findFirstOrThrow()).sweptAt?.getTime())
  const before = await sweptAt()
  await db.withShop(SHOP, (tx) => jobs.enqueue(tx, 'sweep-orders', { shop: SHOP }, { queue: `shop:${SHOP}` }))
  while ((await sweptAt()) === before) await new Promise((resolve) => setTimeout(resolve, 100))
}

const ENDS = [
  {
    ordered: 4,
    removed: 1,
    cancelled: 0,
    reserved: 1,
    claimed: 0,
    unsourced: 0,
    shipped: 2,
    unstocked: 0,
    returned: 0,
  },
]

const CREATE_EDIT_FULFILL = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
]

test('F9: Twice, late, never – late: all six orders of create, edit and fulfill arriving end in one state', async () => {
  for (const arriving of CREATE_EDIT_FULFILL) {
    const { name, events } = await life()
    for (const event of arriving) for (const id of events[event]!) store.control.resendWebhook({ id })
    expect(await stateOf(name), arriving.join()).toEqual(ENDS)
  }
}, 120_000)

test('F7: Twice, late, never – twice: the twin of each webhook is counted and changes nothing', async () => {
  const { name, events } = await life()
  for (const id of events.flat()) store.control.resendWebhook({ id, times: 2 })
  expect(await stateOf(name)).toEqual(ENDS)
  const twins = await db.withShop(SHOP, (tx) =>
    tx.inboxEvent.aggregate({ where: { shop: SHOP }, _sum: { duplicates: true } }),
  )
  expect(twins._sum.duplicates).toBeGreaterThanOrEqual(events.flat().length)
}, 120_000)

test('F11: Twice, late, never – never: a webhook that never comes is made good by the next sweep', async () => {
  for (const never of [0, 1, 2]) {
    const { name, events } = await life()
    for (const [n, ids] of events.entries())
      if (n !== never) for (const id of ids) store.control.resendWebhook({ id })
    await quiet(store, SHOP)
    await sweep()
    expect(await stateOf(name), `without ${never}`).toEqual(ENDS)
  }
}, 120_000)

test('F8: everything that ever came, coming again after the inbox was emptied, changes nothing', async () => {
  const { name, events } = await life()
  for (const id of events.flat()) store.control.resendWebhook({ id })
  expect(await stateOf(name)).toEqual(ENDS)
  const said = () =>
    db.withShop(SHOP, async (tx) => ({
      orders: await tx.order.findMany({
        where: { shop: SHOP },
        orderBy: { id: 'asc' },
        select: { id: true, snapshotHash: true },
      }),
      lines: await tx.orderLine.findMany({ where: { shop: SHOP }, orderBy: { id: 'asc' } }),
      ledger: await tx.ledgerEntry.count({ where: { shop: SHOP } }),
      effects: await tx.effect.count({ where: { shop: SHOP } }),
    }))
  const before = await said()
  await db.withShop(SHOP, (tx) => tx.inboxEvent.deleteMany({ where: { shop: SHOP } }))
  for (const { id } of store.control.webhooks({ shop: SHOP }).deliveries) store.control.resendWebhook({ id })
  await quiet(store, SHOP)
  expect(await said()).toEqual(before)
}, 120_000)
