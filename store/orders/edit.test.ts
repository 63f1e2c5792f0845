// Order edits: what is staged is counted at once, and what cannot be is refused in the words of Shopify.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asking, type Asking } from '../asking.ts'
import * as documents from '../graphql/operations.documents.ts'

let ask: Asking
beforeAll(async () => {
  ask = await asking()
})
afterAll(() => ask.close())

async function begun(quantity = 4) {
  const { gid } = ask.store.control.placeOrder({
    buyer: 'Le Panier Vert',
    lines: [{ sku: 'RIZ-CAMARGUE', quantity }],
  })
  await ask.store.control.idle()
  const { calculatedOrder } = (await ask(documents.beginEdit, { id: gid })).orderEditBegin
  return { gid, id: calculatedOrder.id as string, line: calculatedOrder.lineItems.nodes[0].id as string }
}
const refusal = async (document: string, variables: object, root: string) =>
  (await ask.raw(document, { ...variables })).data[root].userErrors[0]
const stock = () => JSON.stringify(ask.store.control.stock().levels)

test('staging changes neither the order nor its stock; the commit does', async () => {
  const { gid, id, line } = await begun()
  const before = [stock(), JSON.stringify((await ask(documents.order, { id: gid })).order)]
  const set = await ask(documents.setQuantity, { id, line, quantity: 1 })
  expect(set.orderEditSetQuantity.calculatedLineItem.quantity).toBe(1)
  expect([stock(), JSON.stringify((await ask(documents.order, { id: gid })).order)]).toEqual(before)
  await ask(documents.commitEdit, { id })
  expect(stock()).not.toBe(before[0])
  expect(await refusal(documents.commitEdit, { id }, 'orderEditCommit')).toEqual({
    field: ['id'],
    message: 'The calculated order does not exist.',
  })
})

test('an amount off a line counts for each unit, and is told with the edit', async () => {
  const { gid, id, line } = await begun(4)
  const discount = { description: 'Geste', fixedValue: documents.money('0.50') }
  const staged = await ask(documents.discountLine, { id, line, discount })
  const [calculated] = staged.orderEditAddLineItemDiscount.calculatedOrder.lineItems.nodes
  expect(calculated).toMatchObject({
    hasStagedLineItemDiscount: true,
    calculatedDiscountAllocations: [{ allocatedAmountSet: { shopMoney: { amount: '2.0' } } }],
  })
  await ask(documents.commitEdit, { id })
  await ask.store.control.idle()
  const { body } = ask.store.control.webhooks({ topic: 'orders/edited' }).deliveries.at(-1)!
  expect(body).toMatchObject({
    order_edit: { discounts: { line_item: { additions: [{ amount: '2.00' }] } } },
  })
  expect((await ask(documents.order, { id: gid })).order.lineItems.nodes[0].currentQuantity).toBe(4)
})

test('what cannot be edited is refused', async () => {
  const { id, line } = await begun()
  const variants = ask.store.world.state.shops[ask.shop]!.products.flatMap((product) => product.variants)
  const variant = `gid://shopify/ProductVariant/${variants.find(({ sku }) => sku === 'RIZ-CAMARGUE')!.id}`
  expect(
    (await refusal(documents.addVariant, { id, variant, quantity: 1 }, 'orderEditAddVariant')).message,
  ).toMatch(/was not added because it's already on the order\.$/)
  expect(await refusal(documents.beginEdit, { id: 'gid://shopify/Order/1' }, 'orderEditBegin')).toEqual({
    field: ['id'],
    message: 'The order does not exist.',
  })
  const both = { percentValue: 10, fixedValue: documents.money('1.00') }
  expect(
    (await refusal(documents.discountLine, { id, line, discount: both }, 'orderEditAddLineItemDiscount'))
      .field,
  ).toEqual(['discount'])
})
