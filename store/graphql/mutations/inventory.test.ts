// How Shopify answers whoever writes quantities, as it was recorded of API 2026-04.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listeningApp, type ListeningApp } from '../../listening-app.ts'

let app: ListeningApp
let at: { inventoryItemId: string; locationId: string }
beforeEach(async () => {
  app = await listeningApp()
  app.store.control.setClock({ at: '2026-11-24T08:00:00Z', frozen: true })
  const { data } = await app.graphql(
    '{ productVariants(first: 1, query: "sku:HUILE-75") { nodes { inventoryItem { id inventoryLevels(first: 1) { nodes { location { id } } } } } } }',
  )
  const { id, inventoryLevels } = data.productVariants.nodes[0].inventoryItem
  at = { inventoryItemId: id, locationId: inventoryLevels.nodes[0].location.id }
})
afterEach(() => app.close())

const GROUP =
  'inventoryAdjustmentGroup { changes { name delta quantityAfterChange } } userErrors { code field message }'
const write = (root: string) => async (input: object, key: string) => {
  const type = `I${root.slice(1)}Input!`
  const query = `mutation W($input: ${type}, $key: String!) { ${root}(input: $input) @idempotent(key: $key) { ${GROUP} } }`
  return (await app.graphql(query, { input, key })).data[root]
}
const adjust = (changes: object[], key: string, over: object = {}) =>
  write('inventoryAdjustQuantities')(
    {
      name: 'available',
      reason: 'correction',
      changes: changes.map((one) => ({ ...at, changeFromQuantity: null, ...one })),
      ...over,
    },
    key,
  )
const set = (name: string, quantity: number, key: string) =>
  write('inventorySetQuantities')(
    { name, reason: 'correction', quantities: [{ ...at, quantity, changeFromQuantity: null }] },
    key,
  )
const onHand = () => app.store.control.stock({ sku: 'HUILE-75' }).levels[0]!.onHand

test('a key is known for a day; after that the same call does its work once more', async () => {
  await adjust([{ delta: 6 }], 'receipt')
  app.store.control.setClock({ advance: 'PT23H59M' })
  await adjust([{ delta: 6 }], 'receipt')
  expect(onHand()).toBe(14)
  app.store.control.setClock({ advance: 'PT2M' })
  await adjust([{ delta: 6 }], 'receipt')
  expect(onHand()).toBe(20)
})

test('what was changed is told, but never what it is now; what changed nothing has no group and no error', async () => {
  expect(await adjust([{ delta: 3 }], 'some')).toEqual({
    inventoryAdjustmentGroup: {
      changes: [
        { name: 'available', delta: 3, quantityAfterChange: null },
        { name: 'on_hand', delta: 3, quantityAfterChange: null },
      ],
    },
    userErrors: [],
  })
  expect(await adjust([{ delta: 0 }], 'none')).toEqual({ inventoryAdjustmentGroup: null, userErrors: [] })
  expect(await set('on_hand', 11, 'as it is')).toEqual({ inventoryAdjustmentGroup: null, userErrors: [] })
})

test('each thing that is wrong is named with its place in the input', async () => {
  const nowhere = {
    inventoryItemId: 'gid://shopify/InventoryItem/42',
    locationId: 'gid://shopify/Location/99',
    delta: 1,
  }
  expect((await adjust([nowhere], 'nowhere')).userErrors).toEqual([
    {
      code: 'INVALID_INVENTORY_ITEM',
      field: ['input', 'changes', '0', 'inventoryItemId'],
      message: 'The specified inventory item could not be found.',
    },
    {
      code: 'INVALID_LOCATION',
      field: ['input', 'changes', '0', 'locationId'],
      message: 'The specified location could not be found.',
    },
  ])
  const damaged = { name: 'damaged', reason: 'damaged' }
  expect((await adjust([{ delta: 1 }], 'no ledger', damaged)).userErrors[0]).toMatchObject({
    code: 'INVALID_QUANTITY_DOCUMENT',
    field: ['input', 'changes', '0', 'ledgerDocumentUri'],
  })
  const two = ['a', 'b'].map((name) => ({ delta: 1, ledgerDocumentUri: `carnet://loss/${name}` }))
  expect((await adjust(two, 'two ledgers', damaged)).userErrors[0]).toMatchObject({
    code: 'MAX_ONE_LEDGER_DOCUMENT',
    field: ['input', 'changes'],
  })
})

