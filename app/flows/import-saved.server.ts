import {
  BULK_COMPANIES,
  BULK_CUSTOMERS,
  BULK_ORDERS,
  BULK_VARIANTS,
} from '#app/adapters/shopify/documents-bulk.ts'
import { fetchLocations } from '#app/adapters/shopify/fetch-shop.server.ts'
import { parseLocation } from '#app/catalog/parse-location.ts'
import { parseVariant } from '#app/catalog/parse-variant.ts'
import { saveVariants } from '#app/catalog/variants.server.ts'
import { now } from '#app/clock.server.ts'
import { saveBuyers } from '#app/customers/customers.server.ts'
import { parseBuyer } from '#app/customers/parse-buyer.ts'
import { aloneInShop, withShop, type Tx } from '#app/db.server.ts'
import type { ImportStep, ImportStepName } from '#app/shop/import-step.ts'
import { stepDone } from '#app/shop/import-steps.server.ts'
import { freshCause } from './fresh-cause.server.ts'
import { saveOnce, type Asked, type Batch } from './batch-saved.server.ts'
import { followItem } from './items-gone.server.ts'
import { levelsAnswered } from './levels-asked.server.ts'
import { readLevelsLater, type LevelReading } from './levels-read.server.ts'
import { settleOrders } from './order-settled.server.ts'
import { saveOrderBatch } from './orders-imported.server.ts'
import { savePlaces } from './places-changed.server.ts'

export type BulkStep = Exclude<ImportStepName, 'locations'>
/** Saves a batch; false when the step stands elsewhere by now. */
type Save = (shop: string, step: Asked, batch: Batch) => Promise<boolean>

/** What each step asks for, how many objects are saved in one transaction, and how. */
export const BULK_STEPS: Readonly<Record<BulkStep, { query: string; size: number; save: Save }>> = {
  variants: { query: BULK_VARIANTS, size: 250, save: saveVariantBatch },
  companies: { query: BULK_COMPANIES, size: 250, save: saveBuyerBatch },
  customers: { query: BULK_CUSTOMERS, size: 250, save: saveBuyerBatch },
  orders: { query: BULK_ORDERS, size: 50, save: saveOrderBatch },
}

/** Reads and saves the shop's locations: a handful. */
export async function importLocations(shop: string, step: ImportStep): Promise<void> {
  const locations = (await fetchLocations(shop)).flatMap((l) => parseLocation(l) ?? [])
  await aloneInShop(shop, async (tx) => {
    const at = now()
    if (await stepDone(tx, shop, step, at, { done: locations.length }))
      await savePlaces(tx, shop, locations, at)
  })
}

async function saveVariantBatch(shop: string, step: Asked, batch: Batch): Promise<boolean> {
  const told = batch.objects.map(({ object }) => object)
  const cause = freshCause('import:levels')
  const { currency } = await withShop(shop, (tx) => tx.shop.findUniqueOrThrow({ where: { shop } }))
  const variants = told.flatMap((v) => parseVariant(v, currency) ?? [])
  const items = told.map((v) => ({ inventoryLevels: { nodes: [] }, ...(v.inventoryItem as object) }))
  const tracked = items.filter((item) => 'tracked' in item && item.tracked === true)
  const levels = await levelsAnswered(shop, tracked, step.askedAt, cause)
  return saveOnce(shop, step, batch, async (tx) => {
    const { changed, moved } = await saveVariants(tx, shop, variants)
    for (const { from, to } of moved) await followItem(tx, shop, from, to)
    const fresh = await notReadSince(tx, shop, levels)
    const { unclear } = await settleOrders(tx, shop, [], fresh, cause, now(), { variants: changed })
    await readLevelsLater(tx, shop, unclear)
  })
}

// Shopify may write its file for long: a shelf that was read meanwhile, for a webhook, is known better.
async function notReadSince(tx: Tx, shop: string, levels: readonly LevelReading[]): Promise<LevelReading[]> {
  const items = [...new Set(levels.map((l) => l.item))]
  const rows = await tx.stockLevel.findMany({
    where: { shop, item: { in: items }, askedAt: { not: null } },
    select: { item: true, location: true, askedAt: true },
  })
  const read = new Map(rows.map((r) => [`${r.item} ${r.location}`, r.askedAt!]))
  return levels.filter((l) => !((read.get(`${l.item} ${l.location}`) ?? l.askedAt) > l.askedAt))
}

async function saveBuyerBatch(shop: string, step: Asked, batch: Batch): Promise<boolean> {
  const told = batch.objects.map(({ object }) => object).filter((b) => !buysForCompany(b))
  const buyers = told.flatMap((b) => parseBuyer({ locations: { nodes: [] }, ...b }) ?? [])
  return saveOnce(shop, step, batch, (tx) => saveBuyers(tx, shop, buyers))
}

// Who only buys for a company is no private customer.
function buysForCompany({ companyContactProfiles: profiles }: Record<string, unknown>): boolean {
  return Array.isArray(profiles) && profiles.length > 0
}
