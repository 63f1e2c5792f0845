import { idOf, type Gid } from '#app/core/gid.ts'
import { now } from '#app/clock.server.ts'
import type { Tx } from '#app/db.server.ts'
import { causeOfLevel, causeOfOrder, type FoundDifference } from '#app/insight/difference.ts'
import { compareOrders } from '#app/orders/compare-orders.ts'
import { mayBeHidden } from '#app/orders/shown-days.ts'
import type { OrderSnapshot } from '#app/orders/order.ts'
import { snapshotOf } from '#app/orders/snapshot-json.ts'
import { compareLevels, type Counted, type Shelf } from '#app/stock/compare-levels.ts'
import type { LevelReading } from './levels-read.server.ts'
import type { Told } from './order-settled.server.ts'

/** The snapshots that we hold of orders. */
export async function ordersHeld(
  tx: Tx,
  shop: string,
  ids: readonly string[],
): Promise<Map<string, OrderSnapshot>> {
  const rows = await tx.order.findMany({
    where: { shop, id: { in: [...ids] } },
    select: { id: true, snapshot: true },
  })
  return new Map(rows.map((row) => [row.id, snapshotOf(row.snapshot)]))
}

/**
 * How orders differed from what Shopify told, before they were settled, and whether settling repaired it. What Shopify
 * told older than ours is its search or a replica lagging behind: the next comparison tells. An old order that it does
 * not show may only be hidden from us.
 */
export async function orderDifferences(
  tx: Tx,
  shop: string,
  ids: readonly string[],
  before: ReadonlyMap<string, OrderSnapshot>,
  told: readonly Told[],
): Promise<FoundDifference[]> {
  const theirs = new Map(told.map((t) => [t.snapshot.id as string, t.snapshot]))
  const pairs = ids.map((id) => [id, before.get(id) ?? null, theirs.get(id) ?? null] as const)
  const differing = pairs.flatMap(([id, ours, other]) => {
    if (ours && other && other.updatedAt < ours.updatedAt) return []
    if (ours && !other && mayBeHidden(ours.placedAt, now())) return []
    const differences = compareOrders(ours, other)
    return differences.length > 0 ? [{ id, ours, other, differences }] : []
  })
  if (differing.length === 0) return []
  const waiting = await webhooksWait(
    tx,
    shop,
    differing.map((d) => d.id),
  )
  const after = await ordersHeld(
    tx,
    shop,
    differing.map((d) => d.id),
  )
  return differing.flatMap(({ id, ours, other, differences }) => {
    const cause = causeOfOrder(ours, other, waiting.has(id))
    const isSettled = compareOrders(after.get(id) ?? null, other).length === 0
    const repairedBy = isSettled ? ('settled' as const) : null
    return differences.map((d) => ({ ...d, subject: 'order' as const, subjectId: id, cause, repairedBy }))
  })
}

/**
 * How shelves differed from what Shopify told: what was counted of them just now, and, of `items`, of which every shelf
 * was asked, those that Shopify does not know.
 */
export async function levelDifferences(
  tx: Tx,
  shop: string,
  told: readonly LevelReading[],
  items: readonly string[],
): Promise<FoundDifference[]> {
  const found = compareLevels(told, await counted(tx, shop, told, items), await shelves(tx, shop, items))
  if (found.length === 0) return []
  const waiting = await webhooksWait(
    tx,
    shop,
    found.map((d) => d.item),
  )
  const places = await tx.location.findMany({ where: { shop }, select: { id: true, name: true } })
  const names = new Map(places.map((place) => [place.id, place.name]))
  const isGone = (item: string, location: string) =>
    told.some((l) => l.gone && l.item === item && l.location === location)
  return found.map(({ item, location, ours, ...d }) => {
    const gone = isGone(item, location)
    const [field, theirs] = gone ? ['shelf', null] : [d.field, d.theirs]
    return {
      subject: 'level',
      subjectId: item,
      field,
      part: location,
      label: names.get(location) ?? '',
      ours: String(ours),
      theirs: theirs === null ? null : String(theirs),
      cause: causeOfLevel(theirs, waiting.has(item)),
      repairedBy: theirs === null && !gone ? null : 'counted',
    }
  })
}

// What counting moved stands in the ledger, under the name of the reading. The first figure of a shelf differs from
// nothing, unless it was looked for.
async function counted(
  tx: Tx,
  shop: string,
  told: readonly LevelReading[],
  items: readonly string[],
): Promise<Counted[]> {
  const causes = [...new Set(told.map((l) => l.cause))]
  const rows = await tx.ledgerEntry.findMany({
    where: {
      shop,
      cause: { in: causes },
      account: { in: ['on_hand', 'unavailable'] },
      OR: [{ kind: 'counted' }, { kind: 'imported', item: { in: [...items] } }],
    },
    select: { location: true, item: true, account: true, quantity: true },
  })
  return rows.map((row) => ({ ...row, account: row.account as Counted['account'] }))
}

async function shelves(tx: Tx, shop: string, items: readonly string[]): Promise<Shelf[]> {
  return tx.$queryRaw<Shelf[]>`
    SELECT l.location, l.item, l.on_hand AS "onHand" FROM stock_level l
    JOIN location p ON p.shop = l.shop AND p.id = l.location AND p.active
    WHERE l.shop = ${shop} AND l.item = ANY(${[...items]}) AND l.on_hand <> 0`
}

/** Those of the objects that a webhook names which came and is still to be worked through. */
export async function webhooksWait(tx: Tx, shop: string, ids: readonly string[]): Promise<Set<string>> {
  const rows = ids.map((id) => ({ id, digits: idOf(id as Gid) }))
  const waiting = await tx.$queryRaw<{ id: string }[]>`
    SELECT r.id FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (id text, digits text)
    WHERE EXISTS (SELECT 1 FROM inbox_event e WHERE e.shop = ${shop} AND e.state = 'due'
                  AND position(convert_to(r.digits, 'UTF8') IN e.body) > 0)`
  return new Set(waiting.map((row) => row.id))
}
