// For tests: orders, edits, refunds and returns behind recorded answers.
import type { Asking } from '../asking.ts'
import * as documents from '../graphql/operations.documents.ts'
import {
  asRecorded,
  renameLocation,
  beginDiscount,
  money,
  place,
  readOrder,
  type Recorded,
  type Replay,
  unitsOf,
  withoutName,
} from './shops.ts'
import { selectionOf } from './selection.ts'

export const ORDERS: Record<string, Replay> = {
  'order-edit__calculated-order-line-discount': async (ask, { data }) => {
    const theirs = data.orderEditAddLineItemDiscount
    const { placed, variables } = await beginDiscount(ask, theirs.calculatedLineItem.title as string)
    const { data: ours } = await placed.in(
      `mutation($id: ID!, $line: ID!, $discount: OrderEditAppliedDiscountInput!) { orderEditAddLineItemDiscount(id: $id, lineItemId: $line, discount: $discount) ${selectionOf('OrderEditAddLineItemDiscountPayload', theirs)} }`,
      variables,
    )
    return { theirs, ours: ours.orderEditAddLineItemDiscount }
  },
  'orders__edited-order-discount-money': async (ask, { data: { order } }) => {
    const { placed, id, variables } = await beginDiscount(ask, order.lineItems.nodes[0].title as string)
    await placed.in(documents.discountLine, variables)
    await placed.in(documents.commitEdit, { id })
    return readOrder(placed, order)
  },
  'orders__edited-order-line-set-to-zero': async (ask, { data: { order } }) => {
    const placed = await place(ask, order, { note: order.note })
    const last = order.lineItems.nodes.length - 1
    const begun = await placed.in(documents.beginEdit, { id: placed.gid })
    const { id, lineItems } = begun.data.orderEditBegin.calculatedOrder
    await placed.in(documents.setQuantity, { id, line: lineItems.nodes[last].id, quantity: 0 })
    await placed.in(documents.commitEdit, { id })
    return readOrder(placed, order)
  },
  'orders__cancelled-restocked-refunded': async (ask, { data: { order } }) => {
    const title = 'Order cancel restock/refundMethod item'
    const line = { title, quantity: 2, originalUnitPriceSet: { shopMoney: { amount: '10.0' } } }
    const placed = await place(ask, { lineItems: { nodes: [line] } })
    await placed.in(documents.markPaid, { input: { id: placed.gid } })
    await placed.in(
      `mutation { orderCancel(orderId: "${placed.gid}", reason: OTHER, restock: true, refundMethod: { originalPaymentMethodsRefund: true }, staffNote: "${order.cancellation.staffNote}") { job { id } } }`,
    )
    return readOrder(placed, order)
  },
  'orders__manual-payment-paid': async (ask, { data: { order } }) => {
    const line = { title: 'Service', quantity: 1, originalUnitPriceSet: { shopMoney: money('18.0', 'USD') } }
    const placed = await place(ask, { lineItems: { nodes: [line] } })
    await placed.in(
      `mutation { orderCreateManualPayment(id: "${placed.gid}") @idempotent(key: "m") { order { id } } }`,
    )
    return readOrder(placed, order)
  },
  'orders__fulfilled-order-for-return': async (ask, { data: { order } }) => {
    const placed = await place(ask, order)
    asRecorded(ask, placed.shop, order)
    ask.store.control.fulfillOrder({ shop: placed.shop, order: placed.id })
    return readOrder(placed, order)
  },
  'fulfillment-orders__order-with-fulfillment-orders-multi-line': async (ask, { data: { orderCreate } }) => {
    const { order } = orderCreate
    const placed = await place(ask, { lineItems: { nodes: unitsOf(order.fulfillmentOrders.nodes[0]) } })
    renameLocation(ask, placed.shop, order.fulfillmentOrders.nodes[0].assignedLocation.name as string)
    return readOrder(placed, order)
  },
  'fulfillment-orders__hold-splits-multi-line': async (ask, { data, errors }) => {
    const theirs = data.fulfillmentOrderHold
    const [first, second] = theirs.fulfillmentOrder.lineItems.nodes
    const units = [first.lineItem, second.lineItem].map(({ title, quantity }: Recorded) => ({
      title,
      quantity,
      originalUnitPriceSet: { shopMoney: { amount: '10.0' } },
    }))
    const placed = await place(ask, { lineItems: { nodes: units } })
    renameLocation(ask, placed.shop, theirs.fulfillmentOrder.assignedLocation.name as string)
    const read = await placed.in(documents.order, { id: placed.gid })
    const [open] = read.data.order.fulfillmentOrders.nodes
    const [a, b] = open.lineItems.nodes
    const { handle, reason, reasonNotes } = theirs.fulfillmentHold
    const answer = await placed.in(
      `mutation($id: ID!, $hold: FulfillmentOrderHoldInput!) { fulfillmentOrderHold(id: $id, fulfillmentHold: $hold) ${selectionOf('FulfillmentOrderHoldPayload', { ...theirs, userErrors: [{ message: '' }] })} }`,
      {
        id: open.id,
        hold: {
          handle,
          reason,
          reasonNotes,
          fulfillmentOrderLineItems: [
            { id: a.id, quantity: 2 },
            { id: b.id, quantity: 1 },
          ],
        },
      },
    )
    const said = (list: Recorded) =>
      list?.map(({ message, path, extensions }: Recorded) => ({ message, path, extensions }))
    return {
      theirs: { ...theirs, errors: said(errors) },
      ours: { ...answer.data.fulfillmentOrderHold, errors: said(answer.errors) },
    }
  },
  'returns__return-approved-reverse-fulfillment': async (ask, { data: { returnApproveRequest } }) => {
    const theirs = returnApproveRequest.return
    const titles = theirs.reverseFulfillmentOrders.nodes[0].lineItems.nodes.map(
      ({ fulfillmentLineItem }: Recorded) => fulfillmentLineItem.lineItem.title as string,
    )
    const nodes = titles.map((title: string) => ({
      title,
      quantity: 1,
      originalUnitPriceSet: { shopMoney: { amount: '10.0' } },
    }))
    const placed = await place(ask, { lineItems: { nodes } })
    ask.store.control.fulfillOrder({ shop: placed.shop, order: placed.id })
    const { data } = await placed.in(documents.returnable, { id: placed.gid })
    const parts = data.returnableFulfillments.nodes[0].returnableFulfillmentLineItems.nodes
    const answer = await placed.in(
      `mutation($input: ReturnInput!) { returnCreate(returnInput: $input) { return ${selectionOf('Return', theirs)} } }`,
      {
        input: {
          orderId: placed.gid,
          returnLineItems: parts.map(({ fulfillmentLineItem }: Recorded) => ({
            fulfillmentLineItemId: fulfillmentLineItem.id,
            quantity: 1,
            returnReasonNote: '',
          })),
        },
      },
    )
    return { theirs: withoutName(theirs), ours: withoutName(answer.data.returnCreate.return) }
  },
  'orders__order-after-first-partial-refund': async (ask, { data: { order } }) => {
    const placed = await paid(ask, order)
    const [line] = (await placed.in(documents.order, { id: placed.gid })).data.order.lineItems.nodes
    await refund(placed, line.id as string, '10.0', order.refunds[0].note as string)
    return readOrder(placed, order)
  },
  'refunds__full-refund': async (ask, { data: { refundCreate: theirs } }) => {
    const [line] = theirs.refund.refundLineItems.nodes
    const placed = await paid(ask, {
      lineItems: {
        nodes: [
          {
            title: line.lineItem.title,
            quantity: 1,
            originalUnitPriceSet: { shopMoney: { amount: '10.0' } },
          },
        ],
      },
    })
    const [bought] = (await placed.in(documents.order, { id: placed.gid })).data.order.lineItems.nodes
    const answer = await refund(placed, bought.id as string, '15.0', theirs.refund.note as string, {
      selection: selectionOf('RefundCreatePayload', { ...theirs, userErrors: [{ message: '' }] }),
      shipping: { fullRefund: true },
    })
    return { theirs, ours: answer.data?.refundCreate ?? answer.errors }
  },
  'orders__create-math-fixed-discount': async (ask, { data: { orderCreate } }) => {
    const placed = await place(ask, orderCreate.order, {
      shipping: '4.00',
      discountCode: { code: 'MATH5', amount: '5.00' },
    })
    asRecorded(ask, placed.shop, orderCreate.order)
    return readOrder(placed, orderCreate.order)
  },
  'orders__create-math-paid-tax-shipping': async (ask, { data: { orderCreate } }) => {
    const placed = await place(ask, orderCreate.order, { shipping: '5.00' })
    asRecorded(ask, placed.shop, orderCreate.order)
    ask.store.control.payOrder({ shop: placed.shop, order: placed.id })
    return readOrder(placed, orderCreate.order)
  },
  'orders__create-math-presentment-money': async (ask, { data: { orderCreate } }) => {
    const presentment = { currency: 'USD', rate: '0.7' }
    const placed = await place(ask, orderCreate.order, { presentment })
    await placed.in(documents.markPaid, { input: { id: placed.gid } })
    return readOrder(placed, orderCreate.order)
  },
  'orders__money-bag-shop-vs-presentment': async (ask, { data: { orderCreate } }) => {
    const [line] = orderCreate.order.lineItems.nodes
    const taxed = { ...line, title: 'Line', quantity: 1, taxLines: [{ rate: 0.125 }] }
    const presentment = { currency: 'USD', rate: '0.66667' }
    return readOrder(await place(ask, { lineItems: { nodes: [taxed] } }, { presentment }), orderCreate.order)
  },
  'orders__multi-currency-marked-paid': async (ask, { data: { orderMarkAsPaid } }) => {
    const line = { title: 'Line', quantity: 1, originalUnitPriceSet: { shopMoney: money('17.01') } }
    const presentment = { currency: 'USD', rate: '0.735' }
    const placed = await place(ask, { lineItems: { nodes: [line] } }, { presentment })
    await placed.in(documents.markPaid, { input: { id: placed.gid } })
    return readOrder(placed, orderMarkAsPaid.order)
  },
  'orders__custom-line-item-fields': async (ask, { data: { orderCreate } }) =>
    readOrder(await place(ask, orderCreate.order), orderCreate.order),
}

/** An order with 5.00 of shipping, paid. */
async function paid(ask: Asking, order: Recorded) {
  const placed = await place(ask, order, { shipping: '5.00' })
  asRecorded(ask, placed.shop, order)
  await placed.in(documents.markPaid, { input: { id: placed.gid } })
  return placed
}

const refund = (
  placed: Awaited<ReturnType<typeof place>>,
  lineItemId: string,
  amount: string,
  note: string,
  over: { selection?: string; shipping?: object } = {},
) =>
  placed.in(
    `mutation($input: RefundInput!) { refundCreate(input: $input) @idempotent(key: "${lineItemId}") ${over.selection ?? '{ refund { id } }'} }`,
    {
      input: {
        orderId: placed.gid,
        note,
        refundLineItems: [{ lineItemId, quantity: 1, restockType: 'NO_RESTOCK' }],
        ...(over.shipping ? { shipping: over.shipping } : {}),
        transactions: [{ orderId: placed.gid, amount, kind: 'REFUND', gateway: 'manual' }],
      },
    },
  )
