import {
  currentOf,
  currentTaxLinesOf,
  figures,
  financialStatus,
  fulfillmentStatus,
  shippingLeft,
  shippingNet,
  taxLinesOf,
} from '../../orders/figures.ts'
import { isOpen } from '../../orders/fulfillment-order.ts'
import { returnStatus } from '../../orders/return.ts'
import { orderAsOwner } from '../../orders/terms-owner.ts'
import { utc } from '../../state/clock.ts'
import { companyLocation, customerById } from '../../state/find.ts'
import { gid } from '../../state/gid.ts'
import { amount, sum } from '../../state/money.ts'
import type { Order, ShippingLine, Transaction } from '../../state/order.ts'
import { connection, count, type PageArgs } from '../connection.ts'
import { type On, paidIn, type View } from '../context.ts'
import { companyLocationView, companyView, contactView, customerView } from './buyer.ts'
import { fulfillmentOrderView, fulfillmentView } from './fulfillment.ts'
import { allocationView, discountView, lineView } from './line.ts'
import { metafieldsOf } from './metafield.ts'
import { bag, mailingAddress, taxLineView } from './money.ts'
import { returnView } from './return.ts'
import { refundView, suggestedRefund } from './refund.ts'
import { locationView } from './shop.ts'
import { termsView } from './terms.ts'

const maybe = (at: string | null) => (at === null ? null : utc(at))
const first = <T>(list: T[], n: number | null | undefined) => list.slice(0, n ?? undefined)

export function orderView(seller: On, order: Order): View {
  const on = paidIn(seller, order)
  const id = gid('Order', order.id)
  return {
    __typename: 'Order',
    id,
    legacyResourceId: order.id,
    name: order.name,
    number: order.number,
    confirmationNumber: order.token.slice(-9).toUpperCase(),
    createdAt: utc(order.createdAt),
    processedAt: utc(order.createdAt),
    updatedAt: utc(order.updatedAt),
    cancelledAt: maybe(order.cancelledAt),
    cancelReason: order.cancelReason,
    cancellation: order.cancelledAt ? { staffNote: order.cancelNote } : null,
    closed: order.closedAt !== null,
    closedAt: maybe(order.closedAt),
    confirmed: true,
    test: order.test,
    edited: order.edited,
    sourceName: order.sourceName,
    sourceIdentifier: null,
    poNumber: order.poNumber,
    note: order.note,
    tags: order.tags,
    email: order.email,
    phone: order.phone,
    customerLocale: order.locale,
    clientIp: null,
    staffMember: null,
    registeredSourceUrl: null,
    currencyCode: on.shop.currency,
    presentmentCurrencyCode: order.presentment?.currency ?? on.shop.currency,
    taxesIncluded: order.taxesIncluded,
    taxExempt: order.taxExempt,
    estimatedTaxes: false,
    dutiesIncluded: false,
    customAttributes: order.attributes,
    discountCode: order.discounts.find(({ code }) => code !== undefined)?.code ?? null,
    discountCodes: order.discounts.flatMap(({ code }) => code ?? []),
    paymentGatewayNames: [...new Set(order.transactions.map(({ gateway }) => gateway))],
    statusPageUrl: `https://${on.shop.domain}/${on.shop.id}/orders/${order.token}/authenticate?key=practice`,
    returnStatus: returnStatus(order),
    productNetwork: false,
    alerts: [],
    disputes: [],
    additionalFees: [],
    retailLocation: () =>
      order.retailLocationId
        ? locationView(
            on,
            on.shop.locations.find((location) => location.id === order.retailLocationId)!,
          )
        : null,
    billingAddress: mailingAddress(order.billing, `${order.id}1`),
    shippingAddress: mailingAddress(order.shipping, `${order.id}2`),
    displayAddress: mailingAddress(order.shipping ?? order.billing, `${order.id}2`),
    ...status(order),
    ...buyer(on, order),
    ...amounts(on, order),
    ...contents(on, order),
    ...metafieldsOf(on, id),
    localizedFields: (args: PageArgs) => connection(args, [], () => ({})),
    suggestedRefund: (args: Parameters<typeof suggestedRefund>[2]) => suggestedRefund(on, order, args),
  }
}

