import type { Tx } from '#app/db.server.ts'
import { sumOf, type Quantity } from '#app/core/quantity.ts'
import { enqueue, keyOfMany } from '#app/worker/enqueue.server.ts'
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
  /** Shopify knows no such shelf of the item any more. */
  readonly gone?: boolean
}

type Underway = {
  location: string
  item: string
  /** By how much our movement changed what lies there, and what of it nobody may have. */
  quantity: number
  unavailable: number
  state: string
  moved_at: Date
  /** Whether Shopify may have seen it: an attempt got no answer, or a person told it. */
  maybe: boolean
}

/**
 * Counts what was read against what the ledger expects: expected = ledger less our effects Shopify has not seen yet.
 * The rest becomes one `counted` row (`imported` the first time). A shelf on which Shopify may or may not have seen an
 * effect of ours cannot be judged: the effect's end asks for it again. Returned are the shelves to be read again: an
 * effect ended only after we began to ask, or what was asked for later was counted before.
 */
export async function readLevels(
  tx: Tx,
  books: Books,
  readings: readonly LevelReading[],
): Promise<{ location: string; item: string }[]> {
  if (readings.length === 0) return []
  const effects = await underway(tx, books.shop, readings)
  const asked = await lastAsked(tx, books.shop, readings)
  const known = new Set(books.levels.keys())
  const unclear: LevelReading[] = []
  const counted: LevelReading[] = []
  for (const reading of readings) {
    const { location, item, askedAt } = reading
    const key = levelKey(location, item)
    const mine = effects.filter((e) => e.location === location && e.item === item)
    const open = mine.filter((e) => e.state !== 'done' || e.moved_at > askedAt)
    if (isOutdated(reading, asked.get(key)) || open.some((e) => e.state === 'done')) unclear.push(reading)
    else if (!open.some(mayBeSeen)) {
      counted.push(reading)
      const unseen = {
        onHand: sumOf(open, (e) => e.quantity),
        unavailable: sumOf(open, (e) => e.unavailable),
      }
      count(books, reading, unseen, known.has(key) ? 'counted' : 'imported')
    }
  }
  await noteAsked(tx, books.shop, counted)
  return unclear.map(({ location, item }) => ({ location, item }))
}

function count(
  books: Books,
  reading: LevelReading,
  unseen: { readonly onHand: number; readonly unavailable: number },
  kind: 'counted' | 'imported',
): void {
  const { item, cause, onHand, unavailable } = reading
  const place = { location: reading.location as LocationId, item, kind, cause } as const
  const level = books.levels.get(levelKey(reading.location, item))
  const moved = {
    on_hand: onHand + unseen.onHand - (level?.onHand ?? 0),
    unavailable: unavailable + unseen.unavailable - (level?.unavailable ?? 0),
  }
  moveStock(books, { ...place, account: 'on_hand', quantity: moved.on_hand })
  moveStock(books, { ...place, account: 'unavailable', quantity: moved.unavailable })
}

/** When Shopify was asked for the newest reading of each shelf that was counted. */
async function lastAsked(
  tx: Tx,
  shop: string,
  readings: readonly LevelReading[],
): Promise<Map<string, Date>> {
  const items = [...new Set(readings.map((r) => r.item))]
  const rows = await tx.stockLevel.findMany({
    where: { shop, item: { in: items }, askedAt: { not: null } },
    select: { location: true, item: true, askedAt: true },
  })
  return new Map(rows.map((l) => [levelKey(l.location, l.item), l.askedAt!]))
}

// A reading is counted within minutes: one that seems to be older still comes from a clock that was set back.
const LATE_AT_MOST_MS = 10 * 60_000

function isOutdated({ askedAt }: LevelReading, newest: Date | undefined): boolean {
  const late = newest ? newest.getTime() - askedAt.getTime() : 0
  return late > 0 && late < LATE_AT_MOST_MS
}

// The rows of shelves that are read for the first time are written later: what is asked of them next is newer anyway.
async function noteAsked(tx: Tx, shop: string, counted: readonly LevelReading[]): Promise<void> {
  if (counted.length === 0) return
  const rows = counted.map(({ location, item, askedAt }) => ({ location, item, asked_at: askedAt }))
  await tx.$executeRaw`
    UPDATE stock_level l SET asked_at = r.asked_at
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (location text, item text, asked_at timestamptz)
    WHERE l.shop = ${shop} AND l.location = r.location AND l.item = r.item`
}

function mayBeSeen({ state, maybe }: Underway): boolean {
  return state === 'trying' || state === 'unknown' || (state === 'due' && maybe)
}

// Our own movements and how far Shopify has heard of them: shipped units are less here than there, and every other
// movement says itself how it moves a shelf. One that Shopify refused, or may have seen, counts until a person has
// settled its task: then Shopify's figure is right as it is.
async function underway(tx: Tx, shop: string, readings: readonly LevelReading[]): Promise<Underway[]> {
  const items = [...new Set(readings.map((r) => r.item))]
  const since = new Date(Math.min(...readings.map((r) => r.askedAt.getTime())))
  return tx.$queryRaw<Underway[]>`
    SELECT s.location, l.item, -l.quantity AS quantity, 0 AS unavailable, e.state, e.moved_at,
      s.told = 'confirmed' OR coalesce((e.payload->>'interruptions')::integer, 0) > 0 AS maybe
    FROM shipment s JOIN shipment_line l ON l.shop = s.shop AND l.shipment = s.id
    JOIN effect e ON e.shop = s.shop AND e.key = 'fulfillment:' || s.id
    WHERE s.shop = ${shop} AND l.item = ANY(${items}) AND s.told <> 'failed'
      AND NOT (s.told = 'confirmed' AND e.state = 'failed') AND (e.state <> 'done' OR e.moved_at > ${since})
    UNION ALL
    SELECT e.payload->>'location', l.item, l."onHand", coalesce(l.unavailable, 0), e.state, e.moved_at,
      coalesce((e.payload->>'interruptions')::integer, 0) > 0
    FROM effect e, jsonb_to_recordset(e.payload->'lines') AS l (item text, "onHand" int, unavailable int)
    WHERE e.shop = ${shop} AND e.kind = 'shopify-quantities' AND (e.state <> 'done' OR e.moved_at > ${since})
      AND l.item = ANY(${items})
      AND NOT (e.state IN ('failed', 'unknown') AND EXISTS (
        SELECT 1 FROM task t WHERE t.shop = e.shop AND t.key = e.key AND t.resolved_at IS NOT NULL))`
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
    { queue: `shop:${shop}`, key: keyOfMany(`levels:${shop}`, items), runAt },
  )
}
