import type { SqlCheck } from './check.ts'

const asks = 'shop'

/** What was counted, lost and found, and what a unit cost. */
export const COUNT_CHECKS: readonly SqlCheck[] = [
  {
    id: 'I6',
    name: 'a posted stock-take moved each shelf once, by its difference, and one that is not posted moved none',
    asks,
    sql: `
      WITH posted AS (
        SELECT 'stock-take:' || t.id AS cause, t.location, l.item, l.posted AS quantity
        FROM stock_take t JOIN stock_take_line l ON l.shop = t.shop AND l.stock_take = t.id
        WHERE t.shop = $1 AND t.state = 'posted' AND coalesce(l.posted, 0) <> 0
      ), moved AS (
        SELECT cause, location, item, sum(quantity) AS quantity FROM ledger_entry
        WHERE shop = $1 AND account = 'on_hand' AND kind = 'counted' AND cause LIKE 'stock-take:%' GROUP BY cause, location, item
      )
      SELECT cause, location, item, p.quantity AS posted, m.quantity AS moved
      FROM posted p FULL JOIN moved m USING (cause, location, item) WHERE p.quantity IS DISTINCT FROM m.quantity`,
  },
  {
    id: 'I6',
    name: 'what is counted of an item is what its last step left',
    asks,
    sql: `
      SELECT l.stock_take, l.item, l.counted, s.after FROM stock_take_line l
      JOIN LATERAL (SELECT c.after FROM stock_take_count c
        WHERE c.shop = l.shop AND c.stock_take = l.stock_take AND c.item = l.item ORDER BY c.id DESC LIMIT 1) s ON true
      WHERE l.shop = $1 AND l.counted IS DISTINCT FROM s.after
        AND NOT (s.after IS NULL AND l.counted = 0 AND EXISTS (
          SELECT 1 FROM stock_take t WHERE t.shop = l.shop AND t.id = l.stock_take AND t.uncounted = 'zero'))`,
  },
  {
    id: 'I6',
    name: 'a loss or find moved its shelf, and back when it was undone',
    asks,
    sql: `
      WITH made AS (
        SELECT 'adjustment:' || a.id AS cause, a.location, a.item, a.undone_at IS NOT NULL AS undone,
          m.account, m.sign * a.quantity AS quantity
        FROM stock_adjustment a JOIN (VALUES ('gone', 'on_hand', -1), ('found', 'on_hand', 1), ('set-aside', 'unavailable', 1),
          ('quarantined', 'on_hand', 1), ('quarantined', 'unavailable', 1),
          ('sent-back', 'on_hand', -1), ('sent-back', 'unavailable', -1)) AS m (did, account, sign) ON m.did = a.did
        WHERE a.shop = $1
      ), wanted AS (
        SELECT cause, location, item, account, quantity FROM made
        UNION ALL
        SELECT replace(cause, 'adjustment:', 'adjustment-undone:'), location, item, account, -quantity FROM made WHERE undone
      ), moved AS (
        SELECT cause, location, item, account, sum(quantity) AS quantity FROM ledger_entry
        WHERE shop = $1 AND account IN ('on_hand', 'unavailable') AND kind IN ('lost', 'found', 'damaged', 'quarantined', 'sent-back', 'undone')
          AND cause NOT LIKE 'short-pick:%' AND cause NOT LIKE 'transfer:%'
        GROUP BY cause, location, item, account
      )
      SELECT cause, location, item, account, w.quantity AS wanted, m.quantity AS moved
      FROM wanted w FULL JOIN moved m USING (cause, location, item, account) WHERE w.quantity IS DISTINCT FROM m.quantity`,
  },
  {
    id: 'I1',
    name: 'what a unit costs is what its history says last',
    asks,
    // Millionths of the currency's unit: of a cent, a tenth of one, or a whole unit.
    sql: `
      SELECT v.item, v.unit_cost, u.cost FROM variant v
      LEFT JOIN LATERAL (SELECT cost FROM unit_cost u WHERE u.shop = v.shop AND u.item = v.item AND u.source = 'shopify'
        ORDER BY u.at DESC, u.id DESC LIMIT 1) u ON true
      WHERE v.shop = $1 AND v.deleted_at IS NULL AND ((v.unit_cost IS NULL) <> (u.cost IS NULL)
        OR u.cost NOT IN (v.unit_cost * 10000, v.unit_cost * 1000, v.unit_cost * 1000000))`,
  },
]
