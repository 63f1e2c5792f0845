import type { Gid } from '../core/gid.ts'
import type { OrderSnapshot } from '../orders/order.ts'
import { parseWebhookOrder } from '../orders/parse-webhook-order.ts'
import { idDigits, isObject } from '../orders/parse-order-fields.ts'
import { allOf, gidIn, ordersBehind, type OrdersBehind } from './event-ids.ts'
import { readJson, type UnreadableJson } from './read-json.ts'

/** A stored webhook as far as reading it goes. */
export type InboxEvent = { readonly topic: string; readonly body: Uint8Array }

/** What an event of the inbox asks for. */
export type InboxReading =
  | { readonly kind: 'order-snapshot'; readonly snapshot: OrderSnapshot }
  | (OrdersBehind & { readonly kind: 'order-hint'; readonly missing: readonly string[] })
  | { readonly kind: 'order-deleted'; readonly order: Gid<'Order'> }
  | { readonly kind: 'levels'; readonly levels: readonly Level[] }
  | { readonly kind: 'item'; readonly item: Gid<'InventoryItem'>; readonly deleted: boolean }
  | {
      readonly kind: 'product'
      readonly product: Gid<'Product'>
      readonly variants: readonly Gid<'ProductVariant'>[]
      readonly deleted: boolean
    }
  | { readonly kind: 'customer'; readonly customer: Gid<'Customer'>; readonly deleted: boolean }
  | { readonly kind: 'company'; readonly company: Gid<'Company'>; readonly deleted: boolean }
  | {
      readonly kind: 'company-location'
      readonly location: Gid<'CompanyLocation'>
      readonly deleted: boolean
    }
  | { readonly kind: 'location'; readonly location: Gid<'Location'>; readonly deleted: boolean }
  | {
      readonly kind: 'compliance'
      readonly request: 'data-request' | 'redact-customer' | 'redact-shop'
      readonly customer: Gid<'Customer'> | null
      readonly orders: readonly Gid<'Order'>[]
    }
  | { readonly kind: 'shop-changed' }
  | { readonly kind: 'scopes-changed'; readonly scopes: readonly string[] }
  /** `shop` is the domain that the body names, null when it names none: only bodies are signed, headers are not. */
  | { readonly kind: 'uninstalled'; readonly shop: string | null }
  | { readonly kind: 'ignored'; readonly why: 'unknown-topic' | 'draft-order' }
  | { readonly kind: 'unreadable'; readonly why: UnreadableJson | 'not-an-object' | 'no-id' }

/** Where a level changed. How many units there are is asked for: the webhook tells only what is available. */
export type Level = { readonly item: Gid<'InventoryItem'>; readonly location: Gid<'Location'> }

type Body = Record<string, unknown>
type Reader = (body: Body) => InboxReading

/** Reads a webhook's bytes into what it asks for. Never throws, whatever the bytes. */
export function readEvent({ topic, body }: InboxEvent): InboxReading {
  const read = READERS.get(topic)
  if (!read) return { kind: 'ignored', why: 'unknown-topic' }
  const json = readJson(body)
  if (json.kind === 'unreadable') return json
  return isObject(json.value) ? read(json.value) : { kind: 'unreadable', why: 'not-an-object' }
}

const NO_ID = { kind: 'unreadable', why: 'no-id' } as const

const readOrder: Reader = (body) => {
  const order = parseWebhookOrder(body)
  switch (order.kind) {
    case 'snapshot':
      return { kind: 'order-snapshot', snapshot: order.snapshot }
    case 'hint':
      return { kind: 'order-hint', orders: [order.order], through: [], missing: order.missing }
    case 'unreadable':
      return NO_ID
  }
}

const readOrderHint: Reader = (body) => {
  const found = ordersBehind(body)
  return found.orders.length + found.through.length > 0
    ? { kind: 'order-hint', ...found, missing: [] }
    : NO_ID
}

// The webhook's gid is that of the level and carries the item's id behind a question mark.
const readLevels: Reader = (body) => {
  const told = Array.isArray(body.inventory_levels) ? body.inventory_levels.filter(isObject) : [body]
  const levels = told.flatMap((level) => {
    const inGid = /\?inventory_item_id=(\d{1,20})$/.exec(String(level.admin_graphql_api_id))?.[1]
    const item = gidIn({ id: inGid ?? level.inventory_item_id }, 'InventoryItem')
    const location = gidIn({ id: level.location_id }, 'Location')
    return item && location ? [{ item, location }] : []
  })
  return levels.length > 0 ? { kind: 'levels', levels } : NO_ID
}

/** An event about one object of a type. */
function about<T extends string>(type: T, read: (object: Gid<T>, body: Body) => InboxReading): Reader {
  return (body) => {
    const inner = withoutEnvelope(body)
    const object = gidIn(inner, type)
    return object ? read(object, inner) : NO_ID
  }
}

