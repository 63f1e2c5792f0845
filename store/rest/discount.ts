// The discounts of an order in REST bodies.
import { decimal, sum } from '../state/money.ts'
import type { DiscountApplication, Order } from '../state/order.ts'
import type { Shop } from '../state/shop.ts'
import { text } from './fields.ts'

const TARGETS = {
  line: { target_type: 'line_item', allocation_method: 'one', target_selection: 'explicit' },
  order: { target_type: 'line_item', allocation_method: 'across', target_selection: 'all' },
  shipping: { target_type: 'shipping_line', allocation_method: 'each', target_selection: 'all' },
}

const valueOf = (shop: Shop, { value, percent }: DiscountApplication) =>
  percent === undefined
    ? { value: decimal(value, shop.currency), value_type: 'fixed_amount' }
    : { value: percent.includes('.') ? percent : `${percent}.0`, value_type: 'percentage' }

export const applicationBody = (shop: Shop, discount: DiscountApplication) => ({
  ...TARGETS[discount.target],
  ...valueOf(shop, discount),
  ...(discount.code === undefined
    ? { type: 'manual', title: discount.title, description: discount.description }
    : { type: 'discount_code', code: discount.code }),
})

/** A code that was given, with all that it took off. */
export function codeBody(
  shop: Shop,
  order: Order,
  { code, percent, target }: DiscountApplication,
  n: number,
) {
  if (code === undefined) return []
  const parts = [...order.lines, ...order.shippingLines].flatMap(({ discounts = [] }) => discounts)
  const off = sum(parts.filter(({ application }) => application === n).map(({ amount }) => amount))
  const type = target === 'shipping' ? 'shipping' : percent === undefined ? 'fixed_amount' : 'percentage'
  return [{ code, amount: text(shop, off), type }]
}
