import type { Change, Guard } from './guard.ts'

/** The tables on the path of a unit: all that the database keeps of them is taken away in turn. */
export const STOCK_TABLES = [
  ...['orders', 'order_line', 'stock_level', 'ledger_entry', 'reservation', 'claim', 'shipment', 'shipment_line'],
  ...['receipt', 'receipt_line', 'purchase_order', 'purchase_order_line', 'inbox_event', 'effect'],
]

const inFile = (file: string, from: string, to = ''): Change => ({ kind: 'source', file, from, to })
const sql = (statement: string): Change => ({ kind: 'database', sql: statement })
const inFunction = (name: string, from: string, to: string): Change =>
  sql(`DO $do$ DECLARE whole text := pg_get_functiondef('${name}'::regproc); BEGIN
    IF position('${from}' IN whole) = 0 THEN RAISE EXCEPTION '% has no such text', '${name}'; END IF;
    EXECUTE replace(whole, '${from}', '${to}'); END $do$`)

const flow = (name: string) => `tests/flows/${name}.test.ts`
const guard = (name: string, test: string, without: Change): Guard => ({
  name,
  tests: [test.includes('/') ? test : flow(test)],
  without,
})

const alone = (name: string, file: string, names = 'aloneInShop'): Guard =>
  guard(
    `lock ${name}`,
    'one-at-a-time',
    inFile(
      `app/flows/${file}.server.ts`,
      `import { ${names} } from '#app/db.server.ts'`,
      `import { ${names.replace('aloneInShop', 'withShop as aloneInShop')} } from '#app/db.server.ts'`,
    ),
  )

const LOCKS: readonly Guard[] = [
  guard(
    'lock of the shop',
    'sim-interleavings',
    inFile('app/db.server.ts', '    await lockShop(tx, shop)\n    return work(tx)', '    return work(tx)'),
  ),
  alone('an order that comes in', 'inbox-drained', 'aloneInShop, withShop'),
  guard(
    'lock an order that is fetched',
    'one-at-a-time',
    inFile(
      'app/flows/inbox-drained.server.ts',
      '  await aloneInShop(shop, (tx) => settleAsked(',
      '  await withShop(shop, (tx) => settleAsked(',
    ),
  ),
  alone('a count', 'items-read'),
  alone('a delivery', 'goods-shipped'),
  alone('a receipt', 'goods-received'),
  alone("a supplier's answer", 'supplier-answered'),
  alone('a purchase order that is sent', 'purchase-order-sent'),
  alone('a purchase order that is closed', 'purchase-order-closed'),
  alone('a new day', 'days-passed', 'aloneInShop, withShop'),
  guard(
    'lock a delivery that Shopify refuses',
    'one-at-a-time',
    inFile('app/flows/fulfillment-told.server.ts', '  await lockShop(tx, shop)\n'),
  ),
  guard(
    'lock of a series of numbers',
    'one-at-a-time',
    inFile('app/documents/issue.server.ts', 'AND period = ${period} FOR UPDATE`', 'AND period = ${period}`'),
  ),
  guard(
    'lock of an effect while its attempt is recorded',
    'effects',
    inFile('app/effects/run-effect.server.ts', ' FOR UPDATE OF e`', '`'),
  ),
  guard(
    'hold of an effect while it is tried',
    'effects',
    inFile(
      'app/effects/hold.server.ts',
      'pg_try_advisory_lock(hashtextextended($1, 0)) AS held',
      "$1::text <> '' AS held",
    ),
  ),
  guard(
    'a deadlock is redone',
    'database-failures',
    inFile('app/db.server.ts', 'if (attempt >= ATTEMPTS || !mayBeRedone(error)) throw error', 'throw error'),
  ),
]

const INBOX: readonly Guard[] = [
  guard(
    'an event is taken only while it is due',
    'inbox-drained',
    inFile('app/inbox/claim.server.ts', " AND state = 'due'\n      RETURNING", '\n      RETURNING'),
  ),
  guard(
    'an attempt is given back only while the event is due',
    'inbox-drained',
    inFile(
      'app/inbox/claim.server.ts',
      "AND id = ANY(${[...ids]}) AND state = 'due'`",
      'AND id = ANY(${[...ids]})`',
    ),
  ),
  guard(
    'a webhook that comes twice is one event',
    'receive-webhook',
    inFunction(
      'receive_webhook',
      'ON CONFLICT (shop, topic, event_id) DO UPDATE SET duplicates = i.duplicates + 1',
      '',
    ),
  ),
  guard(
    'a twin asks for nothing',
    'receive-webhook',
    inFunction('receive_webhook', 'IF is_new THEN', 'IF true THEN'),
  ),
]

