import type { Tx } from '../db.server.ts'
import type { CatalogVariant } from './parse-variant.ts'

/**
 * Saves variants as Shopify tells them now; one that was deleted lives again. Answers which of them need other stock
 * than before: those unknown until now, tracked anew or no longer, or of another item.
 */
export async function saveVariants(
  tx: Tx,
  shop: string,
  variants: readonly CatalogVariant[],
): Promise<string[]> {
  if (variants.length === 0) return []
  const unique = [...new Map(variants.map((v) => [v.id, v])).values()]
  const rows = unique.map((v) => ({
    ...v,
    price: v.price.toString(),
    unitCost: v.unitCost?.toString() ?? null,
  }))
  // What a statement reads is what was there before it wrote.
  const changed = await tx.$queryRaw<{ id: string }[]>`
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
    SELECT t.id FROM told t LEFT JOIN variant v ON v.shop = ${shop} AND v.id = t.id
    WHERE v.id IS NULL OR v.tracked <> t.tracked OR v.item <> t.item`
  return changed.map((c) => c.id)
}

/** Notes that variants are gone at Shopify. Their orders keep what they hold. */
export async function forgetVariants(
  tx: Tx,
  shop: string,
  gone: { products: readonly string[]; items: readonly string[] },
  at: Date,
): Promise<void> {
  await tx.variant.updateMany({
    where: {
      shop,
      deletedAt: null,
      OR: [{ product: { in: [...gone.products] } }, { item: { in: [...gone.items] } }],
    },
    data: { deletedAt: at },
  })
}
