import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aloneInShop, withShop } from '#app/db.server.ts'
import { deliver } from '#app/flows/goods-shipped.server.ts'
import { confirmOrder } from '#app/flows/order-confirmed.server.ts'
import { settleOrders } from '#app/flows/order-settled.server.ts'
import { abandonStockTake, beginStockTake } from '#app/flows/stock-take-begun.server.ts'
import { countStock, explainDifference, type CountWanted } from '#app/flows/stock-take-counted.server.ts'
import { postStockTake, previewStockTake } from '#app/flows/stock-take-posted.server.ts'
import { countItem, holdOpen } from '#app/stock/count-stock-take.server.ts'
import type { Selection } from '#app/stock/stock-take.ts'
import { verifyShop } from '#app/verify/verify.server.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { tell } from '#tests/support/history.ts'
import { BOUTIQUE, HUILE, LYON, MOULIN_SUD, openTestDatabase, shopsOf } from '#tests/support/shop.ts'
import { lineOf, snapshotOf } from '#tests/support/snapshots.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.drop())

const shopWith = shopsOf('take')
const NOIX = 'gid://shopify/InventoryItem/76'
const SEL = 'gid://shopify/InventoryItem/77'

/** Another item that lies in Lyon, as Shopify told it. */
async function stock(shop: string, item: string, onHand: number, sku: string) {
  await withShop(shop, async (tx) => {
    const id = item.replace('InventoryItem', 'ProductVariant')
    const known = { tracked: true, requiresShipping: true, price: 700n, product: 'gid://shopify/Product/1' }
    await tx.variant.create({
      data: { shop, id, item, title: sku, sku, barcode: `37600${sku.length}`, ...known },
    })
  })
  await aloneInShop(shop, (tx) => {
    const reading = {
      location: LYON,
      item,
      onHand,
      unavailable: 0,
      askedAt: new Date(),
      cause: `level:${sku}`,
    }
    return settleOrders(tx, shop, [], [reading], `level:${sku}`, new Date())
  })
}
async function begin(shop: string, selection: Selection = { by: 'everything' }, location = LYON) {
  const id = randomUUID()
  expect(await beginStockTake(shop, { id, name: '', location, selection }, 'Marc')).toMatchObject({
    kind: 'done',
  })
  return id
}
const count = (
  shop: string,
  take: string,
  ...wanted: (CountWanted extends infer W ? Omit<W, 'key'> : never)[]
) => countStock(shop, take, wanted.map((one) => ({ key: randomUUID(), ...one })) as CountWanted[], 'Marc')
const post = (
  shop: string,
  take: string,
  lines: number,
  up: number,
  down: number,
  uncounted: 'left-out' | 'zero' | null = null,
) => postStockTake(shop, { take, uncounted, seen: { lines, up, down } }, 'Claire')
const onHand = async (shop: string, item = HUILE.item) =>
  (await withShop(shop, (tx) => tx.stockLevel.findFirstOrThrow({ where: { shop, location: LYON, item } })))
    .onHand
const itemsOf = (shop: string, take: string) =>
  withShop(shop, async (tx) =>
    (await tx.stockTakeLine.findMany({ where: { shop, stockTake: take }, orderBy: { item: 'asc' } })).map(
      (l) => l.item,
    ),
  )
const clean = async (shop: string) => {
  const results = await verifyShop((work) => withShop(shop, work), shop, new Date())
  expect(results.filter(({ ok }) => !ok)).toEqual([])
}

test('A unit that ships after it was counted is no difference when the stock-take is posted', async () => {
  const shop = await shopWith()
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 3 })]))
  const take = await begin(shop)
  await count(shop, take, { item: HUILE.item, units: 6 })
  expect(await deliver(shop, { order: 'gid://shopify/Order/1' }, 'Marc')).toMatchObject({ kind: 'done' })
  expect(await post(shop, take, 1, 0, 2)).toEqual({ kind: 'done', lines: 1, units: -2 })
  expect(await onHand(shop)).toBe(3)
  await clean(shop)
})

test('A stock-take that is posted twice, also at once, moves each shelf once', async () => {
  const shop = await shopWith()
  const take = await begin(shop)
  await count(shop, take, { item: HUILE.item, units: 6 })
  const posted = { kind: 'done', lines: 1, units: -2 }
  expect(await Promise.all([post(shop, take, 1, 0, 2), post(shop, take, 1, 0, 2)])).toEqual([posted, posted])
  expect(await post(shop, take, 1, 0, 2)).toEqual(posted)
  expect(await onHand(shop)).toBe(6)
  expect(await withShop(shop, (tx) => tx.effect.count({ where: { shop, kind: 'shopify-quantities' } }))).toBe(
    1,
  )
  await clean(shop)
})

