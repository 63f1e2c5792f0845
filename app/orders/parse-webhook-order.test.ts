import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyOrder } from '#tests/support/any-order.ts'
import { asWebhookBody } from '#tests/support/order-shapes.ts'
import { parseWebhookOrder } from './parse-webhook-order.ts'

/** The grocer's order: 12 bottles at 9.20, 0.46 off each, 5.5 % on top. */
const line = {
  id: 13688971493691,
  title: "Huile d'olive 75 cl",
  variant_id: 44153185403195,
  product_id: 8061536829755,
  sku: 'HUILE-75',
  quantity: 12,
  current_quantity: 12,
  fulfillable_quantity: 12,
  requires_shipping: true,
  gift_card: false,
  taxable: true,
  price: '9.20',
  discount_allocations: [{ amount: '5.52' }],
  tax_lines: [{ title: 'TVA', rate: 0.055, price: '5.77' }],
}
const body = {
  id: 5778367414385,
  name: '#1042',
  updated_at: '2026-11-24T09:14:00+01:00',
  created_at: '2026-11-24T09:14:00+01:00',
  cancelled_at: null,
  currency: 'EUR',
  taxes_included: false,
  total_price: '110.65',
  total_tax: '5.77',
  line_items: [line],
  shipping_lines: [],
  fulfillments: [],
  refunds: [],
}

function snapshotOf(changes: Record<string, unknown>) {
  const order = parseWebhookOrder({ ...body, ...changes })
  if (order.kind !== 'snapshot') throw new Error(JSON.stringify(order))
  return order.snapshot
}
const withLine = (changes: Record<string, unknown>) => ({ line_items: [{ ...line, ...changes }] })

test('twelve bottles cost their price less what discounts allotted to them', () => {
  expect(snapshotOf({}).lines[0]).toMatchObject({
    unitPrice: 920n,
    charged: 10488n,
    taxes: [{ title: 'TVA', rate: 55_000, amount: 577n }],
  })
})

test('a body without gids names everything by its ids', () => {
  expect(snapshotOf({})).toMatchObject({
    id: 'gid://shopify/Order/5778367414385',
    lines: [
      { id: 'gid://shopify/LineItem/13688971493691', variant: 'gid://shopify/ProductVariant/44153185403195' },
    ],
  })
})

test('the gid is right where the id was rounded or is no number', () => {
  const gid = 'gid://shopify/Order/820982911946154508'
  expect(snapshotOf({ id: 820982911946154500, admin_graphql_api_id: gid }).id).toBe(gid)
  expect(snapshotOf({ id: '4216043012249-fake', admin_graphql_api_id: gid }).id).toBe(gid)
})

test('an id that a float has rounded names nothing', () => {
  expect(parseWebhookOrder({ ...body, id: 820982911946154500 })).toEqual({
    kind: 'unreadable',
    why: 'no-order-id',
  })
  expect(parseWebhookOrder({ ...body, ...withLine({ variant_id: 820982911946154500 }) })).toMatchObject({
    kind: 'hint',
    missing: ['line_items.variant_id'],
  })
})

test.each([
  ['EUR', '107.7', 10770n],
  ['EUR', '0.0', 0n],
  ['EUR', 409.94, 40994n],
  ['JPY', '23600', 23600n],
  ['JPY', '23600.00', 23600n],
  ['KWD', '1.234', 1234n],
  ['MGA', '15.6', 1560n],
])('in %s a total of %s is %s minor units', (currency, total_price, total) => {
  expect(snapshotOf({ currency, total_price }).total).toBe(total)
})

test("the shop's money counts, not what the buyer saw, and not a currency that is not the order's", () => {
  const set = (amount: string, currency_code: string) => ({
    shop_money: { amount, currency_code },
    presentment_money: { amount: '999.99', currency_code: 'USD' },
  })
  expect(snapshotOf({ total_price_set: set('110.65', 'EUR') }).total).toBe(11065n)
  expect(snapshotOf({ total_price_set: set('164.86', 'CAD') }).total).toBe(11065n)
  expect(snapshotOf(withLine({ price: undefined, price_set: set('9.20', 'EUR') })).lines[0]!.unitPrice).toBe(
    920n,
  )
})

