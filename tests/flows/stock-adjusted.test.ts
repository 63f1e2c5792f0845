import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withShop } from '#app/db.server.ts'
import { deliver } from '#app/flows/goods-shipped.server.ts'
import { confirmOrder } from '#app/flows/order-confirmed.server.ts'
import { adjustStock, previewAdjustment, undoAdjustment } from '#app/flows/stock-adjusted.server.ts'
import type { Adjustment } from '#app/stock/adjustment.ts'
import { adjustmentsOf } from '#app/stock/adjustments.server.ts'
import { verifyShop } from '#app/verify/verify.server.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { tell } from '#tests/support/history.ts'
import { HUILE, LYON, openTestDatabase, shopsOf } from '#tests/support/shop.ts'
import { lineOf, snapshotOf } from '#tests/support/snapshots.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.drop())

const shopWith = shopsOf('adjusted')
const loss = (wish: Partial<Adjustment> = {}): Adjustment => ({
  id: randomUUID(),
  location: LYON,
  item: HUILE.item,
  did: 'gone',
  quantity: 2,
  reason: 'broken',
  note: '',
  ...wish,
})
const level = (shop: string) =>
  withShop(shop, (tx) =>
    tx.stockLevel.findUniqueOrThrow({
      where: { shop_location_item: { shop, location: LYON, item: HUILE.item } },
    }),
  )
const made = (shop: string) => withShop(shop, (tx) => adjustmentsOf(tx, shop, HUILE.item, 'EUR'))
const clean = async (shop: string) => {
  const results = await verifyShop((work) => withShop(shop, work), shop, new Date())
  expect(results.filter(({ ok }) => !ok)).toEqual([])
}

test('Losing reserved units shows first who becomes late, and then takes them from the last in turn', async () => {
  const shop = await shopWith()
  const order = 'gid://shopify/Order/1'
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 8 })]))
  await confirmOrder(shop, order, 'Claire')
  const broken = loss()
  const preview = await previewAdjustment(shop, broken)
  expect(preview).toMatchObject({
    kind: 'preview',
    onHand: 6,
    free: 0,
    value: '10.20',
    givenBack: [{ name: '#1', quantity: 2, unsourced: 2 }],
    moves: [{ name: '#1', late: true }],
  })
  expect(await level(shop)).toMatchObject({ onHand: 8, reserved: 8 })
  expect(await adjustStock(shop, broken, 'Marc')).toEqual({ kind: 'done' })
  expect(await adjustStock(shop, broken, 'Marc')).toEqual({ kind: 'done' })
  expect(await level(shop)).toMatchObject({ onHand: 6, reserved: 6, unsourced: 2n, adjusted: -6 })
  expect(await made(shop)).toMatchObject([
    { did: 'gone', quantity: 2, value: '10.20', who: 'Marc', mayUndo: true },
  ])
  await clean(shop)
})

test('What was noted by mistake is taken back by a movement the other way, once, and nothing is deleted', async () => {
  const shop = await shopWith()
  const broken = loss()
  await adjustStock(shop, broken, 'Marc')
  const undone = await Promise.all([
    undoAdjustment(shop, broken.id, 'Claire'),
    undoAdjustment(shop, broken.id, 'Claire'),
  ])
  expect(undone).toEqual([{ kind: 'done' }, { kind: 'done' }])
  expect(await level(shop)).toMatchObject({ onHand: 8 })
  const rows = await withShop(shop, (tx) =>
    tx.ledgerEntry.findMany({
      where: { shop, account: 'on_hand', kind: { not: 'imported' } },
      orderBy: { id: 'asc' },
    }),
  )
  expect(rows.map((r) => [r.kind, r.quantity, r.who])).toEqual([
    ['lost', -2, 'Marc'],
    ['undone', 2, 'Claire'],
  ])
  expect(await made(shop)).toMatchObject([{ undoneBy: 'Claire', mayUndo: false }])
  await clean(shop)
})

test('Once goods moved on the shelf a loss stays, for nobody knows which units are meant', async () => {
  const shop = await shopWith()
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 3 })]))
  const broken = loss()
  await adjustStock(shop, broken, 'Marc')
  await deliver(shop, { order: 'gid://shopify/Order/1' }, 'Marc')
  expect(await undoAdjustment(shop, broken.id, 'Marc')).toEqual({ kind: 'followed' })
  expect(await made(shop)).toMatchObject([{ mayUndo: false }])
  expect(await level(shop)).toMatchObject({ onHand: 3 })
})

test('What turns up is handed out to who waits for it, and what is set aside to nobody', async () => {
  const shop = await shopWith({ onHand: 0 })
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 5 })]))
  await adjustStock(shop, loss({ did: 'found', reason: 'found', quantity: 4 }), 'Marc')
  expect(await level(shop)).toMatchObject({ onHand: 4, reserved: 4, unsourced: 1n })
  await adjustStock(shop, loss({ did: 'set-aside', quantity: 1 }), 'Marc')
  expect(await level(shop)).toMatchObject({ onHand: 4, unavailable: 1, reserved: 3, unsourced: 2n })
  await clean(shop)
})

test('Nothing is noted that cannot be: more than lies there, a place nobody knows, or before Start', async () => {
  const shop = await shopWith()
  expect(await adjustStock(shop, loss({ quantity: 9 }), 'Marc')).toEqual({
    kind: 'wrong',
    why: 'more-than-there',
  })
  expect(await previewAdjustment(shop, loss({ location: 'gid://shopify/Location/404' }))).toEqual({
    kind: 'not-found',
  })
  expect(await undoAdjustment(shop, randomUUID(), 'Marc')).toEqual({ kind: 'not-found' })
  expect(await level(shop)).toMatchObject({ onHand: 8 })
  const early = await shopWith({ started: false })
  expect(await adjustStock(early, loss(), 'Marc')).toEqual({ kind: 'not-started' })
})

test('Units that an order holds or gives up since are no goods that moved: a loss can still be taken back', async () => {
  const shop = await shopWith()
  const broken = loss()
  await adjustStock(shop, broken, 'Marc')
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 3 })]))
  expect(await undoAdjustment(shop, broken.id, 'Marc')).toEqual({ kind: 'done' })
  expect(await level(shop)).toMatchObject({ onHand: 8, reserved: 3 })
  await clean(shop)
})

test('Nothing is lost at a place that nobody knows, and nothing of it is written', async () => {
  const shop = await shopWith()
  const nowhere = loss({ location: 'gid://shopify/Location/404', did: 'found', reason: 'found' })
  expect(await adjustStock(shop, nowhere, 'Marc')).toEqual({ kind: 'not-found' })
  expect(await made(shop)).toEqual([])
})

test('Goods that were sent back are with their supplier: nobody takes that back', async () => {
  const shop = await shopWith()
  const wrong = loss({ did: 'quarantined', reason: 'wrong-goods' })
  const back = loss({ did: 'sent-back', reason: 'wrong-goods' })
  expect(await adjustStock(shop, wrong, 'Marc')).toEqual({ kind: 'done' })
  expect(await adjustStock(shop, back, 'Marc')).toEqual({ kind: 'done' })
  expect(await undoAdjustment(shop, back.id, 'Marc')).toEqual({ kind: 'followed' })
  expect(await level(shop)).toMatchObject({ onHand: 8, unavailable: 0 })
})
