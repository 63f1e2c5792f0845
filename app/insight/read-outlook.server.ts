import { weekOf } from '#app/adapters/calendar/work-week.server.ts'
import type { Day } from '../core/day.ts'
import { addWorkingDays, dayIn } from '../core/day.ts'
import type { Tx } from '../db.server.ts'
import { parseDates } from '../orders/decision.ts'
import { schedule } from '../purchasing/purchase-order.ts'
import type { Dated } from '../stock/expected-date.ts'
import { afterArrival } from '../stock/expected-date.ts'
import { goingFrom, outlookOf, type Outlook, type Placed } from '../stock/outlook.ts'

/** How far the page looks ahead: six weeks. */
const DAYS = 42

// Nobody says when a transfer arrives: between two places of one shop it is taken to be the working day after.
const DAYS_BETWEEN_PLACES = 1

/** What an item's stock at a location will be. */
export type PlaceOutlook = Outlook & { readonly location: string; readonly locationName: string }

/** Looks ahead at an item, at each location where it lies, comes or is wanted. */
export async function readOutlook(tx: Tx, shop: string, item: string, at: Date): Promise<PlaceOutlook[]> {
  const row = await tx.shop.findUnique({ where: { shop } })
  if (!row) return []
  const today = dayIn(at, row.timeZone)
  const { handlingDays, receivingDays } = row
  const reckoning = { today, week: await weekOf(row, today), handlingDays, receivingDays }
  const sent = (await sentOf(tx, shop, item)).map(({ sentAt, ...moving }) => ({
    ...moving,
    on: addWorkingDays(dayIn(sentAt, row.timeZone), DAYS_BETWEEN_PLACES, reckoning.week),
  }))
  const coming = [...(await comingOf(tx, shop, item)), ...sent].map((d) => ({
    ...d,
    on: d.on && afterArrival(d.on, reckoning),
  }))
  const going = await goingOf(tx, shop, item)
  const levels = await levelsOf(tx, shop, item, [...coming, ...going])
  return levels.map(({ location, locationName, onHand, unavailable }) => {
    const here = <T extends { location: string }>(list: readonly T[]) =>
      list.filter((one) => one.location === location)
    const ahead = { today, onHand, unavailable, coming: here(coming), going: here(going) }
    return { location, locationName, ...outlookOf(ahead, DAYS) }
  })
}

type LevelRow = { location: string; locationName: string; onHand: number; unavailable: number }

// Safety stock is promised to nobody, as what Shopify keeps aside.
function levelsOf(
  tx: Tx,
  shop: string,
  item: string,
  moving: readonly { location: string }[],
): Promise<LevelRow[]> {
  const locations = [...new Set(moving.map((m) => m.location))]
  return tx.$queryRaw<LevelRow[]>`
    SELECT l.id AS location, l.name AS "locationName", coalesce(s.on_hand, 0) AS "onHand",
           coalesce(s.unavailable + s.safety_stock, 0) AS unavailable
    FROM location l LEFT JOIN stock_level s ON s.shop = l.shop AND s.location = l.id AND s.item = ${item}
    WHERE l.shop = ${shop} AND (s.on_hand <> 0 OR l.id = ANY(${locations}))
    ORDER BY l.name, l.id`
}

type Moving = Dated & { readonly location: string }
type ComingRow = {
  location: string
  quantity: number
  short: number
  received: number
  acknowledged: { quantity: number; on: Day }[]
  expectedOn: string | null
}

async function comingOf(tx: Tx, shop: string, item: string): Promise<Moving[]> {
  const rows = await tx.$queryRaw<ComingRow[]>`
    SELECT p.location, l.quantity, l.short, l.received, l.acknowledged, l.expected_on::text AS "expectedOn"
    FROM purchase_order_line l JOIN purchase_order p ON p.shop = l.shop AND p.id = l.purchase_order
    WHERE l.shop = ${shop} AND l.item = ${item} AND l.quantity > l.short + l.received
      AND p.state IN ('sent', 'partly-confirmed', 'confirmed', 'partly-received')`
  return rows.flatMap(({ location, ...progress }) => schedule(progress).map((d) => ({ location, ...d })))
}

// What did not come with the rest of its transfer is disputed: it is counted on no more, and bought again.
async function sentOf(
  tx: Tx,
  shop: string,
  item: string,
): Promise<{ location: string; quantity: number; sentAt: Date }[]> {
  return tx.$queryRaw`
    SELECT t.destination AS location, l.quantity - l.arrived - l.lost - l.never_left AS quantity, t.sent_at AS "sentAt"
    FROM transfer_line l JOIN transfer t ON t.shop = l.shop AND t.id = l.transfer
    WHERE l.shop = ${shop} AND l.item = ${item} AND t.state = 'sent'
      AND l.quantity > l.arrived + l.lost + l.never_left`
}

async function goingOf(tx: Tx, shop: string, item: string): Promise<Moving[]> {
  const rows = await tx.$queryRaw<{ expected: unknown; places: Placed[] }[]>`
    SELECT l.expected, (
      SELECT jsonb_agg(jsonb_build_object('location', at.location, 'quantity', at.quantity) ORDER BY at.turn)
      FROM (
        SELECT r.location, r.quantity, 1 AS turn FROM reservation r WHERE r.shop = l.shop AND r.line_id = l.id
        UNION ALL
        SELECT p.location, c.quantity, 2 FROM claim c
        JOIN purchase_order_line pl ON pl.shop = c.shop AND pl.id = c.po_line
        JOIN purchase_order p ON p.shop = pl.shop AND p.id = pl.purchase_order
        WHERE c.shop = l.shop AND c.line_id = l.id
        UNION ALL
        SELECT w.location, w.quantity, 3 FROM jsonb_to_recordset(l.lacking) AS w (location text, quantity int)
        WHERE w.location IS NOT NULL) at) AS places
    FROM order_line l
    WHERE l.shop = ${shop} AND l.item = ${item} AND l.reserved + l.claimed + l.unsourced > 0`
  return rows.flatMap(({ expected, places }) => goingFrom(places ?? [], parseDates(expected)))
}
