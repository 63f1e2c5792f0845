import type { Tx } from '#app/db.server.ts'
import type { OrderSnapshot } from '#app/orders/order.ts'
import { snapshotOf } from '#app/orders/snapshot-json.ts'

/**
 * The open orders with units still to be found of variants that need other stock than before: known at last, tracked
 * now, tracked no longer, of another item. Nothing Shopify says of these orders changed, so they are settled anew from
 * what it said last.
 */
export async function ordersOfVariants(
  tx: Tx,
  shop: string,
  variants: readonly string[],
): Promise<OrderSnapshot[]> {
  if (variants.length === 0) return []
  const rows = await tx.$queryRaw<{ snapshot: unknown }[]>`
    SELECT o.snapshot FROM orders o WHERE o.shop = ${shop} AND o.state = 'open' AND EXISTS (
      SELECT 1 FROM order_line l WHERE l.shop = o.shop AND l.order_id = o.id AND l.variant = ANY(${[...variants]})
        AND l.reserved + l.claimed + l.unsourced + l.unstocked > 0)
    ORDER BY o.placed_at, o.id`
  return rows.map((row) => snapshotOf(row.snapshot))
}
