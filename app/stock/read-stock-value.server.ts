import { minorOfMillionths, millionthsOfMinor, toDecimal } from '../core/money.ts'
import { addDays, dayIn, startOfDay, type Day } from '../core/day.ts'
import { BY_NAME, Prisma, type Tx } from '../db.server.ts'

/** An item at a location at the end of a day. Cost and value are decimal texts; null when nobody knew the cost. */
export type ValuedItem = {
  readonly item: string
  readonly title: string
  readonly sku: string | null
  readonly location: string
  readonly locationName: string
  readonly onHand: number
  readonly unitCost: string | null
  readonly value: string | null
}

export type StockValue = {
  readonly currency: string
  /** A decimal text: the exact sum, rounded once. */
  readonly total: string
  readonly units: number
  readonly items: number
  readonly unitsWithoutCost: number
  readonly itemsWithoutCost: number
}

type Wanted = {
  readonly day: Day
  /** Null: all of them. */
  readonly location: string | null
}

type Seller = { readonly currency: string; readonly timeZone: string }

/** Which shop is valued: its money, its clock, and the day it is there. */
export async function sellerOf(tx: Tx, shop: string, at: Date): Promise<(Seller & { today: Day }) | null> {
  const row = await tx.shop.findUnique({ where: { shop }, select: { currency: true, timeZone: true } })
  return row && { ...row, today: dayIn(at, row.timeZone) }
}

/** What all that lay on hand at the end of a day was worth, at the unit cost known then. */
export async function sumStockValue(
  tx: Tx,
  shop: string,
  seller: Seller,
  wanted: Wanted,
): Promise<StockValue> {
  type Sums = { value: string } & Omit<StockValue, 'currency' | 'total'>
  const [row] = await tx.$queryRaw<[Sums]>`
    SELECT coalesce(sum(on_hand * cost), 0)::text AS value,
      coalesce(sum(on_hand) FILTER (WHERE cost IS NOT NULL), 0)::float8 AS units,
      count(DISTINCT item) FILTER (WHERE cost IS NOT NULL)::float8 AS items,
      coalesce(sum(on_hand) FILTER (WHERE cost IS NULL), 0)::float8 AS "unitsWithoutCost",
      count(DISTINCT item) FILTER (WHERE cost IS NULL)::float8 AS "itemsWithoutCost"
    FROM (${valued(shop, seller, wanted)}) v`
  const { value, ...sums } = row
  const { currency } = seller
  return { currency, total: toDecimal(minorOfMillionths(BigInt(value), currency), currency), ...sums }
}

export type ValueTab = 'valued' | 'without-cost'
type Page = { readonly tab: ValueTab | 'all'; readonly after: string | null; readonly take: number | null }
type Row = Omit<ValuedItem, 'unitCost' | 'value'> & { cost: bigint | null }

/** The items of a day by title; those without a known cost apart. Keyset by title, item and location. */
export async function listStockValue(
  tx: Tx,
  shop: string,
  seller: Seller,
  { tab, after, take, ...wanted }: Wanted & Page,
): Promise<{ items: ValuedItem[]; next: string | null }> {
  const [title, item, location] = keyOf(after)
  const rows = await tx.$queryRaw<Row[]>`
    SELECT * FROM (
      SELECT d.item, coalesce(n.title, d.item) AS title, n.sku, d.location, coalesce(l.name, d.location) AS "locationName",
        d.on_hand::float8 AS "onHand", d.cost
      FROM (${valued(shop, seller, wanted)}) d
      LEFT JOIN location l ON l.shop = ${shop} AND l.id = d.location
      LEFT JOIN LATERAL (SELECT title, sku FROM variant v WHERE v.shop = ${shop} AND v.item = d.item
        ORDER BY v.deleted_at DESC NULLS FIRST, v.id LIMIT 1) n ON true
      WHERE ${tab} = 'all' OR (d.cost IS NULL) = (${tab} = 'without-cost')) listed
    WHERE (title ${BY_NAME}, item, location) > (${title}, ${item}, ${location})
    ORDER BY title ${BY_NAME}, item, location LIMIT ${take === null ? null : take + 1}::int`
  const shown = take === null ? rows : rows.slice(0, take)
  const last = shown.at(-1)
  const next =
    rows.length > shown.length && last ? JSON.stringify([last.title, last.item, last.location]) : null
  return { items: shown.map((row) => valuedItem(row, seller.currency)), next }
}

function valuedItem({ cost, ...row }: Row, currency: string): ValuedItem {
  if (cost === null) return { ...row, unitCost: null, value: null }
  const value = minorOfMillionths(cost * BigInt(row.onHand), currency)
  return { ...row, unitCost: costText(cost, currency), value: toDecimal(value, currency) }
}

// As many decimals as the cost has, at least the currency's.
function costText(cost: bigint, currency: string): string {
  const millionths = millionthsOfMinor(currency)
  if (cost % millionths === 0n) return toDecimal(cost / millionths, currency)
  return `${cost / 1_000_000n}.${(cost % 1_000_000n).toString().padStart(6, '0')}`.replace(/0+$/, '')
}

function keyOf(after: string | null): [string, string, string] {
  try {
    const [title, item, location] = JSON.parse(after ?? '[]') as unknown[]
    return [String(title ?? ''), String(item ?? ''), String(location ?? '')]
  } catch {
    return ['', '', '']
  }
}

// What lay there is what lies there now less what moved since: the further back, the more rows of one index.
function valued(shop: string, { timeZone }: Seller, { day, location }: Wanted): Prisma.Sql {
  const end = startOfDay(addDays(day, 1), timeZone)
  const here = location === null ? Prisma.empty : Prisma.sql`AND location = ${location}`
  return Prisma.sql`
    SELECT then_there.item, then_there.location, then_there.on_hand, known.cost FROM (
      SELECT item, location, sum(quantity)::bigint AS on_hand FROM (
        SELECT item, location, on_hand AS quantity FROM stock_level WHERE shop = ${shop} ${here}
        UNION ALL
        SELECT item, location, -quantity FROM ledger_entry
        WHERE shop = ${shop} AND account = 'on_hand' AND at >= ${end} ${here}) moved
      GROUP BY item, location HAVING sum(quantity) <> 0) then_there
    LEFT JOIN LATERAL (SELECT u.cost FROM unit_cost u WHERE u.shop = ${shop} AND u.item = then_there.item
      AND u.source = 'shopify' AND u.at < ${end} ORDER BY u.at DESC, u.id DESC LIMIT 1) known ON true`
}
