// What the switches do to calls of the Admin API, queries and mutations alike.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listeningApp, type ListeningApp, SHOP } from '../listening-app.ts'

let app: ListeningApp
let token: string
beforeEach(async () => {
  app = await listeningApp()
  token = app.store.control.offlineToken().accessToken
})
afterEach(() => app.close())

const SHOP_NAME = '{ shop { name } }'
const ORDERS = '{ orders(first: 5) { nodes { id name note poNumber customer { id } } } }'
const tag = (tags: string) => {
  const id = app.store.control.order({ order: '1040' }).gid
  return `mutation { tagsAdd(id: "${id}", tags: ["${tags}"]) { node { id } userErrors { message } } }`
}
const tags = () => app.store.control.order({ order: '1040' }).order.tags

async function call(query: string) {
  const response = await fetch(`${app.store.url}/admin/api/2026-07/graphql.json`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-host': SHOP,
      'x-shopify-access-token': token,
    },
    body: JSON.stringify({ query }),
  })
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  return { status: response.status, headers: response.headers, body: (await response.json()) as any }
}

test('the next call is told to come back, by status and by code', async () => {
  app.store.control.faults({ kind: 'http429' })
  const refused = await call(SHOP_NAME)
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '2.0'])
  app.store.control.faults({ kind: 'throttled', root: 'shop' })
  const { body } = await call(SHOP_NAME)
  expect(body.errors[0].extensions.code).toBe('THROTTLED')
  expect(body.data).toBeUndefined()
  expect(body.extensions.cost.throttleStatus.currentlyAvailable).toBe(0)
  expect((await call(SHOP_NAME)).body.data.shop.name).toBe('Huilerie du Moulin')
})

test('a failure of another root leaves this one alone', async () => {
  app.store.control.faults({ kind: 'http500', root: 'orders', status: 503 })
  expect((await call(SHOP_NAME)).status).toBe(200)
  expect((await call(ORDERS)).status).toBe(503)
  expect((await call(ORDERS)).status).toBe(200)
  app.store.control.faults({ kind: 'http500', status: 402 })
  expect(await call(SHOP_NAME)).toMatchObject({
    status: 402,
    body: { errors: expect.stringContaining('Payment Required') as unknown },
  })
})

test('a connection is cut before anything is done, or after all of it was', async () => {
  app.store.control.faults({ kind: 'lost-request', root: 'tagsAdd' })
  await expect(call(tag('before'))).rejects.toThrow()
  expect(tags()).toBe('')
  app.store.control.faults({ kind: 'lost-answer', root: 'tagsAdd' })
  await expect(call(tag('after'))).rejects.toThrow()
  expect(tags()).toBe('after')
  app.store.control.faults({ kind: 'lost-answer' })
  await expect(call(ORDERS)).rejects.toThrow()
})

test('a refused mutation is not done; a query has no user errors', async () => {
  app.store.control.faults({ kind: 'user-error', message: 'not now' })
  expect((await call(SHOP_NAME)).body.errors).toBeUndefined()
  expect((await call(tag('refused'))).body.data.tagsAdd.userErrors).toEqual([{ message: 'not now' }])
  expect(tags()).toBe('')
})

const ADJUST = `mutation {
  inventoryAdjustQuantities(input: { name: "available", reason: "received", changes: [] }) @idempotent(key: "k") {
    userErrors { code message }
  }
}`

test('a user error has the code that was asked for, and only one that its mutation knows', async () => {
  const { control } = app.store
  control.faults({ kind: 'user-error', root: 'inventoryAdjustQuantities', code: 'INVALID_LOCATION' })
  const { userErrors } = (await call(ADJUST)).body.data.inventoryAdjustQuantities
  expect(userErrors).toEqual([{ code: 'INVALID_LOCATION', message: expect.any(String) }])
  const code = 'INVALID_LOCATION'
  const asked = (root?: string) => () => control.faults({ kind: 'user-error', root, code })
  expect(asked('metafieldsSet')).toThrow('metafieldsSet has no user error INVALID_LOCATION, but APP_NOT_')
  expect(asked('inventoryAdjustQuantities, fulfillmentCreate')).toThrow(
    'The user errors of fulfillmentCreate have no code',
  )
  expect(asked('orders')).toThrow('orders is no mutation')
  expect(asked()).toThrow('say of which mutation')
  expect(control.switches().calls).toEqual([])
})

