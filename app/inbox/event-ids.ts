import type { Gid } from '../core/gid.ts'
import { gidOf, gidOrId, isObject } from '../orders/parse-order-fields.ts'

/** The orders that an event is about: named, or behind objects whose order Shopify has to be asked for. */
export type OrdersBehind = {
  readonly orders: readonly Gid<'Order'>[]
  readonly through: readonly Gid<'FulfillmentOrder' | 'Return' | 'PaymentTerms'>[]
}

/** The gid of an object of the type: its own, its `id` when that is one, else built from its id. */
export function gidIn<T extends string>(object: Record<string, unknown>, type: T): Gid<T> | null {
  return gidOf(type)(object.admin_graphql_api_id) ?? gidOrId(type)(object.id) ?? null
}

/** The gids of a list's objects; what has none is left out. */
export function allOf<T extends string>(list: unknown, type: T): Gid<T>[] {
  return Array.isArray(list) ? list.filter(isObject).flatMap((object) => gidIn(object, type) ?? []) : []
}

// Real bodies name at most a handful; more would only cost calls.
const MOST_NAMED = 25

/**
 * Finds the orders behind any event about an order: `order_id`, an `order`, or else the fulfillment orders, the return
 * or the payment terms it is about, which know their order.
 */
export function ordersBehind(body: Record<string, unknown>): OrdersBehind {
  const orders = unique(ordersNamed(body, DEPTH))
  if (orders.length > 0) return { orders: orders.slice(0, MOST_NAMED), through: [] }
  const own = [gidOf('Return')(body.admin_graphql_api_id), paymentTerms(body)].filter(
    (found) => found != null,
  )
  return { orders: [], through: unique([...fulfillmentOrders(body, DEPTH), ...own]).slice(0, MOST_NAMED) }
}

// { fulfillment_order_merges: { fulfillment_order: { id } } } and { order_edit: { order_id } } are the deepest.
const DEPTH = 3

function ordersNamed(value: unknown, depth: number): Gid<'Order'>[] {
  if (depth === 0) return []
  if (Array.isArray(value)) return value.flatMap((item) => ordersNamed(item, depth - 1))
  if (!isObject(value)) return []
  const order =
    gidOrId('Order')(value.order_id) ?? (isObject(value.order) ? gidIn(value.order, 'Order') : null)
  return order ? [order] : Object.values(value).flatMap((inner) => ordersNamed(inner, depth - 1))
}

function fulfillmentOrders(value: unknown, depth: number): Gid<'FulfillmentOrder'>[] {
  if (depth === 0) return []
  if (Array.isArray(value)) return value.flatMap((item) => fulfillmentOrders(item, depth - 1))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([name, inner]) => {
    const named =
      name.endsWith('fulfillment_order') && isObject(inner) ? gidIn(inner, 'FulfillmentOrder') : null
    return named ? [named] : fulfillmentOrders(inner, depth - 1)
  })
}

// Their gid has a type of its own that the API does not know, so the id names them.
function paymentTerms(body: Record<string, unknown>): Gid<'PaymentTerms'> | null {
  return body.payment_terms_type === undefined ? null : gidIn(body, 'PaymentTerms')
}

function unique<T>(list: readonly T[]): T[] {
  return [...new Set(list)]
}
