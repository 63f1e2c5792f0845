// Any order that Shopify could tell, for properties.
import fc from 'fast-check'
import { gid, type Gid } from '#app/core/gid.ts'
import type {
  Address,
  Buyer,
  OrderCharge,
  OrderLine,
  OrderSnapshot,
  Routing,
  TaxLine,
} from '#app/orders/order.ts'
import { text } from '#app/orders/parse-order-fields.ts'

const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).map((raw) => text(raw) ?? 'x')
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 3 })
const moment = fc.integer({ min: 0, max: 4_000_000_000 }).map((s) => new Date(s * 1000).toISOString())
const minor = fc.bigInt({ min: 0n, max: 10n ** 9n })
const units = fc.integer({ min: 0, max: 10_000 })
// Safe numbers, so that ids without a gid of their own survive being numbers.
const anyGid = <T extends string>(type: T) =>
  fc.integer({ min: 1, max: 2 ** 50 }).map((id) => gid(type, String(id)))
// Beyond 2^53, as Shopify's own test notification has them.
const longGid = <T extends string>(type: T) =>
  fc.bigInt({ min: 1n, max: 10n ** 19n }).map((id) => gid(type, String(id)))

const tax: fc.Arbitrary<TaxLine> = fc.record({
  title: words,
  rate: fc.integer({ min: 0, max: 400_000 }),
  amount: minor,
})
const taxes = fc.array(tax, { maxLength: 2 })

const address: fc.Arbitrary<Address> = fc.record({
  name: maybe(words),
  company: maybe(words),
  address1: maybe(words),
  address2: maybe(words),
  zip: maybe(words),
  city: maybe(words),
  province: maybe(words),
  countryCode: maybe(fc.constantFrom('FR', 'BE', 'DE')),
  phone: maybe(words),
})

const buyer: fc.Arbitrary<Buyer> = fc.oneof(
  fc.record({
    kind: fc.constant('company' as const),
    company: anyGid('Company'),
    companyLocation: maybe(anyGid('CompanyLocation')),
    customer: maybe(longGid('Customer')),
  }),
  fc.record({ kind: fc.constant('customer' as const), customer: longGid('Customer') }),
  fc.constant({ kind: 'guest' as const }),
)

const goods = fc.record({
  id: longGid('LineItem'),
  variant: maybe(anyGid('ProductVariant')),
  product: maybe(anyGid('Product')),
  sku: maybe(words),
  variantTitle: maybe(words),
  quantity: units,
  current: units,
  fulfillable: units,
  requiresShipping: fc.boolean(),
  giftCard: fc.boolean(),
  taxable: fc.boolean(),
  unitPrice: minor,
  off: minor,
  taxes,
})

function asLine({ off, ...line }: Goods, index: number): OrderLine {
  const gross = line.unitPrice * BigInt(line.quantity)
  return {
    ...line,
    title: `Line ${index}`,
    tip: false,
    bundle: null,
    charged: gross - (off < gross ? off : gross),
  }
}
type Goods = typeof goods extends fc.Arbitrary<infer T> ? T : never

function asTip(line: OrderLine): OrderLine {
  return { ...line, title: 'Tip', tip: true, variant: null, product: null, requiresShipping: false }
}

const lines = fc
  .tuple(fc.uniqueArray(goods, { selector: (line) => line.id, maxLength: 6 }), fc.boolean())
  .map(([list, hasTip]) =>
    list.map(asLine).map((line, index) => (hasTip && index === list.length - 1 ? asTip(line) : line)),
  )

const charge = <K extends OrderCharge['kind']>(kind: K, type: string) =>
  fc.record({ id: anyGid(type), kind: fc.constant(kind), title: words, charged: minor, taxes })

/** A charge that an order tells only as a total. */
function fee(id: 'fees' | 'tip', title: string, charged: bigint): OrderCharge[] {
  return charged === 0n ? [] : [{ id, kind: 'fee', title, charged, taxes: [] }]
}

function chargesFor(list: readonly OrderLine[]): fc.Arbitrary<OrderCharge[]> {
  const shipping = fc.uniqueArray(charge('shipping', 'ShippingLine'), {
    selector: ({ id }) => id,
    maxLength: 2,
  })
  const duties = fc.uniqueArray(charge('duty', 'Duty'), { selector: ({ id }) => id, maxLength: list.length })
  return fc
    .tuple(shipping, duties, minor, minor)
    .map(([ships, owed, fees, tip]) => [
      ...ships,
      ...owed.map((duty, index) => ({ ...duty, title: list[index]!.title })),
      ...fee('fees', 'Fees', fees),
      ...(list.some((line) => line.tip) ? [] : fee('tip', 'Tip', tip)),
    ])
}

