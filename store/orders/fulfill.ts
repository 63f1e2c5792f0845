// Fulfilling, cancelling a fulfillment, moving, holding and splitting fulfillment orders.
import type { Change } from '../change.ts'
import { commit, release, ship, unship } from '../inventory.ts'
import { fulfillmentBody } from '../rest/fulfillment.ts'
import { orderBody } from '../rest/order.ts'
import type { Fulfillment, FulfillmentOrder, Order, OrderLine, Tracking } from '../state/order.ts'
import { newId, NotPossible } from '../state/world.ts'
import { financialStatus, fulfillmentStatus } from './figures.ts'
import { closeWhenDone } from './close.ts'
import { addFulfillmentOrder, isOpen, methodOf, settleStatus } from './fulfillment-order.ts'

export type Units = { fulfillmentOrder: FulfillmentOrder; lines: { id: string; quantity: number }[] | null }

export const lineById = (order: Order, id: string): OrderLine => {
  const line = order.lines.find((candidate) => candidate.id === id)
  if (!line) throw new NotPossible(`no line ${id} in ${order.name}`, 404)
  return line
}

/** Fulfills units of fulfillment orders at one location; null lines = everything that remains. */
export function fulfill(
  change: Change,
  order: Order,
  wishes: Units[],
  tracking: Tracking[],
  service: Fulfillment['service'] = 'manual',
): Fulfillment {
  const parts = wishes.flatMap(({ fulfillmentOrder, lines }) => {
    if (fulfillmentOrder.status === 'ON_HOLD') throw new NotPossible('Fulfillment order is on hold.')
    if (!isOpen(fulfillmentOrder))
      throw new NotPossible('Fulfillment order has an unfulfillable status= closed.')
    const wanted = lines ?? fulfillmentOrder.lines.map(({ id, remaining }) => ({ id, quantity: remaining }))
    return wanted.map(({ id, quantity }) => ({
      fulfillmentOrder,
      part: partOf(fulfillmentOrder, id, quantity),
      quantity,
    }))
  })
  const moving = parts.filter(({ quantity }) => quantity > 0)
  if (moving.length === 0)
    throw new NotPossible('Fulfillment order line items must have a quantity greater than 0.')
  const locationId = moving[0]!.fulfillmentOrder.locationId
  if (moving.some(({ fulfillmentOrder }) => fulfillmentOrder.locationId !== locationId))
    throw new NotPossible('All fulfillment orders must be assigned to the same location.')
  for (const { fulfillmentOrder, part, quantity } of moving) {
    part.remaining -= quantity
    ship(change, lineById(order, part.lineId), fulfillmentOrder.locationId, quantity)
    fulfillmentOrder.status = 'IN_PROGRESS'
    settleStatus(change, fulfillmentOrder)
  }
  const fulfillment: Fulfillment = {
    id: newId(change.world, 'Fulfillment'),
    name: `${order.name}-F${order.fulfillments.length + 1}`,
    status: 'SUCCESS',
    service,
    locationId,
    tracking,
    lines: moving.map(({ fulfillmentOrder, part, quantity }) => ({
      id: newId(change.world, 'FulfillmentLineItem'),
      lineId: part.lineId,
      quantity,
      fulfillmentOrderId: fulfillmentOrder.id,
    })),
    createdAt: change.at,
    updatedAt: change.at,
  }
  order.fulfillments.push(fulfillment)
  change.say('fulfillments/create', () => fulfillmentBody(change.shop, order, fulfillment))
  const done = fulfillmentStatus(order) === 'fulfilled'
  change.say(done ? 'orders/fulfilled' : 'orders/partially_fulfilled', () => orderBody(change.shop, order))
  closeWhenDone(change, order)
  change.touchOrder(order)
  return fulfillment
}

function partOf(fulfillmentOrder: FulfillmentOrder, id: string, quantity: number) {
  const part = fulfillmentOrder.lines.find((line) => line.id === id)
  if (!part) throw new NotPossible('Fulfillment order line item does not exist.')
  if (!Number.isInteger(quantity) || quantity < 0 || quantity > part.remaining)
    throw new NotPossible('Invalid fulfillment order line item quantity requested.')
  return part
}

