// Orders with a discount code, as the bodies of webhooks and the Admin API tell them.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asking, type Asking } from '../asking.ts'

let ask: Asking
beforeAll(async () => {
  ask = await asking()
})
afterAll(() => ask.close())

type Code = Parameters<Asking['store']['control']['placeOrder']>[0]['discountCode']
const place = (discountCode: Code) =>
  ask.store.control.placeOrder({
    buyer: 'camille.durand@example.com',
    lines: [
      { sku: 'HUILE-75', quantity: 2 },
      { sku: 'OLIVE-NOIRE', quantity: 1 },
    ],
    discountCode,
  })
const read = async (gid: string) => {
  const off = 'allocatedAmountSet { shopMoney { amount } } discountApplication { index }'
  const { order } = await ask(
    `{ order(id: "${gid}") { discountCode discountCodes totalDiscountsSet { shopMoney { amount } }
      discountApplications(first: 5) { nodes { __typename targetType allocationMethod targetSelection
        value { ... on MoneyV2 { amount } ... on PricingPercentageValue { percentage } } ... on DiscountCodeApplication { code } } }
      lineItems(first: 5) { nodes { discountAllocations { ${off} } } }
      shippingLines(first: 5) { nodes { originalPriceSet { shopMoney { amount } } discountedPriceSet { shopMoney { amount } } discountAllocations { ${off} } } } } }`,
  )
  return order
}

test('an amount is spread over the lines', async () => {
  const { order, gid } = place({ code: 'MERCI5', amount: '5.00' })
  expect(order).toMatchObject({
    discount_codes: [{ code: 'MERCI5', amount: '5.00', type: 'fixed_amount' }],
    discount_applications: [
      {
        type: 'discount_code',
        code: 'MERCI5',
        value: '5.0',
        value_type: 'fixed_amount',
        allocation_method: 'across',
        target_selection: 'all',
        target_type: 'line_item',
      },
    ],
    line_items: [
      { discount_allocations: [{ amount: '3.91', discount_application_index: 0 }] },
      { discount_allocations: [{ amount: '1.09' }] },
    ],
    total_discounts: '5.00',
    subtotal_price: '20.60',
  })
  expect(await read(gid)).toMatchObject({
    discountCode: 'MERCI5',
    discountCodes: ['MERCI5'],
    discountApplications: {
      nodes: [{ __typename: 'DiscountCodeApplication', code: 'MERCI5', value: { amount: '5.0' } }],
    },
  })
})

test('a part is taken off each line', async () => {
  const { order, gid } = place({ code: 'DIX', percent: '10' })
  expect(order).toMatchObject({
    discount_codes: [{ code: 'DIX', amount: '2.56', type: 'percentage' }],
    discount_applications: [{ value: '10.0', value_type: 'percentage', allocation_method: 'across' }],
    line_items: [
      { discount_allocations: [{ amount: '2.00' }] },
      { discount_allocations: [{ amount: '0.56' }] },
    ],
  })
  const { discountApplications } = await read(gid)
  expect(discountApplications.nodes[0].value).toEqual({ percentage: 10 })
})

test('free shipping is a discount of the shipping line, and the goods cost what they cost', async () => {
  const { order, gid } = place({ code: 'PORT', freeShipping: true })
  expect(order).toMatchObject({
    discount_codes: [{ code: 'PORT', amount: '6.90', type: 'shipping' }],
    discount_applications: [{ target_type: 'shipping_line', value: '100.0', allocation_method: 'each' }],
    shipping_lines: [
      {
        price: '6.90',
        discounted_price: '0.00',
        discount_allocations: [{ amount: '6.90', discount_application_index: 0 }],
        tax_lines: [{ price: '0.00' }],
      },
    ],
    subtotal_price: '25.60',
    total_discounts: '6.90',
    total_shipping_price_set: { shop_money: { amount: '6.90' } },
    total_price: '27.01',
  })
  expect(await read(gid)).toMatchObject({
    totalDiscountsSet: { shopMoney: { amount: '6.9' } },
    discountApplications: { nodes: [{ targetType: 'SHIPPING_LINE', allocationMethod: 'EACH' }] },
    shippingLines: {
      nodes: [
        {
          originalPriceSet: { shopMoney: { amount: '6.9' } },
          discountedPriceSet: { shopMoney: { amount: '0.0' } },
          discountAllocations: [{ allocatedAmountSet: { shopMoney: { amount: '6.9' } } }],
        },
      ],
    },
  })
})

test('what is refunded of shipping is at most what was paid for it', () => {
  const { name } = place({ code: 'PORT', freeShipping: true })
  const refund = () => ask.store.control.refundOrder({ order: name, shipping: '0.01' })
  expect(refund).toThrow('Shipping refund cannot be more')
})
