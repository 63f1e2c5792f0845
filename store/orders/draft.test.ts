// A quote holds its stock until its time is over, and never counts it twice.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asking, type Asking } from '../asking.ts'
import * as documents from '../graphql/operations.documents.ts'

let ask: Asking
beforeAll(async () => {
  ask = await asking()
})
afterAll(() => ask.close())

const stock = () => {
  const [lyon] = ask.store.control.stock({ sku: 'HUILE-75' }).levels
  const { available, reserved, committed, onHand } = lyon!
  return { available, reserved, committed, onHand }
}
const variantId = () => {
  const variants = ask.store.world.state.shops[ask.shop]!.products.flatMap((product) => product.variants)
  return `gid://shopify/ProductVariant/${variants.find(({ sku }) => sku === 'HUILE-75')!.id}`
}
const quote = async (over: object = {}) =>
  (
    await ask(documents.createDraft, {
      input: {
        lineItems: [{ variantId: variantId(), quantity: 2 }],
        reserveInventoryUntil: '2026-11-25T12:00:00Z',
        ...over,
      },
    })
  ).draftOrderCreate.draftOrder
const errorOf = async (document: string, variables: object, root: string) =>
  (await ask.raw(document, { ...variables })).data[root].userErrors[0]

test('what a quote holds follows its lines, and is free again when its time is over', async () => {
  const before = stock()
  const { id } = await quote()
  expect(stock()).toEqual({ ...before, available: before.available - 2, reserved: 2 })
  await ask(documents.updateDraft, { id, input: { lineItems: [{ variantId: variantId(), quantity: 5 }] } })
  expect(stock()).toEqual({ ...before, available: before.available - 5, reserved: 5 })
  ask.store.control.setClock({ advance: 'P2D' })
  expect((await ask(documents.draft, { id })).draftOrder.reserveInventoryUntil).toBeNull()
  expect(stock()).toEqual(before)
  await ask.store.control.idle()
  expect(ask.app.topics()).toEqual(
    expect.arrayContaining(['draft_orders/create', 'draft_orders/update', 'inventory_levels/update']),
  )
})

test('a quote without terms is paid when it is completed, once', async () => {
  const { id } = await quote({ reserveInventoryUntil: null })
  const done = (await ask(documents.completeDraft, { id })).draftOrderComplete.draftOrder
  expect(done.order.displayFinancialStatus).toBe('PAID')
  await ask.store.control.idle()
  const { order } = await ask(documents.order, { id: done.order.id })
  expect(order.fulfillmentOrders.nodes).toHaveLength(1)
  for (const [document, variables, root] of [
    [documents.completeDraft, { id }, 'draftOrderComplete'],
    [documents.updateDraft, { id, input: { note: 'x' } }, 'draftOrderUpdate'],
    [documents.deleteDraft, { input: { id } }, 'draftOrderDelete'],
  ] as const)
    expect((await errorOf(document, variables, root)).message).toMatch(/paid|completed/)
})

test.each([
  ['no line', { lineItems: [] }, 'Add at least 1 product'],
  ['no title', { lineItems: [{ quantity: 1, originalUnitPrice: '1.00' }] }, 'Merchandise title is empty.'],
  ['no unit', { lineItems: [{ title: 'x', quantity: 0 }] }, 'Quantity must be greater than or equal to 1'],
  [
    'a price below zero',
    { lineItems: [{ title: 'x', quantity: 1, originalUnitPrice: '-1.00' }] },
    'Cannot send negative price for line_item',
  ],
  [
    'terms without a template',
    { lineItems: [{ title: 'x', quantity: 1 }], paymentTerms: { paymentSchedules: [] } },
    'Payment terms template id can not be empty.',
  ],
  [
    'a reservation until yesterday',
    { lineItems: [{ title: 'x', quantity: 1 }], reserveInventoryUntil: '2020-01-01T00:00:00Z' },
    "Reserve until can't be in the past",
  ],
  ['no address', { lineItems: [{ title: 'x', quantity: 1 }], email: 'nobody' }, 'Email is invalid'],
])('a quote with %s is refused in the words of Shopify', async (_what, input, message) => {
  const drafts = ask.store.world.state.shops[ask.shop]!.draftOrders.length
  expect((await errorOf(documents.createDraft, { input }, 'draftOrderCreate')).message).toBe(message)
  expect(ask.store.world.state.shops[ask.shop]!.draftOrders).toHaveLength(drafts)
})

test('what is wrong with a change leaves the quote as it was', async () => {
  const { id, lineItems } = await quote({ reserveInventoryUntil: null })
  const error = await errorOf(
    documents.updateDraft,
    { id, input: { note: 'new', lineItems: [{ title: '', quantity: 1 }] } },
    'draftOrderUpdate',
  )
  expect(error.message).toBe('Merchandise title is empty.')
  expect((await ask(documents.draft, { id })).draftOrder.lineItems).toEqual(lineItems)
})
