import { fetchLevels } from '#app/adapters/shopify/fetch-stock.server.ts'
import { now } from '#app/clock.server.ts'
import { withShop } from '#app/db.server.ts'
import { parseLevels } from '#app/stock/parse-levels.ts'
import type { LevelReading } from './levels-read.server.ts'

/**
 * Asks Shopify what lies of items, outside any transaction. A shelf of ours that it names no longer, though it knows the
 * item, is empty: the item is not stocked there any more.
 */
export async function askLevels(
  shop: string,
  items: readonly string[],
  cause: string,
): Promise<LevelReading[]> {
  if (items.length === 0) return []
  const askedAt = now()
  return levelsAnswered(shop, await fetchLevels(shop, items), askedAt, cause)
}

/** The same of items that Shopify has told already, asked for at `askedAt`. */
export async function levelsAnswered(
  shop: string,
  answers: readonly unknown[],
  askedAt: Date,
  cause: string,
): Promise<LevelReading[]> {
  const told = answers.flatMap(parseLevels).map((l) => ({ ...l, askedAt, cause }))
  const known = answers.flatMap((answer) => trackedItem(answer) ?? [])
  const ours = await withShop(shop, (tx) =>
    tx.stockLevel.findMany({
      where: {
        shop,
        item: { in: known },
        OR: [{ onHand: { not: 0 } }, { unavailable: { not: 0 } }, { reserved: { not: 0 } }],
      },
      select: { location: true, item: true },
    }),
  )
  const left = ours.filter((o) => !told.some((l) => l.item === o.item && l.location === o.location))
  return [...told, ...left.map((o) => ({ ...o, onHand: 0, unavailable: 0, gone: true, askedAt, cause }))]
}

function trackedItem(answer: unknown): string | null {
  const { id, tracked } = (answer ?? {}) as { id?: unknown; tracked?: unknown }
  return typeof id === 'string' && tracked === true ? id : null
}
