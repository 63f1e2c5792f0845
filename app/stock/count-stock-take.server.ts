import type { Tx } from '../db.server.ts'
import { nextCount, spellingsOf, type Count, type Step } from './stock-take.ts'

/** An item by the code on it: the one that has it, or why none can be told. */
type Found =
  | { readonly kind: 'item'; readonly item: string; readonly title: string; readonly sku: string | null }
  | { readonly kind: 'unknown' | 'ambiguous' | 'untracked' }

/** Finds the item that a barcode or SKU stands on. */
export async function itemByCode(tx: Tx, shop: string, code: string): Promise<Found> {
  const codes = spellingsOf(code)
  const rows = await tx.$queryRaw<{ item: string; title: string; sku: string | null; tracked: boolean }[]>`
    SELECT DISTINCT ON (item) item, title, sku, tracked FROM variant
    WHERE shop = ${shop} AND deleted_at IS NULL AND (sku = ANY(${codes}) OR barcode = ANY(${codes})) ORDER BY item, id LIMIT 3`
  const tracked = rows.filter((row) => row.tracked)
  if (rows.length === 0) return { kind: 'unknown' }
  if (tracked.length === 0) return { kind: 'untracked' }
  if (tracked.length > 1) return { kind: 'ambiguous' }
  const { item, title, sku } = tracked[0]!
  return { kind: 'item', item, title, sku }
}

/** The place of an open stock-take, which stays open until the transaction ends; null when it is not open. */
export async function holdOpen(tx: Tx, shop: string, take: string): Promise<string | null> {
  const rows = await tx.$queryRaw<{ location: string }[]>`
    SELECT location FROM stock_take WHERE shop = ${shop} AND id = ${take}::uuid AND state = 'open' FOR SHARE`
  return rows[0]?.location ?? null
}

/** Who counts what, where: `key` names the one step, however often it is sent. */
type Counting = {
  readonly take: string
  readonly location: string
  readonly item: string
  readonly key: string
  readonly at: Date
  readonly who: string
}

type LineRow = {
  counted: number | null
  expected: number | null
  position: bigint | null
  moved: boolean
  on_hand: number
  last: bigint
}

/** Takes one step in counting an item, once by its key, and answers what is counted of it now. */
export async function countItem(
  tx: Tx,
  shop: string,
  counting: Counting,
  step: Step,
): Promise<number | null> {
  const { take, location, item, key } = counting
  await tx.$executeRaw`
    INSERT INTO stock_take_line (shop, stock_take, item) VALUES (${shop}, ${take}::uuid, ${item}) ON CONFLICT DO NOTHING`
  const held = await tx.$queryRaw<Omit<LineRow, 'on_hand' | 'last'>[]>`
    SELECT counted, expected, position, moved FROM stock_take_line
    WHERE shop = ${shop} AND stock_take = ${take}::uuid AND item = ${item} FOR UPDATE`
  const before = countOf(held[0]!)
  const again = await tx.stockTakeCount.count({ where: { shop, stockTake: take, key } })
  if (again > 0) return before?.counted ?? null
  // One statement, so that both are of one moment.
  const [shelf] = await tx.$queryRaw<[{ on_hand: number; last: bigint }]>`
    SELECT coalesce((SELECT on_hand FROM stock_level WHERE shop = ${shop} AND location = ${location} AND item = ${item}), 0) AS on_hand,
      coalesce((SELECT id FROM ledger_entry WHERE shop = ${shop} AND location = ${location} AND item = ${item}
        ORDER BY id DESC LIMIT 1), 0) AS last`
  const after = nextCount(before, step, { onHand: shelf.on_hand, position: shelf.last })
  await saveCount(tx, shop, counting, before, after)
  return after?.counted ?? null
}

function countOf({ counted, expected, position, moved }: Omit<LineRow, 'on_hand' | 'last'>): Count | null {
  return counted === null ? null : { counted, expected: expected!, position: position!, moved }
}

async function saveCount(
  tx: Tx,
  shop: string,
  { take, item, key, at, who }: Counting,
  before: Count | null,
  after: Count | null,
): Promise<void> {
  await tx.stockTakeLine.update({
    where: { shop_stockTake_item: { shop, stockTake: take, item } },
    data: after
      ? { ...after, countedAt: at, countedBy: who }
      : { counted: null, expected: null, position: null, moved: false, countedAt: null, countedBy: null },
  })
  const units = { before: before?.counted ?? null, after: after?.counted ?? null }
  await tx.stockTakeCount.create({ data: { shop, stockTake: take, key, item, at, who, ...units } })
}

/** What a step did, by its key; null when there was none. */
export async function stepOf(
  tx: Tx,
  shop: string,
  take: string,
  key: string,
): Promise<{ item: string; before: number | null; after: number | null } | null> {
  return tx.stockTakeCount.findUnique({
    where: { shop_stockTake_key: { shop, stockTake: take, key } },
    select: { item: true, before: true, after: true },
  })
}
