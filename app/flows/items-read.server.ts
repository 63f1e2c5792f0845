import { fetchLevels } from '#app/adapters/shopify/fetch-stock.server.ts'
import { now } from '#app/clock.server.ts'
import { aloneInShop } from '#app/db.server.ts'
import { parseLevels } from '#app/stock/parse-levels.ts'
import { freshCause } from './fresh-cause.server.ts'
import { readLevelsLater } from './levels-read.server.ts'
import { settleOrders } from './order-settled.server.ts'

/** Reads what lies of items at Shopify, counts the difference and hands out what is free. */
export async function readItems(shop: string, items: readonly string[]): Promise<void> {
  const askedAt = now()
  const cause = freshCause('levels')
  const levels = (await fetchLevels(shop, items)).flatMap(parseLevels).map((l) => ({ ...l, askedAt, cause }))
  await aloneInShop(shop, async (tx) => {
    const { unclear } = await settleOrders(tx, shop, [], levels, cause, now())
    await readLevelsLater(tx, shop, unclear)
  })
}
