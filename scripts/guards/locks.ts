import { guard, inFile, type Guard } from './guard.ts'

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

const POSTED = 'app/flows/stock-take-posted.server.ts'
/** Who decides is alone; who tries holds what he tries. */
export const LOCKS: readonly Guard[] = [
  guard(
    'lock of the shop',
    'sim-interleavings',
    inFile(
      'app/db.server.ts',
      'true), pg_advisory_xact_lock(hashtextextended(${shop}, 0))`\n  return',
      'true), ${shop}::text`\n  return',
    ),
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
  alone('a transfer that is sent', 'transfer-sent', 'aloneInShop, type Tx'),
  alone('a transfer that arrives', 'transfer-settled', 'aloneInShop, type Tx'),
  alone('a call', 'units-called', 'aloneInShop, type Tx'),
  guard(
    'lock a stock-take that is posted',
    'one-at-a-time',
    inFile(
      POSTED,
      'return aloneInShop(shop, async (tx): Promise<Posted>',
      'return withShop(shop, async (tx): Promise<Posted>',
    ),
  ),
  guard(
    'hold of a stock-take while it is posted',
    'sim-interleavings',
    inFile(POSTED, '${posting.take}::uuid FOR UPDATE`', '${posting.take}::uuid`'),
  ),
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