describe('a field without which units or totals would be a guess makes the body a hint', () => {
  test.each(
    [
      'name updated_at cancelled_at currency taxes_included total_price total_tax'.split(' '),
      'line_items shipping_lines fulfillments refunds'.split(' '),
    ].flat(),
  )('%s', (name) => {
    expect(parseWebhookOrder({ ...body, [name]: undefined })).toEqual({
      kind: 'hint',
      order: 'gid://shopify/Order/5778367414385',
      missing: [name],
    })
  })

  test.each(
    'quantity current_quantity fulfillable_quantity price discount_allocations tax_lines requires_shipping gift_card variant_id'.split(
      ' ',
    ),
  )('%s of a line', (name) => {
    expect(parseWebhookOrder({ ...body, ...withLine({ [name]: undefined }) })).toMatchObject({
      kind: 'hint',
      missing: [`line_items.${name}`],
    })
  })

  test.each([
    ['a negative quantity', { quantity: -1 }],
    ['half a unit', { quantity: 1.5 }],
    [
      'a component of a bundle, for nothing tells how many were sold',
      { sales_line_item_group_id: 142831562 },
    ],
    ['more units than a database counts', { quantity: 4_000_000_000 }],
    ['an amount that is a word', { price: 'example string' }],
    ['an amount beyond counting', { price: '999999999999', quantity: 1_000_000_000 }],
  ])('%s', (_what, changes) => {
    expect(parseWebhookOrder({ ...body, ...withLine(changes) }).kind).toBe('hint')
  })

  test('two lines with one id', () => {
    expect(parseWebhookOrder({ ...body, line_items: [line, line] })).toMatchObject({
      missing: ['line_items.id'],
    })
  })

  test('a shipment whose units nobody tells', () => {
    const fulfillment = { id: 1, status: 'success', created_at: body.updated_at }
    expect(parseWebhookOrder({ ...body, fulfillments: [fulfillment] })).toMatchObject({
      missing: ['fulfillments.line_items'],
    })
    expect(
      snapshotOf({ fulfillments: [{ ...fulfillment, status: 'failure' }] }).fulfillments[0],
    ).toMatchObject({
      status: 'failed',
      lines: [],
    })
  })

  test('a time without its zone', () => {
    expect(parseWebhookOrder({ ...body, updated_at: '2026-11-24T09:14:00' })).toMatchObject({
      missing: ['updated_at'],
    })
  })
})

test('booleans and nulls written as words are read as what they mean', () => {
  const order = snapshotOf({
    test: 'TRUE',
    taxes_included: 'FALSE',
    cancelled_at: 'NULL',
    ...withLine({ requires_shipping: 'TRUE', gift_card: 'FALSE', variant_id: 'NULL', variant_title: 'NULL' }),
  })
  expect(order).toMatchObject({ test: true, taxesIncluded: false, cancelledAt: null })
  expect(order.lines[0]).toMatchObject({
    requiresShipping: true,
    giftCard: false,
    variant: null,
    variantTitle: null,
  })
})

test('an order in an envelope is the order', () => {
  expect(parseWebhookOrder({ order: body, notice: 'Order has been canceled' })).toEqual(
    parseWebhookOrder(body),
  )
})

describe('who bought', () => {
  const customer = { id: 7, first_name: 'Inès', last_name: 'Port' }
  test('a company, with the location that ordered and the person who did', () => {
    expect(snapshotOf({ company: { id: 5, location_id: 6 }, customer }).buyer).toEqual({
      kind: 'company',
      company: 'gid://shopify/Company/5',
      companyLocation: 'gid://shopify/CompanyLocation/6',
      customer: 'gid://shopify/Customer/7',
    })
  })
  test('a customer', () => {
    expect(snapshotOf({ customer })).toMatchObject({
      buyer: { kind: 'customer', customer: 'gid://shopify/Customer/7' },
      buyerName: 'Inès Port',
    })
  })
  test('somebody without account', () => {
    expect(snapshotOf({ customer: null, billing_address: { name: 'A. Passant' } })).toMatchObject({
      buyer: { kind: 'guest' },
      buyerName: 'A. Passant',
    })
  })
})

