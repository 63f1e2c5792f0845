import type { SqlCheck } from './check.ts'

const asks = 'shop'
const OPEN = `('sent', 'partly-confirmed', 'confirmed', 'partly-received')`
const LINES = `
  FROM purchase_order_line l JOIN purchase_order p ON p.shop = l.shop AND p.id = l.purchase_order`

/** What was bought, for whom, and what came of it. */
export const PURCHASE_CHECKS: readonly SqlCheck[] = [
  {
    id: 'I20',
    name: 'every bought unit names what it was bought for',
    asks,
    sql: `
      SELECT p.id AS purchase_order, p.number, p.state, l.sku, l.quantity, d.quantity AS named ${LINES}
      LEFT JOIN LATERAL (SELECT coalesce(sum(quantity), 0) AS quantity FROM po_line_demand
                         WHERE shop = l.shop AND po_line = l.id) d ON true
      WHERE l.shop = $1 AND l.quantity <> d.quantity`,
  },
  {
    id: 'I20',
    name: 'a draft buys for an order line no more than it lacks, and its item',
    asks,
    sql: `
      SELECT d.line_id, sum(d.quantity) AS bought, o.unsourced, o.item, min(l.item) AS item_bought ${LINES}
      JOIN po_line_demand d ON d.shop = l.shop AND d.po_line = l.id AND d.need = 'order'
      LEFT JOIN order_line o ON o.shop = d.shop AND o.id = d.line_id
      WHERE l.shop = $1 AND p.state = 'draft' GROUP BY d.line_id, o.unsourced, o.item
      HAVING sum(d.quantity) > coalesce(o.unsourced, 0) OR min(l.item) IS DISTINCT FROM o.item OR max(l.item) IS DISTINCT FROM o.item`,
  },
  {
    id: 'I20',
    name: 'a draft buys for an order line no more than it lacks at the place that the goods go to',
    asks,
    sql: `
      SELECT d.line_id, p.location, sum(d.quantity) AS bought, max(o.lacking::text) AS lacking ${LINES}
      JOIN po_line_demand d ON d.shop = l.shop AND d.po_line = l.id AND d.need = 'order'
      JOIN order_line o ON o.shop = d.shop AND o.id = d.line_id JOIN shop s ON s.shop = l.shop
      WHERE l.shop = $1 AND p.state = 'draft' GROUP BY d.shop, d.line_id, p.location, o.lacking, s.preferred_location
      HAVING sum(d.quantity) > (SELECT coalesce(sum(at.quantity), 0)
        FROM jsonb_to_recordset(o.lacking) AS at (location text, quantity int)
        WHERE coalesce(at.location, s.preferred_location, '') = p.location)`,
  },
  {
    id: 'I20',
    name: 'what was bought for an order line names one',
    asks,
    sql: `
      SELECT p.id AS purchase_order, p.number, l.sku, d.need, d.line_id, d.quantity ${LINES}
      JOIN po_line_demand d ON d.shop = l.shop AND d.po_line = l.id
      LEFT JOIN order_line o ON o.shop = d.shop AND o.id = d.line_id
      WHERE l.shop = $1 AND (d.need NOT IN ('order', 'reorder', 'rounding', 'free') OR d.quantity <= 0
        OR CASE WHEN d.need = 'order' THEN o.id IS NULL ELSE d.line_id <> '' END)`,
  },
  {
    id: 'I21',
    name: 'no more is claimed of a purchase order than it still brings',
    asks,
    sql: `
      SELECT p.number, p.state, l.sku, l.quantity, l.short, l.received, c.quantity AS claimed ${LINES}
      JOIN LATERAL (SELECT sum(quantity) AS quantity FROM claim WHERE shop = l.shop AND po_line = l.id) c ON c.quantity > 0
      WHERE l.shop = $1 AND (c.quantity > l.quantity - l.short - l.received OR p.state NOT IN ${OPEN})`,
  },
  {
    id: 'I21',
    name: 'a claim is of the item that its line lacks',
    asks,
    sql: `
      SELECT c.line_id, c.quantity, o.item, o.order_id, l.item AS item_bought ${LINES}
      JOIN claim c ON c.shop = l.shop AND c.po_line = l.id
      LEFT JOIN order_line o ON o.shop = c.shop AND o.id = c.line_id
      WHERE c.shop = $1 AND (c.quantity <= 0 OR o.item IS DISTINCT FROM l.item OR o.order_id IS DISTINCT FROM c.order_id)`,
  },
  {
    id: 'I22',
    name: 'no more was received than ordered, beyond what was said to be surplus',
    asks,
    sql: `
      SELECT p.number, l.sku, l.quantity, l.short, l.received, r.quantity AS receipts ${LINES}
      LEFT JOIN LATERAL (SELECT coalesce(sum(quantity - surplus), 0) AS quantity FROM receipt_line
                         WHERE shop = l.shop AND po_line = l.id) r ON true
      WHERE l.shop = $1 AND (l.received + l.short > l.quantity OR l.received <> r.quantity OR least(l.received, l.short, l.quantity) < 0)`,
  },
  {
    id: 'I22',
    name: 'a receipt puts its units on the shelf once',
    asks,
    sql: `
      WITH came AS (
        SELECT 'receipt:' || r.id AS cause, p.location, l.item,
          sum(l.quantity - CASE WHEN l.surplus_is = 'refused' THEN l.surplus ELSE 0 END) AS quantity
        FROM receipt r JOIN receipt_line l ON l.shop = r.shop AND l.receipt = r.id
        JOIN purchase_order p ON p.shop = r.shop AND p.id = r.purchase_order
        WHERE r.shop = $1 GROUP BY 1, 2, 3
      ), shelved AS (
        SELECT cause, location, item, sum(quantity) AS quantity FROM ledger_entry
        WHERE shop = $1 AND account = 'on_hand' AND kind = 'received' GROUP BY 1, 2, 3
      )
      SELECT cause, location, item, c.quantity AS came, s.quantity AS shelved
      FROM came c FULL JOIN shelved s USING (cause, location, item) WHERE coalesce(c.quantity, 0) <> coalesce(s.quantity, 0)`,
  },
  {
    id: 'I23',
    name: 'a purchase order has a number, a revision and a day once it was sent, and a draft has none',
    asks,
    sql: `
      SELECT p.id AS purchase_order, p.number, p.state, p.revision, p.sent_at FROM purchase_order p
      WHERE p.shop = $1 AND ((p.state = 'draft') <> (p.number IS NULL) OR (p.state = 'draft') <> (p.revision = 0)
        OR (p.state = 'draft') <> (p.sent_at IS NULL))`,
  },
  {
    id: 'I23',
    name: 'what was sent to a supplier is a numbered document',
    asks,
    sql: `
      SELECT p.id AS purchase_order, p.number, p.state FROM purchase_order p
      WHERE p.shop = $1 AND p.state <> 'draft' AND NOT EXISTS (
        SELECT 1 FROM document d WHERE d.shop = p.shop AND d.purchase_order = p.id AND d.kind = 'purchase-order' AND d.number = p.number)`,
  },
]
