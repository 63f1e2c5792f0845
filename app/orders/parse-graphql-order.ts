import { z } from 'zod'
import type { Gid } from '../core/gid.ts'
import type { Buyer, FulfillmentOrder, OrderSnapshot, Routing } from './order.ts'
import * as field from './parse-order-fields.ts'
import { listOf, needed, neededOrNull, objectOrNull, optional } from './parse-order-fields.ts'
import {
  address,
  bag,
  fulfillment,
  fulfillmentOrder,
  line,
  nodesOf,
  refund,
  reference,
  shipping,
  terms,
} from './parse-graphql-parts.ts'
import { fullName, snapshotOf, type ToldOrder } from './told-order.ts'

export type GraphqlOrder =
  | { readonly kind: 'snapshot'; readonly snapshot: OrderSnapshot; readonly routing: Routing | null }
  | { readonly kind: 'hint'; readonly order: Gid<'Order'>; readonly missing: readonly string[] }
  | { readonly kind: 'unreadable'; readonly why: 'no-order' }

/**
 * Reads the answer of `OrderForSettling`, or any other answer with an order in it. It is a snapshot when everything that
 * `parseWebhookOrder` needs was asked for and no list goes on; else a hint. `routing` is null when nobody asked for it.
 */
export function parseGraphqlOrder(answer: unknown): GraphqlOrder {
  const order = orderIn(answer, DEEPEST_ENVELOPE)
  const id = order && field.gidOf('Order')(order.id)
  if (!order || !id) return { kind: 'unreadable', why: 'no-order' }
  const parsed = graphqlOrder.safeParse({ ...order, processedAt: order.processedAt ?? order.createdAt })
  const unfinished = unfinishedLists(order)
  if (!parsed.success || unfinished.length > 0) {
    const missing = parsed.success ? [] : field.missingFields(parsed.error)
    return { kind: 'hint', order: id, missing: [...missing, ...unfinished] }
  }
  const result = snapshotOf(toldBy(id, parsed.data))
  if (result.kind === 'missing') return { kind: 'hint', order: id, missing: result.missing }
  return { ...result, routing: routingOf(id, parsed.data.fulfillmentOrders) }
}

// { data: { draftOrderComplete: { draftOrder: { order } } } } and { data: { orders: { edges: [{ node }] } } } are the deepest.
const DEEPEST_ENVELOPE = 6

/** The first order in an answer, whatever it is wrapped in. */
function orderIn(value: unknown, depth: number): Record<string, unknown> | null {
  if (depth === 0) return null
  if (Array.isArray(value)) return value.length > 0 ? orderIn(value[0], depth - 1) : null
  if (!field.isObject(value)) return null
  if (field.gidOf('Order')(value.id)) return value
  for (const inner of Object.values(value)) {
    const found = orderIn(inner, depth - 1)
    if (found) return found
  }
  return null
}

/** Lists of the order that Shopify cut: a connection with another page, or as many as the query's limit. */
function unfinishedLists(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) {
    const cut = value.length >= UNPAGED_LIMIT && UNPAGED.includes(path) ? [`${path} (more)`] : []
    return [...new Set([...cut, ...value.flatMap((item) => unfinishedLists(item, path))])]
  }
  if (!field.isObject(value)) return []
  const { pageInfo, ...fields } = value
  const cut = field.isObject(pageInfo) && pageInfo.hasNextPage === true ? [`${path} (more)`] : []
  const inner = Object.entries(fields).flatMap(([name, item]) =>
    unfinishedLists(item, SILENT.has(name) ? path : path ? `${path}.${name}` : name),
  )
  return [...new Set([...cut, ...inner])]
}
const SILENT = new Set(['nodes', 'edges', 'node'])
// These two are plain lists, cut where the query says and silent about it.
const UNPAGED = ['fulfillments', 'refunds']
const UNPAGED_LIMIT = 50

const graphqlOrder = z.object({
  name: needed(field.text),
  updatedAt: needed(field.instant),
  processedAt: needed(field.instant),
  cancelledAt: neededOrNull(field.instant),
  closedAt: optional(field.instant),
  test: optional(field.truth),
  currencyCode: needed(field.currency),
  taxesIncluded: needed(field.truth),
  dutiesIncluded: optional(field.truth),
  totalPriceSet: needed(field.shopMoney),
  currentTotalPriceSet: bag,
  totalTaxSet: needed(field.shopMoney),
  totalTipReceivedSet: bag,
  originalTotalAdditionalFeesSet: bag,
  originalTotalDutiesSet: bag,
  displayFinancialStatus: optional(field.word),
  sourceName: optional(field.text),
  email: optional(field.text),
  phone: optional(field.text),
  note: optional(field.text),
  poNumber: optional(field.text),
  customerLocale: optional(field.text),
  customer: objectOrNull(
    z.object({
      id: optional(field.gidOf('Customer')),
      firstName: optional(field.text),
      lastName: optional(field.text),
    }),
  ),
  purchasingEntity: objectOrNull(
    z.object({
      company: objectOrNull(z.object({ id: needed(field.gidOf('Company')) })),
      location: reference('CompanyLocation'),
    }),
  ),
  billingAddress: objectOrNull(address),
  shippingAddress: objectOrNull(address),
  paymentTerms: objectOrNull(terms),
  lineItems: nodesOf(line),
  shippingLines: nodesOf(shipping),
  fulfillments: listOf(fulfillment),
  refunds: listOf(refund),
  fulfillmentOrders: nodesOf(fulfillmentOrder).optional(),
})
type Told = z.infer<typeof graphqlOrder>

function toldBy(id: Gid<'Order'>, told: Told): ToldOrder {
  return {
    id,
    name: told.name,
    updatedAt: told.updatedAt,
    placedAt: told.processedAt,
    cancelledAt: told.cancelledAt,
    closedAt: told.closedAt,
    test: told.test ?? false,
    currency: told.currencyCode,
    taxesIncluded: told.taxesIncluded,
    dutiesIncluded: told.dutiesIncluded ?? false,
    total: { plain: null, shop: told.totalPriceSet },
    currentTotal: told.currentTotalPriceSet,
    totalTax: { plain: null, shop: told.totalTaxSet },
    tip: told.totalTipReceivedSet,
    fees: told.originalTotalAdditionalFeesSet,
    duties: told.originalTotalDutiesSet,
    financialStatus: told.displayFinancialStatus,
    source: told.sourceName,
    buyer: buyerOf(told),
    customerName: fullName(told.customer?.firstName ?? null, told.customer?.lastName ?? null),
    email: told.email,
    phone: told.phone,
    billTo: told.billingAddress ?? null,
    shipTo: told.shippingAddress ?? null,
    note: told.note,
    purchaseOrderNumber: told.poNumber,
    locale: told.customerLocale,
    terms: told.paymentTerms ?? null,
    lines: told.lineItems,
    shipping: told.shippingLines,
    fulfillments: told.fulfillments,
    refunds: told.refunds,
  }
}

function buyerOf({ purchasingEntity, customer }: Told): Buyer {
  const company = purchasingEntity?.company?.id
  const who = customer?.id ?? null
  if (company) {
    return { kind: 'company', company, companyLocation: purchasingEntity.location, customer: who }
  }
  return who ? { kind: 'customer', customer: who } : { kind: 'guest' }
}

function routingOf(order: Gid<'Order'>, fulfillmentOrders: FulfillmentOrder[] | undefined): Routing | null {
  return fulfillmentOrders ? { order, fulfillmentOrders } : null
}
