import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveVariants } from '#app/catalog/variants.server.ts'
import { gid } from '#app/core/gid.ts'
import { sumOf } from '#app/core/quantity.ts'
import { aloneInShop, withShop } from '#app/db.server.ts'
import { settleOrders } from '#app/flows/order-settled.server.ts'
import { sendPurchaseOrder } from '#app/flows/purchase-order-sent.server.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { BOUTIQUE, HUILE, LYON, openTestDatabase, shopsOf } from '#tests/support/shop.ts'
import { lineOf, snapshotOf, splitBetween } from '#tests/support/snapshots.ts'
import { AT, draftsIn, levelIn, lineIn, tell, unclean } from '#tests/support/told.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.drop())

let events = 0
const freshShop = shopsOf('places')

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
  expect(moved).toMatchObject({
    ...{ claimed: 0, unsourced: 12 },
    lacking: [{ location: BOUTIQUE, quantity: 12 }],
  })
  expect(moved.why).toContainEqual(
    expect.objectContaining({ did: 'unclaimed', because: 'moved', quantity: 12 }),
  )
  expect(await lineIn(shop, '2')).toMatchObject({ claimed: 5, unsourced: 0 })
  expect(await unclean(shop)).toEqual([])
})

/** Twelve of the oil, five of them routed to Lyon and seven to the shop in town. */
async function tellSplit(shop: string, placedAt = '2026-11-23T10:00:00.000Z') {
  const snapshot = snapshotOf(1, [lineOf('1', { quantity: 12 })], { placedAt })
  const routing = splitBetween(snapshot, [
    [LYON, 5],
    [BOUTIQUE, 7],
  ])
  await aloneInShop(shop, (tx) =>
    settleOrders(tx, shop, [{ snapshot, fetched: true, routing }], [], `split:${++events}`, AT),
  )
}

test('A line that Shopify splits between two places lacks, buys and claims at each what ships from there', async () => {
  const shop = await freshShop({ onHand: 2 })
  await tellSplit(shop)
  expect(await lineIn(shop, '1')).toMatchObject({
    ...{ reserved: 2, unsourced: 10 },
    lacking: [
      { location: LYON, quantity: 3 },
      { location: BOUTIQUE, quantity: 7 },
    ],
  })
  const drafts = await draftsIn(shop)
  expect(
    drafts
      .map((d) => [
        d.location,
        sumOf(
          d.lines[0]!.demand.filter((one) => one.need === 'order'),
          (one) => one.quantity,
        ),
      ])
      .sort(),
  ).toEqual([
    [LYON, 3],
    [BOUTIQUE, 7],
  ])
  await sendPurchaseOrder(shop, drafts.find((d) => d.location === LYON)!.id, 'Anne')
  // The carton of 12 brings 9 more to Lyon, where the line needs 3: the rest is still lacking in town.
  expect(await lineIn(shop, '1')).toMatchObject({
    ...{ reserved: 2, claimed: 3, unsourced: 7 },
    lacking: [{ location: BOUTIQUE, quantity: 7 }],
  })
  expect((await draftsIn(shop)).map((d) => d.location)).toEqual([BOUTIQUE])
  expect(await unclean(shop)).toEqual([])
})

test('A line that is split after it claimed everything at one place keeps there only what ships from there', async () => {
  const shop = await freshShop({ onHand: 0 })
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 12 })], { placedAt: '2026-11-23T10:00:00.000Z' }))
  await sendPurchaseOrder(shop, (await draftsIn(shop))[0]!.id, 'Anne')
  expect(await lineIn(shop, '1')).toMatchObject({ claimed: 12 })
  await tellSplit(shop)
  expect(await lineIn(shop, '1')).toMatchObject({
    ...{ claimed: 5, unsourced: 7 },
    lacking: [{ location: BOUTIQUE, quantity: 7 }],
  })
  expect((await draftsIn(shop)).map((d) => d.location)).toEqual([BOUTIQUE])
  expect(await unclean(shop)).toEqual([])
})

