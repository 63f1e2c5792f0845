import type { Tx } from '../db.server.ts'
import type { CatalogLocation } from './parse-location.ts'

/** Saves the shop's locations as Shopify tells them now; one that is told no longer is inactive. */
export async function saveLocations(
  tx: Tx,
  shop: string,
  locations: readonly CatalogLocation[],
): Promise<void> {
  const unique = [...new Map(locations.map((l) => [l.id, l])).values()]
  await tx.$executeRaw`
    INSERT INTO location (shop, id, name, active, address)
    SELECT ${shop}, r.* FROM jsonb_to_recordset(${JSON.stringify(unique)}::jsonb)
      AS r (id text, name text, active boolean, address jsonb)
    ON CONFLICT (shop, id) DO UPDATE SET name = excluded.name, active = excluded.active, address = excluded.address`
  await tx.location.updateMany({
    where: { shop, id: { notIn: locations.map((l) => l.id) } },
    data: { active: false },
  })
}
