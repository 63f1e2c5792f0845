// How pages write money, times and statuses.
import { financialStatus, fulfillmentStatus } from '../orders/figures.ts'
import type { Order } from '../state/order.ts'
import type { Shop } from '../state/shop.ts'
import { amount } from '../state/money.ts'
import { badge } from './layout.ts'

export const cash = (shop: Shop, minor: bigint) =>
  `${amount(minor, shop.currency).replace(/\B(?=(\d{3})+(?!\d))/g, ' ')} ${shop.currency === 'EUR' ? '€' : shop.currency}`

export const when = (shop: Shop, at: string) =>
  new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: shop.timezone,
  }).format(new Date(at))

export function paymentBadge(order: Order) {
  const status = financialStatus(order)
  return badge(
    status.replaceAll('_', ' '),
    status === 'paid' ? 'good' : status === 'pending' || status === 'partially_paid' ? 'warn' : 'plain',
  )
}

export function shippingBadge(order: Order) {
  if (order.cancelledAt) return badge('cancelled', 'bad')
  const status = fulfillmentStatus(order)
  if (status === 'fulfilled') return badge('fulfilled', 'good')
  return badge(status === 'partial' ? 'partially fulfilled' : 'unfulfilled', 'warn')
}
