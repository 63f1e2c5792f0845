import type { Tx } from '../db.server.ts'
import type { CatalogLocation } from './parse-location.ts'

/** Saves the shop's locations as Shopify tells them now; one that is told no longer is inactive. */
export async function saveLocations(
  tx: Tx,
  shop: string,
  locations: readonly CatalogLocation[],
): Promise<void> {
  for (const { id, ...told } of locations) {
    await tx.location.upsert({
      where: { shop_id: { shop, id } },
      create: { shop, id, ...told },
      update: told,
    })
  }
  await tx.location.updateMany({
    where: { shop, id: { notIn: locations.map((l) => l.id) } },
    data: { active: false },
  })
}
