import { afterAll, beforeAll, expect, test } from 'vitest'
import { withShop } from '#app/db.server.ts'
import { dismissTask, finishTask, retryOrder } from '#app/flows/task-settled.server.ts'
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

/** Two orders that look alike are one question with a task on each. */
const alike = (order: string, other: string) => ({
  key: `looks-like:${order}:${other}`,
  kind: 'looks-like' as const,
  subject: order,
  params: { order, like: other, other },
})
const resolvedBy = (key: string) =>
  withShop(
    SHOP,
    async (tx) => (await tx.task.findUniqueOrThrow({ where: { shop_key: { shop: SHOP, key } } })).resolvedBy,
  )

test('Whoever answers one of two alike answers both, and changes nothing of one that was answered before', async () => {
  for (const [n, answer] of [
    [1, (key: string) => dismissTask(SHOP, key, 'two customers', 'Marc')],
    [2, (key: string) => finishTask(SHOP, key, 'Marc')],
  ] as const) {
    const twins = [
      alike(`${n}a`, `${n}b`),
      alike(`${n}b`, `${n}a`),
      alike(`${n}c`, `${n}d`),
      alike(`${n}d`, `${n}c`),
    ]
    const [first, second, third, fourth] = twins.map(({ key }) => key) as [string, string, string, string]
    await withShop(SHOP, (tx) => raiseTasks(tx, SHOP, twins, at(20)))
    expect(await answer(first)).toEqual({ kind: 'done' })
    expect([await resolvedBy(first), await resolvedBy(second)]).toEqual(['Marc', 'Marc'])
    await withShop(SHOP, (tx) => resolveTasks(tx, SHOP, [fourth], at(21), 'carnet'))
    expect(await answer(third)).toEqual({ kind: 'done' })
    expect([await resolvedBy(third), await resolvedBy(fourth)]).toEqual(['Marc', 'carnet'])
    expect(await answer(third)).toEqual({ kind: 'not-found' })
  }
})

test('Only those tasks are resolved of which the reason is gone', async () => {
  const other = alike('3a', '3b')
  await withShop(SHOP, (tx) => raiseTasks(tx, SHOP, [other], at(30)))
  await raise(30, 6)
  await resolve(31)
  expect(await task()).toMatchObject({ resolvedAt: at(31) })
  expect(await resolvedBy(other.key)).toBeNull()
})

test('An order is read again only while it is not read', async () => {
  const subject = 'gid://shopify/Order/7'
  const key = `order-not-read:${subject}`
  expect(await retryOrder(SHOP, subject, 'Marc')).toEqual({ kind: 'not-found' })
  const notRead = { key, kind: 'order-not-read' as const, subject, params: { order: '#7', why: 'no' } }
  await withShop(SHOP, (tx) => raiseTasks(tx, SHOP, [notRead], at(40)))
  expect(await retryOrder(SHOP, subject, 'Marc')).toEqual({ kind: 'done' })
  await withShop(SHOP, (tx) => resolveTasks(tx, SHOP, [key], at(41), 'carnet'))
  expect(await retryOrder(SHOP, subject, 'Marc')).toEqual({ kind: 'not-found' })
})
