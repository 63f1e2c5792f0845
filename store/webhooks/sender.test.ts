import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { listeningApp, type ListeningApp, SECRET, SHOP } from '../listening-app.ts'

let app: ListeningApp
beforeEach(async () => {
  app = await listeningApp()
})
afterEach(() => app.close())

const order = () =>
  app.store.control.placeOrder({ buyer: 'Épicerie du Port', lines: [{ sku: 'HUILE-75', quantity: 2 }] })

test('an order is told as Shopify tells it, signed over the raw body', async () => {
  const placed = order()
  await app.store.control.idle()
  expect(app.topics()).toEqual([
    'orders/create',
    'inventory_levels/update',
    'fulfillment_orders/order_routing_complete',
    'orders/updated',
  ])
  for (const { headers, body } of app.received) {
    expect(headers['x-shopify-hmac-sha256']).toBe(createHmac('sha256', SECRET).update(body).digest('base64'))
    expect(headers).toMatchObject({ 'x-shopify-shop-domain': SHOP, 'x-shopify-api-version': '2026-07' })
    for (const name of ['webhook-id', 'event-id', 'triggered-at'])
      expect(headers).toHaveProperty(`x-shopify-${name}`)
  }
  expect(app.received[0]!.body).toContain(
    `"id":${placed.id},"admin_graphql_api_id":"gid://shopify/Order/${placed.id}"`,
  )
})

test('two levels of one action are two events', async () => {
  app.store.control.placeOrder({
    buyer: 'Bistrot des Halles',
    lines: [
      { sku: 'HUILE-50', quantity: 1 },
      { sku: 'HERBES', quantity: 1 },
    ],
  })
  await app.store.control.idle()
  const names = app.received.map(({ topic, headers }) => `${topic} ${String(headers['x-shopify-event-id'])}`)
  expect(new Set(names).size).toBe(names.length)
})

test('twice is the same event and webhook id; dropped is never', async () => {
  app.store.control.webhookMode({ mode: 'twice', topics: ['orders/create'], for: 1 })
  app.store.control.webhookMode({ mode: 'drop', topics: ['inventory_levels/update'] })
  order()
  await app.store.control.idle()
  const created = app.received.filter(({ topic }) => topic === 'orders/create')
  expect(created).toHaveLength(2)
  expect(created[0]!.headers['x-shopify-event-id']).toBe(created[1]!.headers['x-shopify-event-id'])
  expect(created[0]!.body).toBe(created[1]!.body)
  expect(app.topics()).not.toContain('inventory_levels/update')
})

test('what was held back comes in the order that is asked for', async () => {
  app.store.control.webhookMode({ mode: 'hold' })
  order()
  await app.store.control.idle()
  expect(app.received).toEqual([])
  app.store.control.releaseWebhooks({ order: 'reversed' })
  await app.store.control.idle()
  expect(app.topics()[0]).toBe('orders/updated')
  expect(app.topics().at(-1)).toBe('orders/create')
})

test('an app that is down gets the original body again', async () => {
  app.answer(503)
  order()
  await vi.waitFor(() => expect(app.topics()).toContain('orders/create'))
  app.answer(200)
  await app.store.control.idle({ timeoutMs: 8000 })
  const created = app.received.filter(({ topic }) => topic === 'orders/create')
  expect(created.length).toBeGreaterThan(1)
  expect(new Set(created.map(({ body }) => body)).size).toBe(1)
  expect(app.store.control.webhooks({ topic: 'orders/create' }).deliveries).toMatchObject([
    { state: 'delivered' },
  ])
})

test('uninstalling is told, ends the tokens and all further webhooks', async () => {
  app.store.control.sendWebhook({ topic: 'app/uninstalled' })
  await app.store.control.idle()
  expect(JSON.parse(app.received[0]!.body)).toMatchObject({ myshopify_domain: SHOP, currency: 'EUR' })
  expect(await app.graphql('{ shop { name } }')).toMatchObject({
    errors: expect.stringContaining('Invalid API key') as string,
  })
  order()
  await app.store.control.idle()
  expect(app.topics()).toEqual(['app/uninstalled'])
})