test('What two stock-takes found of one item is corrected once', async () => {
  const shop = await shopWith()
  const [first, second] = [await begin(shop, { by: 'item', item: HUILE.item }), await begin(shop)]
  await count(shop, first, { item: HUILE.item, units: 6 })
  await count(shop, second, { item: HUILE.item, units: 6 })
  await post(shop, first, 1, 0, 2)
  expect(await post(shop, second, 0, 0, 0)).toEqual({ kind: 'done', lines: 0, units: 0 })
  expect(await onHand(shop)).toBe(6)
  await clean(shop)
})

test('Posting shows before it does: who gives units back, last in turn first, and whose promise moves', async () => {
  const shop = await shopWith()
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 5 })], { placedAt: '2026-11-23T10:00:00.000Z' }))
  await tell(shop, snapshotOf(2, [lineOf('2', { quantity: 3 })]))
  for (const n of [1, 2]) await confirmOrder(shop, `gid://shopify/Order/${n}`, 'Claire')
  const take = await begin(shop)
  await count(shop, take, { item: HUILE.item, units: 6 })
  const preview = await previewStockTake(shop, take, 'left-out')
  expect(preview!.givenBack).toMatchObject([{ name: '#2', quantity: 2, unsourced: 2 }])
  expect(preview!.moves).toMatchObject([{ name: '#2', late: true, promised: true }])
  expect(await onHand(shop)).toBe(8)
  const slip = () =>
    withShop(shop, (tx) => tx.task.findFirst({ where: { shop, key: 'slip:gid://shopify/Order/2' } }))
  expect(await slip()).toBeNull()
  await post(shop, take, 1, 0, 2)
  const line = await withShop(shop, (tx) =>
    tx.orderLine.findFirstOrThrow({ where: { shop, orderId: 'gid://shopify/Order/2' } }),
  )
  expect(line).toMatchObject({ reserved: 1, unsourced: 2 })
  expect(await slip()).toMatchObject({ kind: 'promise-slips', resolvedAt: null })
  expect(await previewStockTake(shop, take, 'left-out')).toBeNull()
  await clean(shop)
})

test('Of a full stock-take a person says what becomes of items that nobody counted', async () => {
  const shop = await shopWith()
  await stock(shop, NOIX, 4, 'NOIX')
  const take = await begin(shop)
  await count(shop, take, { item: HUILE.item, units: 8 })
  expect(await post(shop, take, 0, 0, 0)).toEqual({ kind: 'uncounted-needs-a-choice' })
  expect(await post(shop, take, 1, 0, 4, 'zero')).toEqual({ kind: 'done', lines: 1, units: -4 })
  expect(await onHand(shop, NOIX)).toBe(0)
  const again = await begin(shop)
  await count(shop, again, { item: HUILE.item, units: 7 })
  expect(await post(shop, again, 1, 0, 1, 'left-out')).toMatchObject({ kind: 'done', lines: 1 })
  await clean(shop)
})

test('Codes are scanned in any order by anybody: one each time, once by its key, and what no item has is said', async () => {
  const shop = await shopWith()
  await stock(shop, NOIX, 4, 'NOIX')
  const take = await begin(shop, { by: 'item', item: HUILE.item })
  const key = randomUUID()
  const twice = [{ key, code: 'huile-75' }]
  await Promise.all([countStock(shop, take, twice, 'Marc'), countStock(shop, take, twice, 'Marc')])
  await Promise.all(Array.from({ length: 5 }, () => count(shop, take, { code: 'HUILE-75' })))
  expect(await count(shop, take, { code: 'HUILE-75' }, { code: '376' }, { code: '376004' })).toEqual({
    kind: 'done',
    results: [
      expect.objectContaining({ kind: 'counted', item: HUILE.item, counted: 7 }),
      expect.objectContaining({ kind: 'unknown', code: '376' }),
      // What was not on the list lies there nevertheless.
      expect.objectContaining({ kind: 'counted', item: NOIX, counted: 1 }),
    ],
  })
  await stock(shop, SEL, 1, 'NOIX')
  expect(await count(shop, take, { code: 'NOIX' })).toMatchObject({ results: [{ kind: 'ambiguous' }] })
  expect(await countStock(shop, take, [{ key: randomUUID(), undo: key }], 'Marc')).toMatchObject({
    results: [{ counted: 6 }],
  })
})

