// The bodies of returns/*.
import type { ProcessWish } from '../orders/return.ts'
import { gid } from '../state/gid.ts'
import type { Order, Return } from '../state/order.ts'
import type { Shop } from '../state/shop.ts'
import { integer } from './fields.ts'
import { lineBody } from './line.ts'

const head = (of: Return) => ({ id: integer(of.id), admin_graphql_api_id: gid('Return', of.id) })
const orderHead = (order: Order) => ({
  id: integer(order.id),
  admin_graphql_api_id: gid('Order', order.id),
})

/** returns/approve. */
export const returnBody = (shop: Shop, order: Order, of: Return) => ({
  ...head(of),
  status: of.status.toLowerCase(),
  order: orderHead(order),
  total_return_line_items: of.lines.length,
  name: of.name,
  return_line_items: of.lines.map((line) => ({
    id: integer(line.id),
    admin_graphql_api_id: gid('ReturnLineItem', line.id),
    fulfillment_line_item: {
      id: integer(line.fulfillmentLineId),
      admin_graphql_api_id: gid('FulfillmentLineItem', line.fulfillmentLineId),
      line_item: lineBody(
        shop,
        order,
        order.lines.find(({ id }) => id === line.lineId)!,
      ),
    },
    quantity: line.quantity,
    return_reason: line.reason.toLowerCase(),
    return_reason_note: line.note,
    customer_note: null,
  })),
  return_shipping_fees: [],
  exchange_line_items: [],
  total_exchange_line_items: 0,
})

/** returns/process: no sample of this topic was at hand; its shape follows returns/approve. */
export const returnProcessedBody = (shop: Shop, order: Order, of: Return, wish: ProcessWish) => ({
  ...returnBody(shop, order, of),
  return_line_items: wish.lines.map(({ line, quantity }) => ({
    id: integer(line.id),
    admin_graphql_api_id: gid('ReturnLineItem', line.id),
    quantity,
  })),
})

/** returns/close. */
export const returnClosedBody = (order: Order, of: Return) => ({
  ...head(of),
  order_id: integer(order.id),
  status: of.status.toLowerCase(),
})
