import type { SqlCheck } from './check.ts'

const asks = 'shop'

// A level and what the ledger tells of one of its accounts, also where one of the two has no row.
const againstLedger = (account: string) => `
  SELECT location, item, coalesce(l.${account}, 0) AS level, coalesce(e.quantity, 0) AS ledger
  FROM (SELECT location, item, ${account} FROM stock_level WHERE shop = $1) l
  FULL JOIN (SELECT location, item, sum(quantity) AS quantity FROM ledger_entry
             WHERE shop = $1 AND account = '${account}' GROUP BY location, item) e USING (location, item)
  WHERE coalesce(l.${account}, 0) <> coalesce(e.quantity, 0) ORDER BY location, item`

// Every account of the ledger and the level that runs beside it.
const ACCOUNTS = [
  ['I1', 'what lies on a shelf is what the ledger tells', 'on_hand'],
  ['I1', 'what is unavailable on a shelf is what the ledger tells', 'unavailable'],
  ['I1', 'what is on its way to a shelf is what the ledger tells', 'in_transit'],
  ['I1', 'what was shipped from a shelf is what the ledger tells', 'shipped'],
  ['I1', 'what was received on a shelf is what the ledger tells', 'received'],
  ['I1', 'what was adjusted on a shelf is what the ledger tells', 'adjusted'],
  ['I2', 'what is reserved on a shelf is what the ledger tells', 'reserved'],
  ['I2', 'what is claimed of what comes to a shelf is what the ledger tells', 'claimed'],
  ['I2', 'what is wanted at a shelf is what the ledger tells', 'unsourced'],
] as const