test('What was counted on since the differences were looked at is not posted unseen', async () => {
  const shop = await shopWith()
  const take = await begin(shop)
  await count(shop, take, { item: HUILE.item, units: 6 })
  await count(shop, take, { item: HUILE.item, add: -1 })
  expect(await post(shop, take, 1, 0, 2)).toEqual({ kind: 'changed-since' })
  expect(await onHand(shop)).toBe(8)
})

test('A shelf from which more left than was counted is counted again before anything is posted', async () => {
  const shop = await shopWith()
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 3 })]))
  const take = await begin(shop)
  await count(shop, take, { item: HUILE.item, units: 1 })
  await deliver(shop, { order: 'gid://shopify/Order/1' }, 'Marc')
  expect(await post(shop, take, 1, 0, 7)).toEqual({ kind: 'below-zero', titles: ["Huile d'olive 75 cl"] })
  expect(await onHand(shop)).toBe(5)
})

test('An abandoned stock-take moves nothing, and nobody counts or posts it any more', async () => {
  const shop = await shopWith()
  const take = await begin(shop)
  await count(shop, take, { item: HUILE.item, units: 6 })
  expect(await abandonStockTake(shop, take, 'Marc')).toEqual({ kind: 'done' })
  expect(await count(shop, take, { item: HUILE.item, units: 5 })).toEqual({ kind: 'not-open' })
  expect(await post(shop, take, 1, 0, 2)).toEqual({ kind: 'abandoned' })
  expect(await abandonStockTake(shop, take, 'Marc')).toEqual({ kind: 'nothing-to-do' })
  expect(await onHand(shop)).toBe(8)
})

test('Nothing is posted before Start: it would be told to Shopify', async () => {
  const shop = await shopWith({ started: false })
  const take = await begin(shop)
  await count(shop, take, { item: HUILE.item, units: 6 })
  expect(await post(shop, take, 1, 0, 2)).toEqual({ kind: 'not-started' })
})

test('A rolling stock-take takes what one asks for: a word, a supplier, codes, or what was not counted for days', async () => {
  const shop = await shopWith()
  await stock(shop, NOIX, 4, 'NOIX')
  expect(await itemsOf(shop, await begin(shop, { by: 'search', search: 'noix' }))).toEqual([NOIX])
  expect(await itemsOf(shop, await begin(shop, { by: 'supplier', supplier: MOULIN_SUD }))).toEqual([
    HUILE.item,
  ])
  expect(await itemsOf(shop, await begin(shop, { by: 'codes', codes: ['noix', 'HUILE-75'] }))).toEqual([
    HUILE.item,
    NOIX,
  ])
  const wanted = {
    id: randomUUID(),
    name: '',
    location: LYON,
    selection: { by: 'codes', codes: ['NOIX', 'X-1'] },
  } as const
  expect(await beginStockTake(shop, wanted, 'Marc')).toEqual({ kind: 'unknown-codes', codes: ['X-1'] })
  const recent = await begin(shop, { by: 'item', item: NOIX })
  await count(shop, recent, { item: NOIX, units: 4 })
  expect(await itemsOf(shop, await begin(shop, { by: 'age', days: 30 }))).toEqual([HUILE.item, NOIX])
  await post(shop, recent, 0, 0, 0)
  expect(await itemsOf(shop, await begin(shop, { by: 'age', days: 30 }))).toEqual([HUILE.item])
  // Nothing lies there.
  const empty = { id: randomUUID(), name: '', location: BOUTIQUE, selection: { by: 'everything' } } as const
  expect(await beginStockTake(shop, empty, 'Marc')).toEqual({ kind: 'nothing-to-count' })
})

test('A place is counted whole by one stock-take at a time, and the form sent twice begins one', async () => {
  const shop = await shopWith()
  const wanted = { id: randomUUID(), name: '', location: LYON, selection: { by: 'everything' } } as const
  const begun = await Promise.all([
    beginStockTake(shop, wanted, 'Marc'),
    beginStockTake(shop, wanted, 'Marc'),
  ])
  expect(begun).toEqual([
    { kind: 'done', items: 1 },
    { kind: 'done', items: 1 },
  ])
  expect(await beginStockTake(shop, { ...wanted, id: randomUUID() }, 'Sarah')).toEqual({
    kind: 'counted-already',
    take: wanted.id,
  })
})

