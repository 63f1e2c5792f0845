import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ImportStep } from '#app/shop/import-step.ts'
import { nextFile, openImporting, partly, type Importing } from '#tests/support/importing.ts'

let on: Importing
let owner: pg.Pool
beforeAll(async () => {
  on = await openImporting()
  owner = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 1 })
})
afterAll(async () => {
  await owner?.end()
  await on?.close()
})

const tryAgain = async (shop: string) => {
  expect(await on.carnet.askImport(shop, 'Claire')).toEqual({ kind: 'done' })
  await on.carnet.importShop(shop)
}

test.each([
  [
    'a query for a file',
    { root: 'bulkOperationRunQuery', kind: 'user-error', message: 'too deep' },
    'variants',
  ],
  ['what it is asked for', { root: 'bulkOperationRunQuery', kind: 'partial' }, 'variants'],
  ['to tell its places', { root: 'locations', kind: 'partial' }, 'locations'],
] as const)(
  'Shopify refuses %s: the import says so at once, until somebody says "try again"',
  async (_what, fault, step) => {
    const shop = await on.shopWith({ open: 2, closed: 0 })
    on.replay.store.control.faults({ ...fault, times: 1 })
    await on.carnet.importShop(shop)
    const view = await on.view(shop)
    expect(view.state).toBe('failed')
    expect(view.steps.filter(({ state }) => state === 'failed')).toMatchObject([
      { step, problem: expect.any(String) as string },
    ])
    await tryAgain(shop)
    expect(await on.view(shop)).toMatchObject({ state: 'done' })
    expect(await on.ofOrders(shop)).toMatchObject({ done: 2 })
  },
  60_000,
)

/** The first lines of a file of orders, and a line after them. */
const ending = (lines: number, end: string) => (bytes: Buffer) =>
  [...bytes.toString().split('\n').slice(0, lines), end].join('\n')

test.each([
  [
    'is cut in the middle of a line',
    (bytes: Buffer) => new Uint8Array(bytes.subarray(0, -20)),
    /its file is no JSON at byte \d+/,
  ],
  [
    'is a page of HTML',
    () => '<html>\n<body>Service unavailable</body>\n</html>\n',
    /its file is no JSON at byte \d+/,
  ],
  ['ends before its last order', ending(0, ''), /its file ends after 0 of 2/],
  [
    'holds something nobody asked for',
    ending(1, '{"id":"gid://shopify/Metafield/1","__parentId":"x"}\n'),
    /something below gid.* that does not belong/,
  ],
  [
    'begins with a part',
    ending(0, '{"id":"gid://shopify/LineItem/1","__parentId":"x"}\n'),
    /a part of nothing/,
  ],
] as const)(
  'A file that %s fails its step, and another one is asked for on "try again"',
  async (_what, change, why) => {
    const shop = await on.shopWith({ open: 2, closed: 0 })
    const mend = nextFile(change)
    await on.carnet.importShop(shop)
    mend()
    const { problem, ...step } = await on.ofOrders(shop)
    expect(step).toMatchObject({ state: 'failed', done: 0 })
    expect(problem).toMatch(why)
    await tryAgain(shop)
    expect(await on.ofOrders(shop)).toMatchObject({ state: 'done', done: 2, problem: null })
    expect(await on.told(shop)).toBe(2)
  },
  60_000,
)

const openTasks = (shop: string) =>
  on.read(shop, (tx) => tx.task.findMany({ where: { shop, resolvedAt: null }, orderBy: { key: 'asc' } }))

/** What the queue holds of a shop's orders to be fetched. */
async function toBeFetched(shop: string): Promise<string[]> {
  const { rows } = await owner.query<{ payload: { orders: string[] } }>(
    `SELECT j.payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
     WHERE t.identifier = 'fetch-orders' AND j.payload->>'shop' = $1`,
    [shop],
  )
  return rows.flatMap(({ payload }) => payload.orders)
}

