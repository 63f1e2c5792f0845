import type { Quantity } from '../core/quantity.ts'
import { lineUnits, shippedIn } from './line-units.ts'
import type { OrderLine, OrderSnapshot } from './order.ts'

/**
 * Units of a line that have left and that an edit took off the order nevertheless: `shippedByUs` are units that Shopify
 * has not heard of yet. Goods may have to come back. Below what it knows to be shipped Shopify refuses an edit: what it
 * takes off those is a return, with a refund or, as in an exchange, without.
 */
export function takenBelowShipped(snapshot: OrderSnapshot, line: OrderLine, shippedByUs: Quantity): Quantity {
  const { removed, ordered } = lineUnits(snapshot, line, shippedByUs)
  const left = shippedIn(snapshot, line.id) + shippedByUs
  return Math.max(0, left - (ordered - removed))
}
