import { afterAll, beforeAll, expect, test } from 'vitest'
import { listeningApp, type ListeningApp } from '../listening-app.ts'

let app: ListeningApp
beforeAll(async () => {
  app = await listeningApp()
})
afterAll(() => app.close())

const ADJUST = `mutation Adjust($input: InventoryAdjustQuantitiesInput!, $key: String!) {
  inventoryAdjustQuantities(input: $input) @idempotent(key: $key) {
    inventoryAdjustmentGroup { id changes { name delta quantityAfterChange } }
    userErrors { code message }
  }
}`

async function level() {
  const { data } = await app.graphql(
    `{ productVariants(first: 1, query: "sku:HUILE-75") { nodes { sku inventoryItem { id unitCost { amount }
      inventoryLevels(first: 5) { nodes { location { id name } quantities(names: ["available", "on_hand", "committed"]) { name quantity } } } } } } }`,
  )
  const { inventoryItem } = data.productVariants.nodes[0]
  const [first] = inventoryItem.inventoryLevels.nodes
  return {
    inventoryItemId: inventoryItem.id as string,
    locationId: first.location.id as string,
    quantities: first.quantities,
  }
}

const input = async (change: object, over: object = {}) => {
  const { inventoryItemId, locationId } = await level()
  return {
    name: 'available',
    reason: 'received',
    changes: [{ inventoryItemId, locationId, delta: 6, ...change }],
    ...over,
  }
}

test('stock is read with Shopify’s names', async () => {
  expect((await level()).quantities).toEqual([
    { name: 'available', quantity: 5 },
    { name: 'on_hand', quantity: 8 },
    { name: 'committed', quantity: 3 },
  ])
})

test('quantities are written only where an item is stocked, which comes first', async () => {
  const { location: locationId } = app.store.control.openLocation({ name: 'Halle' })
  const elsewhere = async (key: string) => {
    const { data } = await app.graphql(ADJUST, {
      input: await input({ locationId, changeFromQuantity: null }),
      key,
    })
    return data.inventoryAdjustQuantities
  }
  expect(await elsewhere('halle-1')).toEqual({
    inventoryAdjustmentGroup: null,
    userErrors: [
      {
        code: 'ITEM_NOT_STOCKED_AT_LOCATION',
        message: 'The specified inventory item is not stocked at the location.',
      },
    ],
  })
  app.store.control.connect({ sku: 'HUILE-75', location: 'Halle' })
  expect((await elsewhere('halle-2')).userErrors).toEqual([])
})

test('a key that comes again changes nothing again', async () => {
  const variables = { input: await input({ changeFromQuantity: 5 }), key: 'receipt-1' }
  const first = await app.graphql(ADJUST, variables)
  expect(first.data.inventoryAdjustQuantities.userErrors).toEqual([])
  expect((await app.graphql(ADJUST, variables)).data).toEqual(first.data)
  expect((await level()).quantities[1].quantity).toBe(14)
  const other = await app.graphql(ADJUST, {
    ...variables,
    input: await input({ delta: 1, changeFromQuantity: null }),
  })
  expect(other.data.inventoryAdjustQuantities.userErrors[0].code).toBe('IDEMPOTENCY_KEY_PARAMETER_MISMATCH')
})

test('a stale quantity is refused, and its key is spent', async () => {
  const variables = { input: await input({ changeFromQuantity: 99 }), key: 'receipt-2' }
  const codes = async () =>
    (await app.graphql(ADJUST, variables)).data.inventoryAdjustQuantities.userErrors[0].code
  expect(await codes()).toBe('CHANGE_FROM_QUANTITY_STALE')
  expect(await codes()).toBe('IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED')
})

test('without a key, or without changeFromQuantity, Shopify answers an error', async () => {
  const bare = await app.graphql(
    ADJUST.replace(' @idempotent(key: $key)', '').replace(', $key: String!', ''),
    {
      input: await input({ changeFromQuantity: null }),
    },
  )
  expect(bare.errors![0]).toMatchObject({
    message: 'The @idempotent directive is required for this mutation but was not provided.',
    extensions: { code: 'BAD_REQUEST' },
  })
  const unsaid = await app.graphql(ADJUST, { input: await input({}), key: 'receipt-3' })
  expect(unsaid.errors![0]!.message).toContain('must include the following argument: changeFromQuantity')
})

test('committed and on hand cannot be adjusted', async () => {
  const refused = await app.graphql(ADJUST, {
    input: await input({ changeFromQuantity: null }, { name: 'committed' }),
    key: 'r4',
  })
  expect(refused.data.inventoryAdjustQuantities.userErrors[0].message).toContain(
    'Valid values are: available',
  )
})

