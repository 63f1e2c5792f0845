// What there is once the database takes once: whoever sends, tells or counts it again.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { again, another, openJudge, type Judge } from '#tests/support/judge.ts'

let judge: Judge
beforeAll(async () => {
  judge = await openJudge()
})
afterAll(() => judge.close())

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
  ['where an order is fulfilled from', again('fulfillment_order'), 'fulfillment_order_pkey'],
  ['a stock-take', again('stock_take'), 'stock_take_pkey'],
  ['an item in one stock-take', again('stock_take_line'), 'stock_take_line_pkey'],
  ['a row of what was counted', again('stock_take_count', { key: another }), 'stock_take_count_pkey'],
  [
    'a step of whoever counts',
    again('stock_take_count', { id: '0' }),
    'stock_take_count_shop_stock_take_key_key',
  ],
  ['a loss', again('stock_adjustment'), 'stock_adjustment_pkey'],
  ['a call', again('delivery_call'), 'delivery_call_pkey'],
  ['a line in one call', again('delivery_call_line', { quantity: '1' }), 'delivery_call_line_pkey'],
  ['a transfer', again('transfer'), 'transfer_pkey'],
  ['an item in one transfer', again('transfer_line'), 'transfer_line_pkey'],
  ['a step of a transfer', again('transfer_step', {}, `kind <> 'sent'`), 'transfer_step_pkey'],
  [
    'the sending of a transfer',
    again('transfer_step', { id: another }, `kind = 'sent'`),
    'transfer_is_sent_once',
  ],
  [
    'an item in one step of a transfer',
    again('transfer_step_line', { quantity: '1' }),
    'transfer_step_line_pkey',
  ],
  ['a line in one short pick', again('short_pick'), 'short_pick_pkey'],
  ['what a line is bought for', again('po_line_demand', { quantity: '1' }), 'po_line_demand_pkey'],
  ['a paper', again('document'), 'document_pkey'],
  [
    'the number of a series',
    again('document', { id: another, number: `'new'`, cause: `'new'` }),
    'document_shop_kind_period_no_key',
  ],
  [
    'the number on a paper',
    again('document', { id: another, no: '0', cause: `'new'` }),
    'document_shop_number_key',
  ],
  [
    'the paper of one cause',
    again('document', { id: another, no: '0', number: `'new'` }),
    'document_shop_kind_cause_key',
  ],
  ['a series of numbers', again('series'), 'series_pkey'],
  ['a task', again('task'), 'task_pkey'],
  ['a row of the history', again('audit_entry'), 'audit_entry_pkey'],
]

describe('The database takes only once', () => {
  test.each(TWICE)('%s', async (_what, statement, rule) => {
    expect(await judge.refusal(statement)).toBe(rule)
  })
  test('the open draft for a supplier and a place', async () => {
    const draft = `INSERT INTO purchase_order (shop, id, supplier, location, currency, state, created_at)
      SELECT shop, gen_random_uuid(), supplier, location, currency, 'draft', now() FROM purchase_order LIMIT 1`
    expect(
      await judge.refusal(
        `DELETE FROM po_line_demand`,
        `DELETE FROM purchase_order_line WHERE purchase_order IN (SELECT id FROM purchase_order WHERE state = 'draft')`,
        draft,
        draft,
      ),
    ).toBe('one_draft_a_supplier')
  })
  test('the count of a whole place', async () => {
    expect(await judge.refusal(again('stock_take', { id: another }))).toBe('one_full_stock_take_a_place')
  })
  test('the word that a paper is void', async () => {
    const isVoid = `INSERT INTO document_void (shop, document, at, who, reason)
      SELECT shop, id, now(), 'Marc', 'cancelled' FROM document ORDER BY id LIMIT 1`
    expect(await judge.refusal(isVoid, isVoid)).toBe('document_void_pkey')
  })
})
