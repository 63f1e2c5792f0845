// Bodies of orders as no shop should send them, and what may become of each.

export type Json = Record<string, unknown>

/** What a nasty body has to end as: read in full, asked for at Shopify (which has no such order), or dead. */
export type NastyEnd = 'done' | 'ignored' | 'dead'
export type Nasty = { readonly name: string; readonly body: string; readonly end: NastyEnd }

const AT = '2026-11-24T09:14:00+01:00'

/** One line of an order, two units at 10.00 of a variant. */
export function lineOf(id: number, variant: number | null, more: Json = {}): Json {
  return {
    id,
    variant_id: variant,
    product_id: null,
    title: `Line ${id}`,
    sku: '',
    quantity: 2,
    current_quantity: 2,
    fulfillable_quantity: 2,
    requires_shipping: true,
    gift_card: false,
    price: '10.00',
    discount_allocations: [],
    tax_lines: [],
    ...more,
  }
}

/** An order of one line; everything that is needed and nothing else. */
export function orderOf(id: number, lines: readonly Json[], more: Json = {}): Json {
  return {
    id,
    name: `#${id}`,
    created_at: AT,
    updated_at: AT,
    cancelled_at: null,
    currency: 'EUR',
    taxes_included: false,
    total_price: '20.00',
    total_tax: '0.00',
    line_items: lines,
    shipping_lines: [],
    fulfillments: [],
    refunds: [],
    ...more,
  }
}

const shipped = (id: number, lines: readonly Json[], more: Json = {}) => ({
  id,
  status: 'success',
  created_at: AT,
  location_id: 1,
  line_items: lines,
  ...more,
})
const refunded = (id: number, line: number, quantity: number, restock: string) => ({
  id,
  created_at: AT,
  refund_line_items: [{ line_item_id: line, quantity, restock_type: restock, location_id: 1 }],
})

/** The bodies, each of an order of its own, its lines of a variant that the shop sells (or of one nobody knows). */
export function nastyOrders(variant: number): Nasty[] {
  let next = 900_000
  const one = (name: string, end: NastyEnd, make: (id: number, line: Json) => Json | string): Nasty => {
    const id = (next += 10)
    const made = make(id, lineOf(id + 1, variant))
    return { name, end, body: typeof made === 'string' ? made : JSON.stringify(made) }
  }
  return [
    ...hugeAndSmall(one),
    ...money(one),
    ...shapes(one),
    ...lines(one, variant),
    ...moves(one),
    ...texts(one),
  ]
}

type One = (name: string, end: NastyEnd, make: (id: number, line: Json) => Json | string) => Nasty

const raw = (order: Json, from: string, to: string) => JSON.stringify(order).replaceAll(from, to)

function hugeAndSmall(one: One): Nasty[] {
  return [
    one('an id of 19 digits', 'done', (id, line) =>
      raw(orderOf(id, [line]), `"id":${id},`, '"id":8209829119461545080,'),
    ),
    one('an id of 25 digits', 'dead', (id, line) =>
      raw(orderOf(id, [line]), `"id":${id},`, '"id":8209829119461545080123456,'),
    ),
    one('an id of zero', 'dead', (_, line) => orderOf(0, [line])),
    one('a quantity beyond 32 bits', 'ignored', (id, line) =>
      orderOf(id, [{ ...line, quantity: 4_294_967_296 }]),
    ),
    one('a quantity of 30 digits', 'ignored', (id, line) =>
      raw(orderOf(id, [line]), '"quantity":2', '"quantity":123456789012345678901234567890'),
    ),
    one('the largest quantity', 'done', (id, line) =>
      orderOf(id, [
        {
          ...line,
          quantity: 1_000_000_000,
          current_quantity: 1_000_000_000,
          fulfillable_quantity: 1_000_000_000,
          price: '0.01',
        },
      ]),
    ),
    one('three lines of the largest quantity', 'done', (id, line) => {
      const most = { quantity: 1_000_000_000, current_quantity: 1_000_000_000, fulfillable_quantity: 1e9 }
      return orderOf(
        id,
        [1, 2, 3].map((n) => ({ ...line, ...most, id: id + n, price: '0.00' })),
      )
    }),
    one('a negative quantity', 'ignored', (id, line) => orderOf(id, [{ ...line, quantity: -3 }])),
    one('half a unit', 'ignored', (id, line) => orderOf(id, [{ ...line, quantity: 1.5 }])),
    one('quantities and ids as text', 'done', (id, line) =>
      orderOf(id, [
        {
          ...line,
          id: String(id + 1),
          variant_id: String(line.variant_id),
          quantity: '2',
          current_quantity: '2',
          fulfillable_quantity: '2',
        },
      ]),
    ),
    one('more current than ordered', 'done', (id, line) =>
      orderOf(id, [{ ...line, current_quantity: 9, fulfillable_quantity: 9 }]),
    ),
    one('nothing ordered', 'done', (id, line) =>
      orderOf(id, [{ ...line, quantity: 0, current_quantity: 0, fulfillable_quantity: 0 }]),
    ),
  ]
}

