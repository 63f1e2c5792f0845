import { guard, inFile, type Guard } from './guard.ts'

const NEWER = 'app/orders/newer.ts'
/** What an order is told moves units once. */
export const SETTLED: readonly Guard[] = [
  guard(
    'what is older changes nothing',
    'order-settled',
    inFile(NEWER, "  if (told.updatedAt < held.updatedAt) return 'older'\n"),
  ),
  guard(
    'what is the same changes nothing',
    'order-settled',
    inFile(NEWER, "  if (told.hash === held.hash) return 'same'\n"),
  ),
  guard(
    'of two bodies of one time none is believed',
    'order-settled',
    inFile(NEWER, "told.fetched ? 'newer' : 'contradiction'", "'newer'"),
  ),
  guard(
    'a line belongs to one order',
    'order-settled',
    inFile('app/flows/order-settled.server.ts', '  refuseForeignLines(wanted, owners)\n'),
  ),
  guard(
    'a fulfillment confirms one delivery',
    'app/flows/shipments-matched.test.ts',
    inFile('app/flows/shipments-matched.ts', '!taken.has(f.id) && '),
  ),
  guard(
    'a delivery is undone once',
    'app/flows/shipments-matched.test.ts',
    inFile('app/flows/shipments-matched.ts', "s.told !== 'failed' && "),
  ),
  guard(
    'only a delivery that Shopify has not confirmed is taken back',
    'deliveries-undone',
    inFile(
      'app/flows/fulfillment-told.server.ts',
      "if (shipment?.told !== 'unconfirmed') return",
      'if (!shipment) return',
    ),
  ),
  guard(
    'a draft brings nothing that could be claimed',
    'order-settled',
    inFile(
      'app/flows/open-items.server.ts',
      "\n        AND p.state IN ('sent', 'partly-confirmed', 'confirmed', 'partly-received')`",
      '`',
    ),
  ),
]

const LEVELS = 'app/flows/levels-read.server.ts'
/** A reading counts only what Shopify can know. */
export const COUNTED: readonly Guard[] = [
  guard(
    'of two readings the newer counts',
    'levels-read',
    inFile(LEVELS, 'isOutdated(reading, asked.get(key)) || '),
  ),
  guard(
    'what was heard of while we asked is read again',
    'levels-read',
    inFile(LEVELS, " || open.some((e) => e.state === 'done')"),
  ),
  guard(
    'a shelf of which nobody knows is not judged',
    'levels-read',
    inFile(LEVELS, 'else if (!open.some(mayBeSeen)) {', 'else {'),
  ),
  guard(
    'what Shopify has not heard of is taken off',
    'levels-read',
    inFile(LEVELS, 'onHand + unseen.onHand - ', 'onHand - '),
  ),
  guard(
    'a delivery that was taken back is not expected',
    'deliveries-undone',
    inFile(LEVELS, " AND s.told <> 'failed'"),
  ),
  guard(
    'a delivery that a person told Shopify is not taken off',
    'deliveries-undone',
    inFile(LEVELS, "\n      AND NOT (s.told = 'confirmed' AND e.state = 'failed')"),
  ),
  guard(
    'what a person settled is not expected',
    'levels-read',
    inFile(LEVELS, 't.key = e.key AND t.resolved_at IS NOT NULL', 't.key = e.key AND t.resolved_at IS NULL'),
  ),
]

const SHIPPED = 'app/flows/goods-shipped.server.ts'
const RECEIVED = 'app/flows/goods-received.server.ts'
/** Goods leave and come as they were allowed to. */
export const MOVED: readonly Guard[] = [
  guard(
    'nothing leaves before Start',
    'order-settled',
    inFile(SHIPPED, "    if (!facts.shop.startedAt) return { kind: 'not-started' }\n"),
  ),
  guard(
    'what is held back does not leave',
    'delivering',
    inFile(
      SHIPPED,
      "  if (may.kind !== 'now') return may\n",
      "  if (may.kind !== 'now') return { kind: 'now', location: books.preferred!, lines: [] }\n",
    ),
  ),
  guard(
    'no more leaves than is reserved',
    'delivering',
    inFile(SHIPPED, "  if (over) return { kind: 'more-than-reserved', line: over.line }\n"),
  ),
  guard(
    'a receipt counts once',
    'buying',
    inFile(
      RECEIVED,
      "    if (order.receipts.some((r) => r.id === receipt)) return { kind: 'done', receipt }\n",
    ),
  ),
  guard(
    'nothing comes of a purchase order that is over',
    'receiving',
    inFile(RECEIVED, "    if (!isOpen(order.state as PurchaseOrderState)) return { kind: 'closed' }\n"),
  ),
  guard(
    'nothing comes before Start',
    'receiving',
    inFile(RECEIVED, "    if (!row.startedAt) return { kind: 'not-started' }\n"),
  ),
  guard(
    'a receipt counts whole units of its own purchase order',
    'receiving',
    inFile(
      RECEIVED,
      "if (!line || !Number.isSafeInteger(quantity) || quantity < 0) return { kind: 'bad-quantity' }",
      "if (!line) return { kind: 'bad-quantity' }",
    ),
  ),
  guard(
    'a surplus needs a decision',
    'receiving',
    inFile(RECEIVED, 'return undecided.length > 0', 'return undecided.length > 99'),
  ),
  guard(
    'a movement moves the shelf of its place',
    'receiving',
    inFile(
      'app/flows/save-ledger.server.ts',
      ' AND l.location = s.location AND l.item = s.item\n    RETURNING',
      ' AND l.item = s.item\n    RETURNING',
    ),
  ),
  guard(
    'a movement moves the shelf of its item',
    'receiving',
    inFile(
      'app/flows/save-ledger.server.ts',
      ' AND l.location = s.location AND l.item = s.item\n    RETURNING',
      ' AND l.location = s.location\n    RETURNING',
    ),
  ),
  guard(
    'what came is written on its own line',
    'receiving',
    inFile('app/flows/save-progress.server.ts', ' AND l.id = r.id`', '`'),
  ),
  guard(
    'no more goes to another place than is free',
    'transfers',
    inFile(
      'app/flows/transfer-sent.server.ts',
      'beyond(draft.lines, (item) => freeAt(books, draft.origin, item))',
      'beyond(draft.lines, () => Infinity)',
    ),
  ),
  guard(
    'a transfer goes once',
    'transfers',
    inFile(
      'app/flows/transfer-sent.server.ts',
      "    if (draft.state !== 'draft') return { kind: 'not-a-draft' }\n",
    ),
  ),
  guard(
    'what is said of a transfer counts once',
    'transfers',
    inFile('app/flows/transfer-settled.server.ts', 'step.id === said.step', 'step.id === said.transfer'),
  ),
  guard(
    'no more of a transfer arrives than is in transit',
    'transfers',
    inFile(
      'app/flows/transfer-settled.server.ts',
      'return line ? inTransit(line) : 0',
      'return line ? line.quantity : 0',
    ),
  ),
  guard(
    'a call counts once',
    'call-off',
    inFile('app/flows/units-called.server.ts', 'id: wanted.call } } }))', "id: wanted.call }, who: '' } }))"),
  ),
  guard(
    'no more is called than is kept',
    'call-off',
    inFile(
      'app/flows/units-called.server.ts',
      '    if (quantity > kept) return',
      '    if (quantity > kept + 99) return',
    ),
  ),
  guard(
    'a stock-take moves its shelves once',
    'stock-take',
    inFile(
      'app/flows/stock-take-posted.server.ts',
      '    if (take.posted) return',
      '    if (take.posted && !at) return',
    ),
  ),
]