// REST answers wrap the object: { product: { id } }.
function withoutEnvelope(body: Body): Body {
  const values = Object.values(body)
  return values.length === 1 && isObject(values[0]) ? values[0] : body
}

function readProduct(deleted: boolean): Reader {
  return about('Product', (product, { variants, variant_gids }) => {
    const named = [...allOf(variants, 'ProductVariant'), ...allOf(variant_gids, 'ProductVariant')]
    return { kind: 'product', product, variants: [...new Set(named)], deleted }
  })
}

const readOrderDeleted = about('Order', (order) => ({ kind: 'order-deleted', order }))
const readItem = (deleted: boolean) => about('InventoryItem', (item) => ({ kind: 'item', item, deleted }))
const readCustomer = (deleted: boolean) =>
  about('Customer', (customer) => ({ kind: 'customer', customer, deleted }))
const readCompany = (deleted: boolean) =>
  about('Company', (company) => ({ kind: 'company', company, deleted }))
const readCompanyLocation = (deleted: boolean) =>
  about('CompanyLocation', (location) => ({ kind: 'company-location', location, deleted }))
const readLocation = (deleted: boolean) =>
  about('Location', (location) => ({ kind: 'location', location, deleted }))

// A request to erase or to hand over is never dropped for want of an id: a person answers it.
function readCompliance(request: (InboxReading & { kind: 'compliance' })['request']): Reader {
  return (body) => {
    const ids = [body.orders_requested, body.orders_to_redact].flatMap((list) =>
      Array.isArray(list) ? list : [],
    )
    const orders = ids.flatMap((id) => gidIn({ id: idDigits(id) }, 'Order') ?? [])
    const customer = isObject(body.customer) ? gidIn(body.customer, 'Customer') : null
    return { kind: 'compliance', request, customer, orders }
  }
}

const readScopes: Reader = (body) => ({
  kind: 'scopes-changed',
  scopes: Array.isArray(body.current) ? body.current.filter((scope) => typeof scope === 'string') : [],
})

const readUninstalled: Reader = ({ myshopify_domain: shop }) => ({
  kind: 'uninstalled',
  shop: typeof shop === 'string' ? shop : null,
})

const readDraftOrder: Reader = () => ({ kind: 'ignored', why: 'draft-order' })

function topics(resource: string, actions: string, read: Reader): [string, Reader][] {
  return actions.split(' ').map((action) => [`${resource}/${action}`, read])
}

const READERS: ReadonlyMap<string, Reader> = new Map([
  ...topics('orders', 'create updated cancelled paid fulfilled partially_fulfilled', readOrder),
  ...topics('orders', 'edited', readOrderHint),
  ...topics('orders', 'delete', readOrderDeleted),
  ...topics('order_transactions', 'create', readOrderHint),
  ...topics('refunds', 'create', readOrderHint),
  ...topics('payment_terms', 'create update delete', readOrderHint),
  ...topics('fulfillments', 'create update', readOrderHint),
  ...topics(
    'fulfillment_orders',
    'order_routing_complete moved split merged placed_on_hold hold_released cancelled rescheduled',
    readOrderHint,
  ),
  ...topics('returns', 'request approve update process close cancel reopen decline', readOrderHint),
  ...topics('inventory_levels', 'update connect disconnect', readLevels),
  ...topics('inventory_items', 'create update', readItem(false)),
  ...topics('inventory_items', 'delete', readItem(true)),
  ...topics('products', 'create update', readProduct(false)),
  ...topics('products', 'delete', readProduct(true)),
  ...topics('customers', 'create update', readCustomer(false)),
  ...topics('customers', 'delete', readCustomer(true)),
  ...topics('companies', 'create update', readCompany(false)),
  ...topics('companies', 'delete', readCompany(true)),
  ...topics('company_locations', 'create update', readCompanyLocation(false)),
  ...topics('company_locations', 'delete', readCompanyLocation(true)),
  ...topics('locations', 'create update activate deactivate', readLocation(false)),
  ...topics('locations', 'delete', readLocation(true)),
  ...topics('draft_orders', 'create update delete', readDraftOrder),
  ...topics('customers', 'data_request', readCompliance('data-request')),
  ...topics('customers', 'redact', readCompliance('redact-customer')),
  ...topics('shop', 'redact', readCompliance('redact-shop')),
  ...topics('shop', 'update', () => ({ kind: 'shop-changed' })),
  ...topics('app', 'scopes_update', readScopes),
  ...topics('app', 'uninstalled', readUninstalled),
])

/** Whether what an event says is all that it takes; else Shopify may have to be asked. */
export function saysAll({ kind }: InboxReading): boolean {
  return SAY_ALL.includes(kind)
}

const SAY_ALL: readonly InboxReading['kind'][] = [
  'compliance',
  'scopes-changed',
  'uninstalled',
  'order-deleted',
  'ignored',
  'unreadable',
]

/** Every topic that is read; `shopify.app.toml` subscribes to these and to no other. */
export const TOPICS_READ: readonly string[] = [...READERS.keys()]
