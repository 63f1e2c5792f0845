import { fetchVariants } from '#app/adapters/shopify/fetch-stock.server.ts'
import type { CatalogVariant } from '#app/catalog/parse-variant.ts'
import { parseVariant } from '#app/catalog/parse-variant.ts'
import { withShop } from '#app/db.server.ts'
import { namedIn, type Reading } from '#app/inbox/readings.server.ts'
import { freshCause } from './fresh-cause.server.ts'
import { askLevels } from './levels-asked.server.ts'
import type { LevelReading } from './levels-read.server.ts'
import type { Told } from './order-settled.server.ts'
import { fetchTold } from './orders-asked.server.ts'

type Stock = { told: Told[]; variants: CatalogVariant[]; levels: LevelReading[]; goneVariants: string[] }

/**
 * Reads the levels that events and orders call for. A shelf that holds less than is reserved on it may only mean that
 * Shopify shipped an order whose own event is still on its way: the holders are fetched, so that no unit is taken from
 * an order that already has it in hand.
 */
export async function withStock(
  shop: string,
  readings: readonly Reading[],
  told: Told[],
  currency: string,
  besides: { readonly items?: readonly string[]; readonly variants?: readonly string[] },
): Promise<Stock> {
  const { variants, goneVariants } = await askVariants(shop, readings, told, currency, besides.variants ?? [])
  const wanted = [...(besides.items ?? []), ...(await itemsToRead(shop, readings, told, variants))]
  const levels = await readShelves(shop, readings, wanted)
  const holders = await holdersOfShort(shop, levels)
  const missing = holders.filter((id) => !told.some((t) => t.fetched && t.snapshot.id === id))
  if (missing.length === 0) return { told, variants, levels, goneVariants }
  const fetched = (await fetchTold(shop, missing)).told
  const items = await itemsToRead(shop, [], fetched, [])
  const more = await readShelves(
    shop,
    readings,
    items.filter((item) => !levels.some((l) => l.item === item)),
  )
  return { told: [...told, ...fetched], variants, levels: [...levels, ...more], goneVariants }
}

function readShelves(
  shop: string,
  readings: readonly Reading[],
  items: readonly string[],
): Promise<LevelReading[]> {
  return askLevels(shop, items, freshCause(`levels:${readings[0]?.event.id ?? 'asked'}`))
}

const HOLDERS_ASKED = 50

async function holdersOfShort(shop: string, levels: readonly LevelReading[]): Promise<string[]> {
  const rows = levels.map((l) => ({
    location: l.location,
    item: l.item,
    usable: Math.max(0, l.onHand - l.unavailable),
  }))
  if (rows.length === 0) return []
  const found = await withShop(
    shop,
    (tx) => tx.$queryRaw<{ order_id: string }[]>`
      SELECT DISTINCT r.order_id FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n (location text, item text, usable int)
      JOIN stock_level l ON l.shop = ${shop} AND l.location = n.location AND l.item = n.item AND l.reserved > n.usable
      JOIN reservation r ON r.shop = l.shop AND r.location = l.location AND r.item = l.item
      LIMIT ${HOLDERS_ASKED}`,
  )
  return found.map((r) => r.order_id)
}

// Variants that are new to us or changed; those of a changed product that Shopify no longer shows are gone.
async function askVariants(
  shop: string,
  readings: readonly Reading[],
  told: readonly Told[],
  currency: string,
  besides: readonly string[],
): Promise<Pick<Stock, 'variants' | 'goneVariants'>> {
  const named = [...new Set(told.flatMap((t) => t.snapshot.lines.flatMap((l) => l.variant ?? [])))]
  const known = new Set((await variantsAmong(shop, named)).map((v) => v.id))
  const changed = readings.flatMap(({ reading }): string[] => {
    if (reading.kind === 'product' && !reading.deleted) return [...reading.variants]
    return reading.kind === 'item' && !reading.deleted ? [reading.item] : []
  })
  const ofProducts = await variantsOfProducts(shop, readings)
  const unknown = named.filter((id) => !known.has(id))
  const wanted = [...new Set([...unknown, ...changed, ...ofProducts, ...besides])]
  const variants = (await fetchVariants(shop, wanted)).flatMap((v) => parseVariant(v, currency) ?? [])
  const shown = new Set(variants.flatMap((v) => [v.id, v.item]))
  return { variants, goneVariants: [...ofProducts, ...besides].filter((id) => !shown.has(id)) }
}

async function variantsOfProducts(shop: string, readings: readonly Reading[]): Promise<string[]> {
  const products = namedIn(readings, (r) => (r.kind === 'product' && !r.deleted ? r.product : null))
  if (products.length === 0) return []
  const rows = await withShop(shop, (tx) =>
    tx.variant.findMany({
      where: { shop, product: { in: products }, deletedAt: null },
      select: { id: true },
    }),
  )
  return rows.map((row) => row.id)
}

/**
 * Levels to read: those an event says changed, those of items new to us, and those whose goods Shopify moved without
 * us: an order of which something was fulfilled or refunded there.
 */
async function itemsToRead(
  shop: string,
  readings: readonly Reading[],
  told: readonly Told[],
  variants: readonly CatalogVariant[],
): Promise<string[]> {
  const changed = readings.flatMap(({ reading }) =>
    reading.kind === 'levels' ? reading.levels.map((l) => l.item) : [],
  )
  const moved = told.filter((t) => t.snapshot.fulfillments.length > 0 || t.snapshot.refunds.length > 0)
  const lines = [...new Set(moved.flatMap((t) => t.snapshot.lines.flatMap((l) => l.variant ?? [])))]
  const known = (await variantsAmong(shop, lines)).filter((v) => v.tracked)
  const fresh = variants.filter((v) => v.tracked).map((v) => v.item)
  return [...new Set([...changed, ...known.map((v) => v.item), ...fresh])]
}

type Variant = { readonly id: string; readonly item: string; readonly tracked: boolean }

async function variantsAmong(shop: string, ids: readonly string[]): Promise<Variant[]> {
  if (ids.length === 0) return []
  return withShop(
    shop,
    (tx) => tx.$queryRaw<Variant[]>`
      SELECT id, item, tracked FROM variant WHERE shop = ${shop} AND id = ANY(${[...ids]})`,
  )
}
