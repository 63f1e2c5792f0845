// The database is the last judge over the path of a unit: whatever the app might get wrong, this it does not take.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { again, another, openJudge, type Judge } from '#tests/support/judge.ts'

let judge: Judge
beforeAll(async () => {
  judge = await openJudge()
})
afterAll(() => judge.close())

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

const COUNTS: [what: string, statement: string, rule: string][] = [
  [
    'a stock-take that is over and ended never',
    `UPDATE stock_take SET state = 'abandoned'`,
    'stock_take_state',
  ],
  ['a count that nobody made', `UPDATE stock_take_line SET counted_by = NULL`, 'stock_take_line_counted'],
  ['a count of less than nothing', `UPDATE stock_take_line SET counted = -1`, 'stock_take_line_counted'],
  [
    'a difference that is posted without a reason',
    `UPDATE stock_take_line SET posted = -1, reason = ''`,
    'stock_take_line_counted',
  ],
  [
    'a step that counts less than nothing',
    again('stock_take_count', { id: '0', key: another, after: '-1' }),
    'stock_take_count_units',
  ],
  ['a loss of nothing', `UPDATE stock_adjustment SET quantity = 0`, 'stock_adjustment_is_one'],
  ['a loss that was found', `UPDATE stock_adjustment SET did = 'found'`, 'stock_adjustment_is_one'],
  [
    'a loss that nobody took back',
    `UPDATE stock_adjustment SET undone_at = now()`,
    'stock_adjustment_is_one',
  ],
  ['a short pick of nothing', again('short_pick', { id: another, quantity: '0' }), 'short_pick_units'],
  [
    'free units set aside with broken ones that were found',
    again('short_pick', { id: another, reason: `'damaged'`, also_free: '1' }),
    'short_pick_units',
  ],
]

const MOVED: [what: string, statement: string, rule: string][] = [
  ['a transfer from a place to itself', `UPDATE transfer SET destination = origin`, 'transfer_state'],
  ['a sent transfer without its note', `UPDATE transfer SET note = NULL`, 'transfer_state'],
  [
    'a transfer that is over and ended never',
    `UPDATE transfer SET state = 'closed', ended_at = NULL`,
    'transfer_state',
  ],
  [
    'more arrived than was sent',
    `UPDATE transfer_line SET arrived = quantity - lost - never_left + 1`,
    'transfer_line_units',
  ],
  [
    'a loss on the way without a reason',
    `UPDATE transfer_step SET kind = 'lost', reason = ''`,
    'transfer_step_kind',
  ],
  [
    'a step of a transfer that moves nothing',
    `UPDATE transfer_step_line SET quantity = 0`,
    'transfer_step_moves_something',
  ],
  ['a call for nothing', `UPDATE delivery_call_line SET quantity = 0`, 'call_wants_something'],
  [
    'a need for an order that is none',
    again('po_line_demand', { need: `'reorder'`, line_id: `'line'` }),
    'demand_names_its_need',
  ],
  [
    'a paper of a kind that nobody knows',
    again('document', { id: another, kind: `'letter'` }),
    'document_kind',
  ],
  [
    'an invoice without its order',
    again('document', {
      id: another,
      kind: `'invoice'`,
      currency: `'EUR'`,
      total: '0',
      net: '0',
      tax: '0',
      order_id: 'NULL',
    }),
    'invoice_has_its_totals',
  ],
  [
    'a paper that is void for a reason that nobody knows',
    `INSERT INTO document_void (shop, document, at, who, reason) SELECT shop, id, now(), 'Marc', 'lost' FROM document LIMIT 1`,
    'document_void_reason',
  ],
  ['a series of numbers that begins at nothing', `UPDATE series SET next_no = 0`, 'series_counts_up'],
]

describe('The database refuses', () => {
  test.each([...UNITS, ...COUNTS, ...MOVED])('%s', async (_what, statement, rule) => {
    expect(await judge.refusal(statement)).toBe(rule)
  })
})
