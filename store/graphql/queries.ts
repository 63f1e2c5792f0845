// The root fields of queries.
import { figures, financialStatus, fulfillmentStatus } from '../orders/figures.ts'
import { isOpen } from '../orders/fulfillment-order.ts'
import { TERMS_TEMPLATES } from '../orders/terms.ts'
import { customerById, items, locationOf } from '../state/find.ts'
import { gid, kindOf } from '../state/gid.ts'
import type { Order } from '../state/order.ts'
import type { Company, Customer, Shop } from '../state/shop.ts'
import { connection, count, type PageArgs } from './connection.ts'
import type { On, View } from './context.ts'
import { moreQueries } from './more-queries.ts'
import { nodeView } from './node.ts'
import { search } from './search.ts'
import { shownOrders } from './shown-orders.ts'
import { companyLocationView, companyView, customerView } from './views/buyer.ts'
import { fulfillmentOrderView } from './views/fulfillment.ts'
import { orderView } from './views/order.ts'
import { itemView, productView, variantView } from './views/product.ts'
import { templateView } from './views/terms.ts'
import { LOCALES } from './views/translation.ts'
import { installationView, locationView, shopView } from './views/shop.ts'

type ListArgs = PageArgs & { query?: string | null; sortKey?: string | null }
type ById = { id: string }

const byId = (kind: string) => (args: ById, on: On) => nodeView(on, kindOf(args.id) === kind ? args.id : '')

function orderValues(shop: Shop, order: Order) {
  const customer = customerById(shop, order.customerId)
  return {
    id: order.id,
    name: order.name,
    created_at: order.createdAt,
    updated_at: order.updatedAt,
    processed_at: order.createdAt,
    cancelled_at: order.cancelledAt,
    closed_at: order.closedAt,
    status: [
      'any',
      order.cancelledAt ? 'cancelled' : order.closedAt ? 'closed' : 'open',
      ...(order.closedAt || order.cancelledAt ? ['not_open'] : []),
    ],
    financial_status: financialStatus(order),
    fulfillment_status: [
      fulfillmentStatus(order) ?? 'unfulfilled',
      ...(fulfillmentStatus(order) === 'fulfilled' ? ['shipped'] : ['unshipped']),
    ],
    email: order.email,
    tag: order.tags,
    sku: order.lines.map(({ sku }) => sku),
    customer_id: customer?.id ?? null,
    po_number: order.poNumber,
    test: String(order.test),
    source_name: order.sourceName,
    location_id: order.assignedLocationId,
    company_id: order.company?.companyId ?? null,
    company_location_id: order.company?.locationId ?? null,
  }
}

function orders(args: ListArgs, on: On): View {
  const keys: Record<string, (order: Order) => string | number> = {
    CREATED_AT: (order) => order.createdAt,
    PROCESSED_AT: (order) => order.createdAt,
    UPDATED_AT: (order) => order.updatedAt,
    ID: (order) => Number(order.id),
    ORDER_NUMBER: (order) => order.number,
    TOTAL_PRICE: (order) => Number(figures(order).total),
  }
  const found = search(shownOrders(on), args.query, (order) => orderValues(on.shop, order))
  return connection(
    args,
    found,
    (order) => orderView(on, order),
    keys[args.sortKey ?? 'PROCESSED_AT'] ?? keys.ID,
  )
}

const productVariants = (args: ListArgs, on: On): View =>
  connection(
    args,
    search(items(on.shop), args.query, ({ product, variant }) => ({
      id: variant.id,
      sku: variant.sku,
      barcode: variant.barcode,
      title: variant.title,
      product_id: product.id,
      vendor: product.vendor,
      product_type: product.productType,
      tag: product.tags,
      updated_at: variant.updatedAt,
      inventory_quantity: 0,
      product_status: product.status.toLowerCase(),
    })),
    (item) => variantView(on, item),
  )

const products = (args: ListArgs, on: On): View => {
  const keys: Record<string, (product: Shop['products'][number]) => string | number> = {
    TITLE: ({ title }) => title,
    UPDATED_AT: ({ updatedAt }) => updatedAt,
    CREATED_AT: ({ createdAt }) => createdAt,
    VENDOR: ({ vendor }) => vendor,
  }
  const found = search(on.shop.products, args.query, (product) => ({
    id: product.id,
    title: product.title,
    vendor: product.vendor,
    product_type: product.productType,
    tag: product.tags,
    handle: product.handle,
    updated_at: product.updatedAt,
    created_at: product.createdAt,
    status: product.status.toLowerCase(),
    sku: product.variants.map(({ sku }) => sku),
    barcode: product.variants.map(({ barcode }) => barcode),
  }))
  return connection(args, found, (product) => productView(on, product), keys[args.sortKey ?? 'ID'])
}

const inventoryItems = (args: ListArgs, on: On): View =>
  connection(
    args,
    search(items(on.shop), args.query, ({ variant }) => ({
      id: variant.itemId,
      sku: variant.sku,
      updated_at: variant.updatedAt,
      created_at: variant.createdAt,
    })),
    (item) => itemView(on, item),
  )

