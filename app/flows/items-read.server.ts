import { now } from '#app/clock.server.ts'
import { aloneInShop } from '#app/db.server.ts'
import { freshCause } from './fresh-cause.server.ts'
import { askLevels } from './levels-asked.server.ts'
import { readLevelsLater } from './levels-read.server.ts'
import { settleOrders } from './order-settled.server.ts'

/** Reads what lies of items at Shopify, counts the difference and hands out what is free. */
export async function readItems(shop: string, items: readonly string[]): Promise<void> {
  const cause = freshCause('levels')
  const levels = await askLevels(shop, items, cause)
  await aloneInShop(shop, async (tx) => {
    const { unclear } = await settleOrders(tx, shop, [], levels, cause, now())
    await readLevelsLater(tx, shop, unclear)
  })
}
