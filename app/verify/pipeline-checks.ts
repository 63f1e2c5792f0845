import type { SqlCheck } from './check.ts'

/** What came in and what has to go out. */
export const PIPELINE_CHECKS: readonly SqlCheck[] = [
  {
    id: 'I24',
    name: 'every event ends, and what did not end well says why',
    asks: 'shop',
    sql: `
      SELECT id, topic, state, attempts, reason FROM inbox_event i
      WHERE shop = $1 AND (state NOT IN ('due', 'done', 'ignored', 'dead')
        OR (state IN ('ignored', 'dead') AND coalesce(reason, '') = '')
        OR (state = 'due') <> (done_at IS NULL))`,
  },
  {
    id: 'I24',
    name: 'a dead event is a task',
    asks: 'shop',
    sql: `
      SELECT id, topic, state, reason FROM inbox_event i
      WHERE shop = $1 AND state = 'dead' AND NOT EXISTS (SELECT 1 FROM task t WHERE t.shop = i.shop AND t.key = 'event:' || i.id)`,
  },
  {
    id: 'I24',
    name: 'a difference from Shopify that nothing repaired is a task',
    asks: 'shop',
    sql: `
      SELECT subject_id, field, ours, theirs, found_at FROM difference d
      WHERE shop = $1 AND repaired_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM task t WHERE t.shop = d.shop AND t.key = 'difference:' || d.subject_id)`,
  },
  {
    id: 'I24',
    name: 'no event waits longer than ten minutes',
    asks: 'shop and time',
    warns: true,
    sql: `
      SELECT id, topic, state, attempts, received_at FROM inbox_event
      WHERE shop = $1 AND state = 'due' AND received_at < $2::timestamptz - interval '10 minutes' ORDER BY id`,
  },
  {
    id: 'I25',
    name: 'every delivery, receipt, count, loss, step of a transfer and sent purchase order is told outside by an effect',
    asks: 'shop',
    // What is planned while a shop is uninstalled goes nowhere.
    sql: `
      WITH told AS (
        SELECT 'fulfillment:' || id AS key FROM shipment WHERE shop = $1
        UNION ALL
        SELECT DISTINCT 'receipt:' || receipt FROM receipt_line
        WHERE shop = $1 AND quantity > CASE WHEN surplus_is = 'refused' THEN surplus ELSE 0 END
        UNION ALL
        SELECT DISTINCT 'stock-take:' || stock_take FROM stock_take_line WHERE shop = $1 AND posted <> 0
        UNION ALL
        SELECT 'adjustment:' || id FROM stock_adjustment WHERE shop = $1
        UNION ALL
        SELECT 'adjustment-undone:' || id FROM stock_adjustment WHERE shop = $1 AND undone_at IS NOT NULL
        UNION ALL
        SELECT 'transfer:' || id FROM transfer_step WHERE shop = $1 AND kind <> 'lost'
        UNION ALL
        SELECT DISTINCT 'short-pick:' || id FROM short_pick WHERE shop = $1
        UNION ALL
        SELECT 'mail:purchase-order:' || id || ':' || revision FROM purchase_order WHERE shop = $1 AND state <> 'draft'
      )
      SELECT key, 'no effect' AS lacks FROM told
      WHERE NOT EXISTS (SELECT 1 FROM effect e WHERE e.shop = $1 AND e.key = told.key)
        AND EXISTS (SELECT 1 FROM shop WHERE shop = $1 AND uninstalled_at IS NULL)`,
  },
  {
    id: 'I25',
    name: 'an effect has its cause',
    asks: 'shop',
    sql: `
      SELECT e.key, e.kind, e.state FROM effect e
      LEFT JOIN (
        SELECT 'fulfillment:' || id AS key FROM shipment WHERE shop = $1
        UNION ALL SELECT 'receipt:' || id FROM receipt WHERE shop = $1
        UNION ALL SELECT 'adjustment:' || id FROM stock_adjustment WHERE shop = $1
        UNION ALL SELECT 'adjustment-undone:' || id FROM stock_adjustment WHERE shop = $1 AND undone_at IS NOT NULL
        UNION ALL SELECT 'stock-take:' || t.id || CASE WHEN n > 1 THEN ':' || n ELSE '' END FROM stock_take t,
          generate_series(1, (SELECT count(*) FROM stock_take_line l
            WHERE l.shop = t.shop AND l.stock_take = t.id AND l.posted <> 0) / 250 + 1) n WHERE t.shop = $1 AND t.state = 'posted'
        UNION ALL SELECT 'transfer:' || id FROM transfer_step WHERE shop = $1
        UNION ALL SELECT 'short-pick:' || id FROM short_pick WHERE shop = $1
        UNION ALL SELECT 'mail:document:' || id FROM document WHERE shop = $1
        UNION ALL SELECT 'mail:purchase-order:' || id || ':' || r FROM purchase_order, generate_series(1, revision) r WHERE shop = $1
      ) cause ON cause.key = e.key
      WHERE e.shop = $1 AND cause.key IS NULL
        AND e.key LIKE ANY (ARRAY['fulfillment:%', 'receipt:%', 'stock-take:%', 'adjustment%', 'transfer:%', 'short-pick:%', 'mail:document:%', 'mail:purchase-order:%'])`,
  },
  {
    id: 'I25',
    name: 'what Shopify refused did not leave',
    asks: 'shop',
    sql: `
      SELECT e.key, e.answer, s.id AS shipment, s.told FROM effect e
      JOIN shipment s ON s.shop = e.shop AND e.key = 'fulfillment:' || s.id
      WHERE e.shop = $1 AND e.state = 'failed' AND s.told = 'unconfirmed'`,
  },
  {
    id: 'I26',
    name: 'an effect is planned once and ends',
    asks: 'shop and time',
    sql: `
      SELECT key, kind, state, attempts, moved_at FROM effect
      WHERE shop = $1 AND (state NOT IN ('due', 'trying', 'done', 'unknown', 'failed') OR attempts < 0
        OR (state = 'trying' AND moved_at < $2::timestamptz - interval '10 minutes'))
      UNION ALL
      SELECT key, min(kind), 'planned ' || count(*) || ' times', max(attempts), max(moved_at) FROM effect
      WHERE shop = $1 GROUP BY key HAVING count(*) > 1`,
  },
  {
    id: 'I26',
    name: 'an effect that failed, or of which nobody knows, is a task',
    asks: 'shop',
    // A refused fulfillment whose goods Shopify had fulfilled already asks nobody for anything.
    sql: `
      SELECT e.key, e.kind, e.state, e.answer FROM effect e
      WHERE e.shop = $1 AND e.state IN ('failed', 'unknown')
        AND NOT EXISTS (SELECT 1 FROM task t WHERE t.shop = e.shop AND t.key IN (e.key, 'mail:' || e.id))
        AND NOT EXISTS (SELECT 1 FROM shipment s
          WHERE s.shop = e.shop AND e.key = 'fulfillment:' || s.id AND s.fulfillment IS NOT NULL)`,
  },
]
