import {
  currentOf,
  figures,
  financialStatus,
  fulfillmentStatus,
  shippingLeft,
  shippingNet,
  taxLinesOf,
  type Figures,
} from '../orders/figures.ts'
import { customerById } from '../state/find.ts'
import { gid } from '../state/gid.ts'
import { amount, presented } from '../state/money.ts'
import type { Order, PaymentTerms, Refund, ShippingLine, Transaction } from '../state/order.ts'
import type { Shop } from '../state/shop.ts'
import { customerInOrder } from './customer.ts'
import { applicationBody, codeBody } from './discount.ts'
import { addressBody, allocations, integer, moneySet, paidIn, taxLines, text, time } from './fields.ts'
import { fulfillmentInOrder } from './fulfillment.ts'
import { lineBody } from './line.ts'
import { returnBody } from './return.ts'

/** The REST order of API 2026-07: the body of every orders/* topic but orders/edited and orders/delete. */
export function orderBody(seller: Shop, order: Order) {
  const shop = paidIn(seller, order)
  const customer = customerById(shop, order.customerId)
  return {
    id: integer(order.id),
    admin_graphql_api_id: gid('Order', order.id),
    app_id: integer(order.retailLocationId ? '129785' : '580111'),
    ...identity(shop, order),
    ...amounts(shop, order, figures(order)),
    billing_address: addressBody(order.billing),
    customer: customer ? customerInOrder(shop, customer) : null,
    discount_applications: order.discounts.map((discount) => applicationBody(shop, discount)),
    fulfillments: order.fulfillments.map((fulfillment) => fulfillmentInOrder(shop, order, fulfillment)),
    line_items: order.lines.map((line) => lineBody(shop, order, line)),
    payment_terms: order.paymentTerms && paymentTerms(shop, order, order.paymentTerms),
    refunds: order.refunds.map((refund) => refundBody(shop, order, refund)),
    shipping_address: addressBody(order.shipping),
    shipping_lines: order.shippingLines.map((line) => shippingLineBody(shop, line)),
    returns: order.returns.map((one) => returnBody(shop, order, one)),
    line_item_groups: [],
  }
}

function identity(shop: Shop, order: Order) {
  return {
    browser_ip: null,
    buyer_accepts_marketing: false,
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    cancelled_at: time(shop, order.cancelledAt),
    cart_token: null,
    checkout_token: null,
    client_details: null,
    closed_at: time(shop, order.closedAt),
    company: order.company && {
      id: integer(order.company.companyId),
      location_id: integer(order.company.locationId),
    },
    confirmation_number: order.token.slice(-9).toUpperCase(),
    confirmed: true,
    contact_email: order.email,
    created_at: time(shop, order.createdAt),
    currency: shop.currency,
    customer_locale: order.locale,
    device_id: null,
    discount_codes: order.discounts.flatMap((discount, n) => codeBody(shop, order, discount, n)),
    duties_included: false,
    email: order.email ?? '',
    estimated_taxes: false,
    financial_status: financialStatus(order),
    fulfillment_status: fulfillmentStatus(order),
    landing_site: null,
    landing_site_ref: null,
    location_id: integer(order.retailLocationId),
    merchant_business_entity_id: 'MTU0ODM4MDAwOQ',
    merchant_of_record_app_id: null,
    name: order.name,
    note: order.note,
    note_attributes: order.attributes.map(({ key, value }) => ({ name: key, value })),
    number: order.number - 1000,
    order_number: order.number,
    order_status_url: `https://${shop.domain}/${shop.id}/orders/${order.token}/authenticate?key=practice`,
    payment_gateway_names: [...new Set(order.transactions.map(({ gateway }) => gateway))],
    phone: order.phone,
    po_number: order.poNumber,
    presentment_currency: order.presentment?.currency ?? shop.currency,
    processed_at: time(shop, order.createdAt),
    reference: null,
    referring_site: null,
    source_identifier: null,
    source_name: order.sourceName,
    source_url: null,
    tags: order.tags.join(', '),
    tax_exempt: order.taxExempt,
    taxes_included: order.taxesIncluded,
    test: order.test,
    token: order.token,
    updated_at: time(shop, order.updatedAt),
    user_id: null,
  }
}

function amounts(shop: Shop, order: Order, of: Figures) {
  const set = (minor: bigint) => moneySet(shop, minor)
  const both = (name: string, minor: bigint) => ({ [name]: text(shop, minor), [`${name}_set`]: set(minor) })
  return {
    current_shipping_price_set: set(of.currentShipping),
    ...both('current_subtotal_price', of.currentSubtotal),
    current_total_additional_fees_set: null,
    ...both('current_total_discounts', of.currentDiscounts),
    current_total_duties_set: null,
    ...both('current_total_price', of.currentTotal),
    ...both('current_total_tax', of.currentTax),
    original_total_additional_fees_set: null,
    original_total_duties_set: null,
    ...both('subtotal_price', of.subtotal),
    tax_lines: taxLines(shop, taxLinesOf(order)),
    total_cash_rounding_payment_adjustment_set: set(0n),
    total_cash_rounding_refund_adjustment_set: set(0n),
    ...both('total_discounts', of.discounts),
    ...both('total_line_items_price', of.lineItems),
    total_outstanding: text(shop, of.outstanding),
    ...both('total_price', of.total),
    total_shipping_price_set: set(of.shippingPrice),
    ...both('total_tax', of.tax),
    total_tip_received: text(shop, 0n),
    total_weight: order.lines.reduce((grams, line) => grams + line.grams * currentOf(line), 0),
  }
}

