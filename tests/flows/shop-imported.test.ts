import { afterAll, beforeAll, expect, test } from 'vitest'
import { cutOnce, openImporting, type Importing } from '#tests/support/importing.ts'

let on: Importing
beforeAll(async () => void (on = await openImporting()))
afterAll(() => on.close())

test('Install: 40 open and 400 closed orders are visible, 40 allocated, and nothing is sent, bought or numbered', async () => {
  const shop = await on.shopWith({ open: 40, closed: 400 })
  await on.carnet.importShop(shop)
  const [books] = await on.read(
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
  const shipped = await on.read(shop, (tx) =>
    tx.orderLine.aggregate({ where: { shop }, _sum: { shipped: true, reserved: true, ordered: true } }),
  )
  expect(shipped._sum).toEqual({ shipped: 400, reserved: 40, ordered: 440 })
  expect(await on.unclean(shop)).toEqual([])
  const { state, steps } = await on.view(shop)
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
  const shop = await on.shopWith({ open: 1, closed: 1 })
  const { control } = on.replay.store
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
  await on.carnet.importShop(shop)
  const hashes = () =>
    on.read(shop, (tx) =>
      tx.order.findMany({ where: { shop }, orderBy: { id: 'asc' }, select: { name: true, snapshot: true } }),
    )
  const imported = await hashes()
  expect(imported).toHaveLength(5)
  const ids = await on.read(shop, (tx) => tx.order.findMany({ where: { shop }, select: { id: true } }))
  await on.carnet.settleFetched(
    shop,
    ids.map((o) => o.id),
    'fetched',
  )
  expect(imported).toEqual(await hashes())
  expect(await on.unclean(shop)).toEqual([])
}, 60_000)

test('An import that is cut off goes on where it was, and reads nothing twice', async () => {
  const shop = await on.shopWith({ open: 3, closed: 120 })
  const mend = cutOnce(0.6)
  await expect(on.carnet.importShop(shop)).rejects.toThrow('the worker died')
  mend()
  expect(await on.ofOrders(shop)).toMatchObject({ state: 'reading', done: 50, expected: 123 })
  expect(await on.told(shop)).toBe(50)
  await on.carnet.importShop(shop)
  expect(await on.ofOrders(shop)).toMatchObject({ state: 'done', done: 123 })
  expect(await on.told(shop)).toBe(123)
  expect(await on.unclean(shop)).toEqual([])
}, 60_000)

test('A webhook that comes in the middle of an import is not undone by what the import read before it', async () => {
  const shop = await on.shopWith({ open: 60, closed: 0 })
  const { control } = on.replay.store
  const mend = cutOnce(0.5)
  await expect(on.carnet.importShop(shop)).rejects.toThrow('the worker died')
  mend()
  control.webhookMode({ mode: 'once' })
  control.setAppUrl({ url: on.replay.intakeUrl })
  const last = control.orders({ shop }).orders.at(-1)!.name
  control.editOrder({ shop, order: last, add: [{ sku: 'NOIX', quantity: 5 }] })
  await control.idle()
  control.webhookMode({ mode: 'drop' })
  await on.replay.drain({ domain: shop, variants: [] })
  const ordered = () =>
    on.read(shop, async (tx) => {
      const order = await tx.order.findFirstOrThrow({ where: { shop, name: last }, include: { lines: true } })
      return order.lines.map((l) => l.ordered)
    })
  expect(await ordered()).toEqual([1, 5])
  await on.carnet.importShop(shop)
  expect(await ordered()).toEqual([1, 5])
  expect(await on.unclean(shop)).toEqual([])
}, 60_000)

test('A bulk query that Shopify loses three times stops the import until somebody says "try again"', async () => {
  const shop = await on.shopWith({ open: 2, closed: 0 })
  const inStore = on.replay.store.world.state.shops[shop]!
  const lose = setInterval(() => {
    for (const operation of inStore.bulkOperations)
      if (operation.query.includes('BulkOrders')) operation.status = 'FAILED'
  }, 5)
  await on.carnet.importShop(shop)
  clearInterval(lose)
  expect(await on.view(shop)).toMatchObject({ state: 'failed' })
  expect(await on.ofOrders(shop)).toMatchObject({ step: 'orders', state: 'failed', problem: 'failed' })
  expect(await on.carnet.askImport(shop, 'Claire')).toEqual({ kind: 'done' })
  await on.carnet.importShop(shop)
  expect(await on.view(shop)).toMatchObject({ state: 'done' })
  expect(await on.read(shop, (tx) => tx.order.count({ where: { shop } }))).toBe(2)
}, 60_000)

test('An uninstall in the middle stops the import, and a new install begins it anew', async () => {
  const shop = await on.shopWith({ open: 60, closed: 0 })
  const mend = cutOnce(0.9)
  await expect(on.carnet.importShop(shop)).rejects.toThrow('the worker died')
  mend()
  await on.carnet.withShop(shop, (tx) =>
    tx.shop.update({ where: { shop }, data: { uninstalledAt: new Date() } }),
  )
  await on.carnet.importShop(shop)
  expect(await on.ofOrders(shop)).toMatchObject({ done: 50 })
  await on.replay.carnet.shopInstalled(shop)
  expect(await on.view(shop)).toMatchObject({ state: 'none' })
  await on.carnet.importShop(shop)
  expect(await on.ofOrders(shop)).toMatchObject({ done: 60 })
}, 60_000)

test('A product that changes and one that goes while Shopify writes its files are known as they are', async () => {
  const shop = await on.shopWith({ open: 60, closed: 0 })
  const { control } = on.replay.store
  const mend = cutOnce(0.5)
  await expect(on.carnet.importShop(shop)).rejects.toThrow('the worker died')
  mend()
  const title = () =>
    on.read(shop, async (tx) => (await tx.variant.findFirstOrThrow({ where: { shop, sku: 'NOIX' } })).title)
  const before = await title()
  control.setAppUrl({ url: on.replay.intakeUrl })
  control.webhookMode({ mode: 'once' })
  control.product({ shop, sku: 'NOIX', title: 'Huile de noix 50 cl' })
  await control.idle()
  control.webhookMode({ mode: 'drop' })
  const told = { shop, domain: shop, variants: [] }
  await on.replay.drain(told)
  const after = await title()
  expect(after).not.toBe(before)
  // An older file says the old title once more, and is found out.
  await on.carnet.withShop(shop, (tx) =>
    tx.variant.updateMany({ where: { shop, sku: 'NOIX' }, data: { title: before } }),
  )
  await on.carnet.importShop(shop)
  await on.replay.drain(told)
  expect(await title()).toBe(after)
}, 60_000)
