import type { Quantity } from '../core/quantity.ts'

/**
 * Units of a sent line that were bought for orders and that no order claims any more: what is still to come, less what
 * is claimed, less what was bought for the shelf anyway (reorder point, carton, by hand).
 */
export function withoutNeed(line: {
  readonly toCome: Quantity
  readonly claimed: Quantity
  readonly boughtForShelf: Quantity
}): Quantity {
  return Math.max(0, line.toCome - line.claimed - line.boughtForShelf)
}
