// Orders that a buyer pays in another currency than the shop's.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listeningApp, type ListeningApp } from '../listening-app.ts'

let app: ListeningApp
beforeAll(async () => {
  app = await listeningApp()
})
afterAll(() => app.close())

const USD = { currency: 'USD', rate: '1.1' }
const JPY = { currency: 'JPY', rate: '162.5' }
const place = (presentment: typeof USD) =>
  app.store.control.placeOrder({
    buyer: 'camille.durand@example.com',
    lines: [{ sku: 'HUILE-75', quantity: 2 }],
    discount: '1.00',
    presentment,
  })

test('its amounts are the shop’s, and every set says what the buyer saw', () => {
  const { order } = place(USD)
  expect(order).toMatchObject({
    currency: 'EUR',
    presentment_currency: 'USD',
    total_price: '28.33',
    total_price_set: {
      shop_money: { amount: '28.33', currency_code: 'EUR' },
      presentment_money: { amount: '31.16', currency_code: 'USD' },
    },
    line_items: [
      { price: '10.00', price_set: { presentment_money: { amount: '11.00', currency_code: 'USD' } } },
    ],
  })
  expect(JSON.stringify(place(JPY).order)).toContain('{"amount":"1625","currency_code":"JPY"}')
})

test('a transaction is told in what was paid', async () => {
  place(USD)
  await app.store.control.idle()
  const paid = app.received.findLast(({ topic }) => topic === 'order_transactions/create')!
  expect(JSON.parse(paid.body)).toMatchObject({ amount: '31.16', currency: 'USD' })
})

test('the Admin API shows both, wherever an amount of the order stands', async () => {
  const { gid } = place(USD)
  const set = '{ shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }'
  const { data } = await app.graphql(
    `{ order(id: "${gid}") { currencyCode presentmentCurrencyCode totalPriceSet ${set}
      customer { orders(first: 1) { nodes { totalPriceSet ${set} } } }
      lineItems(first: 1) { nodes { id originalUnitPriceSet ${set} } } transactions { amountSet ${set} } } }`,
  )
  const both = (shop: string, buyer: string) => ({
    shopMoney: { amount: shop, currencyCode: 'EUR' },
    presentmentMoney: { amount: buyer, currencyCode: 'USD' },
  })
  expect(data.order).toMatchObject({
    currencyCode: 'EUR',
    presentmentCurrencyCode: 'USD',
    totalPriceSet: both('28.33', '31.16'),
    transactions: [{ amountSet: both('28.33', '31.16') }],
  })
  const [line] = data.order.lineItems.nodes
  const alone = await app.graphql(
    `{ node(id: "${line.id}") { ... on LineItem { originalUnitPriceSet ${set} } } }`,
  )
  expect(alone.data.node.originalUnitPriceSet).toEqual(both('10.0', '11.0'))
  // The buyer's other orders are in their own currency.
  const [other] = data.order.customer.orders.nodes
  expect(other.totalPriceSet.presentmentMoney.currencyCode).toBe('EUR')
})
