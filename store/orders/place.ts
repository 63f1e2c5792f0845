// Placing an order, as the storefront, the POS and the control API do it.
import type { Change } from '../change.ts'
import { commit } from '../inventory.ts'
import { orderBody } from '../rest/order.ts'
import type { Buyer } from '../state/find.ts'
import type { Presentment } from '../state/money.ts'
import type { Order, PaymentTerms } from '../state/order.ts'
import type { Address, Customer } from '../state/shop.ts'
import { newId, NotPossible } from '../state/world.ts'
import { figures } from './figures.ts'
import { contentsOf, type NewContents, usualShipping } from './lines.ts'
import { askPayment, takePayment } from './pay.ts'
import { locationFor } from './route.ts'
import { newTerms, templateForDays } from './terms.ts'

export type NewOrder = NewContents & {
  customer: Customer | null
  email: string | null
  /** What shipping costs, when it is not what the shop asks. */
  shipping?: bigint | undefined
  poNumber: string | null
  note: string | null
  tags: string[]
  paid: boolean
  gateway?: string | undefined
  pos: boolean
  locationId: string | null
  address: Address | null
  sourceName: string
  test: boolean
  attributes?: { key: string; value: string }[] | undefined
  /** Terms agreed before; undefined = those of the company. */
  terms?: PaymentTerms | null | undefined
  presentment?: Presentment | undefined
  /** Leaves a sale that is still to be paid, as completing a draft on terms does. */
  pending?: boolean | undefined
}

/** Adds the order, commits its stock and says `orders/create`; its fulfillment orders come later. */
export function placeOrder(change: Change, wish: NewOrder): Order {
  const { shop, world, at } = change
  if (wish.lines.length === 0) throw new NotPossible('an order needs a line')
  const number = shop.nextOrderNumber
  shop.nextOrderNumber = number + 1
  const { lines, discounts, shippingLines } = contents(change, wish)
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
    attributes: wish.attributes ?? [],
    cancelNote: null,
    email: wish.email,
    phone: wish.customer?.phone ?? null,
    locale: wish.customer?.locale ?? 'fr',
    ...(wish.presentment ? { presentment: wish.presentment } : {}),
    taxesIncluded: shop.taxesIncluded,
    taxExempt: wish.taxExempt ?? false,
    customerId: wish.customer?.id ?? null,
    company: wish.buyer ? companyOf(wish.buyer) : null,
    retailLocationId: wish.pos ? wish.locationId : null,
    billing: wish.buyer?.location.billing ?? wish.address,
    shipping: physical && !wish.pos ? (wish.address ?? wish.buyer?.location.shipping ?? null) : null,
    lines,
    shippingLines: wish.shippingLine || (physical && !wish.pos) ? shippingLines : [],
    discounts,
    paymentTerms: null,
    transactions: [],
    refunds: [],
    fulfillments: [],
    fulfillmentOrders: [],
    returns: [],
    assignedLocationId: '',
    routed: false,
  }
  order.assignedLocationId = wish.locationId ?? locationFor(shop, order).id
  shop.orders.push(order)
  for (const line of lines) commit(change, line, order.assignedLocationId, line.quantity)
  order.paymentTerms =
    wish.terms === undefined && wish.buyer ? termsOf(change, wish.buyer) : (wish.terms ?? null)
  if (wish.pending) askPayment(change, order, figures(order).total)
  if (wish.paid)
    takePayment(
      change,
      order,
      figures(order).total,
      wish.gateway ?? (wish.pos ? 'cash' : 'practice_payments'),
    )
  change.touchOrder(order, true)
  change.say('orders/create', () => orderBody(shop, order))
  if (wish.paid) change.say('orders/paid', () => orderBody(shop, order))
  return order
}

function contents(change: Change, wish: NewOrder) {
  const usual = usualShipping(wish.buyer)
  const shipping =
    wish.shippingLine === undefined && wish.shipping !== undefined
      ? { ...usual, price: wish.shipping }
      : wish.shippingLine
  return contentsOf(change.shop, { ...wish, shippingLine: shipping }, (kind) => newId(change.world, kind))
}

const companyOf = ({ company, location }: NonNullable<Buyer>) => ({
  companyId: company.id,
  locationId: location.id,
  contactId: company.contacts[0]?.id ?? '',
})

function termsOf(change: Change, { location }: NonNullable<Buyer>): PaymentTerms | null {
  const template = location.termsDays === null ? undefined : templateForDays(location.termsDays)
  return template ? newTerms(change.world, template, change.at) : null
}