describe('what is charged besides the lines', () => {
  test('shipping after its discount, with its tax', () => {
    const shipping = {
      id: 9,
      title: 'Messagerie',
      price: '15.00',
      discounted_price: '15.00',
      discount_allocations: [{ amount: '5.00' }],
      tax_lines: [{ title: 'TVA', rate: '0.2', price: '2.00' }],
    }
    expect(
      snapshotOf({ shipping_lines: [shipping, { ...shipping, id: 10, is_removed: true }] }).charges,
    ).toEqual([
      {
        id: 'gid://shopify/ShippingLine/9',
        kind: 'shipping',
        title: 'Messagerie',
        charged: 1000n,
        taxes: [{ title: 'TVA', rate: 200_000, amount: 200n }],
      },
    ])
  })
  test('the duties of each line', () => {
    const duty = { id: '2', shop_money: { amount: '4.50', currency_code: 'EUR' }, tax_lines: [] }
    expect(snapshotOf(withLine({ duties: [duty] })).charges).toMatchObject([
      { id: 'gid://shopify/Duty/2', kind: 'duty', charged: 450n },
    ])
    expect(snapshotOf({ duties_included: true, ...withLine({ duties: [duty] }) }).charges).toEqual([])
  })
  test('a tip, once: as its line, or where there is none as a charge', () => {
    const tip = { ...line, id: 2, title: 'Tip', variant_id: null, product_id: null, requires_shipping: false }
    const asLine = snapshotOf({ line_items: [line, tip], total_tip_received: '4.87' })
    expect(asLine.lines[1]!.tip).toBe(true)
    expect(asLine.charges).toEqual([])
    expect(snapshotOf({ total_tip_received: '4.87' }).charges).toMatchObject([{ id: 'tip', charged: 487n }])
  })
})

test('what PostgreSQL cannot store is taken out of texts, so that a note never costs an order', () => {
  expect(snapshotOf({ note: 'ring\0 twice \ud800' }).note).toBe('ring twice \ufffd')
})

test('a refund says what became of its units and where', () => {
  const refund = {
    id: 3,
    created_at: body.updated_at,
    refund_line_items: [
      { line_item_id: 13688971493691, quantity: 2, restock_type: 'return', location_id: 8 },
      {
        line_item_id: 1,
        line_item: { admin_graphql_api_id: 'gid://shopify/LineItem/4' },
        quantity: 1,
        restock_type: 'cancel',
        location_id: null,
      },
    ],
  }
  expect(snapshotOf({ refunds: [refund] }).refunds[0]!.lines).toEqual([
    {
      line: 'gid://shopify/LineItem/13688971493691',
      quantity: 2,
      restock: 'return',
      location: 'gid://shopify/Location/8',
    },
    { line: 'gid://shopify/LineItem/4', quantity: 1, restock: 'cancel', location: null },
  ])
})

test('no amount and no unit changes when a body is sent with numbers instead of texts', () => {
  fc.assert(
    fc.property(anyOrder, (order) => {
      const text = JSON.stringify(asWebhookBody({ ...order, charges: [] }))
      const numbers = JSON.parse(text, (_key, value: unknown) =>
        typeof value === 'string' && /^\d{1,9}(\.\d{1,3})?$/.test(value) ? Number(value) : value,
      ) as unknown
      const [a, b] = [parseWebhookOrder(JSON.parse(text)), parseWebhookOrder(numbers)]
      if (a.kind !== 'snapshot' || b.kind !== 'snapshot') throw new Error('no snapshot')
      expect(b.snapshot.total).toBe(a.snapshot.total)
      expect(b.snapshot.lines.map((l) => [l.charged, l.quantity])).toEqual(
        a.snapshot.lines.map((l) => [l.charged, l.quantity]),
      )
    }),
    { numRuns: 50 },
  )
})
