// What becomes of a shop's work when PostgreSQL refuses it, loses it, or does not say whether it was done.
import { connect, createServer, type AddressInfo } from 'node:net'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withShop } from '#app/db.server.ts'
import { drainInbox } from '#app/flows/inbox-drained.server.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { hear } from '#tests/support/inbox.ts'
import { asWebhookBody } from '#tests/support/order-shapes.ts'
import { openTestDatabase, shopsOf } from '#tests/support/shop.ts'
import { lineOf, snapshotOf } from '#tests/support/snapshots.ts'
import { unclean } from '#tests/support/told.ts'

let db: TestDatabase
let owner: pg.Pool
let proxy: Awaited<ReturnType<typeof losingCommits>>
beforeAll(async () => {
  db = await openTestDatabase()
  proxy = await losingCommits(db.runtimeUrl)
  process.env.DATABASE_RUNTIME_URL = proxy.url
  owner = new pg.Pool({ connectionString: db.ownerUrl, max: 2 })
})
afterAll(async () => {
  await owner.end()
  await db.drop()
  proxy.close()
})

const freshShop = shopsOf('failures')

const placed = (shop: string) =>
  hear(owner, shop, 'orders/create', asWebhookBody(snapshotOf(1042, [lineOf('1', { quantity: 12 })])))

const books = (shop: string) =>
  withShop(shop, async (tx) => ({
    lines: await tx.orderLine.findMany({ where: { shop }, select: { reserved: true, unsourced: true } }),
    told: await tx.orderTold.count({ where: { shop } }),
    left: await tx.inboxEvent.count({ where: { shop, state: 'due' } }),
  }))
const SETTLED = { lines: [{ reserved: 8, unsourced: 4 }], told: 1, left: 0 }

test('F5: two decisions that lock each other out are both done, the one that was refused from its beginning', async () => {
  const [one, other] = [await freshShop(), await freshShop()]
  let begun = 0
  const both = Promise.withResolvers<void>()
  const lock = (shop: string, keys: [number, number]) =>
    withShop(shop, async (tx) => {
      begun++
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${keys[0]}::bigint)`
      await tx.shop.update({ where: { shop }, data: { phone: { set: `${begun}` } } })
      if (begun === 2) both.resolve()
      await both.promise
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${keys[1]}::bigint)`
      return shop
    })
  expect(await Promise.all([lock(one, [7, 8]), lock(other, [8, 7])])).toEqual([one, other])
  expect(begun).toBe(3)
})

test('F5: a connection that is ended in the middle leaves nothing half done, and the next attempt does it all', async () => {
  const shop = await freshShop()
  await placed(shop)
  const holder = await owner.connect()
  await holder.query('BEGIN')
  await holder.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [shop])
  const draining = drainInbox(shop).then(
    () => 'done',
    () => 'cut',
  )
  const waiting = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'`
  let pid: number | undefined
  while (pid === undefined) pid = (await owner.query<{ pid: number }>(waiting)).rows[0]?.pid
  await owner.query('SELECT pg_terminate_backend($1)', [pid])
  await holder.query('ROLLBACK')
  holder.release()
  await draining
  await drainInbox(shop)
  expect(await books(shop)).toEqual(SETTLED)
  expect(await unclean(shop)).toEqual([])
})

/** Passes everything on, until armed: then the answer to the next COMMIT is lost together with the connection. */
async function losingCommits(target: string) {
  const { hostname, port } = new URL(target)
  let armed = 0
  let lost = 0
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname)
    let losing = false
    client.on('data', (data) => {
      if (armed > 0 && data.includes('COMMIT')) {
        armed--
        losing = true
      }
      upstream.write(data)
    })
    upstream.on('data', (data) => {
      if (!losing) return void client.write(data)
      lost++
      client.destroy()
      upstream.destroy()
    })
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const)
      one.on('error', () => {}).on('close', () => other.destroy())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const url = new URL(target)
  Object.assign(url, { hostname: '127.0.0.1', port: String((server.address() as AddressInfo).port) })
  return {
    url: url.toString(),
    arm: (commits: number) => void (armed = commits),
    lost: () => lost,
    close: () => void server.close(),
  }
}

test('F6: a commit whose answer is lost was done or not; working on it again ends the same', async () => {
  const shop = await freshShop()
  await placed(shop)
  // The first commit counts the attempt, the second settles: each is lost once.
  for (const commits of [1, 2]) {
    proxy.arm(commits)
    await drainInbox(shop).catch(() => {})
    proxy.arm(0)
  }
  await drainInbox(shop)
  expect(proxy.lost()).toBeGreaterThan(0)
  expect(await books(shop)).toEqual(SETTLED)
  expect(await unclean(shop)).toEqual([])
}, 90_000)
