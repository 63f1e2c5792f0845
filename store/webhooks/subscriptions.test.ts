// Subscriptions that an app makes for one shop: what they are sent, and that a deleted one is sent nothing.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asking, type Asking } from '../asking.ts'
import * as documents from '../graphql/operations.documents.ts'

let ask: Asking
const heard: { topic: string; name: string | undefined; body: string }[] = []
const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    heard.push({
      topic: String(request.headers['x-shopify-topic']),
      name: request.headers['x-shopify-name'] as string | undefined,
      body: Buffer.concat(chunks).toString('utf8'),
    })
    response.end()
  })
})
beforeAll(async () => {
  ask = await asking()
  await new Promise<void>((resolve) => server.listen(0, resolve))
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await ask.close()
})

const place = async () => {
  const { id } = ask.store.control.placeOrder({
    buyer: 'Hôtel',
    lines: [{ sku: 'RIZ-CAMARGUE', quantity: 1 }],
  })
  await ask.store.control.idle()
  return id
}

test('a subscription is sent its topic with the fields it asked for, every digit of an id as it was', async () => {
  const uri = `http://localhost:${(server.address() as AddressInfo).port}/hooks`
  const made = await ask(documents.subscribe, {
    topic: 'ORDERS_CREATE',
    to: { uri, name: 'orders', includeFields: ['id', 'updated_at'] },
  })
  const id = await place()
  expect(heard).toEqual([
    {
      topic: 'orders/create',
      name: 'orders',
      body: expect.stringMatching(`^{"id":${id},"updated_at":"`) as unknown,
    },
  ])
  expect(ask.app.topics()).toContain('orders/create')
  await ask(documents.unsubscribe, { id: made.webhookSubscriptionCreate.webhookSubscription.id })
  await place()
  expect(heard).toHaveLength(1)
})

test('a topic that the app does not declare is sent to those alone who subscribed to it', async () => {
  const some = await asking({ topics: ['orders/create', 'shop/redact'] })
  const { id } = some.store.control.placeOrder({ buyer: 'Hôtel', lines: [{ sku: 'HUILE-75', quantity: 1 }] })
  some.store.control.updateOrder({ order: id, note: 'Livrer le matin' })
  await some.store.control.idle()
  expect(some.app.topics()).toEqual(['orders/create'])
  await some(documents.subscribe, { topic: 'ORDERS_UPDATED', to: { uri: some.store.world.app.url } })
  some.store.control.updateOrder({ order: id, note: 'Livrer le soir' })
  await some.store.control.idle()
  expect(some.app.topics()).toEqual(['orders/create', 'orders/updated'])
  expect(() => some.store.control.sendWebhook({ topic: 'products/update', body: {} })).toThrow(
    'products/update',
  )
  await some.close()
})

test('the same address twice for a topic is refused', async () => {
  const to = { uri: 'https://app.example.com/hooks' }
  await ask(documents.subscribe, { topic: 'ORDERS_PAID', to })
  const { data } = await ask.raw(documents.subscribe, { topic: 'ORDERS_PAID', to })
  expect(data.webhookSubscriptionCreate.userErrors[0].message).toContain('already been taken')
})
