import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { runCommand } from '#scripts/carnet/command.ts'
import type { PracticeStore } from '#store/practice-store.ts'
import { TOPICS_READ } from '#app/inbox/read-event.ts'
import { quiet } from '#tests/support/quiet.ts'
import { startStack, type Stack } from '#tests/support/stack.ts'

const SHOP = 'moulin-lyon.myshopify.com'

let stack: Stack
let store: PracticeStore
let db: typeof import('#app/db.server.ts')
let reads: typeof import('#app/insight/read-comparisons.server.ts')
let one: typeof import('#app/flows/compared-with-shopify.server.ts')
let all: typeof import('#app/flows/everything-compared.server.ts')
let swept: typeof import('#app/flows/orders-swept.server.ts')
let verify: typeof import('#app/verify/verify.server.ts')

beforeAll(async () => {
  stack = await startStack()
  store = stack.store
  Object.assign(process.env, stack.env)
  await import('#store/redirect-shopify.mjs')
  db = await import('#app/db.server.ts')
  reads = await import('#app/insight/read-comparisons.server.ts')
  one = await import('#app/flows/compared-with-shopify.server.ts')
  all = await import('#app/flows/everything-compared.server.ts')
  swept = await import('#app/flows/orders-swept.server.ts')
  verify = await import('#app/verify/verify.server.ts')
})
afterAll(async () => {
  await db?.closeDatabase()
  await stack?.stop()
})
beforeEach(async () => {
  store.control.webhookMode({ mode: 'once' })
  await quiet(store, SHOP)
})

/** Something happens at Shopify a second later, for its times are whole seconds, and no webhook tells it. */
async function unheard(act: () => unknown): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  store.control.webhookMode({ mode: 'drop' })
  await act()
  await store.control.idle()
  store.control.webhookMode({ mode: 'once' })
}

async function placed(quantity: number) {
  const { name } = store.control.placeOrder({
    buyer: 'Le Panier Vert',
    lines: [{ sku: 'MOUTARDE', quantity }],
  }) as { name: string }
  await quiet(store, SHOP)
  const row = await db.withShop(SHOP, (tx) => tx.order.findFirstOrThrow({ where: { shop: SHOP, name } }))
  return { id: row.id, name, order: name.replace('#', '') }
}

const compared = () => db.withShop(SHOP, (tx) => reads.readCompared(tx, SHOP))
const newest = (kind: string) =>
  db.withShop(SHOP, (tx) =>
    tx.comparison.findFirstOrThrow({ where: { shop: SHOP, kind }, orderBy: { startedAt: 'desc' } }),
  )
const differences = async (comparison: string) =>
  (
    await db.withShop(SHOP, (tx) =>
      reads.listDifferences(tx, SHOP, { open: null, after: null, take: 50, comparison }),
    )
  ).differences
const sound = async () => {
  const checks = await verify.verifyShop((work) => db.withShop(SHOP, work), SHOP, new Date())
  return checks.filter((check) => !check.ok)
}

