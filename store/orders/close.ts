import type { Change } from '../change.ts'
import type { Order } from '../state/order.ts'
import { figures, fulfillmentStatus } from './figures.ts'

/** Shopify archives an order when it is paid and fulfilled. */
export function closeWhenDone(change: Change, order: Order): void {
  if (order.closedAt || order.cancelledAt) return
  if (figures(order).outstanding <= 0n && fulfillmentStatus(order) === 'fulfilled') order.closedAt = change.at
}
