// An order written as Shopify would write it: as the body of a webhook and as an answer of the Admin API.
import { idOf, type Gid } from '#app/core/gid.ts'
import { toDecimal } from '#app/core/money.ts'
import type { Address, OrderCharge, OrderLine, OrderSnapshot, Routing, TaxLine } from '#app/orders/order.ts'

// What the buyer saw. A reader that took it for the shop's money would be found out.
const PRESENTED = { amount: '7777.77', currency: 'XTS' }

/** The body of an `orders/*` webhook that tells this snapshot. */
export function asWebhookBody(order: OrderSnapshot) {
  const money = (minor: bigint | null) => (minor === null ? null : toDecimal(minor, order.currency))
  const set = (minor: bigint | null) =>
    minor === null
      ? null
      : {
          shop_money: { amount: money(minor), currency_code: order.currency },
          presentment_money: { amount: PRESENTED.amount, currency_code: PRESENTED.currency },
        }
  const both = (name: string, minor: bigint | null) => ({ [name]: money(minor), [`${name}_set`]: set(minor) })
  const taxes = (list: readonly TaxLine[]) =>
    list.map(({ title, rate, amount }) => ({ title, rate: rate / 1_000_000, ...both('price', amount) }))
  const fee = (id: string) => order.charges.find((charge) => charge.id === id)?.charged ?? 0n
  return {
    ...rest(order.id),
    name: order.name,
    updated_at: localTime(order.updatedAt),
    created_at: localTime(order.placedAt),
    processed_at: localTime(order.placedAt),
    cancelled_at: order.cancelledAt && localTime(order.cancelledAt),
    closed_at: order.closedAt && localTime(order.closedAt),
    test: order.test,
    currency: order.currency,
    presentment_currency: PRESENTED.currency,
    taxes_included: order.taxesIncluded,
    ...both('total_price', order.total),
    ...both('current_total_price', order.currentTotal),
    ...both('total_tax', order.totalTax),
    ...both('total_tip_received', fee('tip')),
    original_total_additional_fees_set: set(fee('fees')),
    financial_status: order.financialStatus,
    source_name: order.source,
    email: order.email,
    phone: order.phone,
    note: order.note,
    po_number: order.purchaseOrderNumber,
    customer_locale: order.locale,
    company:
      order.buyer.kind === 'company'
        ? { id: number(order.buyer.company), location_id: number(order.buyer.companyLocation) }
        : null,
    customer: customerOf(order) && {
      ...rest(customerOf(order)!),
      first_name: order.buyerName,
      last_name: null,
    },
    billing_address: order.billTo && webhookAddress(order.billTo),
    shipping_address: order.shipTo && webhookAddress(order.shipTo),
    payment_terms: order.terms && {
      payment_terms_name: order.terms.name,
      due_in_days: order.terms.netDays,
      payment_schedules: order.terms.dueAt ? [{ due_at: localTime(order.terms.dueAt) }] : [],
    },
    line_items: order.lines.map((line) => ({
      ...rest(line.id),
      variant_id: number(line.variant),
      product_id: number(line.product),
      sku: line.sku ?? '',
      title: line.title,
      variant_title: line.variantTitle,
      name: line.title,
      quantity: line.quantity,
      current_quantity: line.current,
      fulfillable_quantity: line.fulfillable,
      requires_shipping: line.requiresShipping,
      gift_card: line.giftCard,
      taxable: line.taxable,
      ...(line.tip ? { tip: { payment_gateway: null, payment_method: null } } : {}),
      ...both('price', line.unitPrice),
      discount_allocations: discountsOf(line).map((discount) => both('amount', discount)),
      tax_lines: taxes(line.taxes),
      duties: dutiesOf(order, line).map((duty) => ({
        ...rest(duty.id as Gid),
        ...set(duty.charged),
        tax_lines: taxes(duty.taxes),
      })),
    })),
    shipping_lines: shippingOf(order).map((charge) => ({
      id: number(charge.id as Gid),
      title: charge.title,
      is_removed: false,
      ...both('price', charge.charged + OFF_SHIPPING),
      ...both('discounted_price', charge.charged),
      discount_allocations: [both('amount', OFF_SHIPPING)],
      tax_lines: taxes(charge.taxes),
    })),
    fulfillments: order.fulfillments.map((fulfillment) => ({
      ...rest(fulfillment.id),
      status: fulfillment.status === 'failed' ? 'failure' : fulfillment.status,
      location_id: number(fulfillment.location),
      created_at: localTime(fulfillment.createdAt),
      line_items: fulfillment.lines.map(({ line, quantity }) => ({ ...rest(line), quantity })),
    })),
    refunds: order.refunds.map((refund) => ({
      ...rest(refund.id),
      created_at: localTime(refund.createdAt),
      refund_line_items: refund.lines.map(({ line, quantity, restock, location }) => ({
        line_item_id: number(line),
        line_item: rest(line),
        quantity,
        restock_type: restock,
        location_id: number(location),
      })),
    })),
  }
}