const customers = (args: ListArgs, on: On): View =>
  connection(
    args,
    search(on.shop.customers, args.query, (one: Customer) => ({
      id: one.id,
      email: one.email,
      first_name: one.firstName,
      last_name: one.lastName,
      phone: one.phone,
      tag: one.tags,
      updated_at: one.updatedAt,
      customer_date: one.createdAt,
    })),
    (one) => customerView(on, one),
    args.sortKey === 'UPDATED_AT' ? ({ updatedAt }) => updatedAt : undefined,
  )

const companies = (args: ListArgs, on: On): View =>
  connection(
    args,
    search(on.shop.companies, args.query, (one: Company) => ({
      id: one.id,
      name: one.name,
      external_id: one.externalId,
      updated_at: one.updatedAt,
      created_at: one.createdAt,
    })),
    (one) => companyView(on, one),
    args.sortKey === 'UPDATED_AT'
      ? ({ updatedAt }) => updatedAt
      : args.sortKey === 'NAME'
        ? ({ name }) => name
        : undefined,
  )

function fulfillmentOrders(args: ListArgs & { includeClosed?: boolean }, on: On): View {
  const all = on.shop.orders
    .flatMap((order) => order.fulfillmentOrders.map((one) => ({ order, one })))
    .filter(({ one }) => args.includeClosed || isOpen(one))
  const found = search(all, args.query, ({ order, one }) => ({
    id: one.id,
    status: one.status.toLowerCase(),
    assigned_location_id: one.locationId,
    updated_at: one.updatedAt,
    order_id: order.id,
  }))
  return connection(
    args,
    found,
    ({ order, one }) => fulfillmentOrderView(on, order, one),
    args.sortKey === 'UPDATED_AT' ? ({ one }) => one.updatedAt : undefined,
  )
}

export const queries: Record<string, (args: never, on: On) => unknown> = {
  ...moreQueries,
  shop: (_args, on) => shopView(on),
  currentAppInstallation: (_args, on) => installationView(on),
  appInstallation: (_args, on) => installationView(on),
  shopLocales: ({ published }: { published?: boolean | null }) =>
    LOCALES.filter((one) => !published || one.published).map((one) => ({ ...one, marketWebPresences: [] })),
  paymentTermsTemplates: () => TERMS_TEMPLATES.map(templateView),
  staffMember: ({ id }: ById, on) => nodeView(on, id ?? gid('StaffMember', on.shop.staff[0]?.id ?? '')),
  node: ({ id }: ById, on) => nodeView(on, id),
  nodes: ({ ids }: { ids: string[] }, on) => ids.map((id) => nodeView(on, id)),
  location: ({ id }: { id?: string | null }, on) =>
    id ? nodeView(on, id) : locationView(on, locationOf(on.shop)),
  locations: (args: ListArgs & { includeInactive?: boolean | null }, on) =>
    connection(
      args,
      search(
        on.shop.locations.filter((one) => args.includeInactive || !one.deactivatedAt),
        args.query,
        (one) => ({ id: one.id, name: one.name, active: String(!one.deactivatedAt) }),
      ),
      (one) => locationView(on, one),
      args.sortKey === 'ID' ? undefined : ({ name }) => name,
    ),
  locationsCount: (_args, on) => count(on.shop.locations.length),
  order: byId('Order'),
  orders: (args: ListArgs, on) => orders(args, on),
  ordersCount: ({ query }: { query?: string | null }, on) =>
    count(search(shownOrders(on), query, (order) => orderValues(on.shop, order)).length),
  product: byId('Product'),
  products: (args: ListArgs, on) => products(args, on),
  productsCount: (_args, on) => count(on.shop.products.length),
  productVariant: byId('ProductVariant'),
  productVariants: (args: ListArgs, on) => productVariants(args, on),
  productVariantsCount: (_args, on) => count(items(on.shop).length),
  inventoryItem: byId('InventoryItem'),
  inventoryItems: (args: ListArgs, on) => inventoryItems(args, on),
  inventoryLevel: byId('InventoryLevel'),
  customer: byId('Customer'),
  customers: (args: ListArgs, on) => customers(args, on),
  company: byId('Company'),
  companies: (args: ListArgs, on) => companies(args, on),
  companyLocation: byId('CompanyLocation'),
  companyLocations: (args: ListArgs, on) =>
    connection(
      args,
      on.shop.companies.flatMap((company) => company.locations.map((location) => ({ company, location }))),
      ({ company, location }) => companyLocationView(on, company, location),
    ),
  companyContact: byId('CompanyContact'),
  fulfillment: byId('Fulfillment'),
  fulfillmentOrder: byId('FulfillmentOrder'),
  fulfillmentOrders: (args: ListArgs, on) => fulfillmentOrders(args, on),
  refund: byId('Refund'),
}
