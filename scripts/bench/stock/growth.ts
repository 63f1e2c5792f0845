// Whether lists and item pages stay as fast as the ledger and the reservations grow.
import pg from 'pg'
import { readShop } from '#app/db.server.ts'
import { listStock } from '#app/stock/read-stock.server.ts'
import { readStockItem } from '#app/stock/read-stock-item.server.ts'
import { atMost, type Goal } from '../../sim/goal.ts'
import type { Place } from './place.ts'
import { itemOf, LYON, setUpShop } from './shop.ts'
import type { Asked } from './speed.ts'

const SHOP = 'grown.myshopify.com'
const ITEMS = 10_000
const FEW = 10_000
const TIMES = 15

type Page = { readonly name: string; read(): Promise<unknown> }

const PAGES: readonly Page[] = [
  { name: 'list', read: () => list('all', '') },
  { name: 'list-low', read: () => list('short', '') },
  { name: 'list-found', read: () => list('all', 'Item 77') },
  { name: 'item', read: () => readShop(SHOP, (tx) => readStockItem(tx, SHOP, itemOf(1))) },
]

const list = (only: 'all' | 'short', search: string) =>
  readShop(SHOP, (tx) => listStock(tx, SHOP, { search, only, after: null, take: 50 }))

/** Reads each page with few rows and again with `rows` of them; its item has as many of them both times. */
export async function measureGrowth(
  { owner, database }: Place,
  { say }: Pick<Asked, 'say'>,
  rows: number,
): Promise<readonly Goal[]> {
  await setUpShop(SHOP, ITEMS, 1_000_000)
  await grow(owner, 0, FEW, Math.max(1, Math.round((FEW * ITEMS) / rows)))
  const few = await timesOf()
  await grow(owner, FEW, rows, ITEMS)
  say(`  ${rows} rows of the ledger, as many order lines`)
  const many = await timesOf()
  await explain(database.runtimeUrl, say)
  return PAGES.map(({ name }, n) => {
    say(`  ${name}: ${few[n]!.toFixed(1)} ms, then ${many[n]!.toFixed(1)} ms`)
    return atMost(`grown-${name}`, Math.round((many[n]! / few[n]!) * 100) / 100, 2)
  })
}

async function timesOf(): Promise<number[]> {
  const times: number[] = []
  for (const { read } of PAGES) {
    const each: number[] = []
    for (let n = 0; n < TIMES; n++) {
      const began = performance.now()
      await read()
      each.push(performance.now() - began)
    }
    times.push(each.sort((a, b) => a - b)[TIMES >> 1]!)
  }
  return times
}

// For each row of the ledger an order line, five an order, spread over the items. One order in twenty is open and holds
// what it reserved; the others are shipped: their lines and what the ledger says of them stay.
async function grow(owner: pg.Pool, from: number, to: number, items: number): Promise<void> {
  const step = 250_000
  for (let first = from + 1; first <= to; first += step) {
    const last = Math.min(to, first + step - 1)
    for (const statement of ROWS) await owner.query(statement, [SHOP, LYON, first, last, items])
  }
  await owner.query('VACUUM ANALYZE ledger_entry, reservation, order_line, orders, stock_level')
}

const NUMBERED = 'FROM generate_series($3::int, $4::int) n'
const ITEM = `'gid://shopify/InventoryItem/' || 1 + (n::bigint * 7919) % $5::int`
const ORDER = `'gid://shopify/Order/' || n / 5`
// Not in step with the items: of each item one line in twenty is open.
const IS_OPEN = '(n / 5 + n / 100) % 20 = 0'
const ROWS = [
  `INSERT INTO orders (shop, id, name, placed_at, updated_at, snapshot_hash, snapshot, state, customer_name, b2b, currency, total)
   SELECT $1, ${ORDER}, '#' || n / 5, now(), now(), '', '{}', CASE WHEN ${IS_OPEN} THEN 'open' ELSE 'closed' END,
     'Buyer', $2 <> '', 'EUR', $5 ${NUMBERED} WHERE n % 5 = 0 OR n = $3 ON CONFLICT DO NOTHING`,
  `INSERT INTO order_line (shop, id, order_id, position, item, title, ordered, removed, cancelled, shipped, returned, reserved,
     claimed, unsourced, unstocked)
   SELECT $1, 'gid://shopify/LineItem/' || n, ${ORDER}, n % 5, ${ITEM}, 'Item', 1, 0, 0, (NOT ${IS_OPEN})::int, 0, (${IS_OPEN})::int,
     0, 0, 0 ${NUMBERED} WHERE $2 <> ''`,
  `INSERT INTO reservation (shop, line_id, location, order_id, item, quantity, provisional, made_at)
   SELECT $1, 'gid://shopify/LineItem/' || n, $2, ${ORDER}, ${ITEM}, 1, true, now() ${NUMBERED} WHERE ${IS_OPEN}`,
  `INSERT INTO ledger_entry (shop, location, item, account, quantity, kind, cause, at, who)
   SELECT $1, $2, ${ITEM}, 'reserved', 1, 'reserved', 'bench ' || n || ' for ' || ${ORDER}, now(), 'bench' ${NUMBERED}`,
]

// What each page asked PostgreSQL for, and how it went about it.
async function explain(runtimeUrl: string, say: Asked['say']): Promise<void> {
  // As the role that serves the pages: row level security has other plans than the owner.
  const runtime = new pg.Client({ connectionString: runtimeUrl })
  await runtime.connect()
  await runtime.query(`SELECT set_config('app.shop', $1, false)`, [SHOP])
  for (const { name, read } of PAGES)
    for (const { text, values } of await statementsOf(read)) {
      const { rows } = await runtime.query<{ 'QUERY PLAN': string }>(
        `EXPLAIN (ANALYZE, COSTS OFF) ${text}`,
        values,
      )
      say(`  ${name}: ${text.trim().replace(/\s+/g, ' ').slice(0, 90)}`)
      for (const row of rows) say(`    ${row['QUERY PLAN']}`)
    }
  await runtime.end()
}

type Statement = { readonly text: string; readonly values: unknown[] }

async function statementsOf(read: Page['read']): Promise<Statement[]> {
  const found: Statement[] = []
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
    const { text, values = [] } = given[0] as Partial<Statement>
    if (text && /\b(stock_level|ledger_entry|reservation|order_line|variant)\b/.test(text))
      found.push({ text, values: [...values] })
    return Reflect.apply(query, this, given) as never
  } as typeof query
  await read().finally(() => (pg.Client.prototype.query = query))
  return found
}