/** Compares everything as at night, by the worker, and waits for its end. */
async function night() {
  await all.compareEverything(SHOP)
  for (;;) {
    const row = await newest('everything')
    if (row.endedAt) return row
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

test('where every webhook came, comparing everything finds nothing', async () => {
  await placed(2)
  const row = await night()
  const open = await db.withShop(SHOP, (tx) => tx.order.count({ where: { shop: SHOP, state: 'open' } }))
  expect(await differences(row.id)).toEqual([])
  expect(row).toMatchObject({ orders: open, differences: 0 })
  expect(row.levels).toBeGreaterThan(5)
  expect(await compared()).toEqual({
    last: { at: row.startedAt.toISOString(), orders: open, levels: row.levels, differences: 0 },
    open: 0,
  })
}, 60_000)

test('F11: a sweep that is cut off goes on where it was, as the same one', async () => {
  const orders = await Promise.all(Array.from({ length: 6 }, () => placed(1)))
  await unheard(async () => {
    for (const { order } of orders)
      store.control.editOrder({ order, lines: [{ sku: 'MOUTARDE', quantity: 2 }] })
  })
  const sweptAt = () => db.withShop(SHOP, async (tx) => (await tx.shop.findFirstOrThrow()).sweptAt?.getTime())
  const before = await sweptAt()
  const cut = swept.sweepOrders(SHOP, 1).catch((error: unknown) => error)
  while ((await sweptAt()) === before) await new Promise((resolve) => setTimeout(resolve, 5))
  store.control.faults({ kind: 'http500', share: 1 })
  expect(await cut).toMatchObject({ failure: { kind: 'unreachable' } })
  store.control.allQuiet()
  const begun = await newest('changed-orders')
  expect(begun.endedAt).toBeNull()
  await swept.sweepOrders(SHOP)
  const ended = await newest('changed-orders')
  expect(ended.id).toBe(begun.id)
  expect(ended.endedAt).not.toBeNull()
  for (const { id } of orders) {
    const lines = await db.withShop(SHOP, (tx) =>
      tx.orderLine.findMany({ where: { shop: SHOP, orderId: id } }),
    )
    expect(lines.map((line) => line.ordered)).toEqual([2])
  }
}, 60_000)

test('F11: an edit whose webhooks were lost is found by the sweep, told with both values and repaired', async () => {
  const { id, name, order } = await placed(4)
  await unheard(() => store.control.editOrder({ order, lines: [{ sku: 'MOUTARDE', quantity: 3 }] }))
  await swept.sweepOrders(SHOP)
  const row = await newest('changed-orders')
  const found = await differences(row.id)
  expect(row.endedAt).not.toBeNull()
  expect(found).toContainEqual(
    expect.objectContaining({
      name,
      subjectId: id,
      field: 'line-current',
      label: 'MOUTARDE',
      ours: '4',
      theirs: '3',
      cause: 'webhook-missing',
      repairedBy: 'settled',
    }),
  )
  expect(found.filter((d) => d.repairedAt === null)).toEqual([])
  await swept.sweepOrders(SHOP)
  expect(await newest('changed-orders')).toMatchObject({ differences: 0 })
  expect(await sound()).toEqual([])
}, 60_000)

test('F12: subscriptions that are gone are noticed by the sweep and made anew, and the gap is read', async () => {
  const { id, order } = await placed(5)
  const task = () =>
    db.withShop(SHOP, (tx) =>
      tx.task.findFirst({ where: { shop: SHOP, kind: 'webhooks-silent', resolvedAt: null } }),
    )
  const current = async () =>
    (await db.withShop(SHOP, (tx) => tx.orderLine.findFirstOrThrow({ where: { shop: SHOP, orderId: id } })))
      .removed
  await swept.sweepOrders(SHOP)
  const topics = TOPICS_READ.filter((topic) => topic !== 'inventory_levels/update')
  store.control.stopSubscriptions({ shop: SHOP, topics })
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  store.control.editOrder({ order, lines: [{ sku: 'MOUTARDE', quantity: 4 }] })
  await quiet(store, SHOP)
  expect(await current()).toBe(0)
  await swept.sweepOrders(SHOP)
  expect(await current()).toBe(1)
  // The webhook of what changed just now may still be on its way.
  expect(await task()).toBeNull()
  store.control.editOrder({ order, lines: [{ sku: 'MOUTARDE', quantity: 3 }] })
  store.control.setClock({ advance: 'PT6M' })
  // That shelves are still told of does not mean that orders are.
  store.control.setStock({ shop: SHOP, sku: 'SAVON-300', location: 'Entrepôt', delta: 1 })
  await quiet(store, SHOP)
  await swept.sweepOrders(SHOP)
  expect(await current()).toBe(2)
  expect(await task()).toMatchObject({ params: { orders: 1 } })
  store.control.editOrder({ order, lines: [{ sku: 'MOUTARDE', quantity: 2 }] })
  await quiet(store, SHOP)
  expect(await current()).toBe(3)
  store.control.mendSubscriptions({ shop: SHOP })
  store.control.editOrder({ order, lines: [{ sku: 'MOUTARDE', quantity: 1 }] })
  await quiet(store, SHOP)
  await swept.sweepOrders(SHOP)
  expect(await current()).toBe(4)
  expect(await task()).toBeNull()
  expect(await sound()).toEqual([])
}, 60_000)

test('an order that no webhook told of is found at night', async () => {
  let name = ''
  await unheard(() => {
    name = (
      store.control.placeOrder({
        buyer: 'Le Panier Vert',
        lines: [{ sku: 'MOUTARDE', quantity: 1 }],
      }) as { name: string }
    ).name
  })
  const row = await night()
  expect(await differences(row.id)).toMatchObject([
    { name, field: 'order', ours: null, theirs: name, cause: 'webhook-missing', repairedBy: 'settled' },
  ])
}, 60_000)

test('a level that was changed outside is found at night, counted, and no longer differs', async () => {
  const { levels } = store.control.stock({ sku: 'MOUTARDE' })
  const { location, onHand } = levels[0] as { location: string; onHand: number }
  await unheard(() => store.control.setStock({ sku: 'MOUTARDE', location, onHand: onHand + 7 }))
  const row = await night()
  expect(await differences(row.id)).toMatchObject([
    {
      name: 'MOUTARDE',
      subject: 'level',
      field: 'on-hand',
      ours: String(onHand),
      theirs: String(onHand + 7),
      cause: 'changed-outside',
      repairedBy: 'counted',
    },
  ])
  expect(await night()).toMatchObject({ differences: 0 })
  expect(await sound()).toEqual([])
}, 60_000)

test('one order is compared when somebody asks, and what Shopify does not show stays open as a task', async () => {
  const { id, order } = await placed(3)
  expect(await one.compareOrder(SHOP, id, 'Claire')).toMatchObject({ kind: 'done', differences: 0, open: 0 })
  await unheard(() => store.control.cancelOrder({ order }))
  expect(await one.compareOrder(SHOP, id, 'Claire')).toMatchObject({ kind: 'done', open: 0 })
  expect(await one.compareOrder(SHOP, 'gid://shopify/Order/1', 'Claire')).toEqual({ kind: 'not-found' })

  const shop = store.world.state.shops[SHOP]!
  const hidden = shop.orders.find((held) => id.endsWith(`/${held.id}`))!
  shop.orders.splice(shop.orders.indexOf(hidden), 1)
  expect(await one.compareOrder(SHOP, id, 'Claire')).toMatchObject({ kind: 'done', differences: 1, open: 1 })
  expect(await one.compareOrder(SHOP, id, 'Claire')).toMatchObject({ kind: 'done', differences: 1, open: 1 })
  expect(await compared()).toMatchObject({ open: 1 })
  const task = () =>
    db.withShop(SHOP, (tx) =>
      tx.task.findUniqueOrThrow({ where: { shop_key: { shop: SHOP, key: `difference:${id}` } } }),
    )
  expect(await task()).toMatchObject({ kind: 'differs-from-shopify', resolvedAt: null })
  expect(await sound()).toEqual([])

  shop.orders.push(hidden)
  expect(await one.compareOrder(SHOP, id, 'Claire')).toMatchObject({ differences: 0, open: 0 })
  expect((await task()).resolvedAt).not.toBeNull()
  expect(await compared()).toMatchObject({ open: 0 })
}, 60_000)

test('a fulfillment order that was moved and no webhook told is found with both places, and its units follow', async () => {
  const { id, name, order } = await placed(1)
  const at = async () => {
    const { reservations, lacking } = await db.withShop(SHOP, (tx) =>
      tx.orderLine.findFirstOrThrow({
        where: { shop: SHOP, orderId: id },
        include: { reservations: true },
      }),
    )
    return [...reservations, ...(lacking as { location: string }[])].map(({ location }) => location)
  }
  const [before] = await at()
  const { levels } = store.control.stock({ sku: 'MOUTARDE' })
  const places = await db.withShop(SHOP, (tx) => tx.location.findMany({ where: { shop: SHOP } }))
  const from = places.find((p) => p.id === before)!
  const to = places.find((p) => p.id !== before)!
  expect(levels.length).toBeGreaterThan(0)
  await unheard(() => store.control.moveOrder({ order, location: to.name }))
  expect(await one.compareOrder(SHOP, id, 'Claire')).toMatchObject({ kind: 'done', open: 0 })
  const row = await newest('one-order')
  expect(row.who).toBe('Claire')
  expect(await differences(row.id)).toContainEqual(
    expect.objectContaining({
      ...{ name, field: 'routing', who: 'Claire', cause: 'webhook-missing', repairedBy: 'settled' },
      ours: `${from.name}, open: 1 × MOUTARDE`,
      theirs: `${to.name}, open: 1 × MOUTARDE`,
    }),
  )
  expect(await at()).toEqual([to.id])
  expect(await one.compareOrder(SHOP, id, 'Claire')).toMatchObject({ differences: 0, open: 0 })
  expect(await sound()).toEqual([])
}, 60_000)

test('the operator compares one order, or everything, and is told each difference', async () => {
  const { name, order } = await placed(5)
  await unheard(() => store.control.fulfillOrder({ order, lines: [{ sku: 'MOUTARDE', quantity: 2 }] }))
  const carnet = async (...args: string[]) => {
    let text = ''
    const say = { out: (out: string) => (text += out), error: (error: string) => (text += error) }
    return { code: await runCommand(args, say), text }
  }
  const { code, text } = await carnet('reconcile', '--order', name, '--json')
  expect(code).toBe(0)
  expect(JSON.parse(text)).toMatchObject({ ok: true, orders: 1, open: 0 })
  expect(text).toContain('success: 2 × MOUTARDE')
  const whole = await carnet('reconcile', '--json')
  expect(JSON.parse(whole.text)).toMatchObject({ ok: true, found: 0, differences: [] })
  expect(await carnet('reconcile', '--order', '9999')).toMatchObject({ code: 2 })
}, 60_000)

test('what was compared is forgotten after 90 days, but not what still differs', async () => {
  const long = new Date(Date.now() - 100 * 24 * 3_600_000)
  const [repaired, open] = await db.withShop(SHOP, async (tx) => {
    const ids = [randomUUID(), randomUUID()]
    for (const [n, id] of ids.entries()) {
      const found = {
        subject: 'order',
        subjectId: `gid://shopify/Order/9${n}`,
        field: 'total',
        ours: '1',
        foundAt: long,
      }
      const repair = n === 0 ? { repairedAt: long, repairedBy: 'settled' } : {}
      const of = { shop: SHOP, kind: 'changed-orders', startedAt: long, endedAt: long }
      await tx.comparison.create({ data: { ...of, id, found: { create: { ...found, ...repair } } } })
    }
    return ids
  })
  await swept.sweepOrders(SHOP)
  expect(await differences(repaired!)).toEqual([])
  expect(await differences(open!)).toMatchObject([{ field: 'total', repairedAt: null }])
  await db.withShop(SHOP, (tx) => tx.difference.deleteMany({ where: { shop: SHOP, comparison: open! } }))
}, 60_000)

test('the night goes on page by page from where it was interrupted, and counts no page twice', async () => {
  for (let n = 0; n < 52; n++)
    store.control.placeOrder({ buyer: 'Le Panier Vert', lines: [{ sku: 'MOUTARDE', quantity: 1 }] })
  await quiet(store, SHOP)
  const [worker] = stack.workers
  const ended = new Promise((resolve) => worker!.once('exit', resolve))
  worker!.kill('SIGTERM')
  await ended
  await all.compareEverything(SHOP)
  const { id } = await newest('everything')
  await Promise.all([all.compareNextPage(SHOP, id), all.compareNextPage(SHOP, id)])
  expect(await newest('everything')).toMatchObject({ orders: 50, stage: 'open-orders', endedAt: null })
  stack.startWorker()
  let row = await newest('everything')
  while (!row.endedAt) {
    await new Promise((resolve) => setTimeout(resolve, 200))
    row = await newest('everything')
  }
  const open = await db.withShop(SHOP, (tx) => tx.order.count({ where: { shop: SHOP, state: 'open' } }))
  expect(row).toMatchObject({ id, orders: open, differences: 0 })
}, 120_000)

test('an open order that is older than what Shopify shows us is no difference', async () => {
  const { id } = await placed(1)
  store.control.setClock({ advance: 'P61D' })
  await expect(one.compareOrder(SHOP, id, 'Claire')).resolves.toMatchObject({ differences: 0, open: 0 })
  expect(await db.withShop(SHOP, (tx) => tx.order.findFirst({ where: { id } }))).toMatchObject({
    state: 'open',
  })
}, 60_000)
