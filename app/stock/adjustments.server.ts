import type { Tx } from '../db.server.ts'
import { millionthsOfMinor, minorOfMillionths, toDecimal } from '../core/money.ts'
import type { Adjustment, AdjustmentReason, Did } from './adjustment.ts'

/** An adjustment that was made. Its value is a decimal text; null when nobody knows what a unit cost. */
export type MadeAdjustment = {
  readonly id: string
  readonly locationName: string
  readonly did: Did
  readonly quantity: number
  readonly reason: AdjustmentReason
  readonly note: string
  readonly value: string | null
  readonly at: string
  readonly who: string
  readonly undoneAt: string | null
  readonly undoneBy: string | null
  /** Nothing followed: it can be taken back. */
  readonly mayUndo: boolean
}

/** What a unit of an item costs now, in millionths of the shop's currency; null when nobody knows it. */
export async function costOf(tx: Tx, shop: string, item: string, currency: string): Promise<bigint | null> {
  const variant = await tx.variant.findFirst({
    where: { shop, item },
    orderBy: [{ deletedAt: { sort: 'desc', nulls: 'first' } }, { id: 'asc' }],
    select: { unitCost: true },
  })
  return variant?.unitCost == null ? null : variant.unitCost * millionthsOfMinor(currency)
}

/** Keeps an adjustment with what a unit cost when it was made. */
export async function saveAdjustment(
  tx: Tx,
  shop: string,
  { id, location, item, did, quantity, reason, note }: Adjustment,
  made: { at: Date; who: string; unitCost: bigint | null },
): Promise<void> {
  const data = { id, location, item, did, quantity, reason, note: note.trim() }
  await tx.stockAdjustment.create({ data: { shop, ...data, ...made } })
}

/**
 * Whether goods moved on a shelf after an adjustment: then it can no longer be taken back, for nobody knows which units
 * are meant.
 */
export async function hasFollowed(
  tx: Tx,
  shop: string,
  { id, location, item }: { id: string; location: string; item: string },
): Promise<boolean> {
  const [row] = await tx.$queryRaw<[{ followed: boolean }]>`
    SELECT EXISTS (
      SELECT 1 FROM ledger_entry e WHERE e.shop = ${shop} AND e.item = ${item} AND e.location = ${location}
        AND e.account IN ('on_hand', 'unavailable') AND e.id > (
          SELECT max(mine.id) FROM ledger_entry mine WHERE mine.shop = ${shop} AND mine.cause = 'adjustment:' || ${id}
            AND mine.location = ${location} AND mine.item = ${item})) AS followed`
  return row.followed
}

type Row = Omit<MadeAdjustment, 'value' | 'at' | 'undoneAt' | 'mayUndo'> & {
  unitCost: bigint | null
  at: Date
  undoneAt: Date | null
  followed: boolean
  told: string | null
}

/** The latest adjustments of an item, newest first. */
export async function adjustmentsOf(
  tx: Tx,
  shop: string,
  item: string,
  currency: string,
): Promise<MadeAdjustment[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT a.id::text, coalesce(l.name, a.location) AS "locationName", a.did, a.quantity, a.reason, a.note, a.unit_cost AS "unitCost",
      a.at, a.who, a.undone_at AS "undoneAt", a.undone_by AS "undoneBy",
      EXISTS (SELECT 1 FROM ledger_entry e WHERE e.shop = a.shop AND e.item = a.item AND e.location = a.location
        AND e.account IN ('on_hand', 'unavailable') AND e.id > (SELECT max(mine.id) FROM ledger_entry mine
          WHERE mine.shop = a.shop AND mine.cause = 'adjustment:' || a.id AND mine.location = a.location AND mine.item = a.item)) AS followed,
      (SELECT f.state FROM effect f WHERE f.shop = a.shop AND f.key = 'adjustment:' || a.id) AS told
    FROM stock_adjustment a LEFT JOIN location l ON l.shop = a.shop AND l.id = a.location
    WHERE a.shop = ${shop} AND a.item = ${item} ORDER BY a.at DESC, a.id LIMIT 20`
  return rows.map(({ unitCost, followed, told, ...row }) => {
    const value = unitCost === null ? null : minorOfMillionths(unitCost * BigInt(row.quantity), currency)
    return {
      ...row,
      at: row.at.toISOString(),
      undoneAt: row.undoneAt?.toISOString() ?? null,
      value: value === null ? null : toDecimal(value, currency),
      mayUndo:
        row.undoneAt === null &&
        row.did !== 'sent-back' &&
        !followed &&
        told !== 'failed' &&
        told !== 'unknown',
    }
  })
}

/** What the page of an item needs to note losses: where they may be, and those that were noted. */
export async function readItemAdjustments(
  tx: Tx,
  shop: string,
  item: string,
): Promise<{ places: { id: string; name: string }[]; made: MadeAdjustment[] }> {
  const { currency } = await tx.shop.findUniqueOrThrow({ where: { shop }, select: { currency: true } })
  const places = await tx.$queryRaw<{ id: string; name: string }[]>`
    SELECT l.id, l.name FROM location l
    LEFT JOIN stock_level s ON s.shop = l.shop AND s.location = l.id AND s.item = ${item}
    WHERE l.shop = ${shop} AND (l.active OR s.on_hand <> 0) ORDER BY coalesce(s.on_hand, 0) DESC, l.name, l.id`
  return { places, made: await adjustmentsOf(tx, shop, item, currency) }
}
