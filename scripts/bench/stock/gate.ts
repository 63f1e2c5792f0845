// The gate: two processes settle a shop's orders, eight at once each, until everything is sold. No unit twice.
import { spawn } from 'node:child_process'
import process from 'node:process'
import type pg from 'pg'
import { withShop } from '#app/db.server.ts'
import { verifyShop } from '#app/verify/verify.server.ts'
import { atLeast, exactly, type Goal } from '../../sim/goal.ts'
import { setUpShop } from './shop.ts'

const SHOP = 'gate.myshopify.com'
const ITEMS = 50
const UNITS = 100
const AT_ONCE = 8
// Orders that both processes tell: a twin changes nothing.
const TWINS = 40

/** Plays the gate; `orders` are told by each of the two processes. */
export async function playGate(owner: pg.Pool, orders: number, seed: number): Promise<readonly Goal[]> {
  await setUpShop(SHOP, ITEMS, UNITS)
  const before = await deadlocks(owner)
  const failures = await Promise.all([
    settleInProcess(1, orders, seed),
    settleInProcess(1 + orders - TWINS, 2 * orders - TWINS, seed + 1),
  ])
  const counted = await count(owner)
  const checks = await verifyShop((work) => withShop(SHOP, work), SHOP, new Date())
  const broken = checks.filter((check) => !check.ok)
  for (const check of broken) process.stderr.write(`${check.id} ${JSON.stringify(check.rows.slice(0, 3))}\n`)
  return [
    exactly('gate-units-oversold', counted.oversold, 0),
    exactly('gate-levels-adrift', counted.adrift, 0),
    exactly('gate-deadlocks', (await deadlocks(owner)) - before, 0),
    exactly('gate-failures', failures.flat().length, 0),
    exactly('gate-orders', counted.orders, 2 * orders - TWINS),
    exactly('gate-broken-checks', broken.length, 0),
    // The gate would prove nothing with units left over.
    atLeast('gate-units-reserved', counted.reserved, Math.min(ITEMS * UNITS, orders)),
  ]
}

async function settleInProcess(first: number, last: number, seed: number): Promise<string[]> {
  const args = ['scripts/bench/stock/worker.ts', SHOP, AT_ONCE, ITEMS, first, last, seed].map(String)
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let out = ''
  for await (const chunk of child.stdout) out += String(chunk)
  return JSON.parse(out) as string[]
}

// What was reserved is counted from the reservations themselves, not from any running level.
async function count(owner: pg.Pool) {
  const { rows } = await owner.query<{ oversold: number; adrift: number; reserved: number; orders: number }>(
    `WITH held AS (SELECT location, item, sum(quantity)::int AS units FROM reservation WHERE shop = $1 GROUP BY location, item)
     SELECT coalesce(sum(greatest(coalesce(h.units, 0) - l.on_hand, 0)), 0)::int AS oversold,
       count(*) FILTER (WHERE coalesce(h.units, 0) <> l.reserved)::int AS adrift,
       coalesce(sum(h.units), 0)::int AS reserved,
       (SELECT count(*)::int FROM orders WHERE shop = $1) AS orders
     FROM stock_level l LEFT JOIN held h USING (location, item) WHERE l.shop = $1`,
    [SHOP],
  )
  return rows[0]!
}

// Carnet redoes what deadlocked; PostgreSQL counts it all the same.
async function deadlocks(owner: pg.Pool): Promise<number> {
  await owner.query('SELECT pg_stat_clear_snapshot()')
  const { rows } = await owner.query<{ deadlocks: number }>(
    'SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()',
  )
  return rows[0]!.deadlocks
}
