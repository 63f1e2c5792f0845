// An open page asks for the shop's pulse: whatever changes what pages show is another pulse, and nothing else is.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { playHistory, tell } from '#tests/support/history.ts'
import { BOUTIQUE, HUILE, LYON, MOULIN_SUD, openTestDatabase, setUpShop, SHOP } from '#tests/support/shop.ts'
import { lineOf, snapshotOf } from '#tests/support/snapshots.ts'

const OTHER = 'other.myshopify.com'
const database = await openTestDatabase()
const { withShop, aloneInShop, readShop } = await import('#app/db.server.ts')
const { readPulse } = await import('#app/insight/read-pulse.server.ts')
const { settleOrders } = await import('#app/flows/order-settled.server.ts')
const { setReorderPoint } = await import('#app/flows/reorder-point-set.server.ts')
const { saveSupplierItem } = await import('#app/flows/supplier-saved.server.ts')

beforeAll(() => playHistory(SHOP))
afterAll(() => database.drop())

const pulse = () => readShop(SHOP, (tx) => readPulse(tx, SHOP))
const receive = () =>
  withShop(
    SHOP,
    (tx) =>
      tx.$executeRaw`SELECT receive_webhook(${SHOP}, 'orders/updated', 'e1', null, null, null, now(), '\\x7b7d'::bytea)`,
  )
const terms = {
  supplier: MOULIN_SUD,
  item: HUILE.item,
  reference: null,
  unitCost: 520n,
  packSize: 6,
  moq: 12,
}

const happenings: [string, () => Promise<unknown>][] = [
  ['an order comes', () => tell(SHOP, snapshotOf(1060, [lineOf('9', { quantity: 1 })]))],
  [
    'a shelf is counted',
    () =>
      aloneInShop(SHOP, (tx) => {
        const level = {
          location: LYON,
          item: HUILE.item,
          onHand: 40,
          unavailable: 0,
          askedAt: new Date(),
          cause: 'count',
        }
        return settleOrders(tx, SHOP, [], [level], 'counted', new Date())
      }),
  ],
  [
    'a reorder point is set',
    () => setReorderPoint(SHOP, { location: LYON, item: HUILE.item, point: 7 }, 'Claire'),
  ],
  ['a supplier asks another price', () => saveSupplierItem(SHOP, { ...terms, rank: 1 }, 'Claire')],
  ['Shopify tells something', receive],
  [
    'it was worked through',
    () =>
      withShop(SHOP, (tx) => tx.inboxEvent.updateMany({ where: { shop: SHOP }, data: { state: 'done' } })),
  ],
  [
    'a mail is tried once more',
    () =>
      withShop(SHOP, (tx) =>
        tx.effect.updateMany({ where: { shop: SHOP }, data: { attempts: { increment: 1 } } }),
      ),
  ],
  [
    'a mail was accepted',
    () => withShop(SHOP, (tx) => tx.effect.updateMany({ where: { shop: SHOP }, data: { state: 'done' } })),
  ],
]

test.each(happenings)('the pulse is another one when %s', async (_what, happens) => {
  const before = await pulse()
  expect(await pulse()).toBe(before)
  await happens()
  expect(await pulse()).not.toBe(before)
})

test('what happens in another shop is not felt', async () => {
  await setUpShop({ shop: OTHER })
  const before = await pulse()
  await tell(OTHER, snapshotOf(1070, [{ ...lineOf('70', { quantity: 1 }) }]))
  await setReorderPoint(OTHER, { location: BOUTIQUE, item: HUILE.item, point: 7 }, 'Claire')
  expect(await pulse()).toBe(before)
})
