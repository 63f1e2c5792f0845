import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { post } from '#store/webhooks/post.ts'
import type { Delivery } from '#store/state/state.ts'
import { quiet } from '#tests/support/quiet.ts'
import { startStack, type Stack } from '#tests/support/stack.ts'
import { unclean } from '#tests/support/told.ts'

const SHOP = 'moulin-lyon.myshopify.com'
const SKU = 'PLANCHE-S'

let stack: Stack
let owner: pg.Pool
beforeAll(async () => {
  stack = await startStack({ workers: 2 })
  Object.assign(process.env, stack.env)
  owner = new pg.Pool({ connectionString: stack.database.ownerUrl, max: 1 })
}, 120_000)
afterAll(async () => {
  const { closeDatabase } = await import('#app/db.server.ts')
  await closeDatabase()
  await owner.end()
  await stack.stop()
})

/** A hundred lie in the first place, none elsewhere, and Carnet knows. */
async function stockAHundred(): Promise<void> {
  const { store } = stack
  const [first, ...others] = store.world.state.shops[SHOP]!.locations
  store.control.setStock({ sku: SKU, location: first!.name, onHand: 100 })
  for (const { name } of others) store.control.setStock({ sku: SKU, location: name, onHand: 0 })
  await quiet(store, SHOP)
}

/** All at once, and again what was not taken, as Shopify does. */
async function sendAtOnce(deliveries: readonly Delivery[]): Promise<void> {
  for (let left = deliveries; left.length > 0;) {
    const answers = await Promise.all(left.map((one) => post(stack.store.world, one)))
    left = left.filter((_, n) => answers[n]!.status !== 200)
  }
}

test('A thousand orders at once for a hundred units: a hundred are reserved, nine hundred are to be found, and nobody is told of a deadlock', async () => {
  await stockAHundred()
  const { store } = stack
  store.control.webhookMode({ mode: 'hold' })
  store.control.placeOrder({ buyer: 'Le Panier Vert', lines: [{ sku: SKU, quantity: 1 }], count: 1000 })
  const created = store.world.state.deliveries.filter(
    (d) => d.state === 'held' && d.topic === 'orders/create',
  )
  expect(created).toHaveLength(1000)
  await sendAtOnce(created)
  await quiet(store, SHOP)
  const { rows } = await owner.query(
    `SELECT count(*)::int AS lines, sum(reserved)::int AS reserved, sum(unsourced)::int AS unsourced
     FROM order_line WHERE shop = $1 AND sku = $2`,
    [SHOP, SKU],
  )
  expect(rows).toEqual([{ lines: 1000, reserved: 100, unsourced: 900 }])
  const inbox = await owner.query(
    `SELECT DISTINCT state, attempts FROM inbox_event WHERE shop = $1 AND topic = 'orders/create'`,
    [SHOP],
  )
  expect(inbox.rows).toEqual([{ state: 'done', attempts: 1 }])
  expect(stack.log()).not.toMatch(/deadlock|40P01|the batch failed/)
  expect(await unclean(SHOP)).toEqual([])
}, 180_000)
