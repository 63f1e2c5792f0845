import { toDecimal } from '../core/money.ts'
import type { CatalogLocation } from './parse-location.ts'
import type { CatalogVariant } from './parse-variant.ts'

/** One fact of a variant or location that Shopify and Carnet say differently. Null is what a side does not have. */
export type CatalogDifference = {
  readonly field: string
  readonly ours: string | null
  readonly theirs: string | null
}

type Facts = Readonly<Record<string, string | null>>

/** What both sides say differently of a variant; one that only one side has is one difference. */
export function compareVariants(
  ours: CatalogVariant | null,
  theirs: CatalogVariant | null,
  currency: string,
): CatalogDifference[] {
  const facts = (v: CatalogVariant): Facts => ({
    title: v.title,
    sku: v.sku,
    barcode: v.barcode,
    price: toDecimal(v.price, currency),
    'unit-cost': v.unitCost === null ? null : toDecimal(v.unitCost, currency),
    tracked: String(v.tracked),
    'requires-shipping': String(v.requiresShipping),
    'inventory-item': v.item,
  })
  if (!ours || !theirs) return only('item', ours?.title, theirs?.title)
  return between(facts(ours), facts(theirs))
}

/** The same of a location. */
export function compareLocations(
  ours: CatalogLocation | null,
  theirs: CatalogLocation | null,
): CatalogDifference[] {
  // A location that is closed here may well be gone there.
  if (!theirs && ours && !ours.active) return []
  if (!ours || !theirs) return only('place', ours?.name, theirs?.name)
  const facts = ({ name, active }: CatalogLocation): Facts => ({ name, active: String(active) })
  return between(facts(ours), facts(theirs))
}

function only(field: string, ours: string | undefined, theirs: string | undefined): CatalogDifference[] {
  return ours === theirs ? [] : [{ field, ours: ours ?? null, theirs: theirs ?? null }]
}

function between(ours: Facts, theirs: Facts): CatalogDifference[] {
  return Object.keys(ours).flatMap((field) => {
    const [a, b] = [ours[field] ?? null, theirs[field] ?? null]
    return a === b ? [] : [{ field, ours: a, theirs: b }]
  })
}
