// What a gid names: the views of `node` and `nodes`.
import { termsOwners } from '../orders/terms-owner.ts'
import { items, levelOf } from '../state/find.ts'
import { idFrom, kindOf } from '../state/gid.ts'
import type { Order } from '../state/order.ts'
import type { Shop } from '../state/shop.ts'
import type { On, View } from './context.ts'
import { shownOrders } from './shown-orders.ts'
import { companyLocationView, companyView, contactView, customerView } from './views/buyer.ts'
import { bulkView } from './views/bulk.ts'
import { calculatedView } from './views/calculated-order.ts'
import { catalogView, priceListView } from './views/catalog.ts'
import { draftView } from './views/draft-order.ts'
import { fulfillmentOrderView, fulfillmentView } from './views/fulfillment.ts'
import { lineView } from './views/line.ts'
import { definitionView, metafieldView } from './views/metafield.ts'
import { orderView } from './views/order.ts'
import { itemView, levelView, productView, variantView } from './views/product.ts'
import { refundView } from './views/refund.ts'
import { returnView, reverseView } from './views/return.ts'
import { installationView, locationView, shopView, staffView } from './views/shop.ts'
import { subscriptionView } from './views/subscription.ts'
import { termsView } from './views/terms.ts'
import { shipmentView, transferView } from './views/transfer.ts'

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
  Order: (on, key) => {
    const order = shownOrders(on).find(({ id }) => id === key)
    return order ? orderView(on, order) : null
  },
  LineItem: inOrders((order) => order.lines, byOwnId, lineView),
  FulfillmentOrder: inOrders((order) => order.fulfillmentOrders, byOwnId, fulfillmentOrderView),
  Fulfillment: inOrders((order) => order.fulfillments, byOwnId, fulfillmentView),
  Refund: inOrders((order) => order.refunds, byOwnId, refundView),
  PaymentTerms: (on, key) => {
    const owner = termsOwners(on.shop).find((one) => one.terms()?.id === key)
    return owner ? termsView(on, owner, owner.terms()!) : null
  },
  Return: inOrders((order) => order.returns, byOwnId, returnView),
  ReverseFulfillmentOrder: inOrders(
    (order) => order.returns,
    ({ reverse }) => reverse.id,
    reverseView,
  ),
  DraftOrder: among((shop) => shop.draftOrders, byOwnId, draftView),
  CalculatedOrder: (on, key) => {
    const session = on.world.state.edits.find((one) => one.id === key && one.shop === on.shop.domain)
    const order = on.shop.orders.find(({ id }) => id === session?.orderId)
    return session && order ? calculatedView(on, order, session) : null
  },
  PriceList: among((shop) => shop.priceLists, byOwnId, priceListView),
  MarketCatalog: among(
    (shop) => shop.catalogs.filter(({ marketIds }) => marketIds.length > 0),
    byOwnId,
    catalogView,
  ),
  CompanyLocationCatalog: among(
    (shop) => shop.catalogs.filter(({ marketIds }) => marketIds.length === 0),
    byOwnId,
    catalogView,
  ),
  InventoryTransfer: among((shop) => shop.transfers, byOwnId, transferView),
  InventoryShipment: among((shop) => shop.shipments, byOwnId, shipmentView),
  // Named when asked: a metafield's owner is a node again, so the two files need each other.
  Metafield: among(
    (shop) => shop.metafields,
    byOwnId,
    (on, one) => metafieldView(on, one),
  ),
  MetafieldDefinition: among(
    (shop) => shop.metafieldDefinitions,
    byOwnId,
    (on, one) => definitionView(on, one),
  ),
  WebhookSubscription: among(
    (shop) => shop.subscriptions,
    byOwnId,
    (_on, one) => subscriptionView(one),
  ),
  BulkOperation: among((shop) => shop.bulkOperations, byOwnId, bulkView),
  AppInstallation: (on, key) => (key === on.shop.id ? installationView(on) : null),
}

/** The thing a gid names in this shop, or null: Shopify does not say why. */
export function nodeView(on: On, id: string): View | null {
  const kind = kindOf(id) ?? ''
  const key = idFrom(kind, id)
  return key === undefined ? null : (FINDERS[kind]?.(on, key, id) ?? null)
}
