import type pg from 'pg'
import { now } from '../clock.server.ts'
import { log } from '../log.server.ts'

export const SWEEP_EVERY_MS = 60_000

/**
 * Asks again for what is due and has no job: nothing stays behind because a job was lost or given up. Reads across
 * shops, which is the owner's privilege (policy `owner_sweeps`).
 */
export async function sweep(owner: pg.Pool): Promise<{
  drains: number
  effects: number
  imports: number
  tokens: number
  orders: number
  nights: number
  mornings: number
}> {
  const drains = await owner.query(
    `SELECT graphile_worker.add_job('drain-inbox', json_build_object('shop', shop),
       queue_name => 'shop:' || shop, job_key => 'drain:' || shop)
     FROM (SELECT DISTINCT shop FROM inbox_event WHERE state = 'due') due
     WHERE NOT EXISTS (SELECT 1 FROM graphile_worker.jobs j
                       WHERE j.key = 'drain:' || due.shop AND j.attempts < j.max_attempts)`,
  )
  const effects = await owner.query(
    `SELECT graphile_worker.add_job('run-effect', json_build_object('shop', e.shop, 'id', e.id),
       queue_name => split_part(e.kind, '-', 1) || ':' || e.shop, job_key => 'effect:' || e.id)
     FROM effect e JOIN shop s ON s.shop = e.shop AND s.uninstalled_at IS NULL
     WHERE e.state IN ('due', 'trying')
       AND NOT EXISTS (SELECT 1 FROM graphile_worker.jobs j
                       WHERE j.key = 'effect:' || e.id AND j.attempts < j.max_attempts)`,
  )
  const imports = await owner.query(
    `SELECT graphile_worker.add_job('import-shop', json_build_object('shop', shop),
       queue_name => 'shop:' || shop, job_key => 'import:' || shop)
     FROM (SELECT i.shop FROM import_step i JOIN shop s ON s.shop = i.shop AND s.uninstalled_at IS NULL
           GROUP BY i.shop HAVING bool_or(i.state <> 'done') AND NOT bool_or(i.state = 'failed')) running
     WHERE NOT EXISTS (SELECT 1 FROM graphile_worker.jobs j
                       WHERE j.key = 'import:' || running.shop AND j.attempts < j.max_attempts)`,
  )
  // A refresh token that is not used for 90 days ends, and the shop has to open the app again: used weekly.
  const tokens = await owner.query(
    `SELECT graphile_worker.add_job('keep-token', json_build_object('shop', shop),
       job_key => 'token:' || shop, max_attempts => 3)
     FROM session
     WHERE NOT "isOnline" AND "refreshTokenExpires" BETWEEN now() AND now() + interval '83 days'
       AND NOT EXISTS (SELECT 1 FROM graphile_worker.jobs j WHERE j.key = 'token:' || session.shop)`,
  )
  // Webhooks may never come: what changed at Shopify is asked for every quarter of an hour.
  const orders = await owner.query(
    `SELECT graphile_worker.add_job('sweep-orders', json_build_object('shop', shop),
       queue_name => 'shop:' || shop, job_key => 'sweep:' || shop, max_attempts => 3)
     FROM shop
     WHERE imported_at IS NOT NULL AND uninstalled_at IS NULL
       AND coalesce(swept_at, imported_at) < $1::timestamptz - interval '15 minutes'
       AND NOT EXISTS (SELECT 1 FROM graphile_worker.jobs j WHERE j.key = 'sweep:' || shop.shop)`,
    [now()],
  )
  // Once a day, from three in the morning of the shop's own clock on, everything is compared.
  const nights = await owner.query(
    `SELECT graphile_worker.add_job('compare-everything', json_build_object('shop', shop),
       queue_name => 'shop:' || shop, job_key => 'night:' || shop, max_attempts => 3)
     FROM (SELECT shop, coalesce(compared_at, imported_at) AS last, time_zone,
             (date_trunc('day', $1::timestamptz AT TIME ZONE time_zone) + interval '3 hours') AT TIME ZONE time_zone AS three
           FROM shop
           WHERE imported_at IS NOT NULL AND uninstalled_at IS NULL
             AND time_zone IN (SELECT name FROM pg_timezone_names)) s
     WHERE three <= $1::timestamptz AND last < three
       AND NOT EXISTS (SELECT 1 FROM graphile_worker.jobs j WHERE j.key = 'night:' || s.shop)`,
    [now()],
  )
  // Once a day, from seven in the morning of the shop's own clock on, the shop is told which items are low.
  const mornings = await owner.query(
    `SELECT graphile_worker.add_job('tell-low-stock', json_build_object('shop', shop),
       job_key => 'low-stock:' || shop, max_attempts => 3)
     FROM (SELECT shop, low_stock_told_on, $1::timestamptz AT TIME ZONE time_zone AS clock
           FROM shop
           WHERE low_stock_mail AND started_at IS NOT NULL AND uninstalled_at IS NULL AND email IS NOT NULL
             AND time_zone IN (SELECT name FROM pg_timezone_names)) s
     WHERE clock::time >= '07:00' AND (low_stock_told_on IS NULL OR low_stock_told_on < clock::date)
       AND NOT EXISTS (SELECT 1 FROM graphile_worker.jobs j
                       WHERE j.key = 'low-stock:' || s.shop AND j.attempts < j.max_attempts)`,
    [now()],
  )
  const counts = { drains, effects, imports, tokens, orders, nights, mornings }
  const asked = Object.fromEntries(
    Object.entries(counts).map(([what, { rowCount }]) => [what, rowCount ?? 0]),
  ) as Record<keyof typeof counts, number>
  if (asked.drains || asked.effects || asked.imports) log.info(asked, 'asked again for what was due')
  return asked
}
