// Who picks takes what is listed, held and asked for no more, from where it lies.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withShop } from '#app/db.server.ts'
import { makePickList } from '#app/flows/goods-picked.server.ts'
import { takeShortPick } from '#app/flows/pick-found.server.ts'
import { resolveTasks } from '#app/tasks/tasks.server.ts'
import { count, edited, HOUR, LINE, openTasks, ORDER, papers, pick } from '#tests/support/exceptional.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { BOUTIQUE, openTestDatabase, shopsOf } from '#tests/support/shop.ts'
import { lineOf, snapshotOf } from '#tests/support/snapshots.ts'
import { levelIn, lineIn, tell, unclean } from '#tests/support/told.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.drop())

const freshShop = shopsOf('picked-short')
async function picking() {
  const shop = await freshShop({ onHand: 8 })
  await tell(shop, edited(0, { quantity: 8 }))
  await pick(shop)
  return shop
}
const find = (shop: string, found: number) =>
  takeShortPick(shop, { order: ORDER, found: [{ line: LINE, found, reason: 'not-found' }] }, 'Marc')

test('Of a list that is void nothing is missing, however often the order is told over', async () => {
  const shop = await picking()
  const line = { quantity: 8, current: 0, fulfillable: 0 }
  await tell(shop, edited(1, line, { cancelledAt: HOUR(1) }))
  await tell(shop, edited(2, line, { cancelledAt: HOUR(1), note: 'told again' }))
  expect(await find(shop, 6)).toEqual({ kind: 'not-found' })
  expect((await papers(shop, 'pick-list')).map(({ voided }) => voided?.reason)).toEqual(['cancelled'])
  expect(await levelIn(shop)).toMatchObject({ unavailable: 0, reserved: 0 })
})

test('Units that are wanted no more since the list was printed are missing of nobody', async () => {
  const shop = await picking()
  await tell(shop, edited(1, { quantity: 8, current: 5, fulfillable: 5 }))
  expect(await find(shop, 6)).toEqual({ kind: 'nothing-to-do' })
  expect(await lineIn(shop, '2')).toMatchObject({ reserved: 5 })
  expect(await find(shop, 4)).toEqual({ kind: 'done', short: 1 })
  expect(await unclean(shop)).toEqual([])
})

test('Units that are held elsewhere since the list was printed are not missing there', async () => {
  const shop = await picking()
  await count(shop, 8, { location: BOUTIQUE })
  await tell(shop, edited(1, { quantity: 8 }), BOUTIQUE)
  expect(await find(shop, 6)).toEqual({ kind: 'nothing-to-do' })
  expect(await levelIn(shop, BOUTIQUE)).toMatchObject({ reserved: 8, unavailable: 0 })
})

test('Asked for again, the pick list is the one that there is', async () => {
  const shop = await picking()
  const [list] = await papers(shop, 'pick-list')
  expect(await pick(shop)).toMatchObject({ document: list!.id, number: list!.number })
  expect(await papers(shop, 'pick-list')).toHaveLength(1)
})

test('Nothing is picked before Start', async () => {
  const shop = await freshShop({ onHand: 8, started: false })
  await tell(shop, edited(0, { quantity: 8 }))
  expect(await makePickList(shop, ORDER, 'Marc')).toEqual({ kind: 'not-started' })
})

test('Whoever has an order picked anyway answers what is asked of it, and of nothing else', async () => {
  const shop = await freshShop({ onHand: 8 })
  const nowhere = { ...snapshotOf(1, []).shipTo!, address1: null }
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 1 })], { shipTo: nowhere }))
  const placed = (number: number, minute: number) =>
    snapshotOf(number, [lineOf(String(number), { quantity: 3 })], {
      placedAt: `2026-11-24T08:${minute}:00.000Z`,
    })
  const [first, second] = [placed(1043, 20), placed(1044, 24)]
  await tell(shop, first)
  await tell(shop, second)
  const twin = `looks-like:${second.id}:${first.id}`
  await withShop(shop, (tx) => resolveTasks(tx, shop, [twin], new Date(), 'carnet'))
  expect(await makePickList(shop, first.id, 'Marc', { anyway: true })).toMatchObject({ kind: 'done' })
  expect(await openTasks(shop, 'looks-like')).toEqual([])
  expect(await openTasks(shop, 'incomplete-address')).toHaveLength(1)
  const answered = await withShop(shop, (tx) => tx.task.findFirstOrThrow({ where: { key: twin } }))
  expect(answered).toMatchObject({ resolvedBy: 'carnet', dismissed: false })
})
