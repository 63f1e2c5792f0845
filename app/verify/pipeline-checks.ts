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
    name: 'no event waits longer than ten minutes',
    asks: 'shop and time',
    warns: true,
    sql: `
      SELECT id, topic, state, attempts, received_at FROM inbox_event
      WHERE shop = $1 AND state = 'due' AND received_at < $2::timestamptz - interval '10 minutes' ORDER BY id`,
  },
  {
    id: 'I25',
    name: 'what has to be told outside is told by an effect, and an effect has its cause',
    asks: 'shop',
    sql: `
      SELECT 'fulfillment:' || s.id AS key, 'no effect' AS lacks FROM shipment s JOIN shop w ON w.shop = s.shop
      WHERE s.shop = $1 AND s.told = 'unconfirmed' AND w.uninstalled_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM effect e WHERE e.shop = s.shop AND e.key = 'fulfillment:' || s.id)
      UNION ALL
      SELECT e.key, 'no cause' FROM effect e WHERE e.shop = $1 AND (
        (e.key LIKE 'fulfillment:%' AND NOT EXISTS (SELECT 1 FROM shipment s WHERE s.shop = e.shop AND 'fulfillment:' || s.id = e.key))
        OR (e.key LIKE 'receipt:%' AND NOT EXISTS (SELECT 1 FROM receipt r WHERE r.shop = e.shop AND 'receipt:' || r.id = e.key))
        OR (e.key LIKE 'mail:document:%' AND NOT EXISTS (SELECT 1 FROM document d WHERE d.shop = e.shop AND 'mail:document:' || d.id = e.key)))
      UNION ALL
      SELECT e.key, 'the shipment it failed for still counts' FROM effect e JOIN shipment s ON s.shop = e.shop AND e.key = 'fulfillment:' || s.id
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
]