function status(order: Order): View {
  const financial = financialStatus(order)
  const open = order.fulfillmentOrders.filter(isOpen)
  const shipped = fulfillmentStatus(order)
  const held = open.length > 0 && open.every(({ status: state }) => state === 'ON_HOLD')
  const { outstanding, received } = figures(order)
  return {
    displayFinancialStatus: financial.toUpperCase(),
    displayFulfillmentStatus:
      shipped === 'fulfilled'
        ? 'FULFILLED'
        : shipped === 'partial'
          ? 'PARTIALLY_FULFILLED'
          : held
            ? 'ON_HOLD'
            : 'UNFULFILLED',
    fullyPaid: outstanding <= 0n && !order.cancelledAt,
    unpaid: received === 0n && outstanding > 0n,
    capturable: false,
    canMarkAsPaid: outstanding > 0n && !order.cancelledAt,
    canNotifyCustomer: order.email !== null,
    fulfillable: open.length > 0,
    refundable: !order.cancelledAt,
    restockable: !order.cancelledAt,
    merchantEditable: !order.cancelledAt,
    merchantEditableErrors: order.cancelledAt ? ['The order cannot be edited because it is canceled.'] : [],
    requiresShipping: order.lines.some((line) => line.requiresShipping),
  }
}

function buyer(on: On, order: Order): View {
  const customer = customerById(on.shop, order.customerId)
  const at = companyLocation(on.shop, order.company?.locationId ?? null)
  const contact = at?.company.contacts.find(({ id }) => id === order.company?.contactId)
  return {
    customer: () => (customer ? customerView(on, customer) : null),
    customerAcceptsMarketing: false,
    purchasingEntity: () => {
      if (at)
        return {
          __typename: 'PurchasingCompany',
          company: companyView(on, at.company),
          location: companyLocationView(on, at.company, at.location),
          contact: contact ? contactView(on, at.company, contact) : null,
        }
      return customer ? customerView(on, customer) : null
    },
  }
}

function amounts(on: On, order: Order): View {
  const of = figures(order)
  const set = (minor: bigint) => bag(on, minor)
  return {
    subtotalPriceSet: set(of.subtotal),
    currentSubtotalPriceSet: set(of.currentSubtotal),
    totalDiscountsSet: set(of.discounts),
    currentTotalDiscountsSet: set(of.currentDiscounts),
    cartDiscountAmountSet: set(0n),
    currentCartDiscountAmountSet: set(0n),
    totalShippingPriceSet: set(of.shippingPrice),
    currentShippingPriceSet: set(of.currentShipping),
    totalRefundedShippingSet: set(of.shipping - of.currentShipping),
    totalTaxSet: set(of.tax),
    currentTotalTaxSet: set(of.currentTax),
    totalPriceSet: set(of.total),
    originalTotalPriceSet: set(of.total),
    currentTotalPriceSet: set(of.currentTotal),
    totalOutstandingSet: set(of.outstanding),
    totalReceivedSet: set(of.received),
    totalRefundedSet: set(of.refunded),
    netPaymentSet: set(of.received - of.refunded),
    totalCapturable: amount(0n, on.shop.currency),
    totalCapturableSet: set(0n),
    totalTipReceivedSet: set(0n),
    refundDiscrepancySet: set(sum(order.refunds.map(({ adjustment }) => adjustment))),
    currentTotalDutiesSet: null,
    originalTotalDutiesSet: null,
    currentTotalAdditionalFeesSet: null,
    originalTotalAdditionalFeesSet: null,
    taxLines: taxLinesOf(order).map((line) => taxLineView(on, line)),
    currentTaxLines: () => currentTaxLinesOf(order).map((line) => taxLineView(on, line)),
    totalWeight: () => String(order.lines.reduce((grams, line) => grams + line.grams * line.quantity, 0)),
    currentTotalWeight: () =>
      String(order.lines.reduce((grams, line) => grams + line.grams * currentOf(line), 0)),
    subtotalLineItemsQuantity: order.lines.reduce((total, { quantity }) => total + quantity, 0),
    currentSubtotalLineItemsQuantity: order.lines.reduce((total, line) => total + currentOf(line), 0),
  }
}

