// Placing an order, as the storefront, the POS and the control API do it.
import type { Change } from '../change.ts'
import { commit } from '../inventory.ts'
import { priceFor } from '../pricing.ts'
import { orderBody } from '../rest/order.ts'
import { type Buyer, itemBySku } from '../state/find.ts'
import { share, sum } from '../state/money.ts'
import type { DiscountApplication, Order, OrderLine, PaymentTerms, ShippingLine } from '../state/order.ts'
import type { Address, Customer } from '../state/shop.ts'
import { newId, NotPossible } from '../state/world.ts'
import { figures, lineTotal, retax, taxOn } from './figures.ts'
import { takePayment } from './pay.ts'
import { locationFor } from './route.ts'

export type NewLine = {
  sku?: string | undefined
  quantity: number
  price?: bigint | undefined
  discount?: bigint | undefined
  title?: string | undefined
  vat?: string | undefined
  properties?: { name: string; value: string }[] | undefined
}

export type NewOrder = {
  buyer: Buyer
  customer: Customer | null
  email: string | null
  lines: NewLine[]
  discount?: bigint | undefined
  shipping?: bigint | undefined
  poNumber: string | null
  note: string | null
  tags: string[]
  paid: boolean
  pos: boolean
  locationId: string | null
  address: Address | null
  sourceName: string
  test: boolean
  number?: number | undefined
}

/** Adds the order, commits its stock and says `orders/create`; its fulfillment orders come later. */
export function placeOrder(change: Change, wish: NewOrder): Order {
  const { shop, world, at } = change
  if (wish.lines.length === 0) throw new NotPossible('an order needs a line')
  const number = wish.number ?? shop.nextOrderNumber
  shop.nextOrderNumber = Math.max(shop.nextOrderNumber, number + 1)
  const discounts: DiscountApplication[] = []
  const lines = wish.lines.map((line) => newLine(change, wish.buyer, line, discounts))
  spreadOrderDiscount(lines, wish.discount ?? 0n, discounts)
  for (const line of lines) retax(line, shop.taxesIncluded)
  const physical = lines.some(({ requiresShipping }) => requiresShipping)
  const order: Order = {
    id: newId(world, 'Order'),
    number,
    name: `#${number}`,
    token: `c0ffee${number.toString(16).padStart(10, '0')}`,
    createdAt: at,
    updatedAt: at,
    cancelledAt: null,
    cancelReason: null,
    closedAt: null,
    edited: false,
    test: wish.test,
    sourceName: wish.pos ? 'pos' : wish.sourceName,
    poNumber: wish.poNumber,
    note: wish.note,
    tags: wish.tags,
    email: wish.email,
    phone: wish.customer?.phone ?? null,
    locale: wish.customer?.locale ?? 'fr',
    taxesIncluded: shop.taxesIncluded,
    customerId: wish.customer?.id ?? null,
    company: wish.buyer ? companyOf(wish.buyer) : null,
    retailLocationId: wish.pos ? wish.locationId : null,
    billing: wish.buyer?.location.billing ?? wish.address,
    shipping: physical && !wish.pos ? (wish.address ?? wish.buyer?.location.shipping ?? null) : null,
    lines,
    shippingLines: physical && !wish.pos ? [shippingLine(change, wish)] : [],
    discounts,
    paymentTerms: null,
    transactions: [],
    refunds: [],
    fulfillments: [],
    fulfillmentOrders: [],
    assignedLocationId: '',
    routed: false,
  }
  order.assignedLocationId = wish.locationId ?? locationFor(shop, order).id
  shop.orders.push(order)
  for (const line of lines) commit(change, line, order.assignedLocationId, line.quantity)
  order.paymentTerms = wish.buyer ? termsOf(change, wish.buyer) : null
  if (wish.paid) takePayment(change, order, figures(order).total, wish.pos ? 'cash' : 'practice_payments')
  change.touchOrder(order, true)
  change.say('orders/create', () => orderBody(shop, order))
  if (wish.paid) change.say('orders/paid', () => orderBody(shop, order))
  return order
}

