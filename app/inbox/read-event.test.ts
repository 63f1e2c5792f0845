import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyOrder } from '#tests/support/any-order.ts'
import { asWebhookBody } from '#tests/support/order-shapes.ts'
import { readEvent, TOPICS_READ } from './read-event.ts'

const encoded = (body: unknown) => new TextEncoder().encode(JSON.stringify(body))
const reading = (topic: string, body: unknown) => readEvent({ topic, body: encoded(body) })

describe('a full order body', () => {
  const [order] = fc.sample(anyOrder, { numRuns: 1, seed: 1042 })

  test.each(['create', 'updated', 'cancelled', 'paid', 'fulfilled', 'partially_fulfilled'])(
    'of orders/%s is a snapshot',
    (action) => {
      expect(reading(`orders/${action}`, asWebhookBody(order!))).toEqual({
        kind: 'order-snapshot',
        snapshot: order,
      })
    },
  )

  test('that lacks what counts units only asks for a fetch, and says what it lacked', () => {
    const body = asWebhookBody(order!)
    expect(reading('orders/updated', { ...body, fulfillments: undefined, updated_at: undefined })).toEqual({
      kind: 'order-hint',
      orders: [order!.id],
      through: [],
      missing: ['updated_at', 'fulfillments'],
    })
  })
})

describe('an event about an order asks for a fetch of it', () => {
  const order = 'gid://shopify/Order/4783296544821'
  test.each([
    ['refunds/create', { id: 1, order_id: 4783296544821 }],
    ['orders/edited', { order_edit: { id: 1, order_id: 4783296544821, line_items: { additions: [] } } }],
    ['fulfillments/create', { id: 1, order_id: 4783296544821, line_items: [] }],
    ['order_transactions/create', { id: 1, order_id: 4783296544821 }],
    ['returns/approve', { id: 1, order: { id: 1, admin_graphql_api_id: order } }],
    ['returns/close', { admin_graphql_api_id: 'gid://shopify/Return/1', order_id: 4783296544821 }],
    ['fulfillment_orders/moved', { moved_fulfillment_order: { id: 7, order_id: 4783296544821 } }],
  ])('%s', (topic, body) => {
    expect(reading(topic, body)).toEqual({ kind: 'order-hint', orders: [order], through: [], missing: [] })
  })

  test.each([
    [
      'fulfillment_orders/order_routing_complete',
      { fulfillment_order: { id: 'gid://shopify/FulfillmentOrder/1', status: 'open' } },
      ['gid://shopify/FulfillmentOrder/1'],
    ],
    [
      'fulfillment_orders/merged',
      { fulfillment_order_merges: { fulfillment_order: { id: 'gid://shopify/FulfillmentOrder/9' } } },
      ['gid://shopify/FulfillmentOrder/9'],
    ],
    [
      'fulfillment_orders/split',
      {
        fulfillment_order: { id: 'gid://shopify/FulfillmentOrder/1' },
        remaining_fulfillment_order: { id: 'gid://shopify/FulfillmentOrder/2' },
      },
      ['gid://shopify/FulfillmentOrder/1', 'gid://shopify/FulfillmentOrder/2'],
    ],
    ['returns/update', { admin_graphql_api_id: 'gid://shopify/Return/5' }, ['gid://shopify/Return/5']],
    [
      'payment_terms/create',
      { id: 706405506930, payment_terms_type: 'net', admin_graphql_api_id: 'gid://shopify/PaymentsTerms' },
      ['gid://shopify/PaymentTerms/706405506930'],
    ],
  ])('%s, through what it names', (topic, body, through) => {
    expect(reading(topic, body)).toEqual({ kind: 'order-hint', orders: [], through, missing: [] })
  })
})

test('a level is asked for by item and location, the item as its gid says', () => {
  const gid = 'gid://shopify/InventoryLevel/24826418?inventory_item_id=271878346596884015'
  expect(
    reading('inventory_levels/update', {
      inventory_item_id: 271878346596884,
      location_id: 24826418,
      available: 3,
      admin_graphql_api_id: gid,
    }),
  ).toEqual({
    kind: 'levels',
    levels: [
      { item: 'gid://shopify/InventoryItem/271878346596884015', location: 'gid://shopify/Location/24826418' },
    ],
  })
})