/** What lies on the shelves, and who holds it. */
export const STOCK_CHECKS: readonly SqlCheck[] = [
  ...ACCOUNTS.map(([id, name, account]) => ({ id, name, asks, sql: againstLedger(account) }) as const),
  {
    id: 'I2',
    name: 'what is reserved on a shelf is what its reservations hold',
    asks,
    sql: `
      SELECT location, item, coalesce(l.reserved, 0) AS level, coalesce(r.quantity, 0) AS reservations
      FROM (SELECT location, item, reserved FROM stock_level WHERE shop = $1) l
      FULL JOIN (SELECT location, item, sum(quantity) AS quantity FROM reservation
                 WHERE shop = $1 GROUP BY location, item) r USING (location, item)
      WHERE coalesce(l.reserved, 0) <> coalesce(r.quantity, 0) ORDER BY location, item`,
  },
  {
    id: 'I2',
    name: 'what is claimed of what comes to a shelf is what its claims hold',
    asks,
    sql: `
      SELECT location, item, coalesce(l.claimed, 0) AS level, coalesce(c.quantity, 0) AS claims
      FROM (SELECT location, item, claimed FROM stock_level WHERE shop = $1) l
      FULL JOIN (SELECT p.location, pl.item, sum(c.quantity) AS quantity FROM claim c
                 JOIN purchase_order_line pl ON pl.shop = c.shop AND pl.id = c.po_line
                 JOIN purchase_order p ON p.shop = pl.shop AND p.id = pl.purchase_order
                 WHERE c.shop = $1 GROUP BY p.location, pl.item) c USING (location, item)
      WHERE coalesce(l.claimed, 0) <> coalesce(c.quantity, 0) ORDER BY location, item`,
  },
  {
    id: 'I2',
    name: 'what is wanted at a shelf is what its order lines lack there',
    asks,
    sql: `
      SELECT location, item, coalesce(l.unsourced, 0) AS level, coalesce(w.quantity, 0) AS lacking
      FROM (SELECT location, item, unsourced FROM stock_level WHERE shop = $1) l
      FULL JOIN (SELECT at.location, o.item, sum(at.quantity) AS quantity FROM order_line o,
                   jsonb_to_recordset(o.lacking) AS at (location text, quantity int)
                 WHERE o.shop = $1 AND o.unsourced > 0 AND o.item IS NOT NULL AND at.location IS NOT NULL
                 GROUP BY at.location, o.item) w USING (location, item)
      WHERE coalesce(l.unsourced, 0) <> coalesce(w.quantity, 0) ORDER BY location, item`,
  },
  {
    id: 'I4',
    name: 'goods come from somewhere and go somewhere: every movement sums to nothing',
    asks,
    sql: `
      SELECT cause, item, sum(quantity) AS over FROM ledger_entry
      WHERE shop = $1 AND account IN ('on_hand', 'in_transit', 'shipped', 'received', 'adjusted')
      GROUP BY cause, item HAVING sum(quantity) <> 0`,
  },
  {
    id: 'I3',
    name: 'no more is reserved than lies there and may be used',
    asks,
    sql: `
      SELECT location, item, on_hand, unavailable, reserved FROM stock_level
      WHERE shop = $1 AND (reserved < 0 OR reserved > greatest(on_hand - unavailable, 0))`,
  },
  {
    id: 'I6',
    name: 'one cause moves a shelf once',
    asks,
    sql: `
      SELECT cause, location, item, account, kind, count(*) AS times FROM ledger_entry
      WHERE shop = $1 GROUP BY cause, location, item, account, kind HAVING count(*) > 1 OR cause = ''`,
  },
  {
    id: 'I6',
    name: 'a delivery takes its units from the shelf, and back when Shopify refuses it',
    asks,
    sql: `
      WITH left_by AS (
        SELECT s.id, s.location, l.item, s.told, sum(l.quantity) AS quantity
        FROM shipment s JOIN shipment_line l ON l.shop = s.shop AND l.shipment = s.id
        WHERE s.shop = $1 AND l.item IS NOT NULL GROUP BY s.id, s.location, l.item, s.told
      ), moved AS (
        SELECT cause, location, item, kind, sum(quantity) AS quantity FROM ledger_entry
        WHERE shop = $1 AND account = 'on_hand' AND kind IN ('shipped', 'unshipped') GROUP BY cause, location, item, kind
      )
      SELECT s.id AS shipment, s.location, s.item, s.told, s.quantity, -o.quantity AS taken, b.quantity AS back
      FROM left_by s
      LEFT JOIN moved o ON o.cause = 'shipment:' || s.id AND o.kind = 'shipped' AND o.location = s.location AND o.item = s.item
      LEFT JOIN moved b ON b.cause = 'unshipped:' || s.id AND b.kind = 'unshipped' AND b.location = s.location AND b.item = s.item
      WHERE coalesce(-o.quantity, 0) <> s.quantity
         OR coalesce(b.quantity, 0) <> CASE WHEN s.told = 'failed' THEN s.quantity ELSE 0 END
      UNION ALL
      SELECT NULL, m.location, m.item, NULL, 0, -m.quantity, NULL FROM moved m
      WHERE m.kind = 'shipped' AND NOT EXISTS (SELECT 1 FROM left_by s WHERE 'shipment:' || s.id = m.cause
        AND s.location = m.location AND s.item = m.item)`,
  },
  {
    id: 'I7',
    name: 'a reservation holds units of its own line and item',
    asks,
    sql: `
      SELECT r.line_id, r.location, r.item, r.quantity, l.item AS item_of_line, l.order_id
      FROM reservation r LEFT JOIN order_line l ON l.shop = r.shop AND l.id = r.line_id
      WHERE r.shop = $1 AND (r.quantity <= 0 OR r.item IS DISTINCT FROM l.item OR r.order_id IS DISTINCT FROM l.order_id)
      UNION ALL
      SELECT line_id, location, min(item), sum(quantity)::int, NULL, NULL FROM reservation
      WHERE shop = $1 GROUP BY line_id, location HAVING count(*) > 1`,
  },
  {
    id: 'I8',
    name: 'nothing is held for what was cancelled or closed or has shipped',
    asks,
    sql: `
      SELECT o.name, l.id AS line_id, o.state, h.held, h.quantity
      FROM (SELECT line_id, 'reserved' AS held, sum(quantity) AS quantity FROM reservation WHERE shop = $1 GROUP BY line_id
            UNION ALL
            SELECT line_id, 'claimed', sum(quantity) FROM claim WHERE shop = $1 GROUP BY line_id) h
      JOIN order_line l ON l.shop = $1 AND l.id = h.line_id
      JOIN orders o ON o.shop = $1 AND o.id = l.order_id
      WHERE o.state <> 'open' OR l.ordered - l.removed - l.cancelled - l.shipped <= 0`,
  },
]
