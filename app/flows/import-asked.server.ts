import { now } from '#app/clock.server.ts'
import { withShop } from '#app/db.server.ts'
import { note } from '#app/shop/audit.server.ts'
import { importState } from '#app/shop/import-step.ts'
import { forgetImport, readImport, retryImport } from '#app/shop/import-steps.server.ts'
import { enqueue, importOf } from '#app/worker/enqueue.server.ts'

/** Reads everything from Shopify again, or tries again what failed; what a person entered stays. */
export async function askImport(
  shop: string,
  who: string,
): Promise<{ kind: 'done' | 'nothing-to-do' | 'not-found' }> {
  const at = now()
  return withShop(shop, async (tx) => {
    const row = await tx.shop.findUnique({ where: { shop }, select: { uninstalledAt: true } })
    if (!row || row.uninstalledAt) return { kind: 'not-found' }
    const state = importState((await readImport(tx, shop)).steps)
    if (state === 'running') return { kind: 'nothing-to-do' }
    if (state === 'failed') await retryImport(tx, shop)
    else await forgetImport(tx, shop)
    await note(tx, shop, { at, who, action: 'import-asked', subject: shop })
    await enqueue(tx, 'import-shop', { shop }, importOf(shop))
    return { kind: 'done' }
  })
}
