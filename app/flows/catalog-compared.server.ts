import { compareLocations, compareVariants } from '#app/catalog/compare-catalog.ts'
import type { CatalogLocation } from '#app/catalog/parse-location.ts'
import type { CatalogVariant } from '#app/catalog/parse-variant.ts'
import type { Tx } from '#app/db.server.ts'
import { causeOfCatalog, type FoundDifference } from '#app/insight/difference.ts'
import { webhooksWait } from './differences-found.server.ts'
import type { Asked } from './events-asked.server.ts'

type Held = {
  readonly variants: ReadonlyMap<string, CatalogVariant | null>
  readonly places: ReadonlyMap<string, CatalogLocation>
  readonly currency: string
}

/** What we hold of variants, null of those we do not, and of every location, before Shopify is believed. */
export async function catalogHeld(
  tx: Tx,
  shop: string,
  variants: readonly string[],
  places: boolean,
): Promise<Held> {
  const { currency } = await tx.shop.findUniqueOrThrow({ where: { shop }, select: { currency: true } })
  const rows =
    variants.length === 0
      ? []
      : await tx.variant.findMany({ where: { shop, deletedAt: null, id: { in: [...variants] } } })
  const locations = places ? await tx.location.findMany({ where: { shop } }) : []
  return {
    variants: new Map(variants.map((id) => [id, rows.find((row) => row.id === id) ?? null])),
    places: new Map(locations.map((l) => [l.id, { ...l, address: l.address as CatalogLocation['address'] }])),
    currency,
  }
}

/** How the catalog and the places differed. Saving what Shopify told repaired it. */
export async function catalogDifferences(
  tx: Tx,
  shop: string,
  held: Held,
  asked: Asked,
): Promise<FoundDifference[]> {
  const variants = [...held.variants].map(([id, ours]) => {
    const theirs = asked.variants.find((v) => v.id === id) ?? null
    const label = (ours ?? theirs)?.title ?? ''
    return { subject: 'variant' as const, id, label, found: compareVariants(ours, theirs, held.currency) }
  })
  const told = asked.locations ?? []
  const ids = asked.locations ? new Set([...held.places.keys(), ...told.map((l) => l.id)]) : []
  const places = [...ids].map((id) => {
    const found = compareLocations(held.places.get(id) ?? null, told.find((l) => l.id === id) ?? null)
    return { subject: 'location' as const, id, label: '', found }
  })
  const differing = [...variants, ...places].filter(({ found }) => found.length > 0)
  if (differing.length === 0) return []
  const waiting = await webhooksWait(
    tx,
    shop,
    differing.map(({ id }) => id),
  )
  return differing.flatMap(({ subject, id, label, found }) =>
    found.map((d) => ({
      ...{ ...d, subject, subjectId: id, part: '', label },
      cause: causeOfCatalog(waiting.has(id)),
      repairedBy: 'settled' as const,
    })),
  )
}