test('what is not there answers an error that says so', async () => {
  expect(
    (
      await app.graphql(
        'mutation { productDelete(input: { id: "gid://shopify/Product/1" }) { deletedProductId } }',
      )
    ).errors![0]!.message,
  ).toBe('practice store: Mutation.productDelete is not implemented')
  expect((await app.graphql('{ shop { resourceLimits { maxProductOptions } } }')).errors![0]!.message).toBe(
    'practice store: Shop.resourceLimits is not implemented',
  )
  expect((await app.graphql('{ shop { nonsense } }')).errors![0]!.message).toContain(
    "Field 'nonsense' doesn't exist on type 'Shop'",
  )
})

test('a fulfillment of a part leaves the rest open', async () => {
  const orders = await app.graphql(
    `{ orders(first: 1, query: "name:#1039") { nodes { id fulfillmentOrders(first: 5) { nodes { id lineItems(first: 5) { nodes { id remainingQuantity } } } } } } }`,
  )
  const [order] = orders.data.orders.nodes
  const [open] = order.fulfillmentOrders.nodes
  const create = (quantity: number) =>
    app.graphql(
      `mutation Ship($fulfillment: FulfillmentInput!) { fulfillmentCreate(fulfillment: $fulfillment) { fulfillment { id status name } userErrors { message } } }`,
      {
        fulfillment: {
          lineItemsByFulfillmentOrder: [
            {
              fulfillmentOrderId: open.id,
              fulfillmentOrderLineItems: [{ id: open.lineItems.nodes[0].id, quantity }],
            },
          ],
        },
      },
    )
  expect((await create(2)).data.fulfillmentCreate).toMatchObject({
    fulfillment: { status: 'SUCCESS', name: '#1039-F1' },
    userErrors: [],
  })
  expect((await create(2)).data.fulfillmentCreate).toEqual({
    fulfillment: null,
    userErrors: [{ message: 'Invalid fulfillment order line item quantity requested.' }],
  })
  const read = await app.graphql(
    `{ order(id: "${order.id}") { displayFulfillmentStatus lineItems(first: 1) { nodes { unfulfilledQuantity } } } }`,
  )
  expect(read.data.order).toEqual({
    displayFulfillmentStatus: 'PARTIALLY_FULFILLED',
    lineItems: { nodes: [{ unfulfilledQuantity: 1 }] },
  })
})

test('pages follow each other without gap or repeat', async () => {
  const seen: string[] = []
  let after: string | null = null
  do {
    const { data } = await app.graphql(
      'query Page($after: String) { orders(first: 5, after: $after, sortKey: UPDATED_AT) { nodes { name } pageInfo { hasNextPage endCursor } } }',
      { after },
    )
    seen.push(...data.orders.nodes.map(({ name }: { name: string }) => name))
    after = data.orders.pageInfo.hasNextPage ? data.orders.pageInfo.endCursor : null
  } while (after)
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen).toHaveLength(21)
})

test('an order is edited in a session and applied at the commit', async () => {
  const placed = app.store.control.placeOrder({
    buyer: 'Le Panier Vert',
    lines: [{ sku: 'RIZ-CAMARGUE', quantity: 5 }],
  })
  const begun = await app.graphql(
    `mutation { orderEditBegin(id: "${placed.gid}") { calculatedOrder { id lineItems(first: 5) { nodes { id quantity } } } userErrors { message } } }`,
  )
  const { id, lineItems } = begun.data.orderEditBegin.calculatedOrder
  const set = await app.graphql(
    `mutation { orderEditSetQuantity(id: "${id}", lineItemId: "${lineItems.nodes[0].id}", quantity: 3) { calculatedLineItem { quantity } userErrors { message } } }`,
  )
  expect(set.data.orderEditSetQuantity).toEqual({ calculatedLineItem: { quantity: 3 }, userErrors: [] })
  await app.graphql(`mutation { orderEditCommit(id: "${id}") { order { id } userErrors { message } } }`)
  await app.store.control.idle()
  expect(app.topics()).toContain('orders/edited')
  expect(app.store.control.order({ order: placed.id }).order.line_items).toMatchObject([
    { current_quantity: 3, fulfillable_quantity: 3 },
  ])
})

test('a lost answer did its work', async () => {
  app.store.control.faults({ root: 'tagsAdd', kind: 'lost-answer' })
  const id = app.store.control.order({ order: '1040' }).gid
  const call = app.graphql(`mutation { tagsAdd(id: "${id}", tags: ["seen"]) { userErrors { message } } }`)
  await expect(call).rejects.toThrow()
  expect(app.store.control.order({ order: '1040' }).order.tags).toBe('seen')
})

test('what was not granted is denied', async () => {
  const poor = await listeningApp({ scopes: ['read_products'] })
  const { data, errors } = await poor.graphql('{ shop { name } orders(first: 1) { nodes { id } } }')
  await poor.close()
  expect(errors![0]).toMatchObject({ extensions: { code: 'ACCESS_DENIED' } })
  expect(data).toBeNull()
})
