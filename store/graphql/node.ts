// What a gid names: the views of `node` and `nodes`.
import { items, levelOf } from '../state/find.ts'
import { idFrom, kindOf } from '../state/gid.ts'
import type { Order } from '../state/order.ts'
import type { Shop } from '../state/shop.ts'
import type { On, View } from './context.ts'
import { companyLocationView, companyView, contactView, customerView } from './views/buyer.ts'
import { fulfillmentOrderView, fulfillmentView } from './views/fulfillment.ts'
import { lineView } from './views/line.ts'
import { orderView, termsView } from './views/order.ts'
import { itemView, levelView, productView, variantView } from './views/product.ts'
import { refundView } from './views/refund.ts'
import { locationView, shopView, staffView } from './views/shop.ts'

type Finder = (on: On, key: string, id: string) => View | null

const among =
  <T>(list: (shop: Shop) => T[], idOf: (one: T) => string, view: (on: On, one: T) => View): Finder =>
  (on, key) => {
    const found = list(on.shop).find((one) => idOf(one) === key)
    return found === undefined ? null : view(on, found)
  }

const inOrders =
  <T>(
    list: (order: Order) => T[],
    idOf: (one: T) => string,
    view: (on: On, order: Order, one: T) => View,
  ): Finder =>
  (on, key) => {
    for (const order of on.shop.orders)
      for (const one of list(order)) if (idOf(one) === key) return view(on, order, one)
    return null
  }

const byOwnId = ({ id }: { id: string }) => id

const FINDERS: Record<string, Finder> = {
  Shop: (on, key) => (key === on.shop.id ? shopView(on) : null),
  Location: among((shop) => shop.locations, byOwnId, locationView),
  Product: among((shop) => shop.products, byOwnId, productView),
  ProductVariant: among(items, ({ variant }) => variant.id, variantView),
  InventoryItem: among(items, ({ variant }) => variant.itemId, itemView),
  InventoryLevel: (on, key, id) => {
    const level = levelOf(on.shop, /inventory_item_id=(\d+)/.exec(id)?.[1] ?? '', key)
    return level ? levelView(on, level) : null
  },
  Customer: among((shop) => shop.customers, byOwnId, customerView),
  Company: among((shop) => shop.companies, byOwnId, companyView),
  CompanyLocation: among(
    (shop) =>
      shop.companies.flatMap((company) => company.locations.map((location) => ({ company, location }))),
    ({ location }) => location.id,
    (on, { company, location }) => companyLocationView(on, company, location),
  ),
  CompanyContact: among(
    (shop) => shop.companies.flatMap((company) => company.contacts.map((contact) => ({ company, contact }))),
    ({ contact }) => contact.id,
    (on, { company, contact }) => contactView(on, company, contact),
  ),
  StaffMember: among(
    (shop) => shop.staff,
    byOwnId,
    (on, staff) => staffView(on.shop, staff),
  ),
  Order: among((shop) => shop.orders, byOwnId, orderView),
  LineItem: inOrders((order) => order.lines, byOwnId, lineView),
  FulfillmentOrder: inOrders((order) => order.fulfillmentOrders, byOwnId, fulfillmentOrderView),
  Fulfillment: inOrders((order) => order.fulfillments, byOwnId, fulfillmentView),
  Refund: inOrders((order) => order.refunds, byOwnId, refundView),
  PaymentTerms: inOrders((order) => (order.paymentTerms ? [order.paymentTerms] : []), byOwnId, termsView),
}

/** The thing a gid names in this shop, or null: Shopify does not say why. */
export function nodeView(on: On, id: string): View | null {
  const kind = kindOf(id) ?? ''
  const key = idFrom(kind, id)
  return key === undefined ? null : (FINDERS[kind]?.(on, key, id) ?? null)
}