/** The answer of `OrderForSettling` that tells this snapshot and where Shopify routed it. */
export function asGraphqlAnswer(order: OrderSnapshot, routing: Routing | null) {
  const bag = (minor: bigint | null) =>
    minor === null
      ? null
      : {
          shopMoney: { amount: toDecimal(minor, order.currency), currencyCode: order.currency },
          presentmentMoney: { amount: PRESENTED.amount, currencyCode: PRESENTED.currency },
        }
  const taxes = (list: readonly TaxLine[]) =>
    list.map(({ title, rate, amount }) => ({ title, rate: rate / 1_000_000, priceSet: bag(amount) }))
  const fee = (id: string) => order.charges.find((charge) => charge.id === id)?.charged ?? 0n
  const customer = customerOf(order)
  const node = {
    id: order.id,
    name: order.name,
    updatedAt: seconds(order.updatedAt),
    createdAt: seconds(order.placedAt),
    processedAt: seconds(order.placedAt),
    cancelledAt: order.cancelledAt && seconds(order.cancelledAt),
    closedAt: order.closedAt && seconds(order.closedAt),
    test: order.test,
    currencyCode: order.currency,
    taxesIncluded: order.taxesIncluded,
    dutiesIncluded: false,
    totalPriceSet: bag(order.total),
    currentTotalPriceSet: bag(order.currentTotal),
    totalTaxSet: bag(order.totalTax),
    totalTipReceivedSet: bag(fee('tip')),
    originalTotalAdditionalFeesSet: bag(fee('fees')),
    originalTotalDutiesSet: null,
    displayFinancialStatus: order.financialStatus?.toUpperCase() ?? null,
    sourceName: order.source,
    email: order.email,
    phone: order.phone,
    note: order.note,
    poNumber: order.purchaseOrderNumber,
    customerLocale: order.locale,
    customer: customer && { id: customer, firstName: order.buyerName, lastName: null },
    purchasingEntity:
      order.buyer.kind === 'company'
        ? { company: { id: order.buyer.company }, location: reference(order.buyer.companyLocation) }
        : reference(customer),
    billingAddress: order.billTo && graphqlAddress(order.billTo),
    shippingAddress: order.shipTo && graphqlAddress(order.shipTo),
    paymentTerms: order.terms && {
      paymentTermsName: order.terms.name,
      dueInDays: order.terms.netDays,
      paymentSchedules: { nodes: order.terms.dueAt ? [{ dueAt: seconds(order.terms.dueAt) }] : [] },
    },
    lineItems: whole(
      order.lines.map((line) => ({
        id: line.id,
        title: line.title,
        variantTitle: line.variantTitle,
        sku: line.sku,
        quantity: line.quantity,
        currentQuantity: line.current,
        unfulfilledQuantity: line.fulfillable,
        requiresShipping: line.requiresShipping,
        isGiftCard: line.giftCard,
        taxable: line.taxable,
        variant: reference(line.variant),
        product: reference(line.product),
        lineItemGroup: line.bundle,
        originalUnitPriceSet: bag(line.unitPrice),
        discountAllocations: discountsOf(line).map((discount) => ({ allocatedAmountSet: bag(discount) })),
        taxLines: taxes(line.taxes),
        duties: dutiesOf(order, line).map((duty) => ({
          id: duty.id,
          price: bag(duty.charged),
          taxLines: taxes(duty.taxes),
        })),
      })),
    ),
    shippingLines: whole(
      shippingOf(order).map((charge) => ({
        id: charge.id,
        title: charge.title,
        isRemoved: false,
        originalPriceSet: bag(charge.charged + OFF_SHIPPING),
        discountedPriceSet: bag(charge.charged),
        discountAllocations: [{ allocatedAmountSet: bag(OFF_SHIPPING) }],
        taxLines: taxes(charge.taxes),
      })),
    ),
    // The API sorts these otherwise than a webhook does.
    fulfillments: order.fulfillments.toReversed().map((fulfillment) => ({
      id: fulfillment.id,
      status: fulfillment.status === 'failed' ? 'ERROR' : fulfillment.status.toUpperCase(),
      createdAt: seconds(fulfillment.createdAt),
      location: reference(fulfillment.location),
      fulfillmentLineItems: whole(
        fulfillment.lines.map(({ line, quantity }) => ({ quantity, lineItem: { id: line } })),
      ),
    })),
    refunds: order.refunds.toReversed().map((refund) => ({
      id: refund.id,
      createdAt: seconds(refund.createdAt),
      processedAt: seconds(refund.createdAt),
      refundLineItems: whole(
        refund.lines.map(({ line, quantity, restock, location }) => ({
          quantity,
          restockType: restock.toUpperCase(),
          location: reference(location),
          lineItem: { id: line },
        })),
      ),
    })),
    ...(routing && { fulfillmentOrders: whole(routing.fulfillmentOrders.map(graphqlFulfillmentOrder)) }),
  }
  return { data: { order: node } }
}