const shippingLineBody = (shop: Shop, line: ShippingLine) => ({
  id: integer(line.id),
  carrier_identifier: null,
  code: line.code,
  current_discounted_price_set: moneySet(shop, shippingLeft(line)),
  discounted_price: text(shop, shippingNet(line)),
  discounted_price_set: moneySet(shop, shippingNet(line)),
  is_removed: false,
  phone: null,
  price: text(shop, line.price),
  price_set: moneySet(shop, line.price),
  requested_fulfillment_service_id: null,
  source: 'shopify',
  title: line.title,
  tax_lines: taxLines(shop, line.taxLines),
  discount_allocations: allocations(shop, line.discounts ?? []),
})

function paymentTerms(shop: Shop, order: Order, terms: PaymentTerms) {
  const { outstanding, total } = figures(order)
  return {
    id: integer(terms.id),
    created_at: time(shop, order.createdAt),
    due_in_days: terms.dueInDays,
    payment_schedules: [
      {
        id: integer(terms.scheduleId),
        amount: text(shop, outstanding > 0n ? outstanding : total),
        currency: shop.currency,
        issued_at: time(shop, terms.issuedAt),
        due_at: time(shop, terms.dueAt),
        completed_at:
          outstanding > 0n ? null : time(shop, order.transactions.at(-1)?.createdAt ?? order.updatedAt),
        created_at: time(shop, order.createdAt),
        updated_at: time(shop, order.createdAt),
        expected_payment_method: '',
      },
    ],
    payment_terms_name: terms.name,
    payment_terms_type: terms.type.toLowerCase(),
    updated_at: time(shop, order.createdAt),
  }
}

/** The body of refunds/create, and a refund inside an order. */
export function refundBody(seller: Shop, order: Order, refund: Refund) {
  const shop = paidIn(seller, order)
  return {
    id: integer(refund.id),
    admin_graphql_api_id: gid('Refund', refund.id),
    created_at: time(shop, refund.createdAt),
    duties: [],
    note: refund.note,
    order_id: integer(order.id),
    processed_at: time(shop, refund.createdAt),
    restock: refund.lines.some(({ restockType }) => restockType !== 'no_restock'),
    return: refund.returnId && {
      id: integer(refund.returnId),
      admin_graphql_api_id: gid('Return', refund.returnId),
    },
    total_duties_set: moneySet(shop, 0n),
    user_id: null,
    order_adjustments: refund.adjustment === 0n ? [] : [adjustment(shop, order, refund)],
    refund_line_items: refund.lines.map((line) => ({
      id: integer(line.id),
      line_item_id: integer(line.lineId),
      location_id: integer(line.locationId),
      quantity: line.quantity,
      restock_type: line.restockType,
      // Shopify writes these two as numbers; the exact amounts are in the sets.
      subtotal: Number(text(shop, line.subtotal)),
      total_tax: Number(text(shop, line.tax)),
      subtotal_set: moneySet(shop, line.subtotal),
      total_tax_set: moneySet(shop, line.tax),
      line_item: lineBody(
        shop,
        order,
        order.lines.find(({ id }) => id === line.lineId)!,
      ),
    })),
    refund_shipping_lines: [],
    transactions: order.transactions
      .filter(({ id }) => refund.transactionIds.includes(id))
      .map((transaction) => transactionBody(shop, order, transaction)),
  }
}

const adjustment = (shop: Shop, order: Order, refund: Refund) => ({
  id: integer(refund.id),
  amount: text(shop, -refund.adjustment),
  amount_set: moneySet(shop, -refund.adjustment),
  kind: 'refund_discrepancy',
  order_id: integer(order.id),
  reason: 'Refund discrepancy',
  refund_id: integer(refund.id),
  tax_amount: text(shop, 0n),
  tax_amount_set: moneySet(shop, 0n),
})

/** The body of order_transactions/create, and a transaction inside a refund: what was paid, in what it was paid in. */
export function transactionBody(shop: Shop, order: Order, transaction: Transaction) {
  const paid = presented(transaction.amount, paidIn(shop, order))
  return {
    id: integer(transaction.id),
    admin_graphql_api_id: gid('OrderTransaction', transaction.id),
    amount: amount(paid.minor, paid.currency),
    authorization: null,
    created_at: time(shop, transaction.createdAt),
    currency: paid.currency,
    device_id: null,
    error_code: null,
    gateway: transaction.gateway,
    kind: transaction.kind.toLowerCase(),
    location_id: null,
    message: null,
    order_id: integer(order.id),
    parent_id: integer(transaction.parentId),
    payment_id: `${order.name}.1`,
    processed_at: time(shop, transaction.createdAt),
    receipt: {},
    source_name: 'web',
    status: transaction.status.toLowerCase(),
    test: false,
    user_id: null,
  }
}

/** The body of orders/edited: what the edit added and removed, and no order. */
export const orderEditBody = (
  shop: Shop,
  order: Order,
  edit: {
    id: string
    at: string
    note: string | null
    additions: { id: string; delta: number }[]
    removals: { id: string; delta: number }[]
    discounted?: { lineId: string; amount: bigint }[]
  },
) => ({
  order_edit: {
    id: integer(edit.id),
    app_id: null,
    created_at: time(shop, edit.at),
    notify_customer: false,
    order_id: integer(order.id),
    staff_note: edit.note ?? '',
    user_id: null,
    committed_at: time(shop, edit.at),
    line_items: {
      additions: edit.additions.map(({ id, delta }) => ({ id: integer(id), delta })),
      removals: edit.removals.map(({ id, delta }) => ({ id: integer(id), delta })),
    },
    discounts: {
      line_item: {
        additions: (edit.discounted ?? []).map(({ lineId, amount }) => ({
          line_item_id: integer(lineId),
          amount: text(shop, amount),
          amount_set: moneySet(paidIn(shop, order), amount),
        })),
        removals: [],
      },
    },
    shipping_lines: { additions: [], removals: [] },
  },
})
