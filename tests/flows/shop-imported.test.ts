import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer } from '#tests/support/database.ts'
import { openReplay, type Replay } from '#scripts/corpus/replay.ts'

// An own place to replay in: a practice store of empty shops and Carnet on a scratch database.
let replay: Replay
let carnet: Awaited<ReturnType<typeof load>>
let own: Awaited<ReturnType<typeof startTestServer>> | null = null
async function load() {
  return {
    ...(await import('#app/flows/shop-imported.server.ts')),
    ...(await import('#app/flows/import-asked.server.ts')),
    ...(await import('#app/shop/import-steps.server.ts')),
    ...(await import('#app/db.server.ts')),
    ...(await import('#app/verify/verify.server.ts')),
  }
}
beforeAll(async () => {
  own = process.env.CARNET_TEST_SERVER ? null : await startTestServer()
  replay = await openReplay(own ?? undefined)
  carnet = await load()
  replay.store.control.webhookMode({ mode: 'drop' })
})
afterAll(async () => {
  await replay.close()
  await own?.stop()
})

const PRODUCTS = [
  { sku: 'HUILE-75', price: '10.00', onHand: 30 },
  { sku: 'NOIX', price: '7.00', onHand: 50 },
]

/** A shop with `open` and `closed` orders that Carnet has not read yet. */
async function shopWith({ open, closed }: { open: number; closed: number }): Promise<string> {
  const { domain: shop } = await replay.freshShop(PRODUCTS)
  const { control } = replay.store
  control.company({ shop, name: 'Épicerie du Port' })
  control.customer({ shop, email: 'jeanne@example.com', firstName: 'Jeanne', lastName: 'Petit' })
  const lines = [{ sku: 'NOIX', quantity: 1 }]
  for (let n = 0; n < open; n++) control.placeOrder({ shop, buyer: 'Épicerie du Port', lines })
  await control.idle()
  for (let n = 0; n < closed; n++) {
    const { name } = control.placeOrder({
      shop,
      buyer: 'jeanne@example.com',
      lines: [{ sku: 'HUILE-75', quantity: 1 }],
    })
    control.setStock({ shop, sku: 'HUILE-75', delta: 1 })
    control.routeOrder({ shop, order: name })
    control.fulfillOrder({ shop, order: name })
  }
  return shop
}

const importAnew = async (shop: string) => {
  await carnet.withShop(shop, (tx) => carnet.forgetImport(tx, shop))
  await carnet.importShop(shop)
}
const read = <T>(
  shop: string,
  what: (tx: Parameters<Parameters<typeof carnet.withShop>[1]>[0]) => Promise<T>,
) => carnet.withShop(shop, what)
const unclean = async (shop: string) =>
  (await carnet.verifyShop((work) => carnet.withShop(shop, work), shop, new Date()))
    .filter((r) => !r.ok)
    .map((r) => ({ check: `${r.id} ${r.name}`, rows: r.rows }))

test('Install: 40 open and 400 closed orders are visible, 40 allocated, and nothing is sent, bought or numbered', async () => {
  const shop = await shopWith({ open: 40, closed: 400 })
  await importAnew(shop)
  const [books] = await read(
    shop,
    (tx) => tx.$queryRaw<object[]>`
      SELECT (SELECT count(*)::int FROM orders WHERE shop = ${shop}) AS visible,
        (SELECT count(DISTINCT order_id)::int FROM reservation WHERE shop = ${shop}) AS allocated,
        (SELECT bool_and(reserved <= on_hand) FROM stock_level WHERE shop = ${shop}) AS reserved_is_there,
        (SELECT count(*)::int FROM effect WHERE shop = ${shop}) AS effects,
        (SELECT count(*)::int FROM purchase_order WHERE shop = ${shop} AND state <> 'draft') AS sent,
        (SELECT count(*)::int FROM document WHERE shop = ${shop}) AS documents,
        (SELECT count(*)::int FROM task WHERE shop = ${shop} AND resolved_at IS NULL) AS tasks,
        (SELECT count(*)::int FROM customer WHERE shop = ${shop}) AS buyers`,
  )
  expect(books).toEqual({
    visible: 440,
    allocated: 40,
    reserved_is_there: true,
    effects: 0,
    sent: 0,
    documents: 0,
    tasks: 0,
    buyers: 2,
  })
  const shipped = await read(shop, (tx) =>
    tx.orderLine.aggregate({ where: { shop }, _sum: { shipped: true, reserved: true, ordered: true } }),
  )
  expect(shipped._sum).toEqual({ shipped: 400, reserved: 40, ordered: 440 })
  expect(await unclean(shop)).toEqual([])
  const { state, steps } = await read(shop, (tx) => carnet.readImport(tx, shop))
  expect(state).toBe('done')
  expect(steps.map(({ step, done, expected }) => [step, done, expected])).toEqual([
    ['locations', 1, null],
    ['variants', 2, 2],
    ['companies', 1, 1],
    // One of them buys for the company: it is read, and no private customer.
    ['customers', 2, 2],
    ['orders', 440, 440],
  ])
}, 120_000)

