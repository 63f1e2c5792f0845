// Nothing on the path of a unit hangs in the air: the database takes no row of what is not there.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { again, another, openJudge, type Judge } from '#tests/support/judge.ts'

let judge: Judge
beforeAll(async () => {
  judge = await openJudge()
})
afterAll(() => judge.close())

const nobody = `'nobody'`
const LINKS: [what: string, statement: string, link: string][] = [
  [
    'a line of no order',
    again('order_line', { id: nobody, order_id: nobody }),
    'order_line_shop_order_id_fkey',
  ],
  [
    'where no order is fulfilled from',
    again('fulfillment_order', { id: nobody, order_id: nobody }),
    'fulfillment_order_shop_order_id_fkey',
  ],
  ['a reservation of no line', again('reservation', { line_id: nobody }), 'reservation_shop_line_id_fkey'],
  ['a claim of no line', again('claim', { line_id: nobody }), 'claim_shop_line_id_fkey'],
  ['a claim on goods that nobody ordered', again('claim', { po_line: another }), 'claim_shop_po_line_fkey'],
  [
    'a shipment of no order',
    again('shipment', { id: another, order_id: nobody }),
    'shipment_shop_order_id_fkey',
  ],
  [
    'a shipment without a delivery note',
    again('shipment', { id: another, delivery_note: another }),
    'shipment_shop_delivery_note_fkey',
  ],
  [
    'a shipment for a call that never came',
    again('shipment', { id: another, call: another }),
    'shipment_shop_call_fkey',
  ],
  ['goods of no shipment', again('shipment_line', { shipment: another }), 'shipment_line_shop_shipment_fkey'],
  [
    'shipped goods that nobody ordered',
    again('shipment_line', { line_id: nobody }),
    'shipment_line_shop_line_id_fkey',
  ],
  [
    'a call for no order',
    again('delivery_call', { id: another, order_id: nobody }),
    'delivery_call_shop_order_id_fkey',
  ],
  ['units of no call', again('delivery_call_line', { call: another }), 'delivery_call_line_shop_call_fkey'],
  [
    'called units that nobody ordered',
    again('delivery_call_line', { line_id: nobody }),
    'delivery_call_line_shop_line_id_fkey',
  ],
  [
    'a sent transfer whose note is not there',
    again('transfer', { id: another, note: another }),
    'transfer_shop_note_fkey',
  ],
  ['goods of no transfer', again('transfer_line', { transfer: another }), 'transfer_line_shop_transfer_fkey'],
  [
    'a step of no transfer',
    again('transfer_step', { id: another, transfer: another }),
    'transfer_step_shop_transfer_fkey',
  ],
  ['goods of no step', again('transfer_step_line', { step: another }), 'transfer_step_line_shop_step_fkey'],
  [
    'a short pick without a pick list',
    again('short_pick', { id: another, pick_list: another }),
    'short_pick_shop_pick_list_fkey',
  ],
  [
    'an item counted in no stock-take',
    again('stock_take_line', { stock_take: another }),
    'stock_take_line_shop_stock_take_fkey',
  ],
  [
    'a purchase from nobody',
    again('purchase_order', { id: another, number: nobody, supplier: another }),
    'purchase_order_shop_supplier_fkey',
  ],
  [
    'goods of no purchase order',
    again('purchase_order_line', { id: another, purchase_order: another }),
    'purchase_order_line_shop_purchase_order_fkey',
  ],
  [
    'a need for goods that nobody buys',
    again('po_line_demand', { po_line: another }),
    'po_line_demand_shop_po_line_fkey',
  ],
  [
    'a receipt of no purchase order',
    again('receipt', { id: another, purchase_order: another }),
    'receipt_shop_purchase_order_fkey',
  ],
  ['goods of no receipt', again('receipt_line', { receipt: another }), 'receipt_line_shop_receipt_fkey'],
  [
    'received goods that nobody bought',
    again('receipt_line', { po_line: another }),
    'receipt_line_shop_po_line_fkey',
  ],
  [
    'a void paper that is not there',
    `INSERT INTO document_void (shop, document, at, who, reason) SELECT shop, gen_random_uuid(), now(), 'Marc', 'cancelled' FROM document LIMIT 1`,
    'document_void_shop_document_fkey',
  ],
  [
    'a paper that is replaced by none',
    `INSERT INTO document_void (shop, document, at, who, reason, replaced_by)
      SELECT shop, id, now(), 'Marc', 'address-changed', gen_random_uuid() FROM document LIMIT 1`,
    'document_void_shop_replaced_by_fkey',
  ],
]

describe('The database refuses', () => {
  test.each(LINKS)('%s', async (_what, statement, link) => {
    expect(await judge.refusal(statement)).toBe(link)
  })
})
