import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { TOPICS_READ } from '#app/inbox/read-event.ts'
import { declaredTopics } from './app-toml.ts'
import { corpusEntry, topicsOfSchema } from './corpus-topic.ts'

const ours = declaredTopics(readFileSync('shopify.app.toml', 'utf8'))
const all = topicsOfSchema(readFileSync('store/schema/admin.graphql', 'utf8'), ours)

test('the app subscribes to every topic it reads, except those it would ignore', () => {
  const ignored = TOPICS_READ.filter((topic) => topic.startsWith('draft_orders/'))
  expect([...ours, ...ignored].sort()).toEqual([...TOPICS_READ].sort())
})

test('every topic of ours is one of Shopify, or one of the privacy law', () => {
  const schema = readFileSync('store/schema/admin.graphql', 'utf8')
  const unknown = ours.filter((topic) => !schema.includes(topic.toUpperCase().replace('/', '_')))
  expect(unknown).toEqual(['customers/data_request', 'customers/redact', 'shop/redact'])
})

test.each([
  ['inventory-levels-update__official-sample.json', 'inventory_levels/update'],
  ['fulfillment-orders-order-routing-complete__x.json', 'fulfillment_orders/order_routing_complete'],
  ['fulfillments-create__x.json', 'fulfillments/create'],
  ['orders-partially-fulfilled__x.json', 'orders/partially_fulfilled'],
  ['company-locations-create__x.json', 'company_locations/create'],
  ['customers-data-request__x.json', 'customers/data_request'],
  ['app-scopes-update__x.json', 'app/scopes_update'],
  ['shop-redact__x.json', 'shop/redact'],
  ['malformed__orders-create-truncated-body.json', 'orders/create'],
])('%s is sent as %s', (file, topic) => {
  expect(corpusEntry(file, ours)).toEqual({ kind: 'webhook', topic })
})

test.each([
  ['company-contacts-create__x.json', 'company_contacts/create'],
  [
    'fulfillment-orders-line-items-prepared-for-pickup__x.json',
    'fulfillment_orders/line_items_prepared_for_pickup',
  ],
  ['reverse-fulfillment-orders-dispose__x.json', 'reverse_fulfillment_orders/dispose'],
  ['orders-risk-assessment-changed__x.json', 'orders/risk_assessment_changed'],
  ['subscription-billing-attempts-success__x.json', 'subscription_billing_attempts/success'],
])('%s is sent as %s, which Carnet does not know', (file, topic) => {
  expect(corpusEntry(file, ours).kind).toBe('skipped')
  expect(corpusEntry(file, all)).toEqual({ kind: 'webhook', topic })
})

test.each(['orders-list__x.json', 'shop-get__x.json', 'refunds-calculate__x.json', 'orders-createx__x.json'])(
  '%s is no webhook',
  (file) => expect(corpusEntry(file, all)).toEqual({ kind: 'skipped', why: 'no webhook' }),
)

test('answers of the Admin API go through the GraphQL parser, other files nowhere', () => {
  expect(corpusEntry('graphql-orders__lines-page-2-of-2.json', all)).toEqual({ kind: 'graphql' })
  expect(corpusEntry('MANIFEST.md', all)).toEqual({ kind: 'skipped', why: 'not JSON' })
})
