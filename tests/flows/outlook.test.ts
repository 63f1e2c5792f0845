// An item looked at in the weeks to come, from what the books hold.
import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { setClock } from '#tests/support/clock.ts'
import { tell } from '#tests/support/history.ts'
import { BOUTIQUE, HUILE, LYON, openTestDatabase, setUpShop, SHOP, shopsOf } from '#tests/support/shop.ts'
import { lineOf, snapshotOf } from '#tests/support/snapshots.ts'

const database = await openTestDatabase()
const { readShop, withShop } = await import('#app/db.server.ts')
const { now } = await import('#app/clock.server.ts')
const { sendPurchaseOrder } = await import('#app/flows/purchase-order-sent.server.ts')
const { draftTransfer, setTransferLine } = await import('#app/flows/transfer-drafted.server.ts')
const { sendTransfer } = await import('#app/flows/transfer-sent.server.ts')
const { settleTransfer } = await import('#app/flows/transfer-settled.server.ts')
const { readOutlook } = await import('#app/insight/read-outlook.server.ts')

afterAll(() => database.drop())

const outlook = () => readShop(SHOP, (tx) => readOutlook(tx, SHOP, HUILE.item, now()))
const on = async (day: string) => (await outlook())[0]!.days.find((d) => d.day === day)

test('The shelf of the journey runs out tomorrow; what is bought goes on from there', async () => {
  setClock('2026-11-24T08:14:00Z', { frozen: true })
  await setUpShop({ reorderPoint: 5 })
  expect(await outlook()).toMatchObject([{ location: LYON, locationName: 'Entrepôt Lyon', runsOutOn: null }])
  await tell(SHOP, snapshotOf(1039, [lineOf('1', { quantity: 3 })], { placedAt: '2026-11-23T10:00:00.000Z' }))
  await tell(SHOP, snapshotOf(1042, [lineOf('2', { quantity: 12 })]))

  // Five and three go tomorrow; seven are wanted, and nobody was asked for them yet.
  expect(await outlook()).toMatchObject([{ runsOutOn: '2026-11-25', missing: 7 }])
  expect(await on('2026-11-24')).toMatchObject({ onHand: 8, reserved: 8, available: 0 })
  expect(await on('2026-12-02')).toMatchObject({ onHand: -7, incoming: 0, available: 0 })

  // Twelve are ordered, and can go on the day after they arrive: seven do, five may be promised.
  const { id } = await withShop(SHOP, (tx) => tx.purchaseOrder.findFirstOrThrow({ where: { shop: SHOP } }))
  await sendPurchaseOrder(SHOP, id, 'Claire')
  expect(await outlook()).toMatchObject([{ runsOutOn: '2026-11-25', missing: 0 }])
  expect(await on('2026-12-01')).toMatchObject({ onHand: 0, available: 0 })
  expect(await on('2026-12-02')).toEqual({
    day: '2026-12-02',
    onHand: 5,
    reserved: 0,
    incoming: 12,
    available: 5,
  })
})

test('What is sent to a place comes there the working day after, and is counted on until it came short', async () => {
  // Friday noon: it arrives on Monday, and can go on from Tuesday.
  setClock('2026-11-27T12:00:00Z', { frozen: true })
  const shop = await shopsOf('outlook')({ onHand: 10 })
  const id = randomUUID()
  await draftTransfer(shop, { id, origin: LYON, destination: BOUTIQUE }, 'Marc')
  await setTransferLine(shop, { transfer: id, item: HUILE.item, quantity: 4 }, 'Marc')
  const atTheShop = () =>
    readShop(shop, async (tx) =>
      (await readOutlook(tx, shop, HUILE.item, now())).find((o) => o.location === BOUTIQUE),
    )
  expect(await atTheShop()).toBeUndefined()
  await sendTransfer(shop, id, 'Marc')
  const days = (await atTheShop())!.days
  expect(days.filter((d) => d.incoming > 0)).toMatchObject([{ day: '2026-12-01', incoming: 4, available: 4 }])
  expect(days.find((d) => d.day === '2026-11-30')).toMatchObject({ onHand: 0, available: 0 })
  const lines = [{ item: HUILE.item, quantity: 3 }]
  await settleTransfer(shop, { step: randomUUID(), transfer: id, fate: 'arrived', lines }, 'Anne')
  expect((await atTheShop())!.days.at(-1)).toMatchObject({ onHand: 3, available: 3 })
})

test('An item that is nowhere and that nobody wants has no outlook', async () => {
  expect(await readShop(SHOP, (tx) => readOutlook(tx, SHOP, 'gid://shopify/InventoryItem/9', now()))).toEqual(
    [],
  )
})
