import { parse } from 'graphql'
import { expect, test } from 'vitest'
import { pointsOf } from './bucket.ts'
import { costOf } from './cost.ts'

const requested = (query: string, variables = {}) => costOf(parse(query), variables).requested
const actual = (query: string, data: unknown) => costOf(parse(query), {}).actual(data)

const LINES = '{ nodes { id quantity lineItem { id title } } }'
const SHIP = `mutation($f: FulfillmentInput!) { fulfillmentCreate(fulfillment: $f) { fulfillment { id fulfillmentLineItems(first: 5) ${LINES} } userErrors { message } } }`

// Each of these was charged so by a real shop.
test.each([
  [
    'a mutation with its object',
    'mutation { draftOrderCreate(input: {}) { draftOrder { id } userErrors { message } } }',
    10,
  ],
  [
    'an order below it, with its transactions',
    'mutation { draftOrderComplete(id: "1") { draftOrder { order { id transactions { kind amountSet { shopMoney { amount } } } } } } }',
    12,
  ],
  [
    'a buyer: the dearest of what it may be',
    'mutation { draftOrderComplete(id: "1") { draftOrder { order { id purchasingEntity { ... on Customer { id } ... on PurchasingCompany { company { id } contact { id } location { id } } } } } } }',
    15,
  ],
  [
    'an order with transactions, money free',
    '{ order(id: "1") { id totalPriceSet { shopMoney { amount } } transactions { kind } } }',
    2,
  ],
  [
    'fifty lines with their variants',
    '{ order(id: "1") { id lineItems(first: 50) { nodes { id variant { id } } } } }',
    17,
  ],
  ['a fulfillment with five lines', SHIP, 18],
  [
    'an order with lines, fulfillments, fulfillment orders and returns, five of each',
    `{ order(id: "1") { id lineItems(first: 5) { nodes { id } } fulfillments(first: 5) { id fulfillmentLineItems(first: 5) ${LINES} }
      fulfillmentOrders(first: 5) { nodes { id lineItems(first: 5) { nodes { id lineItem { id } } } } }
      returns(first: 5) { nodes { id returnLineItems(first: 5) { nodes { ... on ReturnLineItem { id fulfillmentLineItem { id } } } } } } } }`,
    73,
  ],
])('%s costs what Shopify charges', (_what, query, points) => {
  expect(requested(query)).toBe(points)
})

test('connections of one object grow slowly: 3, 5, 7, 9 and 13 for 1, 10, 20, 50 and 250', () => {
  const costs = [1, 10, 20, 50, 250].map((first) =>
    requested('query($first: Int!) { products(first: $first) { nodes { id } } }', { first }),
  )
  expect(costs).toEqual([3, 5, 7, 9, 13])
})

test('what came is charged, not what was asked for', () => {
  const line = { id: '1', quantity: 1, lineItem: { id: '2', title: 'Huile' } }
  const fulfillment = { id: '3', fulfillmentLineItems: { nodes: [line] } }
  expect(actual(SHIP, { fulfillmentCreate: { fulfillment, userErrors: [] } })).toBe(14)
  expect(actual(SHIP, { fulfillmentCreate: { fulfillment: null, userErrors: [{ message: 'no' }] } })).toBe(10)
})

test('the bucket empties by what was charged and fills by the second', () => {
  let now = 0
  const points = pointsOf({ size: 2000, restoreRate: 100 }, () => now)
  expect(points.take('a', 1500)).toEqual({
    maximumAvailable: 2000,
    currentlyAvailable: 500,
    restoreRate: 100,
  })
  expect([points.has('a', 600), points.has('b', 600)]).toEqual([false, true])
  now = 2000
  expect(points.has('a', 700)).toBe(true)
})