function graphqlFulfillmentOrder(routed: Routing['fulfillmentOrders'][number]) {
  return {
    id: routed.id,
    status: routed.status.toUpperCase(),
    assignedLocation: { location: reference(routed.location) },
    lineItems: whole(
      routed.lines.map(({ id, line, remaining }) => ({
        id,
        remainingQuantity: remaining,
        lineItem: { id: line },
      })),
    ),
  }
}

const OFF_SHIPPING = 150n

function whole<T>(nodes: readonly T[]) {
  return { nodes, pageInfo: { hasNextPage: false, endCursor: null } }
}

function reference(id: Gid | null) {
  return id && { id }
}

/** Both ids of a REST object. The number is written as text, as `readJson` reads one beyond a float. */
function rest(id: Gid) {
  return { id: idOf(id), admin_graphql_api_id: id }
}

function number(id: Gid | null): number | null {
  return id && Number(idOf(id))
}

function customerOf(order: OrderSnapshot): Gid<'Customer'> | null {
  return order.buyer.kind === 'guest' ? null : order.buyer.customer
}

/** The discounts of a line, in two parts when there is more than one minor unit of them. */
function discountsOf(line: OrderLine): bigint[] {
  const off = line.unitPrice * BigInt(line.quantity) - line.charged
  return off === 0n ? [] : off === 1n ? [off] : [1n, off - 1n]
}

function dutiesOf(order: OrderSnapshot, line: OrderLine): OrderCharge[] {
  return order.charges.filter((charge) => charge.kind === 'duty' && charge.title === line.title)
}

function shippingOf(order: OrderSnapshot): OrderCharge[] {
  return order.charges.filter((charge) => charge.kind === 'shipping')
}

function webhookAddress({ countryCode, ...same }: Address) {
  return {
    ...same,
    first_name: 'Somebody',
    last_name: null,
    country_code: countryCode,
    ...nameless(same.name),
  }
}

function graphqlAddress({ countryCode, ...same }: Address) {
  return { ...same, countryCodeV2: countryCode }
}

// Without a name, first and last name would make one.
function nameless(name: string | null) {
  return name === null ? { first_name: null } : {}
}

/** "2026-11-24T08:14:00.000Z" as webhooks write it, in a zone two hours before. */
function localTime(instant: string): string {
  return `${new Date(Date.parse(instant) + 7_200_000).toISOString().slice(0, 19)}+02:00`
}

/** As GraphQL writes it. */
function seconds(instant: string): string {
  return instant.replace('.000Z', 'Z')
}