// Shopify says of the oil whether its stock is counted: as a product event would bring it.
async function tellVariant(shop: string, tracked: boolean) {
  const variant = {
    id: HUILE.variant as `gid://shopify/ProductVariant/${string}`,
    product: gid('Product', '75'),
    item: HUILE.item as `gid://shopify/InventoryItem/${string}`,
    title: "Huile d'olive 75 cl",
    sku: 'HUILE-75',
    barcode: null,
    tracked,
    requiresShipping: true,
    price: 1000n,
    unitCost: 510n,
  }
  await aloneInShop(shop, async (tx) => {
    const { changed } = await saveVariants(tx, shop, [variant])
    await settleOrders(tx, shop, [], [], `variant:${++events}`, AT, { variants: changed })
  })
}

test('Tracking switched on reaches the orders that were there before', async () => {
  const shop = await freshShop()
  await tellVariant(shop, false)
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 12 })]))
  expect(await lineIn(shop, '1')).toMatchObject({ unstocked: 12, reserved: 0 })
  await tellVariant(shop, true)
  expect(await lineIn(shop, '1')).toMatchObject({ unstocked: 0, reserved: 8, unsourced: 4, item: HUILE.item })
  expect(await draftsIn(shop)).toHaveLength(1)
  expect(await unclean(shop)).toEqual([])
})

test('Tracking switched off frees the shelf, and nothing is bought any more', async () => {
  const shop = await freshShop()
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 12 })]))
  await tellVariant(shop, false)
  expect(await lineIn(shop, '1')).toMatchObject({ unstocked: 12, reserved: 0, unsourced: 0, item: null })
  expect(await levelIn(shop)).toMatchObject({ reserved: 0 })
  expect(await draftsIn(shop)).toEqual([])
  expect(await unclean(shop)).toEqual([])
})

test('A variant that becomes known gives its orders their units and settles the task', async () => {
  const shop = await freshShop()
  await withShop(shop, (tx) => tx.variant.deleteMany({ where: { shop } }))
  const openTasks = () => withShop(shop, (tx) => tx.task.findMany({ where: { shop, resolvedAt: null } }))
  await tell(shop, snapshotOf(1, [lineOf('1', { quantity: 5 })]))
  expect(await lineIn(shop, '1')).toMatchObject({ unsourced: 5, item: null })
  expect(await openTasks()).toMatchObject([{ kind: 'unknown-variant' }])
  await tellVariant(shop, true)
  expect(await lineIn(shop, '1')).toMatchObject({ reserved: 5, unsourced: 0 })
  expect(await openTasks()).toEqual([])
  expect(await unclean(shop)).toEqual([])
})

test('An order archived before it shipped holds and buys nothing; opened again, it is served in its turn', async () => {
  const shop = await freshShop()
  const first = snapshotOf(1, [lineOf('1', { quantity: 12 })], { placedAt: '2026-11-23T10:00:00.000Z' })
  await tell(shop, first)
  await tell(shop, snapshotOf(2, [lineOf('2', { quantity: 5 })]))
  const [nine, ten] = ['2026-11-24T09:30:00.000Z', '2026-11-24T10:30:00.000Z']
  await tell(shop, { ...first, updatedAt: nine, closedAt: nine })
  const archived = await lineIn(shop, '1')
  expect(archived).toMatchObject({ reserved: 0, unsourced: 0, cancelled: 12, expected: [] })
  expect(archived.why).toContainEqual(expect.objectContaining({ did: 'released', because: 'archived' }))
  expect(await lineIn(shop, '2')).toMatchObject({ reserved: 5 })
  expect(await draftsIn(shop)).toEqual([])
  expect(await unclean(shop)).toEqual([])
  await tell(shop, { ...first, updatedAt: ten })
  expect(await lineIn(shop, '1')).toMatchObject({ reserved: 3, unsourced: 9, cancelled: 0 })
  expect(await lineIn(shop, '2')).toMatchObject({ reserved: 5 })
  expect(await unclean(shop)).toEqual([])
})
