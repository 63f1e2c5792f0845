import { createHash } from 'node:crypto'
import { canonicalJson } from '../core/canonical-json.ts'
import type { Tx } from '../db.server.ts'
import { parseDecisions } from '../orders/decision.ts'
import { snapshotOf } from '../orders/snapshot-json.ts'
import type { Found, RuleCheck } from './check.ts'
import { EXPLAINED, unexplained, type ExplainedLine } from './explained.ts'
import { DELIVERED, LINES, TAX, TOLD, UNITS, wrongInOrder, type OrderRecord } from './order-record.ts'
import { pagesOf, type InShop, type Reading } from './reading.server.ts'

const HASH: RuleCheck = { id: 'I11', name: 'the snapshot of an order is the one that was hashed' }

/** Recomputes from the stored snapshots what the orders say of themselves. */
export const ORDERS: Reading = { checks: [HASH, LINES, UNITS, DELIVERED, TAX, TOLD, EXPLAINED], find }

// A snapshot of 500 lines is some 300 kB.
const PAGE = 200

type Row = Omit<OrderRecord, 'snapshot'> & {
  id: string
  snapshot: unknown
  hash: string
  placed: (Omit<ExplainedLine, 'order' | 'why'> & { why: unknown })[]
}

async function* find(inShop: InShop, shop: string): AsyncGenerator<Found> {
  for await (const rows of pagesOf<Row>(inShop, PAGE, (tx, after) => page(tx, shop, after))) {
    for (const { snapshot, hash, placed, ...row } of rows) {
      const made = createHash('sha256').update(canonicalJson(snapshot)).digest('hex')
      // Nothing follows from a snapshot that is not what Shopify told.
      if (made === hash) yield* wrongInOrder({ ...row, snapshot: snapshotOf(snapshot) })
      else yield { check: HASH, row: { name: row.name, order: row.id, hash, made } }
      for (const line of placed)
        yield* unexplained({ ...line, order: row.name, why: parseDecisions(line.why) })
    }
  }
}

function page(tx: Tx, shop: string, after: Row | null): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    SELECT o.id, o.name, o.snapshot, o.snapshot_hash AS hash,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'ordered', l.ordered, 'removed', l.removed,
          'cancelled', l.cancelled, 'shipped', l.shipped, 'returned', l.returned)), '[]')
        FROM order_line l WHERE l.shop = o.shop AND l.order_id = o.id) AS lines,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('line', l.id, 'unsourced', l.unsourced, 'why', l.why,
          'reserved', (SELECT coalesce(jsonb_agg(jsonb_build_object('source', r.location, 'quantity', r.quantity)), '[]')
            FROM reservation r WHERE r.shop = l.shop AND r.line_id = l.id),
          'claimed', (SELECT coalesce(jsonb_agg(jsonb_build_object('source', c.po_line, 'quantity', c.quantity)), '[]')
            FROM claim c WHERE c.shop = l.shop AND c.line_id = l.id))), '[]')
        FROM order_line l WHERE l.shop = o.shop AND l.order_id = o.id AND l.reserved + l.claimed + l.unsourced > 0) AS placed,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'told', s.told, 'fulfillment', s.fulfillment, 'lines',
          (SELECT coalesce(jsonb_object_agg(x.line_id, x.quantity), '{}') FROM shipment_line x
           WHERE x.shop = s.shop AND x.shipment = s.id))), '[]')
        FROM shipment s WHERE s.shop = o.shop AND s.order_id = o.id) AS shipments,
      (SELECT coalesce(jsonb_object_agg(i.thing, i.quantity), '{}') FROM (
        SELECT coalesce(l.line_id, 'charge:' || l.charge) AS thing, sum(l.quantity) AS quantity FROM document d
        JOIN document_line l ON l.shop = d.shop AND l.document = d.id
        WHERE d.shop = o.shop AND d.order_id = o.id AND d.kind = 'invoice' GROUP BY 1) i WHERE i.thing IS NOT NULL) AS invoiced,
      (SELECT sum(d.tax)::text FROM document d
        WHERE d.shop = o.shop AND d.order_id = o.id AND d.kind = 'invoice') AS tax
    FROM orders o WHERE o.shop = ${shop} AND o.id > ${after?.id ?? ''} ORDER BY o.id LIMIT ${PAGE}`
}