test('What a bulk query cannot tell of an order is fetched, and the books say the same as after a fetch', async () => {
  const shop = await shopWith({ open: 1, closed: 1 })
  const { control } = replay.store
  const place = () =>
    control.placeOrder({
      shop,
      buyer: 'Épicerie du Port',
      lines: [{ sku: 'NOIX', quantity: 4 }],
      shipping: '9.90',
    }).name
  const [parts, refunded, cancelled] = [place(), place(), place()]
  control.routeOrder({ shop, order: parts })
  control.fulfillOrder({ shop, order: parts, lines: [{ sku: 'NOIX', quantity: 1 }] })
  control.fulfillOrder({ shop, order: parts, lines: [{ sku: 'NOIX', quantity: 2 }] })
  control.refundOrder({ shop, order: refunded, lines: [{ sku: 'NOIX', quantity: 1, restockType: 'cancel' }] })
  control.cancelOrder({ shop, order: cancelled })
  // Shopify routes a moment after an order is placed, and the order is newer by it.
  await control.idle()
  await importAnew(shop)
  const hashes = () =>
    read(shop, (tx) =>
      tx.order.findMany({ where: { shop }, orderBy: { id: 'asc' }, select: { name: true, snapshot: true } }),
    )
  const imported = await hashes()
  expect(imported).toHaveLength(5)
  const { settleFetched } = await import('#app/flows/inbox-drained.server.ts')
  const ids = await read(shop, (tx) => tx.order.findMany({ where: { shop }, select: { id: true } }))
  await settleFetched(
    shop,
    ids.map((o) => o.id),
    'fetched',
  )
  expect(imported).toEqual(await hashes())
  expect(await unclean(shop)).toEqual([])
}, 60_000)

/** Cuts the file of a bulk query off after a share of its bytes, once. */
function cutOnce(share: number): () => void {
  const real = globalThis.fetch
  let left = 1
  globalThis.fetch = async (input, init) => {
    const response = await real(input, init)
    if (left === 0 || !String(input).includes('/bulk/')) return response
    const bytes = Buffer.from(await response.arrayBuffer())
    if (bytes.length < 50_000) return new Response(bytes, response)
    left = 0
    let sent = false
    const body = new ReadableStream({
      pull(controller) {
        if (sent) return controller.error(new Error('the worker died'))
        sent = true
        controller.enqueue(new Uint8Array(bytes.subarray(0, Math.floor(bytes.length * share))))
      },
    })
    return new Response(body, response)
  }
  return () => void (globalThis.fetch = real)
}

test('An import that is cut off goes on where it was, and reads nothing twice', async () => {
  const shop = await shopWith({ open: 3, closed: 120 })
  await carnet.withShop(shop, (tx) => carnet.forgetImport(tx, shop))
  const orders = async () => (await read(shop, (tx) => carnet.readImport(tx, shop))).steps.at(-1)!
  const told = () => read(shop, (tx) => tx.orderTold.count({ where: { shop } }))
  const mend = cutOnce(0.6)
  await expect(carnet.importShop(shop)).rejects.toThrow('the worker died')
  mend()
  expect(await orders()).toMatchObject({ state: 'reading', done: 50, expected: 123 })
  expect(await told()).toBe(50)
  await carnet.importShop(shop)
  expect(await orders()).toMatchObject({ state: 'done', done: 123 })
  expect(await told()).toBe(123)
  expect(await unclean(shop)).toEqual([])
}, 60_000)

