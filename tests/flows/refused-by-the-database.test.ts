// The database is the last judge over the path of a unit: whatever the app might get wrong, this it does not take.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setScene } from '#scripts/sim/core-scene.ts'
import { receive } from '#app/flows/goods-received.server.ts'
import { deliver } from '#app/flows/goods-shipped.server.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { hear } from '#tests/support/inbox.ts'
import { openTestDatabase } from '#tests/support/shop.ts'

const SHOP = 'judged.myshopify.com'
let db: TestDatabase
let runtime: pg.Pool
let owner: pg.Pool
beforeAll(async () => {
  db = await openTestDatabase()
  runtime = new pg.Pool({ connectionString: db.runtimeUrl, max: 1 })
  owner = new pg.Pool({ connectionString: db.ownerUrl, max: 1 })
  const { purchaseOrder, poLine } = await setScene(SHOP)
  await deliver(SHOP, { order: 'gid://shopify/Order/1' }, 'Marc')
  await receive(SHOP, { purchaseOrder, lines: [{ poLine, quantity: 5 }] }, 'Marc')
  await hear(owner, SHOP, 'orders/paid', { id: 1 })
})
afterAll(async () => {
  await Promise.all([runtime.end(), owner.end()])
  await db.drop()
})

/** What the database says to statements of the app: the name of the rule that refuses them. */
async function refusal(...statements: string[]): Promise<string | null> {
  const client = await runtime.connect()
  try {
    await client.query('BEGIN')
    await client.query(`SELECT set_config('app.shop', $1, true)`, [SHOP])
    for (const sql of statements) {
      const { rowCount } = await client.query(sql)
      if (!rowCount) throw new Error(`nothing is there to try it on: ${sql}`)
    }
    return null
  } catch (error) {
    const { constraint, code, message } = error as pg.DatabaseError
    return constraint ?? (code === '42501' ? 'permission denied' : message)
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}

/** One row of a table once more, some of its columns otherwise. */
function again(table: string, otherwise: Record<string, string> = {}): string {
  const change = Object.entries({ x: 'NULL', ...otherwise }).map(([column, sql]) => `'${column}', ${sql}`)
  return `INSERT INTO ${table} SELECT (jsonb_populate_record(NULL::${table}, to_jsonb(t) || jsonb_build_object(${change.join(', ')}))).*
    FROM ${table} t LIMIT 1`
}
const another = `'${randomUUID()}'`

const UNITS: [what: string, statement: string, rule: string][] = [
  [
    'more reserved on a shelf than lies there',
    `UPDATE stock_level SET reserved = on_hand - unavailable + 1`,
    'reserved_is_there',
  ],
  [
    'a shelf from which less than nothing is reserved',
    `UPDATE stock_level SET reserved = -1`,
    'reserved_is_there',
  ],
  [
    'a shelf whose units are set aside under a reservation',
    `UPDATE stock_level SET unavailable = on_hand - reserved + 1`,
    'reserved_is_there',
  ],
  [
    'less than nothing claimed of what comes',
    `UPDATE stock_level SET claimed = -1`,
    'nobody_holds_less_than_nothing',
  ],
  ['less than nothing kept back', `UPDATE stock_level SET safety_stock = -1`, 'kept_back_is_not_negative'],
  ['a reorder point of nothing', `UPDATE stock_level SET reorder_point = 0`, 'reorder_point_is_positive'],
  [
    'a unit in two places at once',
    `UPDATE order_line SET reserved = reserved + 1`,
    'every_unit_is_in_one_place',
  ],
  ['a unit in no place', `UPDATE order_line SET ordered = ordered + 1`, 'every_unit_is_in_one_place'],
  [
    'units moved from a place where there are none',
    `UPDATE order_line SET claimed = -1, unsourced = unsourced + claimed + 1`,
    'every_unit_is_in_one_place',
  ],
  ['more back than ever left', `UPDATE order_line SET returned = shipped + 1`, 'every_unit_is_in_one_place'],
  ['an order in a state that nobody knows', `UPDATE orders SET state = 'lost'`, 'order_state'],
  ['a movement of nothing', again('ledger_entry', { id: '0', quantity: '0' }), 'ledger_moves_something'],
  [
    'a movement on an account that nobody knows',
    again('ledger_entry', { id: '0', account: `'elsewhere'` }),
    'ledger_account',
  ],
  ['a reservation of nothing', `UPDATE reservation SET quantity = 0`, 'reservation_holds_something'],
  ['a claim on nothing', `UPDATE claim SET quantity = 0`, 'claim_holds_something'],
  [
    'a shipment of which Shopify was told something else',
    `UPDATE shipment SET told = 'perhaps'`,
    'shipment_told',
  ],
  ['a shipment of nothing', `UPDATE shipment_line SET quantity = 0`, 'shipment_moves_something'],
  [
    'more received than was ordered and not refused',
    `UPDATE purchase_order_line SET received = quantity - short + 1`,
    'purchase_order_line_units',
  ],
  [
    'more of a receipt beyond the order than came at all',
    `UPDATE receipt_line SET surplus = quantity + 1, surplus_is = 'refused'`,
    'receipt_units',
  ],
  [
    'a component of which nobody knows how many a bundle holds',
    `UPDATE order_line SET bundle = 'A'`,
    'bundle_has_a_size',
  ],
  ['a surplus that nobody decided about', `UPDATE receipt_line SET surplus = 1`, 'receipt_units'],
  [
    'a purchase order in a state that nobody knows',
    `UPDATE purchase_order SET state = 'somewhere'`,
    'purchase_order_state',
  ],
  [
    'a sent purchase order that is a draft again',
    `UPDATE purchase_order SET state = 'draft'`,
    'draft_has_no_number',
  ],
  ['an event in a state that nobody knows', `UPDATE inbox_event SET state = 'gone'`, 'inbox_state'],
  ['an event that was given up without a reason', `UPDATE inbox_event SET state = 'dead'`, 'inbox_state'],
  ['an effect in a state that nobody knows', `UPDATE effect SET state = 'gone'`, 'effect_state'],
]

const TWICE: [what: string, statement: string, rule: string][] = [
  ['an order', again('orders'), 'orders_pkey'],
  ['a line of an order', again('order_line'), 'order_line_pkey'],
  ['the shelf of an item at a place', again('stock_level'), 'stock_level_pkey'],
  ['a row of the ledger', again('ledger_entry'), 'ledger_entry_pkey'],
  [
    'the movement of one cause',
    again('ledger_entry', { id: '0' }),
    'ledger_entry_shop_cause_location_item_account_kind_key',
  ],
  ['the reservation of a line at a place', again('reservation', { quantity: '1' }), 'reservation_pkey'],
  ['the claim of a line on a delivery', again('claim', { quantity: '1' }), 'claim_pkey'],
  ['a shipment', again('shipment'), 'shipment_pkey'],
  ['a line in one shipment', again('shipment_line', { quantity: '1' }), 'shipment_line_pkey'],
  ['a receipt', again('receipt'), 'receipt_pkey'],
  ['a line in one receipt', again('receipt_line', { quantity: '1' }), 'receipt_line_pkey'],
  ['a purchase order', again('purchase_order'), 'purchase_order_pkey'],
  [
    'the number of a purchase order',
    again('purchase_order', { id: another }),
    'purchase_order_shop_number_key',
  ],
  ['a line of a purchase order', again('purchase_order_line'), 'purchase_order_line_pkey'],
  [
    'an item on one purchase order',
    again('purchase_order_line', { id: another }),
    'purchase_order_line_shop_purchase_order_item_key',
  ],
  ['an event', again('inbox_event', { event_id: `'new'` }), 'inbox_event_pkey'],
  [
    'the event that Shopify names so',
    again('inbox_event', { id: '0' }),
    'inbox_event_shop_topic_event_id_key',
  ],
  ['an effect', again('effect', { key: `'new'` }), 'effect_pkey'],
  ['the effect of one cause', again('effect', { id: another }), 'effect_shop_key_key'],
]

describe('The database refuses', () => {
  test.each(UNITS)('%s', async (_what, statement, rule) => {
    expect(await refusal(statement)).toBe(rule)
  })
})

describe('The database takes only once', () => {
  test.each(TWICE)('%s', async (_what, statement, rule) => {
    expect(await refusal(statement)).toBe(rule)
  })
  test('the open draft for a supplier and a place', async () => {
    const draft = `INSERT INTO purchase_order (shop, id, supplier, location, currency, state, created_at)
      SELECT shop, gen_random_uuid(), supplier, location, currency, 'draft', now() FROM purchase_order LIMIT 1`
    expect(await refusal(draft, draft)).toBe('one_draft_a_supplier')
  })
})

describe('The ledger stays as it was written', () => {
  const changes = [`UPDATE ledger_entry SET quantity = quantity + 1`, `DELETE FROM ledger_entry`]
  test('the app has no right to change it', async () => {
    for (const change of changes) expect(await refusal(change)).toBe('permission denied')
  })
  test('and not even its owner gets past the trigger', async () => {
    for (const change of [...changes, 'TRUNCATE ledger_entry'])
      await expect(owner.query(change)).rejects.toThrow('ledger_entry is append-only')
  })
})
