import { afterAll, beforeAll, expect, test } from 'vitest'
import { withShop } from '#app/db.server.ts'
import { receive } from '#app/flows/goods-received.server.ts'
import { cancelPurchaseOrder } from '#app/flows/purchase-order-closed.server.ts'
import { setScarceScene } from '#scripts/sim/core-scene.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { BOUTIQUE, HUILE, LYON, openTestDatabase } from '#tests/support/shop.ts'
import { lineIn, unclean } from '#tests/support/told.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})
afterAll(() => db.drop())

let shops = 0
/** Twelve are on their way; another item, of which nothing is, lies beside them, and some of both in town. */
async function goodsOnTheirWay() {
  const scene = await setScarceScene(`receiving-${++shops}.myshopify.com`)
  const { shop, purchaseOrder } = scene
  const soap = 'gid://shopify/InventoryItem/300'
  await withShop(shop, async (tx) => {
    await tx.stockLevel.createMany({
      data: [
        { shop, location: BOUTIQUE, item: HUILE.item },
        { shop, location: LYON, item: soap },
      ],
    })
    const head = { shop, purchaseOrder, position: 9, item: soap, title: 'Savon', packSize: 1, unitCost: 1n }
    await tx.purchaseOrderLine.create({ data: { ...head, id: crypto.randomUUID(), quantity: 0 } })
  })
  const come = (quantity: number, more: { surplusIs?: 'kept-free' | 'refused' } = {}) =>
    receive(shop, { purchaseOrder, lines: [{ poLine: scene.poLine, quantity, ...more }] }, 'Marc')
  const shelves = () =>
    withShop(shop, async (tx) => {
      const levels = await tx.stockLevel.findMany({
        where: { shop },
        orderBy: [{ location: 'asc' }, { item: 'asc' }],
      })
      return levels.map(({ onHand }) => onHand)
    })
  const received = () =>
    withShop(shop, async (tx) => {
      const lines = await tx.purchaseOrderLine.findMany({
        where: { shop, purchaseOrder },
        orderBy: { position: 'asc' },
      })
      return lines.map((line) => line.received)
    })
  return { ...scene, come, shelves, received }
}

test('What came lies where it came to, and is written on the line that brought it', async () => {
  const { shop, come, shelves, received } = await goodsOnTheirWay()
  const [soap, oil, inTown] = [0, 8, 0]
  expect(await shelves()).toEqual([soap, oil, inTown])
  expect(await come(5)).toMatchObject({ kind: 'done' })
  expect(await shelves()).toEqual([soap, oil + 5, inTown])
  expect(await received()).toEqual([5, 0])
  expect(await lineIn(shop, '2')).toMatchObject({ reserved: 7, claimed: 5 })
})

test('Only whole units of its own purchase order come', async () => {
  const { shop, purchaseOrder, come, received } = await goodsOnTheirWay()
  const elsewhere = { poLine: crypto.randomUUID(), quantity: 1 }
  for (const strange of [-1, 1.5, Number.NaN, 2 ** 60])
    expect(await come(strange)).toEqual({ kind: 'bad-quantity' })
  expect(await receive(shop, { purchaseOrder, lines: [elsewhere] }, 'Marc')).toEqual({ kind: 'bad-quantity' })
  expect(await received()).toEqual([0, 0])
})

test('More than was ordered lies nowhere until somebody says what becomes of it', async () => {
  const { shop, poLine, come, shelves, received } = await goodsOnTheirWay()
  expect(await come(14)).toEqual({ kind: 'surplus-needs-a-choice', lines: [poLine] })
  expect(await received()).toEqual([0, 0])
  expect(await come(14, { surplusIs: 'refused' })).toMatchObject({ kind: 'done' })
  expect((await shelves())[1]).toBe(8 + 12)
  expect(await lineIn(shop, '2')).toMatchObject({ reserved: 12, claimed: 0 })
})

test('Nothing comes of a purchase order that is over, nor before Start', async () => {
  const over = await goodsOnTheirWay()
  await cancelPurchaseOrder(over.shop, over.purchaseOrder, 'Anne')
  expect(await over.come(1, { surplusIs: 'kept-free' })).toEqual({ kind: 'closed' })
  const early = await goodsOnTheirWay()
  const { shop } = early
  await withShop(shop, (tx) => tx.shop.update({ where: { shop }, data: { startedAt: null } }))
  expect(await early.come(1)).toEqual({ kind: 'not-started' })
  for (const { received, shelves } of [over, early]) {
    expect(await received()).toEqual([0, 0])
    expect((await shelves())[1]).toBe(8)
  }
})

test('The books are right whatever came', async () => {
  const { shop, come } = await goodsOnTheirWay()
  // The line of soap was only there to be left alone: no purchase order prints it.
  await withShop(shop, (tx) => tx.purchaseOrderLine.deleteMany({ where: { shop, quantity: 0 } }))
  await come(5)
  await come(9, { surplusIs: 'kept-free' })
  expect(await unclean(shop)).toEqual([])
})