/** Gift cards are sent by themselves once they are paid for. */
export function fulfillDigital(change: Change, order: Order): void {
  if (financialStatus(order) !== 'paid') return
  for (const fulfillmentOrder of order.fulfillmentOrders.filter(isOpen)) {
    const cards = fulfillmentOrder.lines.filter(
      ({ lineId, remaining }) => remaining > 0 && lineById(order, lineId).giftCard,
    )
    if (cards.length > 0)
      fulfill(
        change,
        order,
        [{ fulfillmentOrder, lines: cards.map(({ id, remaining }) => ({ id, quantity: remaining })) }],
        [],
        'gift_card',
      )
  }
}

/** Undoes a fulfillment: its units are committed again and have a fulfillment order to do. */
export function cancelFulfillment(change: Change, order: Order, fulfillment: Fulfillment): void {
  if (fulfillment.status === 'CANCELLED') throw new NotPossible('Fulfillment is already cancelled.')
  const back = order.returns.filter(({ status }) => status !== 'CANCELED').flatMap(({ lines }) => lines)
  if (fulfillment.lines.some(({ id }) => back.some(({ fulfillmentLineId }) => fulfillmentLineId === id)))
    throw new NotPossible('Fulfillment has returned line items and cannot be cancelled.')
  fulfillment.status = 'CANCELLED'
  fulfillment.updatedAt = change.at
  const units = fulfillment.lines.map(({ lineId, quantity }) => ({ line: lineById(order, lineId), quantity }))
  for (const { line, quantity } of units) unship(change, line, fulfillment.locationId, quantity)
  if (units[0])
    addFulfillmentOrder(change, order, methodOf(order, units[0].line), units, fulfillment.locationId)
  order.closedAt = null
  change.say('fulfillments/update', () => fulfillmentBody(change.shop, order, fulfillment))
  change.touchOrder(order)
}

/** New tracking for a fulfillment. */
export function updateTracking(
  change: Change,
  order: Order,
  fulfillment: Fulfillment,
  tracking: Tracking[],
): void {
  fulfillment.tracking = tracking
  fulfillment.updatedAt = change.at
  change.say('fulfillments/update', () => fulfillmentBody(change.shop, order, fulfillment))
  change.touchOrder(order)
}

/** Takes units out of a fulfillment order into a new one at the same or another location; null = all of it. */
export function splitOff(
  change: Change,
  order: Order,
  from: FulfillmentOrder,
  lines: { id: string; quantity: number }[] | null,
  locationId: string,
): FulfillmentOrder {
  const wanted = (lines ?? from.lines.map(({ id, remaining }) => ({ id, quantity: remaining }))).filter(
    ({ quantity }) => quantity > 0,
  )
  const units = wanted.map(({ id, quantity }) => {
    const part = partOf(from, id, quantity)
    part.remaining -= quantity
    part.total -= quantity
    return { line: lineById(order, part.lineId), quantity }
  })
  if (units.length === 0) throw new NotPossible('There is nothing to move.')
  from.lines = from.lines.filter(({ total }) => total > 0)
  settleStatus(change, from)
  return addFulfillmentOrder(change, order, from.method, units, locationId)
}

/** Moves an open fulfillment order (or a part of it), and the commitment with it, to another location. */
export function moveFulfillmentOrder(
  change: Change,
  order: Order,
  from: FulfillmentOrder,
  locationId: string,
  lines: { id: string; quantity: number }[] | null,
) {
  if (!isOpen(from)) throw new NotPossible('Cannot change location for a closed fulfillment order.')
  if (from.locationId === locationId)
    throw new NotPossible('Cannot move to the location it is already assigned to.')
  const source = from.locationId
  const requested = (lines ?? from.lines.map(({ id, remaining }) => ({ id, quantity: remaining }))).filter(
    ({ quantity }) => quantity > 0,
  )
  const untouched = !lines && from.lines.every(({ total, remaining }) => total === remaining)
  const moved = untouched ? from : splitOff(change, order, from, lines, locationId)
  moved.locationId = locationId
  moved.updatedAt = change.at
  for (const part of moved.lines) {
    const line = lineById(order, part.lineId)
    release(change, line, source, part.remaining, true)
    commit(change, line, locationId, part.remaining)
  }
  change.touchOrder(order)
  return { moved, original: from, source, requested }
}
