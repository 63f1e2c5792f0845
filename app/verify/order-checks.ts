import type { SqlCheck } from './check.ts'

const asks = 'shop'

/** Where the units of the orders are, and what Shopify said of them. */
export const ORDER_CHECKS: readonly SqlCheck[] = [
  {
    id: 'I9',
    name: 'every ordered unit is in exactly one place',
    asks,
    sql: `
      SELECT o.name, l.id AS line_id, l.ordered, l.removed, l.cancelled, l.reserved, l.claimed, l.unsourced, l.shipped, l.unstocked
      FROM order_line l JOIN orders o ON o.shop = l.shop AND o.id = l.order_id
      WHERE l.shop = $1 AND (l.ordered - l.removed - l.cancelled <> l.reserved + l.claimed + l.unsourced + l.shipped + l.unstocked
        OR least(l.ordered, l.removed, l.cancelled, l.reserved, l.claimed, l.unsourced, l.shipped, l.unstocked) < 0)`,
  },
  {
    id: 'I9',
    name: 'in a cancelled order every unshipped unit is cancelled and none removed, in a closed one none is wanted',
    asks,
    sql: `
      SELECT o.name, l.id AS line_id, l.ordered, l.shipped, l.removed, l.cancelled
      FROM order_line l JOIN orders o ON o.shop = l.shop AND o.id = l.order_id
      WHERE l.shop = $1 AND CASE o.state WHEN 'cancelled' THEN l.removed <> 0 OR l.cancelled <> l.ordered - l.shipped
                                 WHEN 'closed' THEN l.reserved + l.claimed + l.unsourced <> 0
                                 ELSE l.cancelled <> 0 END`,
  },
  {
    id: 'I9',
    name: 'a line counts what its reservations and claims hold',
    asks,
    sql: `
      SELECT o.name, l.id AS line_id, l.reserved, coalesce(r.quantity, 0) AS reservations, l.claimed, coalesce(c.quantity, 0) AS claims
      FROM order_line l JOIN orders o ON o.shop = l.shop AND o.id = l.order_id
      LEFT JOIN (SELECT line_id, sum(quantity) AS quantity FROM reservation WHERE shop = $1 GROUP BY line_id) r ON r.line_id = l.id
      LEFT JOIN (SELECT line_id, sum(quantity) AS quantity FROM claim WHERE shop = $1 GROUP BY line_id) c ON c.line_id = l.id
      WHERE l.shop = $1 AND (l.reserved <> coalesce(r.quantity, 0) OR l.claimed <> coalesce(c.quantity, 0))`,
  },
  {
    id: 'I9',
    name: 'every unit that is to be found is wanted at one place',
    asks,
    sql: `
      SELECT o.name, l.id AS line_id, l.unsourced, l.lacking
      FROM order_line l JOIN orders o ON o.shop = l.shop AND o.id = l.order_id
      WHERE l.shop = $1 AND l.unsourced <> (SELECT coalesce(sum((at->>'quantity')::int), 0) FROM jsonb_array_elements(l.lacking) at)`,
  },
  {
    id: 'I9',
    name: 'what needs no stock holds none, and what needs stock is not without',
    asks,
    sql: `
      SELECT o.name, l.id AS line_id, l.item, l.reserved, l.claimed, l.unsourced, l.unstocked
      FROM order_line l JOIN orders o ON o.shop = l.shop AND o.id = l.order_id
      WHERE l.shop = $1 AND CASE WHEN l.item IS NULL THEN l.reserved + l.claimed > 0 ELSE l.unstocked > 0 END`,
  },
  {
    id: 'I9',
    name: 'no more is promised of a line than is open',
    asks,
    sql: `
      SELECT o.name, l.id AS line_id, l.promised, p.units, l.ordered - l.removed - l.cancelled - l.shipped AS open
      FROM order_line l JOIN orders o ON o.shop = l.shop AND o.id = l.order_id
      CROSS JOIN LATERAL (SELECT sum((d->>'quantity')::int) AS units FROM jsonb_array_elements(l.promised) d) p
      WHERE l.shop = $1 AND l.promised <> '[]' AND p.units > l.ordered - l.removed - l.cancelled - l.shipped`,
  },
  {
    id: 'I10',
    name: 'no more came back than was shipped',
    asks,
    sql: `
      SELECT o.name, l.id AS line_id, l.shipped, l.returned
      FROM order_line l JOIN orders o ON o.shop = l.shop AND o.id = l.order_id
      WHERE l.shop = $1 AND (l.returned > l.shipped OR l.returned < 0)`,
  },
  {
    id: 'I11',
    name: 'an order is its newest snapshot, and none went back in time',
    asks,
    sql: `
      SELECT name, id AS order_id, state, updated_at, snapshot->>'updatedAt' AS told FROM orders
      WHERE shop = $1 AND ((snapshot->>'updatedAt')::timestamptz <> updated_at OR snapshot->>'id' <> id
        OR state <> CASE WHEN snapshot->>'cancelledAt' IS NOT NULL THEN 'cancelled'
                         WHEN snapshot->>'closedAt' IS NOT NULL THEN 'closed' ELSE 'open' END)
      UNION ALL
      SELECT o.name, h.subject, o.state, o.updated_at, h.told FROM (
        SELECT subject, detail->>'updatedAt' AS told, lag(detail->>'updatedAt') OVER (PARTITION BY subject ORDER BY id) AS before
        FROM audit_entry WHERE shop = $1 AND action IN ('order-told', 'order-cancelled')) h
      LEFT JOIN orders o ON o.shop = $1 AND o.id = h.subject WHERE h.told < h.before`,
  },
  {
    id: 'I12',
    name: 'the total of an order is the one that Shopify told',
    asks,
    sql: `
      SELECT name, id AS order_id, total, snapshot->>'total' AS told, currency, snapshot->>'currency' AS told_currency FROM orders
      WHERE shop = $1 AND (total <> (snapshot->>'total')::bigint OR currency <> snapshot->>'currency')`,
  },
]