test('an answer in part has status 200, errors and null fields, and a mutation is done', async () => {
  app.store.control.faults({ kind: 'partial', times: 3 })
  const { status, body } = await call(ORDERS)
  expect(status).toBe(200)
  expect(body.errors[0].extensions.code).toBe('INTERNAL_SERVER_ERROR')
  for (const { path } of body.errors as { path: (string | number)[] }[])
    expect(path.reduce((at, step) => at[step], body.data)).toBeNull()
  expect(body.data.orders.nodes[0].name).toMatch(/^#/)
  expect((await call(SHOP_NAME)).body).toMatchObject({ data: null, errors: [{}] })
  expect((await call(tag('part'))).body.data.tagsAdd.node).toBeNull()
  expect(tags()).toBe('part')
})

test('another API version answers under its own name', async () => {
  app.store.control.faults({ kind: 'other-version', version: '2026-10' })
  expect((await call(SHOP_NAME)).headers.get('x-shopify-api-version')).toBe('2026-10')
  expect((await call(SHOP_NAME)).headers.get('x-shopify-api-version')).toBe('2026-07')
})

test('another API version has lost fields: who asks for one is refused whole, and nothing is done', async () => {
  const absent = ['Order.poNumber', 'TagsAddPayload.node']
  app.store.control.faults({ kind: 'other-version', version: '2026-10', absent, times: 4 })
  const { status, headers, body } = await call(ORDERS)
  expect([status, headers.get('x-shopify-api-version'), body.data]).toEqual([200, '2026-10', undefined])
  expect(body.errors).toEqual([
    {
      message: "Field 'poNumber' doesn't exist on type 'Order'",
      locations: [{ line: 1, column: 43 }],
      path: ['query', 'orders', 'nodes', 'poNumber'],
      extensions: { code: 'undefinedField', typeName: 'Order', fieldName: 'poNumber' },
    },
  ])
  expect((await call(tag('gone'))).body.errors[0].extensions.fieldName).toBe('node')
  expect(tags()).toBe('')
  const bulk =
    'mutation { bulkOperationRunQuery(query: "{ orders { edges { node { poNumber } } } }") { userErrors { message } } }'
  const { userErrors } = (await call(bulk)).body.data.bulkOperationRunQuery
  expect(userErrors[0].message).toContain("Field 'poNumber' doesn't exist")
  expect((await call(SHOP_NAME)).body.data.shop.name).toBe('Huilerie du Moulin')
  expect((await call(ORDERS)).body.errors).toBeUndefined()
  const unknown = () => app.store.control.faults({ kind: 'other-version', absent: ['Order.nonsense'] })
  expect(unknown).toThrow('Order.nonsense is no field of API 2026-07')
})

test('a field that no version has is refused in Shopify’s words', async () => {
  const { errors } = (await call('query Mine { shop { nonsense } }')).body
  expect(errors[0]).toMatchObject({
    message: "Field 'nonsense' doesn't exist on type 'Shop'",
    path: ['query Mine', 'shop', 'nonsense'],
    extensions: { code: 'undefinedField' },
  })
})

test('a slow query is answered after the others', async () => {
  app.store.control.faults({ kind: 'slow', root: 'orders', ms: 300 })
  const answered: string[] = []
  await Promise.all([
    call(ORDERS).then(() => answered.push('orders')),
    call(SHOP_NAME).then(() => answered.push('shop')),
  ])
  expect(answered).toEqual(['shop', 'orders'])
})

test('a share of the calls fails, the same ones for the same seed, and none when it is off', async () => {
  const statuses = async () => {
    const seen: number[] = []
    for (let n = 0; n < 30; n += 1) seen.push((await call(SHOP_NAME)).status)
    return seen
  }
  app.store.control.faults({ kind: 'http500', share: 0.3 })
  app.store.control.seed({ seed: 4 })
  const first = await statuses()
  expect(new Set(first)).toEqual(new Set([200, 500]))
  app.store.control.seed({ seed: 4 })
  expect(await statuses()).toEqual(first)
  app.store.control.faults({ kind: 'http500', share: 0 })
  expect(new Set(await statuses())).toEqual(new Set([200]))
})

test('a small bucket throttles from now on, and all quiet gives the usual one back', async () => {
  app.store.control.bucket({ size: 10, restoreRate: 1 })
  expect((await call(ORDERS)).body.errors).toBeUndefined()
  expect((await call(ORDERS)).body.errors[0].extensions.code).toBe('THROTTLED')
  app.store.control.allQuiet()
  expect((await call(ORDERS)).body.extensions.cost.throttleStatus.maximumAvailable).toBe(20_000)
})
