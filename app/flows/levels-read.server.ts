import type { Tx } from '#app/db.server.ts'
import type { Quantity } from '#app/core/quantity.ts'
import { enqueue } from '#app/worker/enqueue.server.ts'
import type { Books, LocationId } from './books.ts'
import { levelKey, moveStock } from './books.ts'

/** What Shopify said lies somewhere, when we began to ask. `unavailable` = reserved + damaged + safety stock + quality control. */
export type LevelReading = {
  readonly location: string
  readonly item: string
  readonly onHand: Quantity
  readonly unavailable: Quantity
  readonly askedAt: Date
  /** Names the reading for the ledger: one reading counts once. */
  readonly cause: string
}

type Underway = {
  location: string
  item: string
  quantity: number
  state: string
  moved_at: Date
  /** Whether Shopify may have seen it: an attempt got no answer, or a person told it. */
  maybe: boolean
}

/**
 * Counts what was read against what the ledger expects: expected = ledger less our effects Shopify has not seen yet.
 * The rest becomes one `counted` row (`imported` the first time). A shelf on which Shopify may or may not have seen an
 * effect of ours cannot be judged: the effect's end asks for it again. What ended only after we began to ask may or may
 * not be in the answer: such shelves are returned, to be read again.
 */
export async function readLevels(
  tx: Tx,
  books: Books,
  readings: readonly LevelReading[],
): Promise<{ location: string; item: string }[]> {
  if (readings.length === 0) return []
  const effects = await underway(tx, books.shop, readings)
  const known = new Set(books.levels.keys())
  const unclear: { location: string; item: string }[] = []
  for (const reading of readings) {
    const { location, item, askedAt, cause } = reading
    const mine = effects.filter((e) => e.location === location && e.item === item)
    const open = mine.filter((e) => e.state !== 'done' || e.moved_at > askedAt)
    if (open.some((e) => e.state === 'done')) unclear.push({ location, item })
    if (open.some(mayBeSeen)) continue
    const level = books.levels.get(levelKey(location, item))
    const unseen = open.reduce((sum, e) => sum + e.quantity, 0)
    const kind = known.has(levelKey(location, item)) ? 'counted' : 'imported'
    const place = { location: location as LocationId, item, kind, cause } as const
    moveStock(books, {
      ...place,
      account: 'on_hand',
      quantity: reading.onHand + unseen - (level?.onHand ?? 0),
    })
    moveStock(books, {
      ...place,
      account: 'unavailable',
      quantity: reading.unavailable - (level?.unavailable ?? 0),
    })
  }
  return unclear
}

function mayBeSeen({ state, maybe }: Underway): boolean {
  return state === 'trying' || state === 'unknown' || state === 'done' || (state === 'due' && maybe)
}

// Our own movements and how far Shopify has heard of them: shipped units are less here than there, received ones more. A
// receipt that Shopify refused counts until a person has settled it: then Shopify's figure is right as it is.
async function underway(tx: Tx, shop: string, readings: readonly LevelReading[]): Promise<Underway[]> {
  const items = [...new Set(readings.map((r) => r.item))]
  const since = new Date(Math.min(...readings.map((r) => r.askedAt.getTime())))
  return tx.$queryRaw<Underway[]>`
    SELECT s.location, l.item, -l.quantity AS quantity, e.state, e.moved_at,
      s.told = 'confirmed' OR coalesce((e.payload->>'interruptions')::integer, 0) > 0 AS maybe
    FROM shipment s JOIN shipment_line l ON l.shop = s.shop AND l.shipment = s.id
    JOIN effect e ON e.shop = s.shop AND e.key = 'fulfillment:' || s.id
    WHERE s.shop = ${shop} AND l.item = ANY(${items}) AND s.told <> 'failed'
      AND NOT (s.told = 'confirmed' AND e.state = 'failed') AND (e.state <> 'done' OR e.moved_at > ${since})
    UNION ALL
    SELECT p.location, l.item, l.quantity - CASE WHEN l.surplus_is = 'refused' THEN l.surplus ELSE 0 END, e.state, e.moved_at,
      coalesce((e.payload->>'interruptions')::integer, 0) > 0
    FROM receipt r JOIN receipt_line l ON l.shop = r.shop AND l.receipt = r.id
    JOIN purchase_order p ON p.shop = r.shop AND p.id = r.purchase_order
    JOIN effect e ON e.shop = r.shop AND e.key = 'receipt:' || r.id
    WHERE r.shop = ${shop} AND l.item = ANY(${items}) AND (e.state <> 'done' OR e.moved_at > ${since})
      AND NOT (e.state = 'failed' AND EXISTS (
        SELECT 1 FROM task t WHERE t.shop = r.shop AND t.key = 'receipt:' || r.id AND t.resolved_at IS NOT NULL))`
}

const AGAIN_AFTER_MS = 3_000

/** Asks for shelves to be read again, once effects of ours have ended on them. */
export async function readLevelsLater(
  tx: Tx,
  shop: string,
  unclear: readonly { item: string }[],
): Promise<void> {
  const items = [...new Set(unclear.map((u) => u.item))]
  if (items.length === 0) return
  const runAt = new Date(Date.now() + AGAIN_AFTER_MS)
  await enqueue(
    tx,
    'read-levels',
    { shop, items },
    { queue: `shop:${shop}`, key: `levels:${shop}:${items.join()}`, runAt },
  )
}
