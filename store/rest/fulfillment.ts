import { gid } from '../state/gid.ts'
import type { Fulfillment, Order } from '../state/order.ts'
import type { Shop } from '../state/shop.ts'
import { addressBody, integer, time } from './fields.ts'
import { lineBody } from './line.ts'

/** A fulfillment inside an order's body. */
export const fulfillmentInOrder = (shop: Shop, order: Order, fulfillment: Fulfillment) => ({
  id: integer(fulfillment.id),
  admin_graphql_api_id: gid('Fulfillment', fulfillment.id),
  created_at: time(shop, fulfillment.createdAt),
  location_id: integer(fulfillment.locationId),
  name: fulfillment.name.replace('-F', '.'),
  order_id: integer(order.id),
  origin_address: {},
  receipt: {},
  service: fulfillment.service,
  shipment_status: null,
  status: fulfillment.status.toLowerCase(),
  tracking_company: fulfillment.tracking[0]?.company ?? null,
  tracking_number: fulfillment.tracking[0]?.number ?? null,
  tracking_numbers: fulfillment.tracking.flatMap(({ number }) => number ?? []),
  tracking_url: fulfillment.tracking[0]?.url ?? null,
  tracking_urls: fulfillment.tracking.flatMap(({ url }) => url ?? []),
  updated_at: time(shop, fulfillment.updatedAt),
  line_items: fulfillment.lines.map(({ lineId, quantity }) =>
    lineBody(
      shop,
      order,
      order.lines.find(({ id }) => id === lineId)!,
      quantity,
    ),
  ),
})

/** The body of fulfillments/create and fulfillments/update. */
export const fulfillmentBody = (shop: Shop, order: Order, fulfillment: Fulfillment) => ({
  ...fulfillmentInOrder(shop, order, fulfillment),
  email: order.email,
  destination: addressBody(order.shipping),
})
