import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withShop } from '#app/db.server.ts'
import { drainInbox } from '#app/flows/inbox-drained.server.ts'
import { replayWebhooks } from '#app/flows/webhooks-replayed.server.ts'
import { momentOf, orderThen, ordersThen, shelvesThen } from '#app/insight/known-then.server.ts'
import type { OrderSnapshot } from '#app/orders/order.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { hear } from '#tests/support/inbox.ts'
import { asWebhookBody } from '#tests/support/order-shapes.ts'
import { LYON, openTestDatabase, shopsOf } from '#tests/support/shop.ts'
import { lineOf, snapshotOf } from '#tests/support/snapshots.ts'
import { tell } from '#tests/support/told.ts'

let db: TestDatabase
let owner: pg.Pool
beforeAll(async () => {
  db = await openTestDatabase()
  owner = new pg.Pool({ connectionString: db.ownerUrl, max: 1 })
})
afterAll(async () => {
  await owner.end()
  await db.drop()
})

const freshShop = shopsOf('replay')

const told = (shop: string, snapshot: OrderSnapshot) =>
  hear(owner, shop, 'orders/updated', asWebhookBody(snapshot))

const at = (minute: number) => `2026-11-24T09:${String(minute).padStart(2, '0')}:00.000Z`
const order = (minute: number, quantity: number) =>
  snapshotOf(1042, [lineOf('1', { quantity: 12, current: quantity, fulfillable: quantity })], {
    updatedAt: at(minute),
  })

test('The stored webhooks of a shop, folded again from nothing, are what its books say', async () => {
  const shop = await freshShop()
  for (const snapshot of [order(20, 9), order(10, 12), order(20, 9)]) await told(shop, snapshot)
  await drainInbox(shop)
  await tell(shop, order(30, 8))
  await told(shop, order(40, 7))
  expect(await replayWebhooks(shop)).toEqual({
    webhooks: 4,
    waiting: 1,
    fetches: 1,
    orders: 1,
    differences: [],
  })
})

test('Books that somebody changed by hand differ from what was told', async () => {
  const shop = await freshShop()
  await told(shop, order(10, 12))
  await told(shop, order(20, 9))
  await drainInbox(shop)
  const change = (updatedAt: string, snapshotHash: string) =>
    withShop(shop, (tx) =>
      tx.order.updateMany({ where: { shop }, data: { updatedAt: new Date(updatedAt), snapshotHash } }),
    )
  const kinds = async () => (await replayWebhooks(shop)).differences.map((d) => d.kind)
  await change(at(20), 'another')
  expect(await kinds()).toEqual(['other'])
  await change(at(10), 'another')
  expect(await kinds()).toEqual(['behind'])
  await change(at(50), 'another')
  expect(await kinds()).toEqual(['untold'])
})

test('An event that was given up is named as the cause', async () => {
  const shop = await freshShop()
  await told(shop, order(10, 12))
  await withShop(shop, (tx) =>
    tx.inboxEvent.updateMany({ where: { shop }, data: { state: 'dead', reason: 'too hard' } }),
  )
  expect((await replayWebhooks(shop)).differences).toMatchObject([
    { name: '#1042', kind: 'missing', told: at(10), cause: 'event-dead' },
  ])
})

test('What was known on a day can be said later: the order as it was then, and what lay on the shelf', async () => {
  const shop = await freshShop()
  const toldAt = (snapshot: OrderSnapshot, time: string) => tell(shop, snapshot, LYON, new Date(time))
  await toldAt(order(10, 12), '2026-11-24T09:10:02Z')
  await toldAt(order(50, 5), '2026-11-25T09:50:02Z')
  const read = <T>(
    day: string,
    what: (tx: Parameters<Parameters<typeof withShop>[1]>[0], at: Date) => Promise<T>,
  ) => withShop(shop, async (tx) => what(tx, (await momentOf(tx, shop, day))!))
  const removedOn = async (day: string) =>
    (await read(day, (tx, then) => orderThen(tx, shop, then, '1042')))?.lines.map((l) => l.removed)
  expect(await removedOn('2026-11-23')).toBeUndefined()
  expect(await removedOn('2026-11-24')).toEqual([0])
  expect(await removedOn('2026-11-25T10:50')).toEqual([0])
  expect(await removedOn('2026-11-25')).toEqual([7])
  const reservedOn = async (day: string) =>
    (await read(day, (tx, then) => shelvesThen(tx, shop, then))).map((s) => [s.sku, s.onHand, s.reserved])
  expect(await reservedOn('2026-11-24')).toEqual([['HUILE-75', 8, 8]])
  expect(await reservedOn('2026-11-25')).toEqual([['HUILE-75', 8, 5]])
  expect((await read('2026-11-24', (tx, then) => ordersThen(tx, shop, then, 10))).orders).toMatchObject([
    { name: '#1042', state: 'open', updatedAt: at(10), toldAt: '2026-11-24T09:10:02.000Z', by: 'fetched' },
  ])
})

test('A moment is read on the shop’s clock, a day as its end, and nonsense as none', async () => {
  const shop = await freshShop()
  const read = (text: string) =>
    withShop(shop, async (tx) => (await momentOf(tx, shop, text))?.toISOString() ?? null)
  expect(await read('2026-11-24')).toBe('2026-11-24T22:59:59.999Z')
  expect(await read('2026-07-24T09:30')).toBe('2026-07-24T07:30:00.000Z')
  expect(await read('2026-11-24T09:30:00+02:00')).toBe('2026-11-24T07:30:00.000Z')
  expect(await read('2026-13-01')).toBeNull()
  expect(await read('yesterday')).toBeNull()
})
