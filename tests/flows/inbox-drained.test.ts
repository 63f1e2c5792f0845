import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withShop } from '#app/db.server.ts'
import { drainInbox } from '#app/flows/inbox-drained.server.ts'
import { retryEvent } from '#app/flows/task-settled.server.ts'
import { claimEvents, hearAgain, unclaimEvents } from '#app/inbox/claim.server.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { hear } from '#tests/support/inbox.ts'
import { openTestDatabase, shopsOf } from '#tests/support/shop.ts'

// The shops here have no token: Shopify cannot be asked for anything.
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

const freshShop = shopsOf('inbox')
const shopOf = (shop: string) => withShop(shop, (tx) => tx.shop.findUniqueOrThrow({ where: { shop } }))
const endsOf = (shop: string) =>
  withShop(shop, (tx) =>
    tx.inboxEvent.findMany({
      where: { shop },
      select: { topic: true, state: true, reason: true, attempts: true },
      orderBy: { id: 'asc' },
    }),
  )

test('An uninstall and a request for privacy are heard although events before them wait for Shopify', async () => {
  const shop = await freshShop()
  await hear(owner, shop, 'refunds/create', { id: 7, order_id: 1 })
  await hear(owner, shop, 'customers/data_request', { customer: { id: 1 }, orders_requested: [1] })
  await drainInbox(shop)
  expect(await endsOf(shop)).toMatchObject([{ state: 'due', attempts: 0 }, { state: 'done' }])
  await hear(owner, shop, 'app/uninstalled', { myshopify_domain: shop })
  await drainInbox(shop)
  expect((await shopOf(shop)).uninstalledAt).not.toBeNull()
  await drainInbox(shop)
  expect(await endsOf(shop)).toMatchObject([
    { topic: 'refunds/create', state: 'ignored', reason: 'the app is uninstalled' },
    { state: 'done' },
    { topic: 'app/uninstalled', state: 'done' },
  ])
})

test('F21: events of a shop that cannot be asked stay as they were', async () => {
  const shop = await freshShop()
  await hear(owner, shop, 'refunds/create', { id: 7, order_id: 1 })
  await hear(owner, shop, 'refunds/create', { id: 8, order_id: 2 })
  await expect(drainInbox(shop)).rejects.toMatchObject({ failure: { kind: 'parked' } })
  expect(await endsOf(shop)).toMatchObject([
    { state: 'due', attempts: 0 },
    { state: 'due', attempts: 0 },
  ])
})

test('An uninstall that comes late leaves a newer installation alone', async () => {
  const shop = await freshShop()
  const installedAt = new Date('2026-11-24T08:00:00Z')
  await withShop(shop, (tx) => tx.shop.update({ where: { shop }, data: { installedAt } }))
  await hear(owner, shop, 'app/uninstalled', { myshopify_domain: shop }, '2026-11-24T07:55:00Z')
  await drainInbox(shop)
  expect((await shopOf(shop)).uninstalledAt).toBeNull()
  await hear(owner, shop, 'app/uninstalled', { myshopify_domain: shop }, '2026-11-24T08:05:00Z')
  await drainInbox(shop)
  expect((await shopOf(shop)).uninstalledAt).toEqual(new Date('2026-11-24T08:05:00Z'))
})

test('An uninstall whose signed body names another shop ends nothing here', async () => {
  const shop = await freshShop()
  await hear(owner, shop, 'app/uninstalled', { myshopify_domain: 'another.myshopify.com' })
  await drainInbox(shop)
  expect((await shopOf(shop)).uninstalledAt).toBeNull()
  expect(await endsOf(shop)).toMatchObject([{ state: 'ignored', reason: 'it names another shop' }])
})

test('An event that another worker ended meanwhile is not taken again, nor its attempt given back', async () => {
  const shop = await freshShop()
  await hear(owner, shop, 'customers/data_request', { customer: { id: 1 }, orders_requested: [1] })
  const other = new pg.Client({ connectionString: db.ownerUrl })
  await other.connect()
  await other.query('BEGIN')
  await other.query(`UPDATE inbox_event SET state = 'done', attempts = 1, done_at = now() WHERE shop = $1`, [
    shop,
  ])
  // It still looks due from here.
  const late = withShop(shop, (tx) => claimEvents(tx, shop))
  const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
  while ((await owner.query(waiting)).rowCount === 0);
  await other.query('COMMIT')
  await other.end()
  expect(await late).toEqual([])
  const [event] = await withShop(shop, (tx) => tx.inboxEvent.findMany({ where: { shop } }))
  await withShop(shop, (tx) => unclaimEvents(tx, shop, [event!.id]))
  expect(await endsOf(shop)).toMatchObject([{ state: 'done', attempts: 1 }])
})

const hearRequests = async (shop: string, count: number) => {
  for (let id = 1; id <= count; id++)
    await hear(owner, shop, 'customers/data_request', { customer: { id }, orders_requested: [id] })
}
const statesOf = async (shop: string) => (await endsOf(shop)).map(({ state }) => state)

test('What is done keeps no place among the events that are taken next', async () => {
  const shop = await freshShop()
  await hearRequests(shop, 2)
  await drainInbox(shop, 1)
  expect(await statesOf(shop)).toEqual(['done', 'due'])
  await drainInbox(shop, 1)
  expect(await statesOf(shop)).toEqual(['done', 'done'])
})

test('An event that failed twice is worked on alone, behind those that did not', async () => {
  const shop = await freshShop()
  await hearRequests(shop, 2)
  const [tired, fresh] = await withShop(shop, (tx) => tx.inboxEvent.findMany({ orderBy: { id: 'asc' } }))
  await withShop(shop, (tx) => tx.inboxEvent.updateMany({ where: { id: tired!.id }, data: { attempts: 2 } }))
  const taken = async () => (await withShop(shop, (tx) => claimEvents(tx, shop))).map(({ id }) => id)
  expect(await taken()).toEqual([fresh!.id])
})

test('Events are heard again that were worked on, and by a person those that were given up, no others', async () => {
  const shop = await freshShop()
  await hearRequests(shop, 3)
  const events = await withShop(shop, (tx) => tx.inboxEvent.findMany({ orderBy: { id: 'asc' } }))
  const [done, ignored, later] = events.map(({ id }) => id)
  await withShop(shop, async (tx) => {
    await tx.inboxEvent.updateMany({ where: { id: { in: [done!, later!] } }, data: { state: 'done' } })
    const data = { state: 'ignored', reason: 'not ours' }
    await tx.inboxEvent.updateMany({ where: { id: ignored! }, data })
    await hearAgain(tx, shop, ['customers/'], new Date(0))
    await tx.inboxEvent.updateMany({ where: { id: later! }, data: { state: 'done' } })
  })
  expect(await statesOf(shop)).toEqual(['due', 'ignored', 'done'])
  expect(await retryEvent(shop, String(later), 'Claire')).toEqual({ kind: 'nothing-to-do' })
  expect(await retryEvent(shop, String(ignored), 'Claire')).toEqual({ kind: 'done' })
  expect(await statesOf(shop)).toEqual(['due', 'due', 'done'])
})