function money(one: One): Nasty[] {
  return [
    one('a currency of three decimals', 'done', (id, line) =>
      orderOf(id, [{ ...line, price: '10.125' }], { currency: 'KWD', total_price: '20.250' }),
    ),
    one('a currency without decimals', 'done', (id, line) =>
      orderOf(id, [{ ...line, price: '1180' }], { currency: 'JPY', total_price: '2360' }),
    ),
    one('a currency without decimals, written with two', 'done', (id, line) =>
      orderOf(id, [line], { currency: 'JPY', total_price: '2360.00' }),
    ),
    one('amounts as numbers', 'done', (id, line) =>
      orderOf(id, [{ ...line, price: 10.1 }], { total_price: 20.2, total_tax: 0 }),
    ),
    one('a negative total', 'done', (id, line) => orderOf(id, [line], { total_price: '-20.00' })),
    one('a discount beyond the price', 'done', (id, line) =>
      orderOf(id, [{ ...line, discount_allocations: [{ amount: '99.99' }] }]),
    ),
    one('a total of twenty digits', 'ignored', (id, line) =>
      orderOf(id, [line], { total_price: '12345678901234567890.00' }),
    ),
    one('a total with a decimal comma', 'ignored', (id, line) =>
      orderOf(id, [line], { total_price: '20,00' }),
    ),
    one('a total that is no number', 'ignored', (id, line) =>
      raw(orderOf(id, [line], { total_price: 1 }), '"total_price":1', '"total_price":1e400'),
    ),
    one('a currency nobody knows', 'done', (id, line) => orderOf(id, [line], { currency: 'QQQ' })),
    one('no currency', 'ignored', (id, line) => orderOf(id, [line], { currency: '' })),
    one('a tax rate beyond all measure', 'ignored', (id, line) =>
      raw(
        orderOf(id, [{ ...line, tax_lines: [{ title: 'VAT', rate: 7777, price: '1.00' }] }]),
        '7777',
        '1e999999',
      ),
    ),
  ]
}

function shapes(one: One): Nasty[] {
  const without = (order: Json, ...fields: string[]) =>
    Object.fromEntries(Object.entries(order).filter(([name]) => !fields.includes(name)))
  return [
    one('no lines', 'done', (id) => orderOf(id, [])),
    one('lines told as null', 'done', (id) => orderOf(id, [], { line_items: null })),
    one('lines missing', 'ignored', (id, line) => without(orderOf(id, [line]), 'line_items')),
    one('lines as an object', 'ignored', (id, line) => orderOf(id, [], { line_items: { 0: line } })),
    one('a line that is null', 'ignored', (id, line) => orderOf(id, [line, null as unknown as Json])),
    one('lines inside lines', 'ignored', (id, line) => orderOf(id, [[line] as unknown as Json])),
    one('only an id', 'ignored', (id) => ({ id })),
    one('a time without an offset', 'ignored', (id, line) =>
      orderOf(id, [line], { updated_at: '2026-11-24T09:14:00' }),
    ),
    one('a time in the year 275760', 'ignored', (id, line) =>
      orderOf(id, [line], { updated_at: '+275760-09-13T00:00:00Z' }),
    ),
    one('the 31st of February', 'ignored', (id, line) =>
      orderOf(id, [line], { updated_at: '2026-02-31T99:00:00Z' }),
    ),
    one('a customer of null, addresses of null', 'done', (id, line) =>
      orderOf(id, [line], { customer: null, billing_address: null, shipping_address: null, email: null }),
    ),
    one('a customer that is a list', 'done', (id, line) => orderOf(id, [line], { customer: [1, 2] })),
    one('a company without an id', 'ignored', (id, line) => orderOf(id, [line], { company: { id: null } })),
    one('garbage 40 levels deep where an address belongs', 'done', (id, line) =>
      orderOf(id, [line], { shipping_address: { city: nested(40), zip: { a: [] }, name: [[]] } }),
    ),
    one('garbage 5,000 levels deep', 'dead', (id, line) =>
      raw(orderOf(id, [line], { note: 'deep' }), '"deep"', `${'{"a":['.repeat(5_000)}1${']}'.repeat(5_000)}`),
    ),
    one('names that poison prototypes', 'done', (id, line) =>
      raw(
        orderOf(id, [line], { note: 'x' }),
        '"note":"x"',
        '"__proto__":{"id":1,"toString":null},"note":"x"',
      ),
    ),
    one('one name twice: the last counts', 'done', (id, line) =>
      raw(orderOf(id, [line]), '"total_price":"20.00"', '"total_price":"1.00","total_price":"21.00"'),
    ),
    one('the order in an envelope', 'done', (id, line) => ({ order: orderOf(id, [line]) })),
    one('a list of orders', 'dead', (id, line) => JSON.stringify([orderOf(id, [line])])),
    one('half of a body', 'dead', (id, line) => JSON.stringify(orderOf(id, [line])).slice(0, 200)),
    one('a body and more', 'dead', (id, line) => `${JSON.stringify(orderOf(id, [line]))}{}`),
    one('nothing at all', 'dead', () => ''),
  ]
}

