import { now } from '#app/clock.server.ts'
import { dayIn } from '#app/core/day.ts'
import { aloneInShop, withShop } from '#app/db.server.ts'
import { note } from '#app/shop/audit.server.ts'
import { freshCause } from './fresh-cause.server.ts'
import { sayKeptLong } from './kept-long.server.ts'
import { rebalanceShop } from './items-rebalanced.server.ts'

const ORDERS_A_BATCH = 50
const WHO = 'carnet'

/**
 * Reckons anew the dates of open orders whose expected day has passed with nothing happening: what lies on the shelf
 * goes out from today on, what is late from a supplier is late, and a promise that slips becomes a task. So does what is
 * kept for too long without a call.
 */
export async function reckonPassedDays(shop: string): Promise<void> {
  const at = now()
  await withShop(shop, (tx) => sayKeptLong(tx, shop, at))
  const rows = await withShop(shop, async (tx) => {
    const seller = await tx.shop.findUnique({ where: { shop }, select: { timeZone: true } })
    if (!seller) return []
    return tx.$queryRaw<{ id: string }[]>`
      SELECT o.id FROM orders o WHERE o.shop = ${shop} AND o.state = 'open' AND EXISTS (
        SELECT 1 FROM order_line l, jsonb_array_elements(l.expected) x
        WHERE l.shop = o.shop AND l.order_id = o.id AND x->>'on' < ${dayIn(at, seller.timeZone)})
      ORDER BY o.placed_at, o.id`
  })
  for (let i = 0; i < rows.length; i += ORDERS_A_BATCH) {
    const orders = rows.slice(i, i + ORDERS_A_BATCH).map((row) => row.id)
    await aloneInShop(shop, async (tx) => {
      await rebalanceShop(tx, shop, at, { orders }, freshCause('day-passed'), WHO)
      await note(tx, shop, {
        at,
        who: WHO,
        action: 'day-passed',
        subject: shop,
        detail: { orders: orders.length },
      })
    })
  }
}
