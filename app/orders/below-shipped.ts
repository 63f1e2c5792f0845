import type { Quantity } from '../core/quantity.ts'
import { sumOf } from '../core/quantity.ts'
import { lineUnits, shippedIn } from './line-units.ts'
import type { OrderLine, OrderSnapshot } from './order.ts'

/**
 * Units of a line that have left and that the order nevertheless wants no more, of which no refund tells: Shopify
 * refuses such an edit, so goods may have to come back. `shippedByUs` are units that Shopify has not heard of yet.
 */
export function takenBelowShipped(snapshot: OrderSnapshot, line: OrderLine, shippedByUs: Quantity): Quantity {
  const { returned, removed, ordered } = lineUnits(snapshot, line, shippedByUs)
  const refunded = sumOf(
    snapshot.refunds.flatMap((r) => r.lines).filter((l) => l.line === line.id && l.restock !== 'cancel'),
    (l) => l.quantity,
  )
  const left = shippedIn(snapshot, line.id) + shippedByUs
  const beyond = Math.max(0, left - (ordered - removed))
  return beyond + Math.max(0, returned - refunded)
}
