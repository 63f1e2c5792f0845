import { fetchBuyers, fetchLocations, pageCompanies } from '#app/adapters/shopify/fetch-shop.server.ts'
import { pageOpenOrders } from '#app/adapters/shopify/fetch-orders.server.ts'
import { pageVariants } from '#app/adapters/shopify/fetch-stock.server.ts'
import { parseLocation } from '#app/catalog/parse-location.ts'
import { parseVariant } from '#app/catalog/parse-variant.ts'
import { saveVariants } from '#app/catalog/variants.server.ts'
import { now } from '#app/clock.server.ts'
import { saveBuyers } from '#app/customers/customers.server.ts'
import { parseBuyer } from '#app/customers/parse-buyer.ts'
import { aloneInShop, withShop } from '#app/db.server.ts'
import { note } from '#app/shop/audit.server.ts'
import { freshCause } from './fresh-cause.server.ts'
import { settleFetched } from './inbox-drained.server.ts'
import { followItem } from './items-gone.server.ts'
import { askLevels } from './levels-asked.server.ts'
import { readLevelsLater } from './levels-read.server.ts'
import { settleOrders } from './order-settled.server.ts'
import { savePlaces } from './places-changed.server.ts'
import { sayDoubtfulSkus } from './skus-doubtful.server.ts'

const ORDERS_A_BATCH = 50

/**
 * Imports what a shop has: locations, variants with their levels, open orders, who bought. A page at a time, each saved
 * before the next is asked for; run again, it changes only what Shopify changed.
 */
export async function importShop(shop: string): Promise<void> {
  const row = await withShop(shop, (tx) => tx.shop.findUnique({ where: { shop } }))
  if (!row || row.uninstalledAt) return
  await importLocations(shop)
  for await (const page of pageVariants(shop)) await importVariants(shop, page, row.currency)
  for await (const page of pageOpenOrders(shop)) {
    const ids = page.map((o) => o.id)
    for (let i = 0; i < ids.length; i += ORDERS_A_BATCH) {
      await settleFetched(shop, ids.slice(i, i + ORDERS_A_BATCH), 'import')
    }
  }
  await importBuyers(shop)
  const at = now()
  await withShop(shop, async (tx) => {
    await tx.shop.update({ where: { shop }, data: { importedAt: at } })
    await sayDoubtfulSkus(tx, shop, at)
    await note(tx, shop, { at, who: 'carnet', action: 'imported', subject: shop })
  })
}

async function importLocations(shop: string): Promise<void> {
  const locations = (await fetchLocations(shop)).flatMap((l) => parseLocation(l) ?? [])
  await withShop(shop, (tx) => savePlaces(tx, shop, locations, now()))
}

async function importVariants(shop: string, page: readonly unknown[], currency: string): Promise<void> {
  const variants = page.flatMap((v) => parseVariant(v, currency) ?? [])
  const cause = freshCause('import:levels')
  const tracked = variants.filter((v) => v.tracked).map((v) => v.item)
  const levels = await askLevels(shop, tracked, cause)
  await aloneInShop(shop, async (tx) => {
    const { changed, moved } = await saveVariants(tx, shop, variants)
    for (const { from, to } of moved) await followItem(tx, shop, from, to)
    const { unclear } = await settleOrders(tx, shop, [], levels, cause, now(), { variants: changed })
    await readLevelsLater(tx, shop, unclear)
  })
}

async function importBuyers(shop: string): Promise<void> {
  const known = await withShop(shop, (tx) => tx.customer.findMany({ where: { shop }, select: { id: true } }))
  const ids = new Set(known.map((c) => c.id))
  for await (const page of pageCompanies(shop)) for (const { id } of page) ids.add(id)
  const buyers = (await fetchBuyers(shop, [...ids])).flatMap((b) => parseBuyer(b) ?? [])
  await withShop(shop, (tx) => saveBuyers(tx, shop, buyers))
}
