import type { SqlCheck } from './check.ts'

const asks = 'shop'

// What each transfer moved on the shelves and on the road, by what happened: a step moves its own units, and no others.
const MOVED = `
  moved AS (
    SELECT cause, location, item, account, kind, sum(quantity) AS quantity FROM ledger_entry
    WHERE shop = $1 AND cause LIKE 'transfer:%' AND account IN ('on_hand', 'in_transit') GROUP BY 1, 2, 3, 4, 5
  ), steps AS (
    SELECT k.id, k.kind, t.origin, t.destination, l.item, l.quantity
    FROM transfer_step k JOIN transfer t ON t.shop = k.shop AND t.id = k.transfer
    JOIN transfer_step_line l ON l.shop = k.shop AND l.step = k.id WHERE k.shop = $1
  ), wanted AS (
    SELECT 'transfer:' || s.id AS cause, CASE WHEN m.at_origin THEN s.origin ELSE s.destination END AS location, s.item,
      m.account, m.ledger AS kind, m.sign * s.quantity AS quantity
    FROM steps s JOIN (VALUES
      ('sent', 'sent', true, 'on_hand', -1), ('sent', 'sent', false, 'in_transit', 1),
      ('arrived', 'arrived', false, 'in_transit', -1), ('arrived', 'arrived', false, 'on_hand', 1),
      ('lost', 'lost', false, 'in_transit', -1),
      ('never-left', 'unsent', false, 'in_transit', -1), ('never-left', 'unsent', true, 'on_hand', 1)
    ) m (kind, ledger, at_origin, account, sign) ON m.kind = s.kind
  )`

// The units of a line by what was said of them.
const SAID = `
  said AS (
    SELECT k.transfer, l.item, coalesce(sum(l.quantity) FILTER (WHERE k.kind = 'sent'), 0) AS sent,
      coalesce(sum(l.quantity) FILTER (WHERE k.kind = 'arrived'), 0) AS arrived,
      coalesce(sum(l.quantity) FILTER (WHERE k.kind = 'lost'), 0) AS lost,
      coalesce(sum(l.quantity) FILTER (WHERE k.kind = 'never-left'), 0) AS never_left
    FROM transfer_step k JOIN transfer_step_line l ON l.shop = k.shop AND l.step = k.id
    WHERE k.shop = $1 GROUP BY 1, 2
  )`

