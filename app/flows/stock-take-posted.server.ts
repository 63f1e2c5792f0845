import { now } from '#app/clock.server.ts'
import { millionthsOfMinor, minorOfMillionths, toDecimal } from '#app/core/money.ts'
import { aloneInShop, withShop, type Tx } from '#app/db.server.ts'
import { note } from '#app/shop/audit.server.ts'
import {
  readDifferences,
  sumDifferences,
  type Difference,
  type DifferenceSum,
} from '#app/stock/read-differences.server.ts'
import { countRestAsZero, savePosted } from '#app/stock/save-stock-take.server.ts'
import type { Uncounted } from '#app/stock/stock-take.ts'
import { tellQuantities } from './quantities-told.server.ts'
import type { Books, LocationId } from './books.ts'
import { moveStock } from './books.ts'
import { closeBooks, rebalanceAll } from './close-books.server.ts'
import { movesOf, type Moved } from './moved-dates.ts'
import { openBooks } from './open-books.server.ts'
import { givenBack, type GivenBack } from './given-back.ts'

export type TakePreview = { readonly givenBack: GivenBack[]; readonly moves: Moved[] }

/** What posting a stock-take would do to orders, without doing it: who loses units, and which dates move. */
export async function previewStockTake(
  shop: string,
  id: string,
  uncounted: Uncounted,
): Promise<TakePreview | null> {
  return withShop(shop, async (tx) => {
    const take = await readTake(tx, shop, id)
    if (take?.state !== 'open') return null
    const differences = await readDifferences(tx, shop, take, { ...take, uncounted })
    const books = await openBooks(tx, shop, now(), { items: differences.map((d) => d.item) })
    if (!books) return null
    correct(books, take, differences)
    await rebalanceAll(tx, books)
    return { givenBack: givenBack(books), moves: movesOf(books, books.opened) }
  })
}

export type Posting = {
  readonly take: string
  /** Null where everything was counted. */
  readonly uncounted: Uncounted | null
  /** The sum that the person saw: somebody may have counted on since. */
  readonly seen: Pick<DifferenceSum, 'lines' | 'up' | 'down'>
}

export type Posted =
  | { kind: 'done'; lines: number; units: number }
  | { kind: 'below-zero'; titles: string[] }
  | { kind: 'abandoned' | 'uncounted-needs-a-choice' | 'changed-since' | 'not-started' | 'not-found' }

/**
 * Posts a stock-take, once: every shelf is moved by its difference, reservations beyond what lies there are given back,
 * last in turn first, and Shopify is told by an effect.
 */
export async function postStockTake(shop: string, posting: Posting, who: string): Promise<Posted> {
  const at = now()
  return aloneInShop(shop, async (tx): Promise<Posted> => {
    // Whoever counts holds it, so that nothing is counted while it is posted.
    await tx.$executeRaw`SELECT 1 FROM stock_take WHERE shop = ${shop} AND id = ${posting.take}::uuid FOR UPDATE`
    const take = await readTake(tx, shop, posting.take)
    if (!take) return { kind: 'not-found' }
    if (take.state === 'abandoned') return { kind: 'abandoned' }
    if (take.posted) return { kind: 'done', ...(await unitsOf(tx, shop, take)) }
    if (!take.started) return { kind: 'not-started' }
    const uncounted = take.full && take.left > 0 ? posting.uncounted : 'left-out'
    if (!uncounted) return { kind: 'uncounted-needs-a-choice' }
    if (!(await wasSeen(tx, shop, take, uncounted, posting.seen))) return { kind: 'changed-since' }
    if (uncounted === 'zero')
      await countRestAsZero(tx, shop, { take: take.id, location: take.location, at, who })
    const differences = await readDifferences(tx, shop, take, { ...take, uncounted })
    const below = differences.filter((d) => d.difference < 0 && d.onHand + d.difference < 0)
    if (below.length > 0) return { kind: 'below-zero', titles: below.map((d) => d.title) }
    const books = (await openBooks(tx, shop, at, { items: differences.map((d) => d.item) }))!
    correct(books, take, differences)
    await savePosted(tx, shop, { id: take.id, uncounted, at, who }, differences)
    await closeBooks(tx, books, causeOf(take.id), who)
    await tellQuantities(tx, shop, {
      ...{ about: 'stock-take', id: take.id, name: take.name, subject: take.id, location: take.location },
      reason: 'cycle_count_available',
      lines: differences.map((d) => ({ item: d.item, onHand: d.difference })),
    })
    return noted(tx, shop, take, { at, who })
  })
}

type Take = {
  readonly id: string
  readonly name: string
  readonly location: string
  readonly state: string
  readonly posted: boolean
  readonly full: boolean
  /** Items that nobody counted. */
  readonly left: number
  readonly started: boolean
  readonly currency: string
  readonly millionths: bigint
}

async function readTake(tx: Tx, shop: string, id: string): Promise<Take | null> {
  const rows = await tx.$queryRaw<Omit<Take, 'millionths' | 'posted'>[]>`
    SELECT t.id::text, t.name, t.location, t.state, t.kind = 'full' AS full, s.currency, s.started_at IS NOT NULL AS started,
      (SELECT count(*)::int FROM stock_take_line l WHERE l.shop = t.shop AND l.stock_take = t.id AND l.counted IS NULL) AS left
    FROM stock_take t JOIN shop s ON s.shop = t.shop WHERE t.shop = ${shop} AND t.id = ${id}::uuid`
  const [row] = rows
  return row ? { ...row, posted: row.state === 'posted', millionths: millionthsOfMinor(row.currency) } : null
}

function causeOf(id: string): string {
  return `stock-take:${id}`
}

function correct(books: Books, take: Take, differences: readonly Difference[]): void {
  for (const { item, difference } of differences)
    moveStock(books, {
      location: take.location as LocationId,
      item,
      account: 'on_hand',
      quantity: difference,
      kind: 'counted',
      cause: causeOf(take.id),
    })
}

async function wasSeen(
  tx: Tx,
  shop: string,
  take: Take,
  uncounted: Uncounted,
  seen: Posting['seen'],
): Promise<boolean> {
  const sum = await sumDifferences(tx, shop, take, { ...take, uncounted })
  return sum.lines === seen.lines && sum.up === seen.up && sum.down === seen.down
}

async function unitsOf(tx: Tx, shop: string, take: Take): Promise<{ lines: number; units: number }> {
  const sum = await sumDifferences(tx, shop, { ...take, posted: true }, { ...take, uncounted: 'left-out' })
  return { lines: sum.lines, units: sum.up - sum.down }
}

async function noted(
  tx: Tx,
  shop: string,
  take: Take,
  { at, who }: { at: Date; who: string },
): Promise<Posted> {
  const posted = { ...take, posted: true }
  const sum = await sumDifferences(tx, shop, posted, { ...take, uncounted: 'left-out' })
  const value = toDecimal(minorOfMillionths(sum.value, take.currency), take.currency)
  const units = sum.up - sum.down
  const detail = { lines: sum.lines, up: sum.up, down: sum.down, value }
  await note(tx, shop, { at, who, action: 'stock-take-posted', subject: take.id, detail })
  return { kind: 'done', lines: sum.lines, units }
}
