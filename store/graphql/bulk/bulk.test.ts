// Bulk queries: lines over HTTP, children joined to their parents by id, and what is refused.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asking, type Asking } from '../../asking.ts'
import * as documents from '../operations.documents.ts'

let ask: Asking
beforeAll(async () => {
  ask = await asking()
})
afterAll(() => ask.close())

type Line = { id: string; __parentId?: string; [field: string]: unknown }

async function linesOf(
  query: string,
  grouped = false,
): Promise<{ lines: Line[]; operation: Record<string, string> }> {
  const { bulkOperationRunQuery } = await ask(documents.runBulk, { query, grouped })
  await ask.store.control.idle()
  const { bulkOperation } = await ask(documents.bulk, { id: bulkOperationRunQuery.bulkOperation.id })
  const text = bulkOperation.url ? await (await fetch(bulkOperation.url as string)).text() : ''
  const lines = text
    .split('\n')
    .filter((line) => line)
    .map((line) => JSON.parse(line) as Line)
  return { lines, operation: bulkOperation as Record<string, string> }
}

const VARIANTS = `{ productVariants { edges { node { id sku inventoryItem { id tracked inventoryLevels { edges { node { id quantities(names: ["on_hand"]) { name quantity } } } } } } } } }`

test('children say which line they belong to, also below an object of that line', async () => {
  const { lines, operation } = await linesOf(VARIANTS)
  const parents = lines.filter(({ __parentId }) => !__parentId)
  const children = lines.filter(({ __parentId }) => __parentId)
  expect(operation).toMatchObject({
    status: 'COMPLETED',
    objectCount: String(lines.length),
    rootObjectCount: String(parents.length),
  })
  expect(Number(operation.fileSize)).toBeGreaterThan(1000)
  expect(parents[0]).toMatchObject({ sku: expect.any(String) as unknown, inventoryItem: { tracked: true } })
  expect(parents[0]!.inventoryItem).not.toHaveProperty('inventoryLevels')
  expect(new Set(children.map(({ __parentId }) => __parentId)).size).toBeGreaterThan(10)
  expect(children.every((one) => parents.some(({ id }) => id === one.__parentId))).toBe(true)
  // Ungrouped, as is the default, no child follows its parent at once.
  expect(lines.findIndex(({ __parentId }) => __parentId)).toBe(parents.length)
})

test('grouped lines follow their parent', async () => {
  const { lines } = await linesOf(VARIANTS, true)
  let parent = ''
  for (const line of lines)
    if (line.__parentId) expect(line.__parentId).toBe(parent)
    else parent = line.id
})

test('more than a page of orders comes whole, with each line once', async () => {
  ask.store.control.placeOrder({
    buyer: 'Le Panier Vert',
    lines: [
      { sku: 'RIZ-CAMARGUE', quantity: 1 },
      { sku: 'HUILE-75', quantity: 1 },
    ],
    count: 300,
  })
  const { lines, operation } = await linesOf(
    '{ orders { edges { node { id name lineItems { edges { node { id sku } } } } } } }',
  )
  expect(Number(operation.rootObjectCount)).toBe(ask.store.world.state.shops[ask.shop]!.orders.length)
  expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length)
  expect(lines.length).toBeGreaterThan(900)
})

test('a query that finds nothing has no file', async () => {
  const { operation } = await linesOf('{ orders(query: "name:#9") { edges { node { id } } } }')
  expect(operation).toMatchObject({ status: 'COMPLETED', objectCount: '0', url: null, fileSize: null })
})

test.each([
  ['nodes', '{ products { nodes { id } } }', "Invalid connection fields: 'products'."],
  [
    'a mutation',
    'mutation { shopLocaleDisable(locale: "en") { locale } }',
    'Only `query` operations are supported',
  ],
  ['one thing by id', '{ node(id: "gid://shopify/Product/1") { id } }', 'top level `node` field'],
  ['no connection', '{ shop { name } }', 'at least one connection'],
  [
    'children of a parent without id',
    '{ products { edges { node { title variants { edges { node { id } } } } } } }',
    "Connection fields without 'id': products",
  ],
  [
    'a connection in a list',
    '{ orders { edges { node { id fulfillments { fulfillmentLineItems { edges { node { id } } } } } } } }',
    'within a list field',
  ],
])('%s is refused as a bulk query', async (_what, query, message) => {
  const { data } = await ask.raw(documents.runBulk, { query, grouped: false })
  expect(data.bulkOperationRunQuery.bulkOperation).toBeNull()
  expect(data.bulkOperationRunQuery.userErrors).toMatchObject([{ code: 'INVALID', field: ['query'] }])
  expect(data.bulkOperationRunQuery.userErrors[0].message).toContain(message)
})

test('five run at once, a sixth waits, and its end is told', async () => {
  // In one request, so that none is done before the last is asked for.
  const run = `bulkOperationRunQuery(query: "{ products { edges { node { id } } } }", groupObjects: false) { userErrors { code } }`
  const { data } = await ask.raw(`mutation { ${[1, 2, 3, 4, 5, 6].map((n) => `q${n}: ${run}`).join(' ')} }`)
  const codes = Object.values(data as Record<string, { userErrors: { code: string }[] }>).map(
    ({ userErrors }) => userErrors[0]?.code ?? null,
  )
  expect(codes).toEqual([null, null, null, null, null, 'OPERATION_IN_PROGRESS'])
  await ask.store.control.idle()
  expect(ask.app.topics()).toContain('bulk_operations/finish')
})