function partsOf<T>(list: readonly OrderLine[], part: (line: Gid<'LineItem'>) => fc.Arbitrary<T>) {
  return list.length === 0
    ? fc.constant([])
    : fc.array(
        fc.constantFrom(...list).chain((line) => part(line.id)),
        { maxLength: 4 },
      )
}

function byAge<T extends { readonly id: string; readonly createdAt: string }>(list: T[]): T[] {
  return list.toSorted((a, b) => (`${a.createdAt} ${a.id}` < `${b.createdAt} ${b.id}` ? -1 : 1))
}

function movesFor(list: readonly OrderLine[]) {
  const fulfillment = fc.record({
    id: longGid('Fulfillment'),
    status: fc.constantFrom('success' as const, 'pending' as const, 'cancelled' as const, 'failed' as const),
    location: maybe(anyGid('Location')),
    createdAt: moment,
    lines: partsOf(list, (line) => fc.record({ line: fc.constant(line), quantity: units })),
  })
  const refund = fc.record({
    id: longGid('Refund'),
    createdAt: moment,
    lines: partsOf(list, (line) =>
      fc.record({
        line: fc.constant(line),
        quantity: units,
        restock: fc.constantFrom(
          'return' as const,
          'cancel' as const,
          'no_restock' as const,
          'legacy_restock' as const,
        ),
        location: maybe(anyGid('Location')),
      }),
    ),
  })
  return fc.record({
    fulfillments: fc.uniqueArray(fulfillment, { selector: ({ id }) => id, maxLength: 4 }).map(byAge),
    refunds: fc.uniqueArray(refund, { selector: ({ id }) => id, maxLength: 3 }).map(byAge),
  })
}

const head = fc.record({
  id: longGid('Order'),
  name: words,
  updatedAt: moment,
  placedAt: moment,
  cancelledAt: maybe(moment),
  closedAt: maybe(moment),
  test: fc.boolean(),
  currency: fc.constantFrom('EUR', 'JPY', 'KWD', 'COP'),
  taxesIncluded: fc.boolean(),
  total: minor,
  currentTotal: maybe(minor),
  totalTax: minor,
  financialStatus: maybe(fc.constantFrom('paid', 'partially_refunded', 'pending')),
  source: maybe(words),
  buyer,
  email: maybe(words),
  phone: maybe(words),
  billTo: maybe(address),
  shipTo: maybe(address),
  note: maybe(words),
  purchaseOrderNumber: maybe(words),
  locale: maybe(fc.constantFrom('fr', 'en-CA')),
  terms: maybe(
    fc.record({ name: words, netDays: maybe(fc.integer({ min: 0, max: 120 })), dueAt: maybe(moment) }),
  ),
})

/** Any snapshot: all currencies' decimals, all kinds of buyers, lines, charges, fulfillments and refunds. */
export const anyOrder: fc.Arbitrary<OrderSnapshot> = fc
  .tuple(head, lines, maybe(words))
  .chain(([order, list, called]) =>
    fc.tuple(chargesFor(list), movesFor(list)).map(([charges, moves]) => ({
      ...order,
      ...moves,
      lines: list,
      charges,
      buyerName: buyerName(order, called),
    })),
  )

function buyerName(
  order: Pick<OrderSnapshot, 'buyer' | 'billTo' | 'shipTo'>,
  called: string | null,
): string | null {
  const known = order.buyer.kind !== 'guest' && order.buyer.customer ? called : null
  const nameOf = (place: Address | null) => place?.company ?? place?.name ?? null
  return nameOf(order.billTo) ?? known ?? nameOf(order.shipTo)
}

/** Where Shopify may have routed the order. */
export function anyRouting(order: OrderSnapshot): fc.Arbitrary<Routing> {
  const routed = fc.record({
    id: anyGid('FulfillmentOrder'),
    status: fc.constantFrom('open' as const, 'in_progress' as const, 'on_hold' as const, 'closed' as const),
    location: maybe(anyGid('Location')),
    lines: partsOf(order.lines, (line) =>
      fc.record({ id: anyGid('FulfillmentOrderLineItem'), line: fc.constant(line), remaining: units }),
    ),
  })
  return fc
    .array(routed, { maxLength: 3 })
    .map((fulfillmentOrders) => ({ order: order.id, fulfillmentOrders }))
}
