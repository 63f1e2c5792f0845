import { lineTotal } from '../../orders/figures.ts'
import { returnableOf } from '../../orders/return.ts'
import { utc } from '../../state/clock.ts'
import { gid } from '../../state/gid.ts'
import { share } from '../../state/money.ts'
import type { Disposition, Fulfillment, Order, Return, ReturnLine } from '../../state/order.ts'
import { connection, type PageArgs } from '../connection.ts'
import { type On, paidIn, type View } from '../context.ts'
import { fulfillmentLineView, fulfillmentView } from './fulfillment.ts'
import { bag } from './money.ts'
import { orderView, transactionView } from './order.ts'
import { refundView } from './refund.ts'
import { locationView } from './shop.ts'

export function returnView(on: On, order: Order, of: Return): View {
  const refunds = () => order.refunds.filter(({ returnId }) => returnId === of.id)
  return {
    __typename: 'Return',
    id: gid('Return', of.id),
    name: of.name,
    status: of.status,
    createdAt: utc(of.createdAt),
    closedAt: of.closedAt === null ? null : utc(of.closedAt),
    requestApprovedAt: utc(of.createdAt),
    decline: null,
    staffMember: null,
    returnShippingFees: [],
    totalQuantity: of.lines.reduce((total, { quantity }) => total + quantity, 0),
    order: () => orderView(on, order),
    returnLineItems: (args: PageArgs) =>
      connection(args, of.lines, (line) => returnLineView(on, order, of, line)),
    exchangeLineItems: (args: PageArgs) => connection(args, [], () => ({})),
    refunds: (args: PageArgs) => connection(args, refunds(), (refund) => refundView(on, order, refund)),
    transactions: (args: PageArgs) =>
      connection(
        args,
        order.transactions.filter(({ id }) => refunds().some((refund) => refund.transactionIds.includes(id))),
        (transaction) => transactionView(on, order, transaction),
      ),
    reverseFulfillmentOrders: (args: PageArgs) =>
      connection(args, [of.reverse], () => reverseView(on, order, of)),
  }
}

const partOf = (order: Order, id: string) =>
  order.fulfillments
    .flatMap((fulfillment) => fulfillment.lines.map((part) => ({ fulfillment, part })))
    .find(({ part }) => part.id === id)!

export function returnLineView(seller: On, order: Order, of: Return, line: ReturnLine): View {
  const on = paidIn(seller, order)
  const orderLine = order.lines.find(({ id }) => id === line.lineId)!
  const left = of.status === 'OPEN' ? line.quantity - line.processed : 0
  return {
    __typename: 'ReturnLineItem',
    id: gid('ReturnLineItem', line.id),
    quantity: line.quantity,
    processedQuantity: line.processed,
    processableQuantity: left,
    unprocessedQuantity: line.quantity - line.processed,
    refundedQuantity: line.refunded,
    refundableQuantity: line.quantity - line.refunded,
    returnReason: line.reason,
    returnReasonNote: line.note,
    returnReasonDefinition: null,
    customerNote: null,
    restockingFee: null,
    totalWeight: { value: orderLine.grams * line.quantity, unit: 'GRAMS' },
    withCodeDiscountedTotalPriceSet: bag(
      on,
      orderLine.quantity === 0
        ? 0n
        : share(lineTotal(orderLine), BigInt(line.quantity), BigInt(orderLine.quantity)),
    ),
    fulfillmentLineItem: () => fulfillmentLineView(on, order, partOf(order, line.fulfillmentLineId).part),
  }
}

export function reverseView(on: On, order: Order, of: Return): View {
  return {
    __typename: 'ReverseFulfillmentOrder',
    id: gid('ReverseFulfillmentOrder', of.reverse.id),
    status: of.reverse.status,
    thirdPartyConfirmation: null,
    order: () => orderView(on, order),
    reverseDeliveries: (args: PageArgs) => connection(args, [], () => ({})),
    lineItems: (args: PageArgs) =>
      connection(args, of.reverse.lines, (reverse) => ({
        __typename: 'ReverseFulfillmentOrderLineItem',
        id: gid('ReverseFulfillmentOrderLineItem', reverse.id),
        totalQuantity: reverse.quantity,
        dispositions: reverse.dispositions.map((one) => dispositionView(on, one)),
        fulfillmentLineItem: () => {
          const line = of.lines.find(({ id }) => id === reverse.returnLineId)!
          return fulfillmentLineView(on, order, partOf(order, line.fulfillmentLineId).part)
        },
      })),
  }
}

function dispositionView(on: On, one: Disposition): View {
  const location = on.shop.locations.find(({ id }) => id === one.locationId)
  return {
    id: gid('ReverseFulfillmentOrderDisposition', one.id),
    type: one.type,
    quantity: one.quantity,
    location: location ? locationView(on, location) : null,
    createdAt: utc(one.at),
  }
}

/** The fulfillments of an order that have units that may come back. */
export function returnableView(on: On, order: Order, args: PageArgs): View {
  const parts = (fulfillment: Fulfillment) =>
    fulfillment.lines.filter((part) => returnableOf(order, part) > 0)
  const found = order.fulfillments.filter(
    (fulfillment) => fulfillment.status === 'SUCCESS' && parts(fulfillment).length > 0,
  )
  return connection(args, found, (fulfillment) => ({
    __typename: 'ReturnableFulfillment',
    id: gid('ReturnableFulfillment', fulfillment.id),
    fulfillment: () => fulfillmentView(on, order, fulfillment),
    returnableFulfillmentLineItems: (inner: PageArgs) =>
      connection(inner, parts(fulfillment), (part) => ({
        quantity: returnableOf(order, part),
        fulfillmentLineItem: () => fulfillmentLineView(on, order, part),
      })),
  }))
}
