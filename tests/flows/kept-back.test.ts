// What is kept back of an item at a place: for nobody, or for businesses only.
import { afterAll, beforeEach, expect, test } from 'vitest'
import { whySentence } from '#app/orders/why.ts'
import { parseDecisions } from '#app/orders/decision.ts'
import { translator } from '#app/messages/message.ts'
import { HUILE, LYON, openTestDatabase, shopsOf } from '#tests/support/shop.ts'
import { lineOf, snapshotOf } from '#tests/support/snapshots.ts'
import { levelIn, lineIn, tell, unclean } from '#tests/support/told.ts'

const WHO = 'Claire'
const database = await openTestDatabase()
const { setKeptBack } = await import('#app/flows/kept-back-set.server.ts')

afterAll(() => database.drop())

const nextShop = shopsOf('kept-back')
let shop: string
beforeEach(async () => {
  shop = await nextShop()
})

const PRIVATE = { kind: 'customer', customer: 'gid://shopify/Customer/9' } as const
const order = (number: number, quantity: number, isPrivate = false) =>
  tell(
    shop,
    snapshotOf(number, [lineOf(String(number), { quantity })], {
      placedAt: `2026-11-24T08:${number % 60}:00.000Z`,
      ...(isPrivate ? { buyer: PRIVATE, buyerName: 'Jeanne' } : {}),
    }),
  )
const keep = (what: 'safety-stock' | 'b2b-only', units: number) =>
  setKeptBack(shop, { location: LYON, item: HUILE.item, what, units }, WHO)
const reason = async (id: string) =>
  whySentence(parseDecisions((await lineIn(shop, id)).why).at(-1)!, translator('en'))

test('a safety stock that is raised takes nothing from who holds units, and keeps what is free', async () => {
  await order(1001, 6)
  await keep('safety-stock', 5)
  expect(await lineIn(shop, '1001')).toMatchObject({ reserved: 6, unsourced: 0 })
  await order(1002, 2)
  expect(await lineIn(shop, '1002')).toMatchObject({ reserved: 0, unsourced: 2 })
  expect(await reason('1002')).toContain('5 kept as safety stock')
  expect(await unclean(shop)).toEqual([])
})

test('a safety stock that is lowered is handed out to who waits', async () => {
  await keep('safety-stock', 8)
  await order(1001, 6)
  expect(await lineIn(shop, '1001')).toMatchObject({ reserved: 0, unsourced: 6 })
  await keep('safety-stock', 3)
  expect(await lineIn(shop, '1001')).toMatchObject({ reserved: 5, unsourced: 1 })
  expect(await unclean(shop)).toEqual([])
})

test('units set aside for businesses go to businesses alone', async () => {
  await keep('b2b-only', 5)
  await order(1001, 6, true)
  expect(await lineIn(shop, '1001')).toMatchObject({ reserved: 3, unsourced: 3 })
  await order(1002, 5)
  expect(await lineIn(shop, '1002')).toMatchObject({ reserved: 5, unsourced: 0 })
  expect(await reason('1001')).toContain('5 set aside for businesses')
  expect(await unclean(shop)).toEqual([])
})

test('what is set aside for businesses is given to others once it no longer is', async () => {
  await keep('b2b-only', 8)
  await order(1001, 6, true)
  expect(await lineIn(shop, '1001')).toMatchObject({ reserved: 0, unsourced: 6 })
  await keep('b2b-only', 0)
  expect(await lineIn(shop, '1001')).toMatchObject({ reserved: 6, unsourced: 0 })
})

test('nothing is kept back of an item or at a place that nobody knows', async () => {
  const nowhere = { location: 'gid://shopify/Location/99', item: HUILE.item }
  const unknown = { location: LYON, item: 'gid://shopify/InventoryItem/99' }
  for (const level of [nowhere, unknown])
    expect(await setKeptBack(shop, { ...level, what: 'b2b-only', units: 1 }, WHO)).toEqual({
      kind: 'not-found',
    })
  expect(await levelIn(shop)).toMatchObject({ safetyStock: 0, b2bOnly: 0 })
})
