import type { Gid } from '../core/gid.ts'
import type { Quantity } from '../core/quantity.ts'
import { sumOf } from '../core/quantity.ts'
import type { Fulfillment, OrderLine, OrderSnapshot } from './order.ts'

/**
 * What the newest snapshot says of a line's units. The rest of them, `ordered − removed − cancelled − shipped`, is
 * open: reserved, claimed, unsourced or unstocked. Returned units are counted beside shipped.
 */
export type LineUnits = {
  readonly ordered: Quantity
  readonly removed: Quantity
  readonly cancelled: Quantity
  readonly shipped: Quantity
  readonly returned: Quantity
}

/** Units that successful fulfillments of the snapshot say have left. */
export function shippedIn(snapshot: OrderSnapshot, line: Gid<'LineItem'>): Quantity {
  return fulfilledIn(snapshot, line, 'success')
}

function fulfilledIn(
  snapshot: OrderSnapshot,
  line: Gid<'LineItem'>,
  status: Fulfillment['status'],
): Quantity {
  return sumOf(
    snapshot.fulfillments.filter((f) => f.status === status),
    (f) =>
      sumOf(
        f.lines.filter((l) => l.line === line),
        (l) => l.quantity,
      ),
  )
}

/**
 * Counts the units of a line: `shippedByUs` are units of delivery notes whose fulfillment Shopify has not told yet.
 * In a cancelled order every unshipped unit is cancelled and none removed; else removed = quantity − shipped − pending −
 * fulfillable, as far as Shopify took it off the line (`current`): units of a pending fulfillment or of a held
 * fulfillment order are not fulfillable, but ordered. What a closed order has not shipped nobody wants any more: it is
 * cancelled too, until the order is opened again. A tip was given, whatever becomes of the order.
 */
export function lineUnits(snapshot: OrderSnapshot, line: OrderLine, shippedByUs: Quantity): LineUnits {
  const ordered = Math.max(0, line.quantity)
  const shippedAtShopify = Math.min(ordered, shippedIn(snapshot, line.id))
  const unshipped = ordered - shippedAtShopify
  const pending = fulfilledIn(snapshot, line.id, 'pending')
  const takenOff = Math.max(0, Math.min(unshipped - pending - line.fulfillable, ordered - line.current))
  const removed = snapshot.cancelledAt ? 0 : Math.min(unshipped, takenOff)
  const shipped = Math.min(ordered - removed, shippedAtShopify + shippedByUs)
  const unwanted = snapshot.cancelledAt || (snapshot.closedAt && !line.tip)
  const cancelled = unwanted ? ordered - removed - shipped : 0
  // A cancellation takes its units off the line, closing does not.
  const takenBefore = removed + (snapshot.cancelledAt ? cancelled : 0)
  const returned = Math.min(shipped, Math.max(0, ordered - line.current - takenBefore))
  return { ordered, removed, cancelled, shipped, returned }
}

/**
 * The units of a line once so many of them have left, by Shopify's word and ours. A unit that was refunded before it
 * left, and that Shopify still wants fulfilled, is a returned one from then on.
 */
export function shippedMore(snapshot: OrderSnapshot, id: Gid<'LineItem'>, shipped: Quantity): LineUnits {
  const line = snapshot.lines.find((one) => one.id === id)!
  return lineUnits(snapshot, line, shipped - Math.min(line.quantity, shippedIn(snapshot, id)))
}

/** Units of the line that still have to be found somewhere. */
export function openUnits(units: LineUnits): Quantity {
  return units.ordered - units.removed - units.cancelled - units.shipped
}