function nested(depth: number): unknown {
  return depth === 0 ? 1 : { a: [nested(depth - 2)] }
}

function lines(one: One, variant: number): Nasty[] {
  return [
    one('five hundred lines', 'done', (id) =>
      orderOf(
        id,
        Array.from({ length: 500 }, (_, n) => lineOf(7_000_000 + n, n % 2 ? variant : null)),
      ),
    ),
    one('two lines of one id', 'ignored', (id, line) => orderOf(id, [line, { ...line, quantity: 3 }])),
    one('a line twice, byte for byte', 'ignored', (id, line) => orderOf(id, [line, line])),
    one('a variant nobody knows', 'done', (id, line) => orderOf(id, [{ ...line, variant_id: 4242424242 }])),
    one('a gift card that ships', 'done', (id, line) => orderOf(id, [{ ...line, gift_card: true }])),
    one('a line without an id', 'ignored', (id, line) => orderOf(id, [{ ...line, id: null }])),
    one('a line without a title', 'ignored', (id, line) => orderOf(id, [{ ...line, title: null }])),
  ]
}

function moves(one: One): Nasty[] {
  const all = { current_quantity: 0, fulfillable_quantity: 0 }
  return [
    one('a refund of a line nobody ordered', 'done', (id, line) =>
      orderOf(id, [line], { refunds: [refunded(1, 666, 5, 'return')] }),
    ),
    one('a refund of more than was ordered', 'done', (id, line) =>
      orderOf(id, [{ ...line, ...all }], { refunds: [refunded(2, id + 1, 99, 'return')] }),
    ),
    one('a refund with a restock type nobody knows', 'ignored', (id, line) =>
      orderOf(id, [line], { refunds: [refunded(3, id + 1, 1, 'burnt')] }),
    ),
    one('one refund twice', 'ignored', (id, line) =>
      orderOf(id, [line], { refunds: [refunded(4, id + 1, 1, 'cancel'), refunded(4, id + 1, 1, 'cancel')] }),
    ),
    one('more fulfilled than ordered', 'done', (id, line) =>
      orderOf(id, [{ ...line, fulfillable_quantity: 0 }], {
        fulfillments: [shipped(1, [{ id: id + 1, quantity: 50 }])],
      }),
    ),
    one('fulfilled, and still to fulfil', 'done', (id, line) =>
      orderOf(id, [line], { fulfillments: [shipped(2, [{ id: id + 1, quantity: 2 }])] }),
    ),
    one('a fulfillment of a line nobody ordered', 'done', (id, line) =>
      orderOf(id, [line], { fulfillments: [shipped(3, [{ id: 666, quantity: 2 }])] }),
    ),
    one('a fulfillment without lines', 'ignored', (id, line) =>
      orderOf(id, [line], { fulfillments: [{ ...shipped(4, []), line_items: undefined }] }),
    ),
    one('cancelled and refunded', 'done', (id, line) =>
      orderOf(id, [{ ...line, ...all }], {
        cancelled_at: AT,
        refunds: [refunded(5, id + 1, 2, 'cancel')],
        current_total_price: '0.00',
      }),
    ),
    one('cancelled after half of it had left', 'done', (id, line) =>
      orderOf(id, [{ ...line, ...all }], {
        cancelled_at: AT,
        fulfillments: [shipped(6, [{ id: id + 1, quantity: 1 }])],
        refunds: [refunded(6, id + 1, 1, 'cancel'), refunded(7, id + 1, 1, 'return')],
      }),
    ),
    one('cancelled, and still to fulfil', 'done', (id, line) => orderOf(id, [line], { cancelled_at: AT })),
  ]
}

function texts(one: One): Nasty[] {
  return [
    one('texts of every script, NUL and half an emoji', 'done', (id, line) =>
      raw(
        orderOf(id, [{ ...line, title: 'Tïtre 🫒 العربية \u202e 漢字' }], { note: 'NUL', name: '#\u00a0é' }),
        '"NUL"',
        '"a\\u0000b\\ud83e"',
      ),
    ),
    one('a NUL alone where a name belongs', 'ignored', (id, line) => orderOf(id, [line], { name: '\0' })),
    one('a name of a megabyte', 'done', (id, line) => orderOf(id, [line], { note: 'é'.repeat(500_000) })),
    one('numbers where texts belong', 'done', (id, line) =>
      orderOf(id, [{ ...line, title: 42, sku: 7 }], { name: 1042, email: 5 }),
    ),
  ]
}