const RUN_EFFECT = 'app/effects/run-effect.server.ts'
const EFFECTS: readonly Guard[] = [
  guard(
    'an effect is planned once a key',
    'effects',
    inFile('app/effects/effect.server.ts', 'ON CONFLICT (shop, key) DO NOTHING RETURNING', 'RETURNING'),
  ),
  guard(
    'nothing is planned for a shop that left',
    'effects',
    inFile('app/effects/effect.server.ts', ' AND uninstalled_at IS NULL'),
  ),
  guard(
    'nothing goes out for a shop that left',
    'effects',
    inFile(RUN_EFFECT, '!row?.installed || ', '!row || '),
  ),
  guard(
    'what is done is not tried again',
    'effects',
    inFile(RUN_EFFECT, " || (row.state !== 'due' && row.state !== 'trying')"),
  ),
  guard(
    'only an effect that is being tried ends',
    'effects',
    inFile(RUN_EFFECT, "AND state = 'trying' AND coalesce", 'AND coalesce'),
  ),
  guard(
    'only the newest attempt ends an effect',
    'effects',
    inFile(RUN_EFFECT, " AND coalesce(payload->>'begun', '0')::integer = ${begun}`", ' AND ${begun} > 0`'),
  ),
  guard(
    'a person tries again only what failed or is unknown',
    'effects',
    inFile('app/effects/effect.server.ts', " AND state IN ('failed', 'unknown') RETURNING", ' RETURNING'),
  ),
]

const NEWER = 'app/orders/newer.ts'
const SETTLED: readonly Guard[] = [
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
    inFile('app/flows/save-orders.server.ts', '  await refuseForeignLines(tx, shop, wanted)\n'),
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
    inFile('app/flows/fulfillment-told.server.ts', "if (shipment?.told !== 'unconfirmed') return", 'if (!shipment) return'),
  ),
  guard(
    'a draft brings nothing that could be claimed',
    'order-settled',
    inFile(
      'app/flows/open-books.server.ts',
      "\n      AND p.state IN ('sent', 'partly-confirmed', 'confirmed', 'partly-received')`",
      '`',
    ),
  ),
]

const LEVELS = 'app/flows/levels-read.server.ts'
const COUNTED: readonly Guard[] = [
  guard('of two readings the newer counts', 'levels-read', inFile(LEVELS, 'isOutdated(reading, asked.get(key)) || ')),
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
  guard('what Shopify has not heard of is taken off', 'levels-read', inFile(LEVELS, 'onHand + unseen - ', 'onHand - ')),
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
    'a receipt that a person settled is not expected',
    'levels-read',
    inFile(LEVELS, " AND t.resolved_at IS NOT NULL)", ' AND t.resolved_at IS NULL)'),
  ),
]

const SHIPPED = 'app/flows/goods-shipped.server.ts'
const RECEIVED = 'app/flows/goods-received.server.ts'
const MOVED: readonly Guard[] = [
  guard(
    'nothing leaves before Start',
    'order-settled',
    inFile(SHIPPED, "    if (!facts.shop.startedAt) return { kind: 'not-started' }\n"),
  ),
  guard('what is held back does not leave', 'delivering', inFile(SHIPPED, "  if (may.kind !== 'now') return may\n", "  if (may.kind !== 'now') return { kind: 'now', location: books.preferred!, lines: [] }\n")),
  guard(
    'no more leaves than is reserved',
    'delivering',
    inFile(SHIPPED, "  if (over) return { kind: 'more-than-reserved', line: over.line }\n"),
  ),
  guard('a receipt counts once', 'buying', inFile(RECEIVED, "    if (order.receipts.some((r) => r.id === receipt)) return { kind: 'done', receipt }\n")),
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
    inFile(RECEIVED, "if (!line || !Number.isSafeInteger(quantity) || quantity < 0) return { kind: 'bad-quantity' }", "if (!line) return { kind: 'bad-quantity' }"),
  ),
  guard(
    'a surplus needs a decision',
    'receiving',
    inFile(RECEIVED, 'return undecided.length > 0', 'return undecided.length > 99'),
  ),
  guard(
    'a movement moves the shelf of its place',
    'receiving',
    inFile('app/flows/save-ledger.server.ts', ' AND l.location = s.location AND l.item = s.item`', ' AND l.item = s.item`'),
  ),
  guard(
    'a movement moves the shelf of its item',
    'receiving',
    inFile('app/flows/save-ledger.server.ts', ' AND l.location = s.location AND l.item = s.item`', ' AND l.location = s.location`'),
  ),
  guard(
    'what came is written on its own line',
    'receiving',
    inFile('app/flows/save-progress.server.ts', ' AND l.id = r.id`', '`'),
  ),
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
