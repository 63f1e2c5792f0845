import { afterAll, beforeAll, expect, test } from 'vitest'
import { withShop } from '#app/db.server.ts'
import { dismissTask } from '#app/flows/task-settled.server.ts'
import { raiseTasks, resolveTasks } from '#app/tasks/tasks.server.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { openTestDatabase, setUpShop, SHOP } from '#tests/support/shop.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
  await setUpShop()
})
afterAll(() => db.drop())

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 9, minute))
const KEY = 'no-supplier:gid://shopify/InventoryItem/1'
const raise = (minute: number, quantity = 4) =>
  withShop(SHOP, (tx) =>
    raiseTasks(
      tx,
      SHOP,
      [{ key: KEY, kind: 'no-supplier', subject: 'gid://shopify/InventoryItem/1', params: { quantity } }],
      at(minute),
    ),
  )
const resolve = (minute: number) =>
  withShop(SHOP, (tx) => resolveTasks(tx, SHOP, [KEY, 'another'], at(minute), 'carnet'))
const task = () =>
  withShop(SHOP, (tx) =>
    tx.task.findUniqueOrThrow({
      where: { shop_key: { shop: SHOP, key: KEY } },
      select: { raisedAt: true, resolvedAt: true, resolvedBy: true },
    }),
  )

test('A task is resolved when its reason is gone, and opens again when it is back', async () => {
  await raise(1)
  await raise(2)
  expect(await task()).toEqual({ raisedAt: at(1), resolvedAt: null, resolvedBy: null })
  await resolve(3)
  await resolve(4)
  expect(await task()).toEqual({ raisedAt: at(1), resolvedAt: at(3), resolvedBy: 'carnet' })
  await raise(5)
  expect(await task()).toEqual({ raisedAt: at(5), resolvedAt: null, resolvedBy: null })
})

test('A task that a person put aside stays so until it says something else, or its reason was gone meanwhile', async () => {
  await raise(10)
  expect(await dismissTask(SHOP, KEY, 'we know', 'Claire')).toEqual({ kind: 'done' })
  await raise(11)
  expect(await task()).toMatchObject({ resolvedBy: 'Claire' })
  await raise(12, 5)
  expect(await task()).toMatchObject({ raisedAt: at(12), resolvedBy: null })
  await dismissTask(SHOP, KEY, 'we know', 'Claire')
  const aside = await task()
  await resolve(13)
  expect(await task()).toEqual(aside)
  await raise(14, 5)
  expect(await task()).toMatchObject({ raisedAt: at(14), resolvedAt: null, resolvedBy: null })
})
