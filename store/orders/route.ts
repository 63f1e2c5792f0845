// Which location ships an order.
import type { Change } from '../change.ts'
import { briefBody } from '../rest/fulfillment-order.ts'
import { levelOf, locationOf } from '../state/find.ts'
import type { Order, OrderLine } from '../state/order.ts'
import type { Level, Location, Shop } from '../state/shop.ts'
import { fulfillableOf } from './figures.ts'
import { fulfillDigital } from './fulfill.ts'
import { addFulfillmentOrder, methodOf } from './fulfillment-order.ts'

/** The first location that has everything, the default one first; nobody has it all: the first that stocks all of it. */
export function locationFor(shop: Shop, order: Pick<Order, 'lines'>): Location {
  const open = shop.locations.filter((one) => !one.deactivatedAt)
  const ordered = open.sort((a, b) => Number(b.isDefault) - Number(a.isDefault))
  const withAll = (enough: (level: Level | undefined, line: OrderLine) => boolean) =>
    ordered.find((location) =>
      order.lines.every(
        (line) =>
          !line.tracked || line.itemId === null || enough(levelOf(shop, line.itemId, location.id), line),
      ),
    )
  return (
    withAll((level, { quantity }) => (level?.available ?? 0) >= quantity) ??
    withAll((level) => level !== undefined) ??
    locationOf(shop)
  )
}

/** Makes the fulfillment orders of a placed order and says that routing is complete. */
export function routeOrder(change: Change, order: Order): void {
  if (order.routed) return
  order.routed = true
  if (order.cancelledAt) return
  for (const method of ['SHIPPING', 'RETAIL', 'NONE'] as const) {
    const lines = order.lines.filter(
      (line) => methodOf(order, line) === method && fulfillableOf(order, line) > 0,
    )
    if (lines.length > 0)
      addFulfillmentOrder(
        change,
        order,
        method,
        lines.map((line) => ({ line, quantity: fulfillableOf(order, line) })),
      )
  }
  change.touchOrder(order)
  for (const fulfillmentOrder of order.fulfillmentOrders)
    change.say('fulfillment_orders/order_routing_complete', () => briefBody(fulfillmentOrder))
  fulfillDigital(change, order)
}
