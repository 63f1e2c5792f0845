import { pageOrders } from '#app/adapters/shopify/fetch-orders.server.ts'
import { now } from '#app/clock.server.ts'
import { withShop, type Tx } from '#app/db.server.ts'
import { beginComparison, endComparison } from '#app/insight/comparisons.server.ts'
import { compareBatch } from './compared-with-shopify.server.ts'
import { mendSilence } from './webhooks-silent.server.ts'

/** So many orders are compared at once. */
export const ORDERS_A_BATCH = 50
/** Shopify's search may lag behind its writes: each sweep looks this far back behind the last. */
const OVERLAP_MS = 15 * 60_000

/**
 * Fetches every order that changed since the last sweep, oldest change first, compares and settles it: what a webhook
 * that never came would have told. Settling what is known already changes nothing. Cut off, the next one goes on there.
 */
export async function sweepOrders(shop: string, atOnce = ORDERS_A_BATCH): Promise<void> {
  const at = now()
  const sweep = await withShop(shop, (tx) => openSweep(tx, shop, at))
  if (!sweep) return
  const { comparison, begun } = sweep
  let swept = sweep.swept
  const from = new Date(swept.getTime() - OVERLAP_MS).toISOString()
  for await (const page of pageOrders(shop, `updated_at:>='${from}'`)) {
    for (let i = 0; i < page.length; i += atOnce) {
      const orders = page.slice(i, i + atOnce)
      swept = later(swept, new Date(orders.at(-1)!.updatedAt), at)
      await compareBatch(shop, comparison, { orders: orders.map((o) => o.id), items: [] }, async (tx) => {
        await tx.shop.update({ where: { shop }, data: { sweptAt: swept } })
        return true
      })
    }
  }
  await mendSilence(shop, comparison, begun, at)
  await withShop(shop, async (tx) => {
    await endComparison(tx, shop, comparison, now())
    await tx.shop.update({ where: { shop }, data: { sweptAt: at } })
  })
}

/** A sweep: everything up to `swept` is compared, `begun` is when the one before it began. */
type Sweep = { readonly comparison: string; readonly swept: Date; readonly begun: Date }

// One that was cut off is the same sweep still: what it found counts together.
async function openSweep(tx: Tx, shop: string, at: Date): Promise<Sweep | null> {
  const row = await tx.shop.findUnique({ where: { shop } })
  if (!row?.importedAt || row.uninstalledAt) return null
  const swept = row.sweptAt ?? row.importedAt
  const cut = await tx.comparison.findFirst({
    where: {
      shop,
      kind: 'changed-orders',
      endedAt: null,
      startedAt: { gte: row.importedAt },
      after: { not: '' },
    },
    orderBy: { startedAt: 'desc' },
  })
  if (cut) return { comparison: cut.id, swept, begun: new Date(cut.after) }
  const after = swept.toISOString()
  return { comparison: await beginComparison(tx, shop, 'changed-orders', at, { after }), swept, begun: swept }
}

// By Shopify's clock, which may be ahead of ours.
function later(swept: Date, updatedAt: Date, at: Date): Date {
  return new Date(Math.max(swept.getTime(), Math.min(updatedAt.getTime(), at.getTime())))
}
