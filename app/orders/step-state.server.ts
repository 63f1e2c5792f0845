import { Prisma, type Tx } from '../db.server.ts'
import type { StepState } from './next-step.ts'
import { CALL_OFF, CALLED_LINES } from './called-units.server.ts'
import { SHIPMENTS_MADE } from './shipments-made.server.ts'

/** The facts that say what comes next, for many orders at once: one statement, whatever their number. */
export async function stepStates(
  tx: Tx,
  shop: string,
  orders: readonly string[],
): Promise<Map<string, StepState>> {
  if (orders.length === 0) return new Map()
  const rows = await tx.$queryRaw<(StepState & { id: string })[]>`
    SELECT o.id, o.state, o.b2b, o.confirmed_at IS NOT NULL AS confirmed,
           units.*, held.provisional, wanted.drafts, picked."pickList",
           coalesce(c.accepts, CASE WHEN o.b2b THEN s.b2b_accepts ELSE s.b2c_accepts END) AS accepts,
           c.max_shipments AS "maxShipments", ${SHIPMENTS_MADE} AS shipments, ${CALL_OFF} AS "callOff", wished.called, dated.*
    FROM orders o
    JOIN shop s ON s.shop = o.shop
    LEFT JOIN customer c ON c.shop = o.shop AND c.id = o.customer
    ${UNITS} ${PROVISIONAL} ${CALLED} ${DRAFTS} ${PICK_LIST} ${DATES}
    WHERE o.shop = ${shop} AND o.id = ANY(${orders})`
  return new Map(rows.map(({ id, ...state }) => [id, state]))
}

// What left before Carnet started was invoiced by whatever was used before.
const SHIPPED_BEFORE = Prisma.sql`
  SELECT coalesce(sum((x->>'quantity')::int), 0)
  FROM jsonb_array_elements(coalesce(o.snapshot->'fulfillments', '[]')) f,
       jsonb_array_elements(f->'lines') x
  WHERE f->>'status' = 'success' AND x->>'line' = l.id
    AND (s.started_at IS NULL OR (f->>'createdAt')::timestamptz < s.started_at)`

// Of what needs no stock, what Carnet hands over: what fulfillment orders hold. Tips are in none, gift cards send themselves.
const HANDED_OVER = Prisma.sql`
  CASE WHEN l.unstocked = 0 OR EXISTS (
         SELECT 1 FROM jsonb_array_elements(o.snapshot->'lines') x
         WHERE x->>'id' = l.id AND ((x->>'giftCard')::boolean OR (x->>'tip')::boolean)) THEN 0
       WHEN o.routed_at IS NULL THEN l.unstocked
       ELSE least(l.unstocked, (
         SELECT coalesce(sum((x->>'remaining')::bigint), 0) FROM fulfillment_order f, jsonb_array_elements(f.lines) x
         WHERE f.shop = o.shop AND f.order_id = o.id AND f.location IS NOT NULL
           AND f.status NOT IN ('closed', 'cancelled') AND x->>'line' = l.id)) END`

// How many of a bundle are complete, where it lacks anything and may not leave in parts.
const SETS = Prisma.sql`
  LEFT JOIN LATERAL (
    SELECT min(x.reserved / x.bundle_size)::bigint AS complete FROM order_line x
    WHERE x.shop = l.shop AND x.order_id = l.order_id AND x.bundle = l.bundle AND x.claimed + x.unsourced > 0
      AND NOT s.splits_bundles) sets ON true`