test('A webhook that comes in the middle of an import is not undone by what the import read before it', async () => {
  const shop = await shopWith({ open: 60, closed: 0 })
  const { control } = replay.store
  await carnet.withShop(shop, (tx) => carnet.forgetImport(tx, shop))
  const mend = cutOnce(0.5)
  await expect(carnet.importShop(shop)).rejects.toThrow('the worker died')
  mend()
  control.webhookMode({ mode: 'once' })
  control.setAppUrl({ url: replay.intakeUrl })
  const last = control.orders({ shop }).orders.at(-1)!.name
  control.editOrder({ shop, order: last, add: [{ sku: 'NOIX', quantity: 5 }] })
  await control.idle()
  control.webhookMode({ mode: 'drop' })
  await replay.drain({ domain: shop, variants: [] })
  const ordered = () =>
    read(shop, async (tx) => {
      const order = await tx.order.findFirstOrThrow({ where: { shop, name: last }, include: { lines: true } })
      return order.lines.map((l) => l.ordered)
    })
  expect(await ordered()).toEqual([1, 5])
  await carnet.importShop(shop)
  expect(await ordered()).toEqual([1, 5])
  expect(await unclean(shop)).toEqual([])
}, 60_000)

test('A bulk query that Shopify loses three times stops the import until somebody says "try again"', async () => {
  const shop = await shopWith({ open: 2, closed: 0 })
  await carnet.withShop(shop, (tx) => carnet.forgetImport(tx, shop))
  const inStore = replay.store.world.state.shops[shop]!
  const lose = setInterval(() => {
    for (const operation of inStore.bulkOperations)
      if (operation.query.includes('BulkOrders')) operation.status = 'FAILED'
  }, 5)
  await carnet.importShop(shop)
  clearInterval(lose)
  const view = () => read(shop, (tx) => carnet.readImport(tx, shop))
  expect(await view()).toMatchObject({ state: 'failed' })
  expect((await view()).steps.at(-1)).toMatchObject({ step: 'orders', state: 'failed', problem: 'failed' })
  expect(await carnet.askImport(shop, 'Claire')).toEqual({ kind: 'done' })
  await carnet.importShop(shop)
  expect(await view()).toMatchObject({ state: 'done' })
  expect(await read(shop, (tx) => tx.order.count({ where: { shop } }))).toBe(2)
}, 60_000)

test('An uninstall in the middle stops the import, and a new install begins it anew', async () => {
  const shop = await shopWith({ open: 60, closed: 0 })
  await carnet.withShop(shop, (tx) => carnet.forgetImport(tx, shop))
  const mend = cutOnce(0.9)
  await expect(carnet.importShop(shop)).rejects.toThrow('the worker died')
  mend()
  await carnet.withShop(shop, (tx) =>
    tx.shop.update({ where: { shop }, data: { uninstalledAt: new Date() } }),
  )
  await carnet.importShop(shop)
  expect((await read(shop, (tx) => carnet.readImport(tx, shop))).steps.at(-1)).toMatchObject({ done: 50 })
  await replay.carnet.shopInstalled(shop)
  expect(await read(shop, (tx) => carnet.readImport(tx, shop))).toMatchObject({ state: 'none' })
  await carnet.importShop(shop)
  expect((await read(shop, (tx) => carnet.readImport(tx, shop))).steps.at(-1)).toMatchObject({ done: 60 })
}, 60_000)

test('A product that changes and one that goes while Shopify writes its files are known as they are', async () => {
  const shop = await shopWith({ open: 60, closed: 0 })
  const { control } = replay.store
  await carnet.withShop(shop, (tx) => carnet.forgetImport(tx, shop))
  const mend = cutOnce(0.5)
  await expect(carnet.importShop(shop)).rejects.toThrow('the worker died')
  mend()
  const title = () =>
    read(shop, async (tx) => (await tx.variant.findFirstOrThrow({ where: { shop, sku: 'NOIX' } })).title)
  const before = await title()
  control.setAppUrl({ url: replay.intakeUrl })
  control.webhookMode({ mode: 'once' })
  control.product({ shop, sku: 'NOIX', title: 'Huile de noix 50 cl' })
  await control.idle()
  control.webhookMode({ mode: 'drop' })
  const told = { shop, domain: shop, variants: [] }
  await replay.drain(told)
  const after = await title()
  expect(after).not.toBe(before)
  // An older file says the old title once more, and is found out.
  await carnet.withShop(shop, (tx) =>
    tx.variant.updateMany({ where: { shop, sku: 'NOIX' }, data: { title: before } }),
  )
  await carnet.importShop(shop)
  await replay.drain(told)
  expect(await title()).toBe(after)
}, 60_000)