test('Why an item differs is kept as it was said, and is presumed where nobody said it', async () => {
  const shop = await shopWith()
  await stock(shop, NOIX, 4, 'NOIX')
  const take = await begin(shop)
  await count(shop, take, { item: HUILE.item, units: 6 }, { item: NOIX, units: 5 })
  const said = { take, item: HUILE.item, reason: 'broken', note: 'Palette tombée' } as const
  expect(await explainDifference(shop, said)).toEqual({ kind: 'done' })
  await post(shop, take, 2, 1, 2)
  const lines = await withShop(shop, (tx) =>
    tx.stockTakeLine.findMany({ where: { shop, stockTake: take }, orderBy: { item: 'asc' } }),
  )
  expect(lines.map((l) => [l.reason, l.note, l.posted, l.unitCost])).toEqual([
    ['broken', 'Palette tombée', -2, 5_100_000n],
    ['found', '', 1, null],
  ])
  expect(await explainDifference(shop, said)).toEqual({ kind: 'nothing-to-do' })
})

test('Posting waits for whoever is counting, and sees what he counted', async () => {
  const shop = await shopWith()
  const take = await begin(shop)
  await count(shop, take, { item: HUILE.item, units: 6 })
  let leave = () => {}
  const left = new Promise<void>((resolve) => (leave = resolve))
  let began = () => {}
  const counting = new Promise<void>((resolve) => (began = resolve))
  const counter = withShop(shop, async (tx) => {
    const location = (await holdOpen(tx, shop, take))!
    const one = { take, location, item: HUILE.item, key: randomUUID(), at: new Date(), who: 'Sarah' }
    await countItem(tx, shop, one, { did: 'add', units: -1 })
    began()
    await left
  })
  await counting
  const posting = post(shop, take, 1, 0, 2)
  const first = await Promise.race([posting, new Promise((resolve) => setTimeout(resolve, 1_500, 'waits'))])
  expect(first).toBe('waits')
  leave()
  await counter
  expect(await posting).toEqual({ kind: 'changed-since' })
  expect(await onHand(shop)).toBe(8)
})

test('What Shopify no longer has is counted while some of it lies there', async () => {
  const shop = await shopWith()
  await stock(shop, NOIX, 4, 'NOIX')
  await stock(shop, SEL, 0, 'SEL')
  // Some of it lay there once.
  await withShop(shop, (tx) => tx.stockLevel.create({ data: { shop, location: LYON, item: SEL } }))
  await withShop(shop, (tx) =>
    tx.variant.updateMany({ where: { shop, item: { in: [NOIX, SEL] } }, data: { deletedAt: new Date() } }),
  )
  expect(await itemsOf(shop, await begin(shop))).toEqual([HUILE.item, NOIX])
})

test('A count of some items, or one that is over, keeps nobody from counting the whole place', async () => {
  const shop = await shopWith()
  await begin(shop, { by: 'item', item: HUILE.item })
  const first = await begin(shop)
  await abandonStockTake(shop, first, 'Marc')
  const second = await begin(shop)
  await count(shop, second, { item: HUILE.item, units: 8 })
  await post(shop, second, 0, 0, 0)
  await begin(shop)
})

test('What was counted stays as it was counted when the rest is counted as none', async () => {
  const shop = await shopWith()
  await stock(shop, NOIX, 4, 'NOIX')
  const take = await begin(shop)
  await count(shop, take, { item: HUILE.item, units: 7 })
  expect(await post(shop, take, 2, 0, 5, 'zero')).toMatchObject({ kind: 'done', lines: 2, units: -5 })
  expect([await onHand(shop), await onHand(shop, NOIX)]).toEqual([7, 0])
})

test('Two who count one item at once count all that they scan', async () => {
  const shop = await shopWith()
  const take = await begin(shop)
  let leave = () => {}
  const left = new Promise<void>((resolve) => (leave = resolve))
  let began = () => {}
  const counting = new Promise<void>((resolve) => (began = resolve))
  const first = withShop(shop, async (tx) => {
    const location = (await holdOpen(tx, shop, take))!
    const one = { take, location, item: HUILE.item, key: randomUUID(), at: new Date(), who: 'Sarah' }
    await countItem(tx, shop, one, { did: 'add', units: 1 })
    began()
    await left
  })
  await counting
  const second = count(shop, take, { item: HUILE.item, add: 1 })
  await Promise.race([second, new Promise((resolve) => setTimeout(resolve, 500))])
  leave()
  await first
  expect(await second).toMatchObject({ results: [{ counted: 2 }] })
})