test('a product names its variants, also those beyond the hundred that are told in full', () => {
  expect(
    reading('products/update', {
      id: 7,
      variants: [{ id: 1 }],
      variant_gids: [{ admin_graphql_api_id: 'gid://shopify/ProductVariant/2' }],
    }),
  ).toEqual({
    kind: 'product',
    product: 'gid://shopify/Product/7',
    variants: ['gid://shopify/ProductVariant/1', 'gid://shopify/ProductVariant/2'],
    deleted: false,
  })
})

test('a request of the privacy law is read even when it names nobody', () => {
  expect(reading('customers/redact', { customer: { id: 191167 }, orders_to_redact: [299938] })).toEqual({
    kind: 'compliance',
    request: 'redact-customer',
    customer: 'gid://shopify/Customer/191167',
    orders: ['gid://shopify/Order/299938'],
  })
  expect(reading('shop/redact', {})).toMatchObject({ kind: 'compliance', request: 'redact-shop' })
})

test('a deleted order, new scopes and an uninstallation are told apart', () => {
  expect(reading('orders/delete', { id: 42 })).toEqual({
    kind: 'order-deleted',
    order: 'gid://shopify/Order/42',
  })
  expect(reading('app/scopes_update', { current: ['read_orders'] })).toEqual({
    kind: 'scopes-changed',
    scopes: ['read_orders'],
  })
  expect(reading('app/uninstalled', { id: 1 })).toEqual({ kind: 'uninstalled', shop: null })
  expect(reading('app/uninstalled', { myshopify_domain: 'a.myshopify.com' })).toEqual({
    kind: 'uninstalled',
    shop: 'a.myshopify.com',
  })
})

test('a topic that nobody subscribed to is ignored, with the reason', () => {
  expect(reading('themes/update', { id: 1 })).toEqual({ kind: 'ignored', why: 'unknown-topic' })
  expect(reading('constructor', { id: 1 })).toEqual({ kind: 'ignored', why: 'unknown-topic' })
  expect(reading('draft_orders/create', { id: 1 })).toEqual({ kind: 'ignored', why: 'draft-order' })
})

test.each([
  ['null', 'not-an-object'],
  ['[]', 'not-an-object'],
  ['"text"', 'not-an-object'],
  ['{"id":null}', 'no-id'],
  ['{"id":{"deep":true}}', 'no-id'],
  ['{"id":1.5}', 'no-id'],
  ['', 'not-json'],
])('%s as an order is unreadable: %s', (body, why) => {
  expect(readEvent({ topic: 'orders/create', body: new TextEncoder().encode(body) })).toEqual({
    kind: 'unreadable',
    why,
  })
})

describe('nothing that is sent breaks the inbox', () => {
  const topic = fc.constantFrom(...TOPICS_READ, '__proto__', '')
  const hostile = fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    'id',
    'order',
    'order_id',
    'line_items',
  )

  test('any bytes', () => {
    fc.assert(
      fc.property(topic, fc.uint8Array({ maxLength: 200 }), (name, body) => {
        expect(readEvent({ topic: name, body }).kind).toBeTypeOf('string')
      }),
    )
  })

  test('any JSON', () => {
    fc.assert(
      fc.property(topic, fc.jsonValue({ maxDepth: 6 }), (name, body) => {
        expect(reading(name, body).kind).toBeTypeOf('string')
      }),
    )
  })

  test('any object with the names that bodies have, and with those that poison prototypes', () => {
    const any = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.jsonValue({ maxDepth: 0 }),
        tie('object'),
        fc.array(tie('value'), { maxLength: 3 }),
      ),
      object: fc.array(fc.tuple(hostile, tie('value')), { maxLength: 5 }).map((entries) => ({ entries })),
    }))
    const asJson = (value: unknown): string =>
      typeof value === 'object' && value !== null && 'entries' in value && Array.isArray(value.entries)
        ? `{${value.entries.map(([key, inner]) => `${JSON.stringify(key)}:${asJson(inner)}`).join()}}`
        : Array.isArray(value)
          ? `[${value.map(asJson).join()}]`
          : (JSON.stringify(value) ?? 'null')
    fc.assert(
      fc.property(topic, any.object, (name, body) => {
        readEvent({ topic: name, body: new TextEncoder().encode(asJson(body)) })
        expect(Object.keys(Object.prototype)).toEqual([])
        expect(({} as Record<string, unknown>).id).toBeUndefined()
      }),
    )
  })
})
