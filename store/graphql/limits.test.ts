// What an app may not: more points than it has, fields it was not granted, customers' data it was not approved for.
import { expect, test } from 'vitest'
import { asking } from '../asking.ts'

const LINES = '{ orders(first: 50) { nodes { id lineItems(first: 20) { nodes { id sku } } } } }'

test('an app that asks faster than its points come back is throttled, and answered again a moment later', async () => {
  const ask = await asking({ bucket: { size: 100, restoreRate: 100 } })
  const costs: (number | null)[] = []
  let refused
  for (let n = 0; n < 5 && !refused; n += 1) {
    const answer = (await ask.raw(LINES)) as Awaited<ReturnType<typeof ask.raw>> & {
      extensions: { cost: { requestedQueryCost: number; actualQueryCost: number | null } }
    }
    costs.push(answer.extensions.cost.actualQueryCost)
    if (answer.errors) refused = answer
  }
  expect(refused!.errors![0]).toMatchObject({ message: 'Throttled', extensions: { code: 'THROTTLED' } })
  expect(refused!.data).toBeUndefined()
  expect(costs.at(-1)).toBeNull()
  await new Promise((resolve) => setTimeout(resolve, 700))
  expect((await ask.raw(LINES)).errors).toBeUndefined()
  await ask.close()
})

test('a query that asks for more than 1,000 points is refused, however full the bucket is', async () => {
  const ask = await asking()
  const { errors } = await ask.raw(
    '{ orders(first: 250) { nodes { id lineItems(first: 250) { nodes { id variant { id product { id } } } } fulfillmentOrders(first: 250) { nodes { id lineItems(first: 250) { nodes { id lineItem { id } } } } } } } }',
  )
  expect(errors![0]!.extensions!.code).toBe('MAX_COST_EXCEEDED')
  await ask.close()
})

test('without read_all_orders an app is shown the orders of the last 60 days, by list, count and id', async () => {
  const seen = async (scopes: string[]) => {
    const ask = await asking({ scopes })
    ask.store.control.setClock({ at: '2026-12-04T07:00:00Z', frozen: true })
    const first = ask.store.control.orders().orders.toSorted((a, b) => a.id.localeCompare(b.id))[0]!
    const id = `gid://shopify/Order/${first.id}`
    const read = async () => {
      const query =
        '{ orders(first: 1) { nodes { id } } ordersCount { count } order(id: "ID") { id } node(id: "ID") { id } }'
      const { data } = await ask.raw(query.replaceAll('ID', id))
      return [data.orders.nodes[0].id === id, data.ordersCount.count, data.order?.id ?? data.node?.id ?? null]
    }
    const before = await read()
    ask.store.control.setClock({ advance: 'PT1H' })
    const after = await read()
    await ask.close()
    return [id, before, after]
  }
  const [id, before, after] = await seen(['read_orders'])
  expect(before).toEqual([true, 21, id])
  expect(after).toEqual([false, 20, null])
  const [old, , all] = await seen(['read_orders', 'read_all_orders'])
  expect(all).toEqual([true, 21, old])
})

test('customers’ data that was not approved is null, with an error for each field', async () => {
  const ask = await asking({ customerData: ['email'] })
  const { data, errors } = await ask.raw('{ customers(first: 1) { nodes { id email firstName tags } } }')
  await ask.close()
  expect(data.customers.nodes[0]).toMatchObject({ firstName: null, tags: ['pro'] })
  expect(data.customers.nodes[0].email).toContain('@')
  expect(errors).toHaveLength(1)
  expect(errors![0]).toMatchObject({
    message: expect.stringContaining('not approved to use the firstName field') as unknown,
    extensions: { code: 'ACCESS_DENIED' },
  })
})

test('a second call with a key that is still under way is told so', async () => {
  const ask = await asking()
  const { gid } = ask.store.control.placeOrder({ buyer: 'Hôtel', lines: [{ sku: 'HUILE-75', quantity: 1 }] })
  ask.store.control.faults({ root: 'inventoryTransferCreate', kind: 'slow', ms: 150, times: 2 })
  expect(gid).toContain('Order')
  const transfer = () =>
    ask.raw(
      'mutation { inventoryTransferCreate(input: { lineItems: [] }) @idempotent(key: "same") { inventoryTransfer { id } userErrors { code } } }',
    )
  const [first, second] = await Promise.all([transfer(), transfer()])
  const codes = [first, second].map(({ data }) => data.inventoryTransferCreate.userErrors[0]?.code ?? null)
  expect(codes.toSorted()).toEqual(['IDEMPOTENCY_CONCURRENT_REQUEST', null])
  await ask.close()
})

test('a part of what is owed is recorded on Plus only', async () => {
  const ask = await asking()
  const { gid } = ask.store.control.placeOrder({ buyer: 'Hôtel', lines: [{ sku: 'HUILE-75', quantity: 1 }] })
  const pay = (key: string, amount: string) =>
    ask.raw(
      `mutation { orderCreateManualPayment(id: "${gid}", amount: { amount: "${amount}", currencyCode: EUR }) @idempotent(key: "${key}") { order { displayFinancialStatus } userErrors { code } } }`,
    )
  const refused = await pay('p1', '1.00')
  expect(refused.errors![0]).toMatchObject({
    message: expect.stringContaining('Shopify Plus') as unknown,
    extensions: { code: 'ACCESS_DENIED' },
  })
  ask.store.world.state.shops[ask.shop]!.plus = true
  expect((await pay('p2', '1.00')).data.orderCreateManualPayment.order).toEqual({
    displayFinancialStatus: 'PARTIALLY_PAID',
  })
  expect((await pay('p3', '999.00')).data.orderCreateManualPayment.userErrors[0].code).toBe(
    'AMOUNT_EXCEEDS_BALANCE',
  )
  await ask.close()
})
