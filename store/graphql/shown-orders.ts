// Which orders the app is shown: without read_all_orders those of the last 60 days.
import type { Order } from '../state/order.ts'
import type { On } from './context.ts'

const SHOWN_MS = 60 * 86_400_000

/** Whether an order is among those that the app may read. */
export const isShown = ({ world }: On, order: Order): boolean =>
  world.app.scopes.includes('read_all_orders') ||
  world.clock.now().getTime() - Date.parse(order.createdAt) <= SHOWN_MS

export const shownOrders = (on: On): Order[] => on.shop.orders.filter((order) => isShown(on, order))
