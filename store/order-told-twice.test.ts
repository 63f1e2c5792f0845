import { afterAll, beforeAll, expect, test } from 'vitest'
import { ORDERS_FOR_SETTLING } from '#app/adapters/shopify/documents.ts'
import { parseGraphqlOrder } from '#app/orders/parse-graphql-order.ts'
import { parseWebhookOrder } from '#app/orders/parse-webhook-order.ts'
import { startPracticeStore } from './practice-store.ts'

let store: Awaited<ReturnType<typeof startPracticeStore>>
beforeAll(async () => {
  store = await startPracticeStore({ port: 0, secret: 'secret', apiKey: 'key', appUrl: 'http://127.0.0.1:9' })
})
afterAll(() => store.close())

/** The order as the store's webhooks and as its Admin API tell it now. */
async function toldTwice(name: string) {
  const body: unknown = JSON.parse(JSON.stringify(store.control.order({ order: name }).order))
  const webhook = parseWebhookOrder(body)
  if (webhook.kind !== 'snapshot') throw new Error(`${name}: ${JSON.stringify(webhook)}`)
  const response = await fetch(`${store.url}/admin/api/2026-07/graphql.json`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-shopify-access-token': store.control.offlineToken({}).accessToken,
      'x-forwarded-host': 'moulin-lyon.myshopify.com',
    },
    body: JSON.stringify({ query: ORDERS_FOR_SETTLING, variables: { ids: [webhook.snapshot.id] } }),
  })
  return { webhook: webhook.snapshot, graphql: parseGraphqlOrder(await response.json()) }
}

test('the practice store tells one order by webhook and by GraphQL, whatever has happened to it', async () => {
  const { control } = store
  const grocer = control.placeOrder({
    buyer: 'Épicerie du Port',
    lines: [{ sku: 'HUILE-75', quantity: 12 }],
    shipping: '15.00',
  })
  const guest = control.placeOrder({
    buyer: null,
    email: 'guest@example.com',
    lines: [
      { sku: 'HUILE-75', quantity: 4, discount: '1.00' },
      { title: 'Dégustation', price: '50.00', quantity: 1 },
    ],
    discount: '3.33',
  })
  const [first, second] = [grocer.name.slice(1), guest.name.slice(1)]
  const steps = [
    () => {},
    () => control.editOrder({ order: first, lines: [{ sku: 'HUILE-75', quantity: 10 }] }),
    () => control.fulfillOrder({ order: second, lines: [{ sku: 'HUILE-75', quantity: 3 }] }),
    () =>
      control.refundOrder({
        order: second,
        lines: [{ sku: 'HUILE-75', quantity: 1, restockType: 'return' }],
      }),
    () => control.cancelOrder({ order: first }),
  ]
  for (const step of steps) {
    step()
    for (const name of ['1039', '1040', first, second]) {
      const { webhook, graphql } = await toldTwice(name)
      expect(graphql).toMatchObject({ kind: 'snapshot', snapshot: webhook })
    }
  }
})

test('an order that is paid in another currency is told in the shop’s, by webhook and by GraphQL', async () => {
  const { name } = store.control.placeOrder({
    buyer: 'camille.durand@example.com',
    lines: [{ sku: 'HUILE-75', quantity: 3 }],
    discount: '1.00',
    presentment: { currency: 'USD', rate: '1.0837' },
  })
  const { webhook, graphql } = await toldTwice(name.slice(1))
  expect(graphql).toMatchObject({ kind: 'snapshot', snapshot: webhook })
  expect(webhook).toMatchObject({ currency: 'EUR', total: 3888n })
})

test('an order with a discount code is told alike by webhook and by GraphQL, shipped free or not', async () => {
  const codes = [
    { code: 'DIX', percent: '10' },
    { code: 'MERCI5', amount: '5.00' },
    { code: 'PORT', freeShipping: true as const },
  ]
  for (const discountCode of codes) {
    const { name } = store.control.placeOrder({
      buyer: 'camille.durand@example.com',
      lines: [{ sku: 'HUILE-75', quantity: 3 }],
      discountCode,
    })
    const { webhook, graphql } = await toldTwice(name.slice(1))
    expect(graphql).toMatchObject({ kind: 'snapshot', snapshot: webhook })
  }
})

test('an address in a country with provinces is told alike by webhook and by GraphQL', async () => {
  const address = { address1: '126 Castle Street', city: 'Toronto', zip: 'M3H 1M9', countryCode: 'CA' }
  const { name } = store.control.placeOrder({
    buyer: null,
    email: 'leon@example.com',
    lines: [{ sku: 'HUILE-75', quantity: 1 }],
    address: { ...address, country: 'Canada', province: 'Ontario', provinceCode: 'ON' },
  })
  const { webhook, graphql } = await toldTwice(name.slice(1))
  expect(graphql).toMatchObject({ kind: 'snapshot', snapshot: webhook })
  expect(webhook.shipTo).toMatchObject({ city: 'Toronto', province: 'Ontario' })
})
