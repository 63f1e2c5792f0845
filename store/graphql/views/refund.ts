import { currentOf, figures, partOf } from '../../orders/figures.ts'
import { utc } from '../../state/clock.ts'
import { gid, idFrom } from '../../state/gid.ts'
import { sum } from '../../state/money.ts'
import type { Order, Refund, RefundLine } from '../../state/order.ts'
import { connection, type PageArgs } from '../connection.ts'
import { paidIn, refuse, type On, type View } from '../context.ts'
import { lineView } from './line.ts'
import { bag, moneyV2 } from './money.ts'
import { orderView, transactionView } from './order.ts'
import { returnView } from './return.ts'
import { locationView } from './shop.ts'

export function refundView(seller: On, order: Order, refund: Refund): View {
  const on = paidIn(seller, order)
  const transactions = order.transactions.filter(({ id }) => refund.transactionIds.includes(id))
  return {
    __typename: 'Refund',
    id: gid('Refund', refund.id),
    legacyResourceId: refund.id,
    note: refund.note,
    createdAt: utc(refund.createdAt),
    updatedAt: utc(refund.createdAt),
    processedAt: utc(refund.createdAt),
    duties: [],
    return: () => {
      const of = order.returns.find(({ id }) => id === refund.returnId)
      return of ? returnView(on, order, of) : null
    },
    staffMember: null,
    order: () => orderView(on, order),
    totalRefundedSet: bag(on, sum(transactions.map(({ amount }) => amount))),
    totalRefunded: moneyV2(on, sum(transactions.map(({ amount }) => amount))),
    refundLineItems: (args: PageArgs) =>
      connection(args, refund.lines, (line) => refundLineView(on, order, line)),
    refundShippingLines: (args: PageArgs) =>
      connection(args, refund.shipping > 0n ? [refund] : [], () => ({
        id: null,
        subtotalAmountSet: bag(on, refund.shipping),
        taxAmountSet: bag(on, refund.shippingTax),
        shippingLine: null,
      })),
    orderAdjustments: (args: PageArgs) =>
      connection(args, refund.adjustment > 0n ? [refund] : [], () => ({
        id: gid('OrderAdjustment', refund.id),
        reason: 'REFUND_DISCREPANCY',
        amountSet: bag(on, -refund.adjustment),
        taxAmountSet: bag(on, 0n),
      })),
    transactions: (args: PageArgs) =>
      connection(args, transactions, (transaction) => transactionView(on, order, transaction)),
  }
}

function refundLineView(on: On, order: Order, line: RefundLine): View {
  const location = on.shop.locations.find(({ id }) => id === line.locationId)
  return {
    __typename: 'RefundLineItem',
    id: gid('RefundLineItem', line.id),
    quantity: line.quantity,
    restockType: line.restockType.toUpperCase(),
    restocked: line.restockType !== 'no_restock',
    location: location ? locationView(on, location) : null,
    lineItem: () =>
      lineView(
        on,
        order,
        order.lines.find(({ id }) => id === line.lineId)!,
      ),
    subtotalSet: bag(on, line.subtotal),
    totalTaxSet: bag(on, line.tax),
    priceSet: bag(on, line.subtotal),
  }
}

type SuggestArgs = {
  refundLineItems?:
    { lineItemId: string; quantity: number; restockType?: string | null; locationId?: string | null }[] | null
  refundShipping?: boolean | null
}

/** What refunding these lines would give back. */
export function suggestedRefund(
  on: On,
  order: Order,
  { refundLineItems, refundShipping }: SuggestArgs,
): View {
  const parts = (refundLineItems ?? []).map((wish) => {
    const line = order.lines.find(({ id }) => id === idFrom('LineItem', wish.lineItemId))
    if (!line || wish.quantity > currentOf(line)) throw refuse('Invalid refund line item')
    return { wish, line, ...partOf(line, line.refunded, wish.quantity) }
  })
  const of = figures(order)
  const shipping = refundShipping ? of.currentShipping : 0n
  const subtotal = sum(parts.map((part) => part.subtotal))
  const tax = sum(parts.map((part) => part.tax))
  const worth = subtotal + shipping + (order.taxesIncluded ? 0n : tax)
  const most = of.received - of.refunded
  const sale = order.transactions.find(({ kind, status }) => kind === 'SALE' && status === 'SUCCESS')
  const amount = worth < most ? worth : most
  return {
    amountSet: bag(on, amount),
    subtotalSet: bag(on, subtotal),
    discountedSubtotalSet: bag(on, subtotal),
    totalTaxSet: bag(on, tax),
    maximumRefundableSet: bag(on, most),
    totalDutiesSet: bag(on, 0n),
    totalCartDiscountAmountSet: bag(on, 0n),
    refundDuties: [],
    suggestedRefundMethods: [],
    shipping: {
      amountSet: bag(on, shipping),
      maximumRefundableSet: bag(on, of.currentShipping),
      taxSet: bag(on, 0n),
    },
    suggestedTransactions:
      sale && amount > 0n
        ? [
            {
              amountSet: bag(on, amount),
              gateway: sale.gateway,
              kind: 'SUGGESTED_REFUND',
              parentTransaction: transactionView(on, order, sale),
              maximumRefundableSet: bag(on, most),
            },
          ]
        : [],
    refundLineItems: parts.map(({ wish, line, subtotal: net, tax: vat }) =>
      refundLineView(on, order, {
        id: line.id,
        lineId: line.id,
        quantity: wish.quantity,
        subtotal: net,
        tax: vat,
        locationId: idFrom('Location', wish.locationId) ?? null,
        restockType: (wish.restockType ?? 'NO_RESTOCK').toLowerCase() as RefundLine['restockType'],
      }),
    ),
  }
}
