import { z } from 'zod'
import type { Gid } from '../core/gid.ts'
import type { Buyer, OrderSnapshot } from './order.ts'
import * as field from './parse-order-fields.ts'
import { listOf, needed, neededOrNull, objectOrNull, optional } from './parse-order-fields.ts'
import { address, amount, fulfillment, idIn, line, refund, shipping, terms } from './parse-webhook-parts.ts'
import { fullName, snapshotOf, type ToldOrder } from './told-order.ts'

/** Why a body names no order. */
export type UnreadableOrder = 'not-an-object' | 'no-order-id'

export type WebhookOrder =
  | { readonly kind: 'snapshot'; readonly snapshot: OrderSnapshot }
  | { readonly kind: 'hint'; readonly order: Gid<'Order'>; readonly missing: readonly string[] }
  | { readonly kind: 'unreadable'; readonly why: UnreadableOrder }

/**
 * Reads the body of an `orders/*` webhook, as `readJson` gives it. It is a snapshot when it tells all that units and
 * totals are made of; else a hint, with what was missing, and the order has to be fetched. Needed:
 * - of the order: an id, `name`, `updated_at`, `processed_at` or `created_at`, `cancelled_at` (may be null),
 *   `currency`, `taxes_included`, `total_price`, `total_tax`, `line_items`, `shipping_lines`, `fulfillments`, `refunds`;
 * - of each line: an id, `title` or `name`, `quantity`, `current_quantity`, `fulfillable_quantity`, `price`,
 *   `discount_allocations`, `tax_lines`, `requires_shipping`, `gift_card`, `variant_id` (may be null);
 * - of each tax its rate and amount, of a fulfillment its id, status, date and, when it succeeded, its lines, of a
 *   refund its id, date and lines with their restock type.
 * Everything else may be missing: nothing is counted or charged by it.
 */
export function parseWebhookOrder(body: unknown): WebhookOrder {
  const order = withoutEnvelope(body)
  if (!field.isObject(order)) return { kind: 'unreadable', why: 'not-an-object' }
  const id = idIn(order, 'Order')
  if (!id) return { kind: 'unreadable', why: 'no-order-id' }
  const parsed = webhookOrder.safeParse(order)
  if (!parsed.success) return { kind: 'hint', order: id, missing: field.missingFields(parsed.error) }
  const result = snapshotOf(toldBy(id, parsed.data))
  return result.kind === 'missing' ? { kind: 'hint', order: id, missing: result.missing } : result
}

// REST answers and some senders wrap the order. Without `processed_at` an order was placed when it was created.
function withoutEnvelope(body: unknown): unknown {
  const order =
    field.isObject(body) && field.isObject(body.order) && body.line_items === undefined ? body.order : body
  return field.isObject(order) && !order.processed_at ? { ...order, processed_at: order.created_at } : order
}

const webhookOrder = z.object({
  name: needed(field.text),
  updated_at: needed(field.instant),
  processed_at: needed(field.instant),
  cancelled_at: neededOrNull(field.instant),
  closed_at: optional(field.instant),
  test: optional(field.truth),
  currency: needed(field.currency),
  taxes_included: needed(field.truth),
  duties_included: optional(field.truth),
  ...amount('total_price'),
  ...amount('current_total_price'),
  ...amount('total_tax'),
  ...amount('total_tip_received'),
  original_total_additional_fees_set: optional(field.shopMoney),
  original_total_duties_set: optional(field.shopMoney),
  financial_status: optional(field.word),
  source_name: optional(field.text),
  email: optional(field.text),
  phone: optional(field.text),
  note: optional(field.text),
  po_number: optional(field.text),
  customer_locale: optional(field.text),
  billing_address: objectOrNull(address),
  shipping_address: objectOrNull(address),
  customer: z.unknown().optional(),
  company: objectOrNull(
    z.object({
      id: needed(field.gidOrId('Company')),
      location_id: optional(field.gidOrId('CompanyLocation')),
    }),
  ),
  payment_terms: objectOrNull(terms),
  line_items: listOf(line),
  shipping_lines: listOf(shipping),
  fulfillments: listOf(fulfillment),
  refunds: listOf(refund),
})

function toldBy(id: Gid<'Order'>, told: z.infer<typeof webhookOrder>): ToldOrder {
  const customer = field.isObject(told.customer) ? told.customer : {}
  return {
    id,
    name: told.name,
    updatedAt: told.updated_at,
    placedAt: told.processed_at,
    cancelledAt: told.cancelled_at,
    closedAt: told.closed_at,
    test: told.test ?? false,
    currency: told.currency,
    taxesIncluded: told.taxes_included,
    dutiesIncluded: told.duties_included ?? false,
    total: { plain: told.total_price, shop: told.total_price_set },
    currentTotal: { plain: told.current_total_price, shop: told.current_total_price_set },
    totalTax: { plain: told.total_tax, shop: told.total_tax_set },
    tip: { plain: told.total_tip_received, shop: told.total_tip_received_set },
    fees: { plain: null, shop: told.original_total_additional_fees_set },
    duties: { plain: null, shop: told.original_total_duties_set },
    financialStatus: told.financial_status,
    source: told.source_name,
    buyer: buyerOf(told.company ?? null, idIn(customer, 'Customer') ?? null),
    customerName: fullName(field.text(customer.first_name) ?? null, field.text(customer.last_name) ?? null),
    email: told.email,
    phone: told.phone,
    billTo: told.billing_address ?? null,
    shipTo: told.shipping_address ?? null,
    note: told.note,
    purchaseOrderNumber: told.po_number,
    locale: told.customer_locale,
    terms: told.payment_terms ?? null,
    lines: told.line_items,
    shipping: told.shipping_lines,
    fulfillments: told.fulfillments,
    refunds: told.refunds,
  }
}

function buyerOf(
  company: { id: Gid<'Company'>; location_id: Gid<'CompanyLocation'> | null } | null,
  customer: Gid<'Customer'> | null,
): Buyer {
  if (company) return { kind: 'company', company: company.id, companyLocation: company.location_id, customer }
  return customer ? { kind: 'customer', customer } : { kind: 'guest' }
}