// Sums of units as floats, exact far beyond any of them: one absurd order must not keep a whole list from being read.
const UNITS = Prisma.sql`
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(l.reserved), 0)::float8 AS reserved,
           coalesce(sum(l.reserved) FILTER (WHERE l.claimed + l.unsourced = 0 AND sets.complete IS NULL), 0)::float8 AS whole,
           coalesce(sum(greatest(0, l.reserved - sets.complete * l.bundle_size)), 0)::float8 AS "ofBundles", coalesce(sum(l.claimed), 0)::float8 AS claimed,
           coalesce(sum(l.unsourced), 0)::float8 AS unsourced, coalesce(sum(${HANDED_OVER}), 0)::float8 AS unstocked,
           coalesce(sum(l.shipped), 0)::float8 AS shipped,
           coalesce(sum(greatest(0, l.shipped - (
             SELECT coalesce(sum(dl.quantity), 0) FROM document_line dl
             JOIN document d ON d.shop = dl.shop AND d.id = dl.document AND d.kind = 'invoice'
             WHERE dl.shop = l.shop AND dl.line_id = l.id) - (${SHIPPED_BEFORE}))), 0)::float8 AS uninvoiced
    FROM order_line l ${SETS} WHERE l.shop = o.shop AND l.order_id = o.id) units`

const PROVISIONAL = Prisma.sql`
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(r.quantity), 0)::float8 AS provisional
    FROM reservation r WHERE r.shop = o.shop AND r.order_id = o.id AND r.provisional) held`

// Units that were called, of those that are held; and when the last call came.
const CALLED = Prisma.sql`
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(least(x.open, l.reserved)), 0)::float8 AS called, max(x.called_at) AS last_call
    FROM (SELECT line_id, sum(open) AS open, max(called_at) AS called_at FROM ${CALLED_LINES} y
          WHERE y.shop = o.shop AND y.order_id = o.id GROUP BY line_id) x
    JOIN order_line l ON l.shop = o.shop AND l.id = x.line_id) wished`

const DRAFTS = Prisma.sql`
  CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(DISTINCT p.id::text), '{}') AS drafts
    FROM order_line l
    JOIN po_line_demand n ON n.shop = l.shop AND n.line_id = l.id
    JOIN purchase_order_line pl ON pl.shop = n.shop AND pl.id = n.po_line
    JOIN purchase_order p ON p.shop = pl.shop AND p.id = pl.purchase_order AND p.state = 'draft'
    WHERE l.shop = o.shop AND l.order_id = o.id) wanted`

// A pick list is open until a delivery note or a call follows it; a void one, and a note that stands in for another, do
// not count. Where a stopped clock gave both one instant, their numbers decide.
const PICK_LIST = Prisma.sql`
  CROSS JOIN LATERAL (
    SELECT CASE
      WHEN last_list < wished.last_call THEN NULL
      WHEN last_list > coalesce(last_note, '-infinity') OR (last_list = last_note AND lists > notes) THEN list
      END AS "pickList"
    FROM (
      SELECT max(d.issued_at) FILTER (WHERE d.kind = 'pick-list') AS last_list,
             max(d.issued_at) FILTER (WHERE d.kind = 'delivery-note') AS last_note,
             count(*) FILTER (WHERE d.kind = 'pick-list') AS lists,
             count(*) FILTER (WHERE d.kind = 'delivery-note') AS notes,
             (array_agg(d.id::text ORDER BY d.issued_at DESC, d.no DESC) FILTER (WHERE d.kind = 'pick-list'))[1] AS list
      FROM document d WHERE d.shop = o.shop AND d.order_id = o.id AND NOT EXISTS (
        SELECT 1 FROM document_void v WHERE v.shop = d.shop
          AND (v.replaced_by = d.id OR (v.document = d.id AND d.kind = 'pick-list')))) papers) picked`

// The last day is known only when every unit that needs stock has one.
const DATES = Prisma.sql`
  CROSS JOIN LATERAL (
    SELECT min(x->>'on') AS "firstOn",
           CASE WHEN coalesce(sum((x->>'quantity')::int) FILTER (WHERE x->>'on' IS NOT NULL), 0) >= units.reserved + units.claimed + units.unsourced
             THEN max(x->>'on') END AS "lastOn"
    FROM order_line l, jsonb_array_elements(l.expected) x
    WHERE l.shop = o.shop AND l.order_id = o.id) dated`