test('An order that cannot be settled is set aside with a task, the others are read, and it is settled later', async () => {
  const shop = await on.shopWith({ open: 4, closed: 60 })
  // Shopify gives each line one order: here two name the same, and only the first of them can be right.
  const mend = nextFile((bytes) => {
    const lines = bytes.toString().match(/gid:\/\/shopify\/LineItem\/\d+/g)!
    const [first, second] = [...new Set(lines)]
    return bytes.toString().replaceAll(`"${second}"`, `"${first}"`)
  })
  await on.carnet.importShop(shop)
  mend()
  expect(await on.view(shop)).toMatchObject({ state: 'done' })
  expect(await on.ofOrders(shop)).toMatchObject({ done: 64, problem: null })
  expect(await on.told(shop)).toBe(63)
  expect(await on.unclean(shop)).toEqual([])
  const [task, ...others] = await openTasks(shop)
  expect(others).toEqual([])
  const { subject, params } = task!
  expect(task).toMatchObject({
    kind: 'order-not-read',
    params: { order: expect.stringMatching(/^#\d+$/) as string },
  })
  expect(params).toMatchObject({ why: expect.stringContaining('is a line of') as string })
  expect(await toBeFetched(shop)).toEqual([subject])
  expect(await on.carnet.retryOrder(shop, subject, 'Claire')).toEqual({ kind: 'done' })
  expect(await toBeFetched(shop)).toEqual([subject])
  await on.carnet.settleFetched(shop, [subject], 'fetched')
  expect(await openTasks(shop)).toEqual([])
  expect(await on.told(shop)).toBe(64)
  expect(await on.carnet.retryOrder(shop, subject, 'Claire')).toEqual({ kind: 'not-found' })
  expect(await on.unclean(shop)).toEqual([])
}, 60_000)

/** Orders that left in two deliveries, which a file cannot tell. */
async function placeUnclear(shop: string, count: number): Promise<void> {
  const { control } = on.replay.store
  for (let n = 0; n < count; n++) {
    const order = control.placeOrder({
      shop,
      buyer: 'Épicerie du Port',
      lines: [{ sku: 'NOIX', quantity: 2 }],
    }).name
    control.routeOrder({ shop, order })
    for (const quantity of [1, 1]) control.fulfillOrder({ shop, order, lines: [{ sku: 'NOIX', quantity }] })
  }
  await control.idle()
}

test('An order that the file cannot tell and that Shopify refuses to tell is set aside alone', async () => {
  const shop = await on.shopWith({ open: 3, closed: 0 })
  await placeUnclear(shop, 1)
  const { control } = on.replay.store
  control.faults({ root: 'order,orders,nodes', kind: 'partial', share: 1 })
  await on.carnet.importShop(shop)
  control.switchOff({ group: 'calls', index: 0 })
  expect(await on.ofOrders(shop)).toMatchObject({ state: 'done', done: 4 })
  expect(await on.told(shop)).toBe(3)
  const tasks = await openTasks(shop)
  expect(tasks).toMatchObject([{ kind: 'order-not-read' }])
  await on.carnet.settleFetched(shop, [tasks[0]!.subject], 'fetched')
  expect(await openTasks(shop)).toEqual([])
}, 60_000)

test('An order that the file cannot tell and that Shopify does not show is set aside, and those beside it are read', async () => {
  const shop = await on.shopWith({ open: 3, closed: 0 })
  await placeUnclear(shop, 2)
  const mend = nextFile((bytes) => {
    const last = bytes
      .toString()
      .match(/gid:\/\/shopify\/Order\/\d+/g)!
      .at(-1)!
    return bytes.toString().replaceAll(last, 'gid://shopify/Order/404')
  })
  await on.carnet.importShop(shop)
  mend()
  expect(await on.ofOrders(shop)).toMatchObject({ state: 'done', done: 5 })
  expect(await on.told(shop)).toBe(4)
  expect(await openTasks(shop)).toMatchObject([
    { key: 'order-not-read:gid://shopify/Order/404', subject: 'gid://shopify/Order/404' },
  ])
}, 60_000)

test('Orders that have to be fetched are settled five at a time', async () => {
  const shop = await on.shopWith({ open: 0, closed: 0 })
  await placeUnclear(shop, 8)
  await on.carnet.importShop(shop)
  const together = await on.read(
    shop,
    (tx) => tx.$queryRaw<{ orders: number }[]>`
      SELECT count(*)::int AS orders FROM order_told WHERE shop = ${shop} GROUP BY xmin::text ORDER BY min(id)`,
  )
  expect(together.map(({ orders }) => orders)).toEqual([5, 3])
}, 60_000)

/** A worker that stands still in the middle of the file of variants until it is let go. */
function standingStill() {
  const reached = Promise.withResolvers<void>()
  const goOn = Promise.withResolvers<void>()
  const half = async (rest: Buffer) => {
    mend()
    reached.resolve()
    await goOn.promise
    return rest
  }
  const mend = nextFile((bytes) => partly(bytes, 0.5, half), 'ProductVariant')
  return { reached: reached.promise, goOn: goOn.resolve }
}

test.each([
  ['another worker has read the file to its end', async () => {}],
  ['somebody has everything read again', (shop: string) => on.forget(shop)],
])(
  'A worker that stood still while %s saves nothing of what it holds',
  async (_what, meanwhile) => {
    const shop = await on.shopWith({ open: 3, closed: 0 })
    const { reached, goOn } = standingStill()
    const first = on.carnet.importShop(shop)
    await reached
    await meanwhile(shop)
    await on.carnet.importShop(shop)
    const { state, steps } = await on.view(shop)
    expect(state).toBe('done')
    // Since then Shopify has told another title.
    const title = 'Huile de noix 50 cl'
    await on.read(shop, (tx) => tx.variant.updateMany({ where: { shop, sku: 'NOIX' }, data: { title } }))
    goOn()
    await first
    expect((await on.view(shop)).steps).toEqual(steps)
    const row = await on.read(shop, (tx) => tx.variant.findFirstOrThrow({ where: { shop, sku: 'NOIX' } }))
    expect(row.title).toBe(title)
  },
  60_000,
)

test('A step is moved on only by who read it as it stands', async () => {
  const shop = await on.shopWith({ open: 0, closed: 0 })
  const now = new Date()
  const counted = { tries: 1, done: 0, expected: null, problem: null }
  const asked = (operation: string): ImportStep => ({
    ...counted,
    ...{ step: 'orders', state: 'asked', operation, askedAt: now, bytes: 0 },
  })
  const { openImport, stepAsked, stepAdvanced, stepDone, stepFailed, stepLost } = on.carnet
  await on.read(shop, async (tx) => {
    const waiting = (await openImport(tx, shop)).find(({ step }) => step === 'orders')!
    await stepAsked(tx, shop, waiting, 'newer', now)
    await stepAsked(tx, shop, waiting, 'late', now)
    const advance = (operation: string, from: number) =>
      stepAdvanced(tx, shop, asked(operation), { objects: 2, from, to: from + 100 })
    expect(await advance('newer', 0)).toBe(true)
    expect(await advance('newer', 0)).toBe(false)
    expect(await advance('older', 100)).toBe(false)
    for (const end of [stepLost, stepFailed]) await end(tx, shop, asked('older'), 'too late')
    expect(await stepDone(tx, shop, asked('older'), now)).toBe(false)
    expect(await advance('newer', 100)).toBe(true)
    expect(await stepDone(tx, shop, asked('newer'), now)).toBe(true)
    expect(await stepDone(tx, shop, asked('newer'), now)).toBe(false)
  })
  expect(await on.ofOrders(shop)).toMatchObject({ state: 'done', done: 4, problem: null })
}, 60_000)
