import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendPurchaseOrder } from '#app/flows/purchase-order-sent.server.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { BOUTIQUE, openTestDatabase, setUpShop } from '#tests/support/shop.ts'
import { lineOf, snapshotOf } from '#tests/support/snapshots.ts'
import { draftsIn, levelIn, lineIn, tell, unclean } from '#tests/support/told.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.drop())

let shops = 0
async function freshShop(options: Parameters<typeof setUpShop>[0] = {}) {
  const shop = `places-${++shops}.myshopify.com`
  await setUpShop({ shop, ...options })
  return shop
}

test('Units that a rerouted order leaves on a shelf go at once to who waits for them, and are not bought', async () => {
  const shop = await freshShop()
  const first = snapshotOf(1, [lineOf('1', { quantity: 8 })], { placedAt: '2026-11-23T10:00:00.000Z' })
  await tell(shop, first)
  await tell(shop, snapshotOf(2, [lineOf('2', { quantity: 5 })]))
  expect(await lineIn(shop, '2')).toMatchObject({ reserved: 0, unsourced: 5 })
  await tell(shop, first, BOUTIQUE)
  expect(await levelIn(shop)).toMatchObject({ onHand: 8, reserved: 5 })
  expect(await lineIn(shop, '2')).toMatchObject({ reserved: 5, unsourced: 0 })
  expect((await draftsIn(shop)).map((d) => d.location)).toEqual([BOUTIQUE])
  expect(await unclean(shop)).toEqual([])
})

test('What is on its way to a place that serves the order no longer goes to who is served there', async () => {
  const shop = await freshShop({ onHand: 0 })
  const first = snapshotOf(1, [lineOf('1', { quantity: 12 })], { placedAt: '2026-11-23T10:00:00.000Z' })
  await tell(shop, first)
  const [draft] = await draftsIn(shop)
  await sendPurchaseOrder(shop, draft!.id, 'Anne')
  await tell(shop, snapshotOf(2, [lineOf('2', { quantity: 5 })]))
  expect(await lineIn(shop, '1')).toMatchObject({ claimed: 12 })
  await tell(shop, first, BOUTIQUE)
  const moved = await lineIn(shop, '1')
  expect(moved).toMatchObject({ claimed: 0, unsourced: 12, shipFrom: BOUTIQUE })
  expect(moved.why).toContainEqual(
    expect.objectContaining({ did: 'unclaimed', because: 'moved', quantity: 12 }),
  )
  expect(await lineIn(shop, '2')).toMatchObject({ claimed: 5, unsourced: 0 })
  expect(await unclean(shop)).toEqual([])
})
