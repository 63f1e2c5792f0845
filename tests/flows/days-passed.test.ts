// Days pass even when nothing happens.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setClock } from '#tests/support/clock.ts'
import { tell } from '#tests/support/history.ts'
import { openTestDatabase, setUpShop, SHOP } from '#tests/support/shop.ts'
import { lineOf, snapshotOf } from '#tests/support/snapshots.ts'

const database = await openTestDatabase()
const { readShop } = await import('#app/db.server.ts')
const { reckonPassedDays } = await import('#app/flows/days-passed.server.ts')
const { confirmOrder } = await import('#app/flows/order-confirmed.server.ts')
const { readOrder } = await import('#app/orders/read-order.server.ts')

afterAll(() => database.drop())
beforeAll(async () => {
  at('2026-11-24T08:20:00Z')
  await setUpShop({})
  await tell(SHOP, snapshotOf(1039, [lineOf('1', { quantity: 3 })], { placedAt: '2026-11-23T10:00:00.000Z' }))
  await tell(SHOP, snapshotOf(1042, [lineOf('2', { quantity: 12 })]))
  await confirmOrder(SHOP, 'gid://shopify/Order/1042', 'Claire')
})

const at = (time: string) => setClock(time, { frozen: true })
const order = async (name: string) => (await readShop(SHOP, (tx) => readOrder(tx, SHOP, name)))!

test('what was expected and did not leave is expected from today on', async () => {
  expect((await order('1039')).lines[0]!.expected).toEqual([{ quantity: 3, on: '2026-11-25' }])
  at('2026-12-04T08:00:00Z')
  await reckonPassedDays(SHOP)
  expect((await order('1039')).lines[0]!.expected).toEqual([{ quantity: 3, on: '2026-12-07' }])
})

test('what was promised stays promised, and that it slips is a task', async () => {
  const { lines, tasks } = await order('1042')
  expect(lines[0]!.promised[0]).toEqual({ quantity: 5, on: '2026-11-25' })
  expect(lines[0]!.expected[0]!.on! >= '2026-12-04').toBe(true)
  expect(tasks.map((task) => task.kind)).toEqual(['promise-slips'])
})

test('a day that has not passed is left as it was reckoned', async () => {
  at('2026-12-07T08:00:00Z')
  const before = await order('1039')
  await reckonPassedDays(SHOP)
  expect(await order('1039')).toEqual(before)
})
