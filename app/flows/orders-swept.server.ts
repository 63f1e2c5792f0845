import { pageOrders } from '#app/adapters/shopify/fetch-orders.server.ts'
import { now } from '#app/clock.server.ts'
import { withShop } from '#app/db.server.ts'
import { beginComparison, endComparison } from '#app/insight/comparisons.server.ts'
import { compareBatch } from './compared-with-shopify.server.ts'
import { mendSilence } from './webhooks-silent.server.ts'

const ORDERS_A_BATCH = 50
/** Shopify's search may lag behind its writes: each sweep looks this far back behind the last. */
const OVERLAP_MS = 15 * 60_000

/**
 * Fetches every order that changed since the last sweep, compares and settles it: what a webhook that never came would
 * have told. Settling what is known already changes nothing.
 */
export async function sweepOrders(shop: string): Promise<void> {
  const at = now()
  const row = await withShop(shop, (tx) => tx.shop.findUnique({ where: { shop } }))
  if (!row?.importedAt || row.uninstalledAt) return
  const since = new Date((row.sweptAt ?? row.importedAt).getTime() - OVERLAP_MS).toISOString()
  const comparison = await withShop(shop, (tx) => beginComparison(tx, shop, 'changed-orders', at))
  for await (const page of pageOrders(shop, `updated_at:>='${since}'`)) {
    for (let i = 0; i < page.length; i += ORDERS_A_BATCH) {
      const orders = page.slice(i, i + ORDERS_A_BATCH).map((o) => o.id)
      await compareBatch(shop, comparison, { orders, items: [] })
    }
  }
  await mendSilence(shop, comparison, row.sweptAt ?? row.importedAt, at)
  await withShop(shop, async (tx) => {
    await endComparison(tx, shop, comparison, now())
    await tx.shop.update({ where: { shop }, data: { sweptAt: at } })
  })
}
