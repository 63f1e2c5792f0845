// Which location ships an order, and its fulfillment orders.
import type { Change } from '../change.ts'
import { levelOf, locationOf } from '../state/find.ts'
import type { FulfillmentOrder, FulfillmentOrderLine, Order, OrderLine } from '../state/order.ts'
import type { Location, Shop } from '../state/shop.ts'
import { gid } from '../state/gid.ts'
import { newId } from '../state/world.ts'
import { fulfillableOf } from './figures.ts'
import { fulfillDigital } from './fulfill.ts'

/** The first location that has everything, the default one first; nobody has it all: the default one. */
export function locationFor(shop: Shop, order: Pick<Order, 'lines'>): Location {
  const ordered = [...shop.locations].sort((a, b) => Number(b.isDefault) - Number(a.isDefault))
  const hasAll = (location: Location) =>
    order.lines.every((line) => {
      if (!line.tracked || line.itemId === null) return true
      return (levelOf(shop, line.itemId, location.id)?.available ?? 0) >= line.quantity
    })
  return ordered.find(hasAll) ?? locationOf(shop)
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
    change.say('fulfillment_orders/order_routing_complete', () => ({
      fulfillment_order: {
        id: gid('FulfillmentOrder', fulfillmentOrder.id),
        status: fulfillmentOrder.status.toLowerCase(),
      },
    }))
  fulfillDigital(change, order)
}

export function methodOf(order: Order, line: OrderLine): FulfillmentOrder['method'] {
  if (!line.requiresShipping) return 'NONE'
  return order.retailLocationId ? 'RETAIL' : 'SHIPPING'
}

export function addFulfillmentOrder(
  change: Change,
  order: Order,
  method: FulfillmentOrder['method'],
  units: { line: OrderLine; quantity: number }[],
  locationId = order.assignedLocationId,
): FulfillmentOrder {
  const fulfillmentOrder: FulfillmentOrder = {
    id: newId(change.world, 'FulfillmentOrder'),
    orderId: order.id,
    locationId,
    status: 'OPEN',
    method,
    lines: units.map(({ line, quantity }) => newFulfillmentLine(change, line.id, quantity)),
    holds: [],
    createdAt: change.at,
    updatedAt: change.at,
  }
  order.fulfillmentOrders.push(fulfillmentOrder)
  return fulfillmentOrder
}

export const newFulfillmentLine = (
  change: Change,
  lineId: string,
  quantity: number,
): FulfillmentOrderLine => ({
  id: newId(change.world, 'FulfillmentOrderLineItem'),
  lineId,
  total: quantity,
  remaining: quantity,
})

/** Takes units of a line out of its open fulfillment orders, latest first; answers how many came from which location. */
export function takeFromFulfillmentOrders(
  change: Change,
  order: Order,
  line: OrderLine,
  quantity: number,
): { locationId: string; quantity: number }[] {
  if (!order.routed) return quantity > 0 ? [{ locationId: order.assignedLocationId, quantity }] : []
  const taken: { locationId: string; quantity: number }[] = []
  let left = quantity
  for (const fulfillmentOrder of [...order.fulfillmentOrders].reverse()) {
    for (const part of fulfillmentOrder.lines.filter(({ lineId }) => lineId === line.id)) {
      const units = Math.min(left, part.remaining)
      if (units === 0) continue
      part.remaining -= units
      part.total -= units
      left -= units
      taken.push({ locationId: fulfillmentOrder.locationId, quantity: units })
      settleStatus(change, fulfillmentOrder)
    }
  }
  return taken
}

/** A fulfillment order with nothing left to do is closed. */
export function settleStatus(change: Change, fulfillmentOrder: FulfillmentOrder): void {
  fulfillmentOrder.updatedAt = change.at
  if (fulfillmentOrder.lines.every(({ remaining }) => remaining === 0)) {
    fulfillmentOrder.status = 'CLOSED'
    fulfillmentOrder.holds = []
  }
}

export const isOpen = ({ status }: FulfillmentOrder) =>
  status === 'OPEN' || status === 'IN_PROGRESS' || status === 'ON_HOLD'
