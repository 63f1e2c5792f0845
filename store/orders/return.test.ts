// Returns: what may come back, and where it goes.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asking, type Asking } from '../asking.ts'
import * as documents from '../graphql/operations.documents.ts'

let ask: Asking
beforeAll(async () => {
  ask = await asking()
})
afterAll(() => ask.close())

/** An order of four bags, shipped and paid. */
async function shipped() {
  const { gid, id } = ask.store.control.placeOrder({
    buyer: 'Le Panier Vert',
    lines: [{ sku: 'RIZ-CAMARGUE', quantity: 4 }],
  })
  await ask.store.control.idle()
  ask.store.control.fulfillOrder({ order: id })
  ask.store.control.payOrder({ order: id })
  const { returnableFulfillments } = await ask(documents.returnable, { id: gid })
  const [part] = returnableFulfillments.nodes[0].returnableFulfillmentLineItems.nodes
  return { gid, id, part: part.fulfillmentLineItem.id as string }
}
const open = (orderId: string, part: string, quantity: number) =>
  ask.raw(documents.openReturn, {
    input: { orderId, returnLineItems: [{ fulfillmentLineItemId: part, quantity, returnReasonNote: '' }] },
  })
const onShelf = () => ask.store.control.stock({ sku: 'RIZ-CAMARGUE' }).levels[0]!.available

test('no unit comes back twice', async () => {
  const { gid, part } = await shipped()
  expect((await open(gid, part, 3)).data.returnCreate.return.name).toMatch(/^#\d+-R1$/)
  const again = await open(gid, part, 2)
  expect(again.data.returnCreate.userErrors[0]).toMatchObject({
    code: 'INVALID',
    field: ['returnInput', 'returnLineItems', '0', 'quantity'],
  })
  expect((await open(gid, part, 1)).data.returnCreate.return.name).toMatch(/^#\d+-R2$/)
  expect((await ask(documents.returnable, { id: gid })).returnableFulfillments.nodes).toEqual([])
})

test('units that are not restocked leave the order, and no shelf gains them', async () => {
  const { gid, part } = await shipped()
  const made = (await open(gid, part, 2)).data.returnCreate.return
  const before = onShelf()
  const process = (quantity: number) =>
    ask.raw(documents.processReturn, {
      input: { returnId: made.id, returnLineItems: [{ id: made.returnLineItems.nodes[0].id, quantity }] },
    })
  const first = (await process(1)).data.returnProcess.return
  expect(first).toMatchObject({
    status: 'OPEN',
    refunds: { nodes: [{ totalRefundedSet: { shopMoney: { amount: '0.0' } } }] },
  })
  expect((await process(2)).data.returnProcess.userErrors[0].code).toBe('INVALID')
  expect((await process(1)).data.returnProcess.return.status).toBe('CLOSED')
  expect((await process(1)).data.returnProcess.userErrors[0].code).toBe('INVALID_STATE')
  expect(onShelf()).toBe(before)
  const { order } = await ask(documents.order, { id: gid })
  expect(order).toMatchObject({
    returnStatus: 'RETURNED',
    lineItems: { nodes: [{ quantity: 4, currentQuantity: 2 }] },
  })
  await ask.store.control.idle()
  expect(ask.app.topics()).toEqual(
    expect.arrayContaining(['returns/approve', 'returns/process', 'returns/close', 'refunds/create']),
  )
})