test('available may be set below zero, on hand may not', async () => {
  expect((await set('available', -5, 'a')).userErrors).toEqual([])
  expect((await set('on_hand', -5, 'b')).userErrors[0]).toMatchObject({
    code: 'INVALID_QUANTITY_NEGATIVE',
    field: ['input', 'quantities', '0', 'quantity'],
  })
  expect((await set('available', -2_000_000_000, 'c')).userErrors[0].code).toBe('INVALID_QUANTITY_TOO_LOW')
})

test('changeFromQuantity is missed before the key is', async () => {
  const { errors } = await app.graphql(
    `mutation M($changes: [InventoryChangeInput!]!) { inventoryAdjustQuantities(input: { name: "available", reason: "correction", changes: $changes }) { ${GROUP} } }`,
    { changes: [{ ...at, delta: 1 }] },
  )
  expect(errors![0]).toMatchObject({ extensions: { code: 'INVALID_FIELD_ARGUMENTS' } })
})

test('stocking what is stocked already answers its level, and says that no quantity was set', async () => {
  const stock = async (quantities: string, key: string) =>
    (
      await app.graphql(
        `mutation S($inventoryItemId: ID!, $locationId: ID!) { inventoryActivate(inventoryItemId: $inventoryItemId, locationId: $locationId ${quantities}) @idempotent(key: "${key}") {
          inventoryLevel { quantities(names: ["on_hand"]) { quantity updatedAt } } userErrors { field message } } }`,
        at,
      )
    ).data.inventoryActivate
  const level = { quantities: [{ quantity: 8, updatedAt: null }] }
  expect(await stock('', 'again')).toEqual({ inventoryLevel: level, userErrors: [] })
  expect(await stock('onHand: 5', 'five')).toEqual({
    inventoryLevel: level,
    userErrors: [
      {
        field: ['onHand'],
        message: 'Not allowed to set an on_hand quantity when the item is already active at the location.',
      },
    ],
  })
  const { inventoryLevel, userErrors } = await stock('onHand: 5, available: 5', 'both')
  expect([inventoryLevel, userErrors.map(({ field }: { field: string[] }) => field)]).toEqual([
    null,
    [['available'], ['onHand']],
  ])
})

test('an item that is not tracked has levels as well, with nothing in them', async () => {
  app.store.control.product({ sku: 'CONSEIL', price: '50.00', tracked: false })
  const { data } = await app.graphql(
    '{ productVariants(first: 1, query: "sku:CONSEIL") { nodes { inventoryItem { tracked inventoryLevels(first: 5) { nodes { quantities(names: ["available"]) { quantity } } } } } } }',
  )
  expect(data.productVariants.nodes[0].inventoryItem).toEqual({
    tracked: false,
    inventoryLevels: { nodes: [{ quantities: [{ quantity: 0 }] }] },
  })
})

test('no list of an input is longer than 250', async () => {
  const ids = Array.from({ length: 251 }, (_, n) => `gid://shopify/InventoryItem/${n}`)
  const ask = async (some: string[]) =>
    (await app.graphql('query N($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: some })).errors
  expect(await ask(ids.slice(1))).toBeUndefined()
  expect((await ask(ids))![0]).toMatchObject({
    message: 'The input array size of 251 is greater than the maximum allowed of 250.',
    extensions: { code: 'MAX_INPUT_SIZE_EXCEEDED' },
  })
})
