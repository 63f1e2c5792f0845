import { guard, inFile, type Guard } from './guard.ts'

const COUNT = 'app/stock/count-stock-take.server.ts'
const SAVE = 'app/stock/save-stock-take.server.ts'
const BEGUN = 'app/flows/stock-take-begun.server.ts'
const POSTED = 'app/flows/stock-take-posted.server.ts'
const taken = (name: string, file: string, from: string, to = '') =>
  guard(name, 'stock-take', inFile(file, from, to))

/** What is counted corrects a shelf once. */
export const STOCK_TAKES: readonly Guard[] = [
  taken(
    'the same form begins one stock-take',
    BEGUN,
    "    if (lines > 0) return { kind: 'done', items: lines }\n",
  ),
  taken(
    'a place is counted whole by one',
    BEGUN,
    "    if (open) return { kind: 'counted-already', take: open }\n",
  ),
  taken(
    'only an open whole count keeps another from beginning',
    SAVE,
    "where: { shop, location, state: 'open', kind: 'full' }",
    "where: { shop, location, kind: 'full' }",
  ),
  taken(
    'a partial count keeps no whole one from beginning',
    SAVE,
    "where: { shop, location, state: 'open', kind: 'full' }",
    "where: { shop, location, state: 'open' }",
  ),
  taken(
    'codes that nobody knows are said',
    BEGUN,
    "      if (codes.length > 0) return { kind: 'unknown-codes', codes }\n",
  ),
  taken('only an open stock-take is counted', COUNT, "AND state = 'open' FOR SHARE`", 'FOR SHARE`'),
  taken('an item is listed once', COUNT, '${item}) ON CONFLICT DO NOTHING`', '${item})`'),
  taken('a step counts once', COUNT, '  if (again > 0) return before?.counted ?? null\n'),
  taken('a reason is given while the stock-take is open', SAVE, " AND t.state = 'open'\n", '\n'),
  taken(
    'only an open stock-take is given up',
    SAVE,
    "where: { shop, id, state: 'open' }",
    'where: { shop, id }',
  ),
  taken(
    'what is gone and lies nowhere is not listed',
    SAVE,
    'AND (v.deleted_at IS NULL OR s.on_hand <> 0) AND',
    'AND',
  ),
  taken(
    'what nobody counted is none, what somebody counted is not',
    SAVE,
    ' AND u.counted IS NULL) now_there',
    ') now_there',
  ),
  taken('only what was counted is posted', SAVE, ' AND mine.counted IS NOT NULL\n', '\n'),
  taken(
    'what was given up is not posted',
    POSTED,
    "    if (take.state === 'abandoned') return { kind: 'abandoned' }\n",
  ),
  taken(
    'a stock-take is posted once',
    POSTED,
    "    if (take.posted) return { kind: 'done', ...(await unitsOf(tx, shop, take)) }\n",
  ),
  taken('nothing is posted before Start', POSTED, "    if (!take.started) return { kind: 'not-started' }\n"),
  taken(
    'what nobody counted needs a decision',
    POSTED,
    "take.full && take.left > 0 ? posting.uncounted : 'left-out'",
    "posting.uncounted ?? 'left-out'",
  ),
  taken(
    'what was counted since it was seen is seen first',
    POSTED,
    "    if (!(await wasSeen(tx, shop, take, uncounted, posting.seen))) return { kind: 'changed-since' }\n",
  ),
  taken(
    'no shelf is counted below nothing',
    POSTED,
    "    if (below.length > 0) return { kind: 'below-zero', titles: below.map((d) => d.title) }\n",
  ),
  taken(
    'what is over is not shown as if it could be posted',
    POSTED,
    "if (take?.state !== 'open') return null",
    'if (!take) return null',
  ),
]

const ADJUSTED = 'app/flows/stock-adjusted.server.ts'
const WRONG = 'app/flows/wrong-goods-come.server.ts'
const ADJUSTMENTS = 'app/stock/adjustments.server.ts'
const noted = (name: string, file: string, from: string, to = '') =>
  guard(name, 'stock-adjusted', inFile(file, from, to))

/** What is lost, broken or found is noted once, and taken back once. */
export const ADJUSTED_BY_HAND: readonly Guard[] = [
  noted(
    'a loss is noted once',
    ADJUSTED,
    "  if (await tx.stockAdjustment.findUnique({ where: { shop_id: { shop, id } } })) return { kind: 'again' }\n",
  ),
  noted('no more is lost than lies there', ADJUSTED, "  if (why) return { kind: 'wrong', why }\n"),
  noted(
    'nothing is noted before Start',
    ADJUSTED,
    "  if (!seller.startedAt) return { kind: 'not-started' }\n",
  ),
  noted(
    'nothing is lost where nobody knows',
    ADJUSTED,
    "  if (!seller || !place || title === null) return { kind: 'not-found' }",
    "  if (!seller || title === null) return { kind: 'not-found' }",
  ),
  noted('a loss is taken back once', ADJUSTED, "    if (made.undoneAt) return { kind: 'done' }\n"),
  noted(
    'what goods followed is not taken back',
    ADJUSTED,
    "made.did === 'sent-back' || (await hasFollowed(tx, shop, made))",
    "made.did === 'sent-back'",
  ),
  guard(
    'what was sent back is not taken back',
    'stock-adjusted',
    inFile(ADJUSTED, "made.did === 'sent-back' || (await", '(await'),
  ),
  guard(
    'of a draft nothing wrong can come',
    'exception-paths-stock',
    inFile(WRONG, "      if (order.number === null) return { kind: 'not-sent' }\n"),
  ),
  guard(
    'wrong goods go back once',
    'exception-paths-stock',
    inFile(WRONG, 'where: { shop, key, resolvedAt: null }', 'where: { shop, key }'),
  ),
  guard(
    'what Shopify may have counted is not taken back',
    'stock-take-told',
    inFile(ADJUSTED, "    if (stuck) return { kind: 'not-told' }\n"),
  ),
  noted(
    'what is only held, claimed or wanted follows no loss',
    ADJUSTMENTS,
    "        AND e.account IN ('on_hand', 'unavailable') AND e.id > (\n          SELECT max(mine.id) FROM ledger_entry mine WHERE mine.shop = ${shop} AND",
    '        AND e.id > (\n          SELECT max(mine.id) FROM ledger_entry mine WHERE mine.shop = ${shop} AND',
  ),
]
