// The bodies of fulfillment_orders/*: gids throughout, unlike the other topics.
import type { moveFulfillmentOrder } from '../orders/fulfill.ts'
import { gid } from '../state/gid.ts'
import type { FulfillmentOrder, Hold } from '../state/order.ts'

const brief = (one: FulfillmentOrder) => ({
  id: gid('FulfillmentOrder', one.id),
  status: one.status.toLowerCase(),
})

const units = (lines: { id: string; quantity: number }[]) =>
  lines.map(({ id, quantity }) => ({ id: gid('FulfillmentOrderLineItem', id), quantity }))

const remaining = (one: FulfillmentOrder) =>
  units(one.lines.map((part) => ({ id: part.id, quantity: part.remaining })))

/** order_routing_complete and hold_released. */
export const briefBody = (one: FulfillmentOrder) => ({ fulfillment_order: brief(one) })

export function movedBody({ moved, original, source, requested }: ReturnType<typeof moveFulfillmentOrder>) {
  const located = (one: FulfillmentOrder) => ({
    ...brief(one),
    assigned_location_id: gid('Location', one.locationId),
  })
  return {
    original_fulfillment_order: located(original),
    moved_fulfillment_order: located(moved),
    destination_location_id: gid('Location', moved.locationId),
    fulfillment_order_line_items_requested: units(requested),
    source_location: { id: gid('Location', source) },
  }
}

const holdBody = (hold: Hold) => ({
  id: gid('FulfillmentHold', hold.id),
  reason: hold.reason.toLowerCase(),
  reason_notes: hold.notes,
  held_by_requesting_app: true,
  handle: hold.handle,
  held_by_app: null,
})

export const placedOnHoldBody = (held: FulfillmentOrder, hold: Hold, rest: FulfillmentOrder | null) => ({
  fulfillment_order: { ...brief(held), fulfillment_holds: held.holds.map(holdBody) },
  remaining_fulfillment_order: rest && brief(rest),
  held_fulfillment_order_line_items: remaining(held),
  created_fulfillment_hold: holdBody(hold),
})

export const splitBody = (original: FulfillmentOrder, rest: FulfillmentOrder) => ({
  split_line_items: remaining(rest),
  fulfillment_order: brief(original),
  remaining_fulfillment_order: brief(rest),
  replacement_fulfillment_order: null,
})
