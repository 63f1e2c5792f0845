// Fulfillment orders: the units of an order that one location has still to ship.
import type { Change } from '../change.ts'
import type { FulfillmentOrder, FulfillmentOrderLine, Order, OrderLine } from '../state/order.ts'
import { newId } from '../state/world.ts'

/** How the units of a line reach the customer. */
export function methodOf(order: Order, line: OrderLine): FulfillmentOrder['method'] {
  if (!line.requiresShipping) return 'NONE'
  return order.retailLocationId ? 'RETAIL' : 'SHIPPING'
}

/** Gives units a fulfillment order to do. */
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
