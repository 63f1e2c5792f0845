import { now } from '../clock.server.ts'
import { millionthsOfMinor } from '../core/money.ts'
import type { Tx } from '../db.server.ts'
import type { CatalogVariant } from './parse-variant.ts'

/** What saving variants changed. */
export type VariantsSaved = {
  /** Those that need other stock than before: unknown until now, tracked anew or no longer, of another item, back again. */
  readonly changed: readonly string[]
  /** Variants that were given another inventory item. */
  readonly moved: readonly { readonly from: string; readonly to: string }[]
}

/** Saves variants as Shopify tells them now; one that was deleted lives again. What a unit costs is kept with its time. */
export async function saveVariants(
  tx: Tx,
  shop: string,
  variants: readonly CatalogVariant[],
): Promise<VariantsSaved> {
  if (variants.length === 0) return { changed: [], moved: [] }
  const unique = [...new Map(variants.map((v) => [v.id, v])).values()]
  const rows = unique.map((v) => ({
    ...v,
    price: v.price.toString(),
    unitCost: v.unitCost?.toString() ?? null,
  }))
  // What a statement reads is what was there before it wrote.
  const changed = await tx.$queryRaw<{ id: string; from: string | null; to: string }[]>`
    WITH told AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (id text, product text, item text, title text, sku text,
        barcode text, tracked boolean, "requiresShipping" boolean, price bigint, "unitCost" bigint)
    ), written AS (
      INSERT INTO variant (shop, id, product, item, title, sku, barcode, tracked, requires_shipping, price, unit_cost)
      SELECT ${shop}, r.id, r.product, r.item, r.title, r.sku, r.barcode, r.tracked, r."requiresShipping", r.price, r."unitCost"
      FROM told r
      ON CONFLICT (shop, id) DO UPDATE SET product = excluded.product, item = excluded.item, title = excluded.title,
        sku = excluded.sku, barcode = excluded.barcode, tracked = excluded.tracked,
        requires_shipping = excluded.requires_shipping, price = excluded.price, unit_cost = excluded.unit_cost, deleted_at = NULL
    )
    SELECT t.id, v.item AS from, t.item AS to FROM told t LEFT JOIN variant v ON v.shop = ${shop} AND v.id = t.id
    WHERE v.id IS NULL OR v.tracked <> t.tracked OR v.item <> t.item OR v.deleted_at IS NOT NULL`
  await keepCosts(tx, shop, unique)
  const moved = changed.flatMap(({ from, to }) => (from !== null && from !== to ? [{ from, to }] : []))
  return { changed: changed.map((c) => c.id), moved }
}

// Only what differs from what was known last: the history says from when on a unit cost what.
async function keepCosts(tx: Tx, shop: string, variants: readonly CatalogVariant[]): Promise<void> {
  const { currency } = await tx.shop.findUniqueOrThrow({ where: { shop }, select: { currency: true } })
  const millionths = millionthsOfMinor(currency)
  const rows = variants.map(({ item, unitCost }) => ({
    item,
    cost: unitCost === null ? null : (unitCost * millionths).toString(),
  }))
  await tx.$executeRaw`
    INSERT INTO unit_cost (shop, item, source, cost, at)
    SELECT DISTINCT ON (r.item) ${shop}, r.item, 'shopify', r.cost, ${now()}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (item text, cost bigint)
    LEFT JOIN LATERAL (SELECT u.cost FROM unit_cost u WHERE u.shop = ${shop} AND u.item = r.item AND u.source = 'shopify'
      ORDER BY u.at DESC, u.id DESC LIMIT 1) known ON true
    WHERE known.cost IS DISTINCT FROM r.cost`
}

export type Gone = {
  readonly products: readonly string[]
  readonly items: readonly string[]
  readonly variants: readonly string[]
}

/** Notes that variants are gone at Shopify; answers which. Their orders keep what they hold. */
export async function forgetVariants(tx: Tx, shop: string, gone: Gone, at: Date): Promise<string[]> {
  const { products, items, variants } = gone
  if (products.length + items.length + variants.length === 0) return []
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE variant SET deleted_at = ${at} WHERE shop = ${shop} AND deleted_at IS NULL
      AND (product = ANY(${[...products]}) OR item = ANY(${[...items]}) OR id = ANY(${[...variants]}))
    RETURNING id`
  return rows.map((row) => row.id)
}

/** The inventory items of variants, those of deleted ones too. */
export async function itemsOfVariants(tx: Tx, shop: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await tx.$queryRaw<{ item: string }[]>`
    SELECT item FROM variant WHERE shop = ${shop} AND id = ANY(${[...ids]})`
  return rows.map((row) => row.item)
}

/**
 * Those of the items that a variant of the shop still sells, and whether Shopify counts their stock: the others are gone.
 * Asking for what is not there reads the whole catalog, 80 ms of 20,000 variants each time.
 */
export async function itemsSold(
  tx: Tx,
  shop: string,
  items: readonly string[],
): Promise<Map<string, { tracked: boolean }>> {
  if (items.length === 0) return new Map()
  const rows = await tx.$queryRaw<{ item: string; tracked: boolean }[]>`
    SELECT item, bool_or(tracked) AS tracked FROM variant
    WHERE shop = ${shop} AND item = ANY(${[...items]}) AND deleted_at IS NULL GROUP BY item`
  return new Map(rows.map(({ item, tracked }) => [item, { tracked }]))
}
