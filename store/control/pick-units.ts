// From SKUs and quantities to the lines of fulfillment orders.
import { itemBySku } from '../state/find.ts'
import { gid } from '../state/gid.ts'
import type { FulfillmentOrder, Order, OrderLine } from '../state/order.ts'
import type { Shop } from '../state/shop.ts'
import { NotPossible } from '../state/world.ts'

/** Spreads wished units of SKUs or lines over the lines of one fulfillment order; takes what it used off the wishes. */
export function pick(
  order: Order,
  fulfillmentOrder: FulfillmentOrder,
  wishes: { sku?: string | undefined; lineId?: string | undefined; quantity: number }[],
) {
  const picked: { id: string; quantity: number }[] = []
  for (const wish of wishes) {
    const matching = fulfillmentOrder.lines.filter(({ lineId }) =>
      matches(
        order.lines.find(({ id }) => id === lineId)!,
        wish,
      ),
    )
    for (const part of matching) {
      const quantity = Math.min(wish.quantity, part.remaining)
      if (quantity <= 0) continue
      picked.push({ id: part.id, quantity })
      wish.quantity -= quantity
    }
  }
  return picked
}

const matches = (line: OrderLine, wish: { sku?: string | undefined; lineId?: string | undefined }) =>
  wish.lineId ? line.id === wish.lineId || gid('LineItem', line.id) === wish.lineId : line.sku === wish.sku

export const variantId = (shop: Shop, sku: string) => {
  const item = itemBySku(shop, sku)
  if (!item) throw new NotPossible(`no SKU ${sku} in ${shop.domain}`, 404)
  return item.variant.id
}
