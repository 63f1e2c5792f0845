// What the practice store, and so Shopify, hears of counts, losses and damaged goods.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openReplay, type Replay } from '#scripts/corpus/replay.ts'
import { startTestServer } from '#tests/support/database.ts'
import { lineOf, routedTo, snapshotOf } from '#tests/support/snapshots.ts'

let replay: Replay
let own: Awaited<ReturnType<typeof startTestServer>> | null = null
let carnet: Awaited<ReturnType<typeof load>>
async function load() {
  const [begun, counted, posted, adjusted, settled, asked, run, kinds, tasks, db] = await Promise.all([
    import('#app/flows/stock-take-begun.server.ts'),
    import('#app/flows/stock-take-counted.server.ts'),
    import('#app/flows/stock-take-posted.server.ts'),
    import('#app/flows/stock-adjusted.server.ts'),
    import('#app/flows/order-settled.server.ts'),
    import('#app/flows/levels-asked.server.ts'),
    import('#app/effects/run-effect.server.ts'),
    import('#app/worker/effect-kinds.server.ts'),
    import('#app/flows/task-settled.server.ts'),
    import('#app/db.server.ts'),
  ])
  return {
    ...begun,
    ...counted,
    ...posted,
    ...adjusted,
    ...settled,
    ...asked,
    ...run,
    ...kinds,
    ...tasks,
    ...db,
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

/** A shop with HUILE-75 in it, read from Shopify, and Moulin Sud selling it. */
async function shopWith(...more: { sku: string; price: string; onHand: number }[]) {
  const huile = { sku: 'HUILE-75', price: '10.00', cost: '5.10', onHand: 8 }
  const { domain: shop } = await replay.freshShop([huile, ...more])
  const { item, id } = await carnet.withShop(shop, (tx) =>
    tx.variant.findFirstOrThrow({ where: { shop, sku: 'HUILE-75' } }),
  )
  const { location } = await carnet.withShop(shop, (tx) =>
    tx.stockLevel.findFirstOrThrow({ where: { shop, item } }),
  )
  const supplier = randomUUID()
  await carnet.withShop(shop, async (tx) => {
    await tx.shop.update({ where: { shop }, data: { startedAt: new Date(), preferredLocation: location } })
    const moulin = { name: 'Moulin Sud', currency: 'EUR', leadDays: 5, cutOff: '14:00' }
    await tx.supplier.create({ data: { shop, id: supplier, ...moulin } })
    await tx.supplierItem.create({ data: { shop, supplier, item, unitCost: 510n, packSize: 6, moq: 12 } })
  })
  return { shop, item, variant: id, location }
}
type Shop = Awaited<ReturnType<typeof shopWith>>

async function order({ shop, variant, location }: Shop, quantity: number) {
  const line = { ...lineOf('1', { quantity }), variant: variant as 'gid://shopify/ProductVariant/1' }
  const snapshot = snapshotOf(1042, [line])
  const told = { snapshot, fetched: true, routing: routedTo(snapshot, location) }
  await carnet.aloneInShop(shop, (tx) => carnet.settleOrders(tx, shop, [told], [], 'told', new Date()))
}
async function counted({ shop, item, location }: Shop, units: number) {
  const id = randomUUID()
  const everything = { by: 'everything' } as const
  await carnet.beginStockTake(shop, { id, name: '', location, selection: everything }, 'Marc')
  await carnet.countStock(shop, id, [{ key: randomUUID(), item, units }], 'Marc')
  return id
}
const post = (shop: string, take: string, lines: number, down: number, uncounted: 'zero' | null = null) =>
  carnet.postStockTake(shop, { take, uncounted, seen: { lines, up: 0, down } }, 'Claire')
const effects = (shop: string) =>
  carnet.withShop(shop, (tx) =>
    tx.effect.findMany({ where: { shop, kind: 'shopify-quantities' }, orderBy: { createdAt: 'asc' } }),
  )
async function tellShopify(shop: string) {
  for (const { id, state } of await effects(shop))
    if (state === 'due') await carnet.runEffect(carnet.effectKinds, shop, id)
}
/** Shopify says what lies there, and it is counted against the books. */
async function read({ shop, item }: Shop) {
  const readings = await carnet.askLevels(shop, [item], randomUUID())
  await carnet.aloneInShop(shop, (tx) =>
    carnet.settleOrders(tx, shop, [], readings, randomUUID(), new Date()),
  )
}
const ours = async ({ shop, item, location }: Shop) =>
  carnet.withShop(shop, (tx) =>
    tx.stockLevel.findUniqueOrThrow({ where: { shop_location_item: { shop, location, item } } }),
  )
const theirs = (shop: string, sku = 'HUILE-75') =>
  replay.store.control
    .stock({ shop })
    .levels.find((level) => level.sku === sku && level.onHand !== undefined)!

test('Stock-take: 8 reserved, 6 counted: −2, −10.20; reserved 6, unsourced 2; purchase order 12 = 2 + 10 to reach the MOQ; Shopify on hand 6', async () => {
  const place = await shopWith()
  const { shop } = place
  await order(place, 8)
  expect(await ours(place)).toMatchObject({ onHand: 8, reserved: 8 })
  const take = await counted(place, 6)
  expect(await post(shop, take, 1, 2)).toEqual({ kind: 'done', lines: 1, units: -2 })
  const posted = await carnet.withShop(shop, (tx) =>
    tx.auditEntry.findFirstOrThrow({ where: { shop, action: 'stock-take-posted' } }),
  )
  expect(posted.detail).toEqual({ lines: 1, up: 0, down: 2, value: '-10.20' })
  expect(await ours(place)).toMatchObject({ onHand: 6, reserved: 6, unsourced: 2n })
  const bought = await carnet.withShop(shop, (tx) =>
    tx.purchaseOrderLine.findFirstOrThrow({ where: { shop }, include: { demand: true } }),
  )
  expect(bought.quantity).toBe(12)
  expect(bought.demand.map((d) => [d.need, d.quantity]).sort()).toEqual([
    ['order', 2],
    ['rounding', 10],
  ])
  await tellShopify(shop)
  expect(theirs(shop)).toMatchObject({ onHand: 6 })
  await read(place)
  expect(await ours(place)).toMatchObject({ onHand: 6, reserved: 6, unsourced: 2n })
})

test('Until Shopify has heard of a count its own figure is no correction, told twice it counts once', async () => {
  const place = await shopWith()
  const { shop } = place
  await post(shop, await counted(place, 6), 1, 2)
  await read(place)
  expect(await ours(place)).toMatchObject({ onHand: 6 })
  replay.store.control.faults({ kind: 'lost-answer', root: 'inventoryAdjustQuantities' })
  await tellShopify(shop)
  expect((await effects(shop))[0]!.state).toBe('due')
  // Nobody knows whether Shopify has counted it: its shelf is not judged.
  await read(place)
  expect(await ours(place)).toMatchObject({ onHand: 6 })
  await tellShopify(shop)
  expect(theirs(shop)).toMatchObject({ onHand: 6 })
  await read(place)
  expect(await ours(place)).toMatchObject({ onHand: 6 })
  const call = replay.store.control
    .calls()
    .calls.filter((one) => one.shop === shop && one.root === 'inventoryAdjustQuantities')
  expect(call).toHaveLength(2)
})

test('What Shopify refused is a task to try again; dismissed, Shopify’s figure is right', async () => {
  const place = await shopWith()
  const { shop } = place
  await post(shop, await counted(place, 6), 1, 2)
  replay.store.control.faults({ kind: 'user-error', root: 'inventoryAdjustQuantities', message: 'not now' })
  await tellShopify(shop)
  const [effect] = await effects(shop)
  const task = () =>
    carnet.withShop(shop, (tx) => tx.task.findFirstOrThrow({ where: { shop, key: effect!.key } }))
  expect(await task()).toMatchObject({
    kind: 'adjustment-refused',
    resolvedAt: null,
    params: { answer: 'not now', about: 'stock-take' },
  })
  await read(place)
  expect(await ours(place)).toMatchObject({ onHand: 6 })
  expect(await carnet.retryEffect(shop, effect!.id, 'Claire')).toEqual({ kind: 'done' })
  await tellShopify(shop)
  expect((await task()).resolvedAt).not.toBeNull()
  expect(theirs(shop)).toMatchObject({ onHand: 6 })

  await post(shop, await counted(place, 5), 1, 1)
  replay.store.control.faults({ kind: 'user-error', root: 'inventoryAdjustQuantities', message: 'not now' })
  await tellShopify(shop)
  const refused = (await effects(shop)).find(({ state }) => state === 'failed')!
  expect(await carnet.dismissTask(shop, refused.key, 'compté deux fois', 'Claire')).toEqual({ kind: 'done' })
  await read(place)
  expect(await ours(place)).toMatchObject({ onHand: 6 })
})

test('More differences than Shopify takes in one call are told in several, each once', async () => {
  const many = Array.from({ length: 260 }, (_, n) => ({ sku: `S-${n}`, price: '1.00', onHand: 1 }))
  const place = await shopWith(...many)
  const { shop } = place
  expect(await post(shop, await counted(place, 8), 260, 260, 'zero')).toEqual({
    kind: 'done',
    lines: 260,
    units: -260,
  })
  await tellShopify(shop)
  expect((await effects(shop)).map((e) => [e.key.split(':')[2], e.state])).toEqual([
    [undefined, 'done'],
    ['2', 'done'],
  ])
  expect(replay.store.control.stock({ shop }).levels.filter((level) => level.onHand === 1)).toEqual([])
})

test('Broken goods that are kept stay on hand, and Shopify calls them damaged; taken back they are sold again', async () => {
  const place = await shopWith()
  const { shop, item, location } = place
  const id = randomUUID()
  const aside = { id, location, item, did: 'set-aside', quantity: 2, reason: 'broken', note: '' } as const
  expect(await carnet.adjustStock(shop, aside, 'Marc')).toEqual({ kind: 'done' })
  await read(place)
  expect(await ours(place)).toMatchObject({ onHand: 8, unavailable: 2 })
  await tellShopify(shop)
  expect(theirs(shop)).toMatchObject({ onHand: 8, available: 6, damaged: 2 })
  await read(place)
  expect(await ours(place)).toMatchObject({ onHand: 8, unavailable: 2 })
  expect(await carnet.undoAdjustment(shop, id, 'Marc')).toEqual({ kind: 'done' })
  await tellShopify(shop)
  expect(theirs(shop)).toMatchObject({ onHand: 8, available: 8, damaged: 0 })
  await read(place)
  expect(await ours(place)).toMatchObject({ onHand: 8, unavailable: 0 })
})

test('Wrong goods come to Shopify as in quality control, never to be sold, and leave from there', async () => {
  const place = await shopWith()
  const { shop, item, location } = place
  const wrong = { location, item, quantity: 3, reason: 'wrong-goods', note: 'CF-31' } as const
  await carnet.adjustStock(shop, { ...wrong, id: randomUUID(), did: 'quarantined' }, 'Marc')
  await read(place)
  expect(await ours(place)).toMatchObject({ onHand: 11, unavailable: 3 })
  await tellShopify(shop)
  expect(theirs(shop)).toMatchObject({ onHand: 11, available: 8, qualityControl: 3 })
  await read(place)
  expect(await ours(place)).toMatchObject({ onHand: 11, unavailable: 3 })
  await carnet.adjustStock(shop, { ...wrong, id: randomUUID(), did: 'sent-back' }, 'Marc')
  await tellShopify(shop)
  expect(theirs(shop)).toMatchObject({ onHand: 8, available: 8, qualityControl: 0 })
})

test('Goods that are gone leave Shopify too, and one it may not have heard of is settled before it is taken back', async () => {
  const place = await shopWith()
  const { shop, item, location } = place
  const id = randomUUID()
  const gone = { id, location, item, did: 'gone', quantity: 2, reason: 'theft', note: '' } as const
  await carnet.adjustStock(shop, gone, 'Marc')
  replay.store.control.faults({ kind: 'user-error', root: 'inventoryAdjustQuantities', message: 'not now' })
  await tellShopify(shop)
  expect(await carnet.undoAdjustment(shop, id, 'Marc')).toEqual({ kind: 'not-told' })
  const [effect] = await effects(shop)
  await carnet.retryEffect(shop, effect!.id, 'Marc')
  await tellShopify(shop)
  expect(theirs(shop)).toMatchObject({ onHand: 6 })
  await carnet.undoAdjustment(shop, id, 'Marc')
  await tellShopify(shop)
  expect(theirs(shop)).toMatchObject({ onHand: 8 })
})
