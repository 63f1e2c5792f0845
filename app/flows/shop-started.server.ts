import { now } from '#app/clock.server.ts'
import { aloneInShop } from '#app/db.server.ts'
import { note } from '#app/shop/audit.server.ts'
import { shopRow } from './order-facts.server.ts'
import { missingOfSeller } from './parties.ts'

export type Started =
  { kind: 'done' } | { kind: 'incomplete'; missing: string[] } | { kind: 'not-found' | 'nothing-to-do' }

/** Starts: from now on mails, purchase orders, documents and writes to Shopify may leave the house. */
export async function startShop(shop: string, who: string): Promise<Started> {
  const at = now()
  return aloneInShop(shop, async (tx): Promise<Started> => {
    const row = await shopRow(tx, shop)
    if (!row) return { kind: 'not-found' }
    if (row.startedAt) return { kind: 'nothing-to-do' }
    const missing = [...missingOfSeller(row), ...(row.preferredLocation ? [] : ['preferredLocation'])]
    if (missing.length > 0) return { kind: 'incomplete', missing }
    await tx.shop.update({ where: { shop }, data: { startedAt: at } })
    await note(tx, shop, { at, who, action: 'started', subject: shop })
    return { kind: 'done' }
  })
}
