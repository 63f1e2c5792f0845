import { now } from '#app/clock.server.ts'
import { aloneInShop, type Tx } from '#app/db.server.ts'
import { note } from '#app/shop/audit.server.ts'
import { freshCause } from './fresh-cause.server.ts'
import { rebalanceShop } from './items-rebalanced.server.ts'

/** Sets how low free stock of an item may fall at a place before it is bought anew; null: never. */
export async function setReorderPoint(
  shop: string,
  { location, item, point }: { location: string; item: string; point: number | null },
  who: string,
): Promise<{ kind: 'done' } | { kind: 'not-found' }> {
  const at = now()
  return aloneInShop(shop, async (tx) => {
    if (!(await mayLieAt(tx, shop, { location, item }))) return { kind: 'not-found' }
    const reorderPoint = point && point > 0 ? point : null
    const level = { shop, location, item }
    await tx.stockLevel.upsert({
      where: { shop_location_item: level },
      create: { ...level, reorderPoint },
      update: { reorderPoint },
    })
    await rebalanceShop(tx, shop, at, { items: [item] }, freshCause(`reorder-point:${location}:${item}`), who)
    await note(tx, shop, {
      at,
      who,
      action: 'reorder-point-set',
      subject: item,
      detail: { location, point: reorderPoint },
    })
    return { kind: 'done' }
  })
}

/** Whether an item and a place are known, so that the one may lie at the other. */
export async function mayLieAt(
  tx: Tx,
  shop: string,
  { location, item }: { location: string; item: string },
): Promise<boolean> {
  const known = await tx.variant.findFirst({ where: { shop, item }, select: { id: true } })
  const place = await tx.location.findUnique({
    where: { shop_id: { shop, id: location } },
    select: { id: true },
  })
  return known !== null && place !== null
}