/** Goods between the shop's places, and units that are kept until called. */
export const TRANSFER_CHECKS: readonly SqlCheck[] = [
  {
    id: 'I4',
    name: 'what is on its way to a shelf is what transfers have under way',
    asks,
    sql: `
      SELECT location, item, coalesce(l.in_transit, 0) AS level, coalesce(t.quantity, 0) AS transfers
      FROM (SELECT location, item, in_transit FROM stock_level WHERE shop = $1) l
      FULL JOIN (SELECT t.destination AS location, tl.item, sum(tl.quantity - tl.arrived - tl.lost - tl.never_left) AS quantity
                 FROM transfer t JOIN transfer_line tl ON tl.shop = t.shop AND tl.transfer = t.id
                 WHERE t.shop = $1 AND t.note IS NOT NULL GROUP BY 1, 2) t USING (location, item)
      WHERE coalesce(l.in_transit, 0) <> coalesce(t.quantity, 0) ORDER BY location, item`,
  },
  {
    id: 'I6',
    name: 'each step of a transfer moves its own units, and nothing else moves by one',
    asks,
    sql: `
      WITH ${MOVED}
      SELECT cause, location, item, account, kind, w.quantity AS wanted, m.quantity AS moved
      FROM wanted w FULL JOIN moved m USING (cause, location, item, account, kind)
      WHERE w.quantity IS DISTINCT FROM m.quantity`,
  },
  {
    id: 'I4',
    name: 'a line of a transfer counts what its steps say, and its state is that of its lines',
    asks,
    sql: `
      WITH ${SAID}
      SELECT t.id AS transfer, t.state, l.item, l.quantity, s.sent, s.arrived, s.lost, s.never_left
      FROM transfer t JOIN transfer_line l ON l.shop = t.shop AND l.transfer = t.id
      LEFT JOIN said s ON s.transfer = t.id AND s.item = l.item
      WHERE t.shop = $1 AND (coalesce(s.arrived, 0) <> l.arrived OR coalesce(s.lost, 0) <> l.lost
        OR coalesce(s.never_left, 0) <> l.never_left
        OR coalesce(s.sent, 0) <> CASE WHEN t.note IS NULL THEN 0 ELSE l.quantity END)
      UNION ALL
      SELECT t.id, t.state, NULL, sums.quantity, NULL, sums.arrived, sums.gone, NULL
      FROM transfer t CROSS JOIN LATERAL (
        SELECT coalesce(sum(quantity), 0) AS quantity, coalesce(sum(arrived), 0) AS arrived,
          coalesce(sum(lost + never_left), 0) AS gone
        FROM transfer_line l WHERE l.shop = t.shop AND l.transfer = t.id) sums
      WHERE t.shop = $1 AND t.state <> CASE
        WHEN t.note IS NULL THEN CASE WHEN t.ended_at IS NULL THEN 'draft' ELSE 'cancelled' END
        WHEN arrived + gone = 0 THEN 'sent' WHEN arrived + gone < quantity THEN 'partly-received'
        WHEN gone > 0 THEN 'closed' ELSE 'received' END`,
  },
  {
    id: 'I18',
    name: 'a transfer that was sent has its own note, which prints what went, and a note its transfer',
    asks,
    sql: `
      SELECT t.id AS transfer, d.number, d.kind, went.lines, printed.lines AS printed
      FROM transfer t LEFT JOIN document d ON d.shop = t.shop AND d.id = t.note
      CROSS JOIN LATERAL (
        SELECT jsonb_object_agg(l.item, l.quantity) AS lines FROM transfer_line l
        WHERE l.shop = t.shop AND l.transfer = t.id) went
      CROSS JOIN LATERAL (
        SELECT jsonb_object_agg(p->>'item', p->'quantity') AS lines FROM jsonb_array_elements(d.body::jsonb->'lines') p) printed
      WHERE t.shop = $1 AND t.note IS NOT NULL
        AND (d.kind IS DISTINCT FROM 'transfer-note' OR went.lines IS DISTINCT FROM printed.lines)
      UNION ALL
      SELECT NULL, d.number, d.kind, NULL, NULL FROM document d
      WHERE d.shop = $1 AND d.kind = 'transfer-note'
        AND (SELECT count(*) FROM transfer t WHERE t.shop = d.shop AND t.note = d.id) <> 1`,
  },
  {
    id: 'I7',
    name: 'a delivery of a call takes no more than was called, of its own order',
    asks,
    sql: `
      SELECT c.id AS call, s.order_id, x.line_id, sum(x.quantity) AS delivered, max(l.quantity) AS called
      FROM shipment s JOIN delivery_call c ON c.shop = s.shop AND c.id = s.call
      JOIN shipment_line x ON x.shop = s.shop AND x.shipment = s.id AND x.item IS NOT NULL
      LEFT JOIN delivery_call_line l ON l.shop = c.shop AND l.call = c.id AND l.line_id = x.line_id
      WHERE s.shop = $1 AND s.told <> 'failed'
      GROUP BY c.id, s.order_id, x.line_id, c.order_id
      HAVING sum(x.quantity) > coalesce(max(l.quantity), 0) OR c.order_id <> s.order_id
      UNION ALL
      SELECT c.id, c.order_id, l.line_id, NULL, l.quantity FROM delivery_call c
      JOIN delivery_call_line l ON l.shop = c.shop AND l.call = c.id
      LEFT JOIN order_line o ON o.shop = c.shop AND o.id = l.line_id
      WHERE c.shop = $1 AND o.order_id IS DISTINCT FROM c.order_id`,
  },
]