function contents(on: On, order: Order): View {
  const shippingLine = order.shippingLines[0]
  return {
    lineItems: (args: PageArgs) => connection(args, order.lines, (line) => lineView(on, order, line)),
    nonFulfillableLineItems: (args: PageArgs) => connection(args, [], () => ({})),
    shippingLine: shippingLine ? shippingLineOf(on, order, shippingLine) : null,
    shippingLines: (args: PageArgs) =>
      connection(args, order.shippingLines, (line) => shippingLineOf(on, order, line)),
    discountApplications: (args: PageArgs) =>
      connection(
        args,
        order.discounts.map((_, index) => index),
        (index) => discountView(on, order, index),
      ),
    paymentTerms: () => (order.paymentTerms ? termsView(on, orderAsOwner(order), order.paymentTerms) : null),
    transactions: (args: { first?: number | null }) =>
      first(order.transactions, args.first).map((transaction) => transactionView(on, order, transaction)),
    transactionsCount: count(order.transactions.length),
    fulfillments: (args: { first?: number | null }) =>
      first(order.fulfillments, args.first).map((fulfillment) => fulfillmentView(on, order, fulfillment)),
    fulfillmentsCount: count(order.fulfillments.length),
    fulfillmentOrders: (args: PageArgs) =>
      connection(args, order.fulfillmentOrders, (one) => fulfillmentOrderView(on, order, one)),
    refunds: (args: { first?: number | null }) =>
      first(order.refunds, args.first).map((refund) => refundView(on, order, refund)),
    returns: (args: PageArgs) => connection(args, order.returns, (one) => returnView(on, order, one)),
  }
}

const shippingLineOf = (on: On, order: Order, line: ShippingLine): View => ({
  ...shippingLineView(on, line),
  discountAllocations: (line.discounts ?? []).map((one) => allocationView(on, order, one)),
})

export const shippingLineView = (on: On, line: ShippingLine): View => ({
  __typename: 'ShippingLine',
  id: gid('ShippingLine', line.id),
  title: line.title,
  code: line.code,
  source: 'shopify',
  custom: false,
  carrierIdentifier: null,
  deliveryCategory: null,
  phone: null,
  shippingRateHandle: null,
  isRemoved: false,
  discountAllocations: [],
  originalPriceSet: bag(on, line.price),
  discountedPriceSet: bag(on, shippingNet(line)),
  currentDiscountedPriceSet: bag(on, shippingLeft(line)),
  taxLines: line.taxLines.map((tax) => taxLineView(on, tax)),
})

export function transactionView(seller: On, order: Order, transaction: Transaction): View {
  const on = paidIn(seller, order)
  const parent = order.transactions.find(({ id }) => id === transaction.parentId)
  return {
    __typename: 'OrderTransaction',
    id: gid('OrderTransaction', transaction.id),
    kind: transaction.kind,
    status: transaction.status,
    gateway: transaction.gateway,
    formattedGateway: transaction.gateway,
    createdAt: utc(transaction.createdAt),
    processedAt: utc(transaction.createdAt),
    amountSet: bag(on, transaction.amount),
    test: order.test,
    errorCode: null,
    manualPaymentGateway: transaction.gateway === 'manual',
    manuallyCapturable: false,
    multiCapturable: false,
    paymentId: `${order.name}.1`,
    accountNumber: null,
    parentTransaction: parent ? () => transactionView(on, order, parent) : null,
    order: () => orderView(on, order),
    user: null,
    receiptJson: null,
  }
}
