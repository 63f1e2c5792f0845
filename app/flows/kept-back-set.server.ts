import { now } from '#app/clock.server.ts'
import { aloneInShop } from '#app/db.server.ts'
import { note } from '#app/shop/audit.server.ts'
import { freshCause } from './fresh-cause.server.ts'
import { rebalanceShop } from './items-rebalanced.server.ts'
import { mayLieAt } from './reorder-point-set.server.ts'

type Kept =
  | { readonly what: 'safety-stock'; readonly units: number }
  /** Of what is free, the last units that only businesses get. */
  | { readonly what: 'b2b-only'; readonly units: number }

/**
 * Sets how many free units of an item at a place are kept for nobody, or for businesses. Who holds units keeps them;
 * what is kept back no longer is handed out to who waits.
 */
export async function setKeptBack(
  shop: string,
  { location, item, what, units }: Kept & { readonly location: string; readonly item: string },
  who: string,
): Promise<{ kind: 'done' } | { kind: 'not-found' }> {
  const at = now()
  return aloneInShop(shop, async (tx) => {
    const level = { shop, location, item }
    if (!(await mayLieAt(tx, shop, level))) return { kind: 'not-found' }
    const kept = what === 'safety-stock' ? { safetyStock: units } : { b2bOnly: units }
    await tx.stockLevel.upsert({
      where: { shop_location_item: level },
      create: { ...level, ...kept },
      update: kept,
    })
    await rebalanceShop(tx, shop, at, { items: [item] }, freshCause(`${what}:${location}:${item}`), who)
    await note(tx, shop, { at, who, action: `${what}-set`, subject: item, detail: { location, units } })
    return { kind: 'done' }
  })
}
