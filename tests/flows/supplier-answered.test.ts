// What a supplier's answer moves, why, and who hears of it.
import { afterAll, beforeEach, expect, test } from 'vitest'
import { tell } from '#tests/support/history.ts'
import { GROCER, openTestDatabase, setUpShop } from '#tests/support/shop.ts'
import { lineOf, snapshotOf } from '#tests/support/snapshots.ts'

const WHO = 'Claire'
const ORDER = 'gid://shopify/Order/1042'
const database = await openTestDatabase()
const { readShop, withShop } = await import('#app/db.server.ts')
const { confirmOrder } = await import('#app/flows/order-confirmed.server.ts')
const { sendPurchaseOrder } = await import('#app/flows/purchase-order-sent.server.ts')
const { acceptAnswer, previewAnswer } = await import('#app/flows/supplier-answered.server.ts')
const { readOrder } = await import('#app/orders/read-order.server.ts')

afterAll(() => database.drop())

// 20 wanted, 8 on the shelf: the 12 missing are bought, and come on two days.
let shop: string
let shops = 0
beforeEach(async () => {
  shop = `shop-${++shops}.myshopify.com`
  await setUpShop({ shop })
  await tell(shop, snapshotOf(1042, [lineOf('1', { quantity: 20 })]))
})

async function answerOf(confirm: boolean) {
  if (confirm) expect(await confirmOrder(shop, ORDER, WHO)).toMatchObject({ kind: 'done' })
  const line = await withShop(shop, (tx) => tx.purchaseOrderLine.findFirstOrThrow({ where: { shop } }))
  await sendPurchaseOrder(shop, line.purchaseOrder, WHO)
  const dates = [
    { quantity: 6, on: '2027-12-01' },
    { quantity: 6, on: '2027-12-03' },
  ]
  return { purchaseOrder: line.purchaseOrder, lines: [{ poLine: line.id, dates }] }
}

test('the last shipment that the customer accepts waits for the rest, and he is told', async () => {
  const moves = await previewAnswer(shop, await answerOf(true))
  const email = snapshotOf(1042, []).email
  expect(moves).toMatchObject({
    moves: [{ name: '#1042', late: true, waits: { for: 'shipment-limit', most: 2 }, mailTo: email }],
  })
})

test('a customer who takes whatever is ready waits for nothing', async () => {
  await withShop(shop, (tx) =>
    tx.customer.updateMany({ where: { id: GROCER }, data: { maxShipments: null } }),
  )
  const answer = await answerOf(true)
  expect(await previewAnswer(shop, answer)).toMatchObject({ moves: [{ late: true, waits: null }] })
})

test('a customer who takes everything at once waits for the last unit', async () => {
  await withShop(shop, (tx) =>
    tx.customer.updateMany({ where: { id: GROCER }, data: { accepts: 'whole-order' } }),
  )
  const answer = await answerOf(true)
  expect(await previewAnswer(shop, answer)).toMatchObject({
    moves: [{ waits: { for: 'complete-delivery' } }],
  })
})

test('whoever was promised nothing is told nothing', async () => {
  const answer = await answerOf(false)
  expect(await previewAnswer(shop, answer)).toMatchObject({ moves: [{ late: false, mailTo: null }] })
  expect(await acceptAnswer(shop, answer, WHO)).toMatchObject({ told: 0 })
})

test('an order remembers that an answer moved its dates', async () => {
  await acceptAnswer(shop, await answerOf(true), WHO)
  const order = await readShop(shop, (tx) => readOrder(tx, shop, '1042'))
  const moved = order!.history.find((entry) => entry.action === 'dates-moved')
  expect(moved!.detail).toMatchObject({ number: 'CF-31' })
  expect(moved!.detail.after).toMatchObject([{ quantity: 8 }, { quantity: 12, on: '2027-12-06' }])
})