/** The line of a known variant at the buyer's price, or a custom line when only a title is given. */
export function newLine(
  change: Change,
  buyer: Buyer,
  wish: NewLine,
  discounts: DiscountApplication[],
): OrderLine {
  const { shop, world } = change
  const item = wish.sku === undefined ? undefined : itemBySku(shop, wish.sku)
  if (!item && wish.title === undefined) throw new NotPossible(`no SKU ${wish.sku} in ${shop.domain}`, 404)
  if (!Number.isInteger(wish.quantity) || wish.quantity < 0)
    throw new NotPossible(`not a quantity: ${wish.quantity}`)
  const variant = item?.variant
  const line: OrderLine = {
    id: newId(world, 'LineItem'),
    variantId: variant?.id ?? null,
    productId: item?.product.id ?? null,
    itemId: variant?.itemId ?? null,
    title: wish.title ?? item!.product.title,
    variantTitle: variant?.option ?? null,
    sku: variant?.sku ?? wish.sku ?? null,
    vendor: item?.product.vendor ?? null,
    requiresShipping: variant?.requiresShipping ?? true,
    taxable: variant?.taxable ?? true,
    giftCard: item?.product.giftCard ?? false,
    tracked: variant?.tracked ?? false,
    grams: variant?.grams ?? 0,
    properties: wish.properties ?? [],
    unitPrice: wish.price ?? (variant ? priceFor(shop, buyer?.location ?? null, variant, wish.quantity) : 0n),
    quantity: wish.quantity,
    removed: 0,
    refunded: 0,
    discounts: [],
    taxLines: [],
  }
  const vat = wish.vat ?? item?.product.vat ?? '0.055'
  if (line.taxable && vat !== '0') line.taxLines.push({ title: shop.vatTitle, rate: vat, price: 0n })
  if (wish.discount && wish.discount > 0n) {
    line.discounts.push({ application: discounts.length, amount: wish.discount })
    discounts.push({
      title: 'Remise',
      description: 'Remise sur la ligne',
      value: wish.discount,
      target: 'line',
    })
  }
  return line
}

/** Spreads an order discount over the lines in proportion, the last cent to the last line. */
function spreadOrderDiscount(lines: OrderLine[], discount: bigint, discounts: DiscountApplication[]): void {
  if (discount <= 0n) return
  const application = discounts.length
  discounts.push({ title: 'Remise sur la commande', description: null, value: discount, target: 'order' })
  const totals = lines.map(lineTotal)
  const all = sum(totals)
  let before = 0n
  lines.forEach((line, index) => {
    const after = before + totals[index]!
    const part = all === 0n ? 0n : share(discount, after, all) - share(discount, before, all)
    before = after
    if (part > 0n) line.discounts.push({ application, amount: part })
  })
}

const companyOf = ({ company, location }: NonNullable<Buyer>) => ({
  companyId: company.id,
  locationId: location.id,
  contactId: company.contacts[0]?.id ?? '',
})

/** Companies are delivered free of charge; others pay Colissimo 6.90, with the goods' own highest rate left out: 20 %. */
function shippingLine(change: Change, wish: NewOrder): ShippingLine {
  const price = wish.shipping ?? (wish.buyer ? 0n : 690n)
  const title = wish.buyer ? 'Livraison offerte (professionnels)' : 'Colissimo'
  return {
    id: newId(change.world, 'ShippingLine'),
    title,
    code: title,
    price,
    refunded: 0n,
    taxLines:
      price === 0n
        ? []
        : [
            {
              title: change.shop.vatTitle,
              rate: '0.2',
              price: taxOn(price, '0.2', change.shop.taxesIncluded),
            },
          ],
  }
}

function termsOf(change: Change, { location }: NonNullable<Buyer>): PaymentTerms | null {
  if (location.termsDays === null) return null
  const days = location.termsDays
  return {
    id: newId(change.world, 'PaymentTerms'),
    scheduleId: newId(change.world, 'PaymentSchedule'),
    name: days === 0 ? 'Due on receipt' : `Net ${days}`,
    dueInDays: days,
    issuedAt: change.at,
    dueAt: new Date(Date.parse(change.at) + days * 86_400_000).toISOString(),
  }
}
