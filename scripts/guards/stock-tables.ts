/** The tables on the path of a unit: all that the database keeps of them is taken away in turn. */
export const STOCK_TABLES: readonly string[] = [
  ...['orders', 'order_line', 'fulfillment_order', 'reservation', 'claim'],
  ...['stock_level', 'ledger_entry', 'stock_adjustment'],
  ...['stock_take', 'stock_take_line', 'stock_take_count'],
  ...['shipment', 'shipment_line', 'delivery_call', 'delivery_call_line', 'short_pick'],
  ...['transfer', 'transfer_line', 'transfer_step', 'transfer_step_line'],
  ...['purchase_order', 'purchase_order_line', 'po_line_demand', 'receipt', 'receipt_line'],
  // What leaves is on a paper, what was given by hand is taken back out of the history, what is missing is a task.
  ...['document', 'document_void', 'series', 'audit_entry', 'task'],
  ...['inbox_event', 'effect'],
]

/** The others, each with why no unit passes through it. */
export const OTHER_TABLES: Readonly<Record<string, string>> = {
  session: 'who is signed in',
  shop: 'settings of the seller; whether he has started is asked by each flow',
  import_step: 'how far an import is; what it reads is settled as ever',
  customer: 'who buys, and on which terms',
  location: 'the names of places',
  variant: 'the catalog: which item a variant is',
  supplier: 'who sells to us, and when',
  supplier_item: 'at which terms he sells',
  order_told: 'what was told, kept for the history; the books are settled from the orders',
  unit_cost: 'what a unit cost, for the value of the stock',
  document_person: 'who a paper is for',
  document_line: 'amounts of invoices',
  document_file: 'drawings of papers',
  comparison: 'what was compared with Shopify',
  difference: 'what differed; it is repaired by settling and counting',
  worker_beat: 'which workers live',
}
