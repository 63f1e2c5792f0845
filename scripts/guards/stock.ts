import { guard, sql, type Guard } from './guard.ts'
import { LOCKS } from './locks.ts'
import { EFFECTS, INBOX } from './pipeline.ts'
import { COUNTED, MOVED, SETTLED } from './units.ts'

/** The tables on the path of a unit: all that the database keeps of them is taken away in turn. */
export const STOCK_TABLES = [
  ...[
    'orders',
    'order_line',
    'stock_level',
    'ledger_entry',
    'reservation',
    'claim',
    'shipment',
    'shipment_line',
  ],
  ...['receipt', 'receipt_line', 'purchase_order', 'purchase_order_line', 'inbox_event', 'effect'],
]

/** Whatever keeps a unit from being promised twice and is not read from the database's catalogues. */
export const STOCK_GUARDS: readonly Guard[] = [
  ...LOCKS,
  ...INBOX,
  ...EFFECTS,
  ...SETTLED,
  ...COUNTED,
  ...MOVED,
  guard(
    'right to change the ledger',
    'refused-by-the-database',
    sql('GRANT UPDATE, DELETE ON ledger_entry TO carnet_app'),
  ),
]
