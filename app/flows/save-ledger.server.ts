import type { Tx } from '#app/db.server.ts'
import { assertNever } from '#app/core/assert-never.ts'
import type { BookLine, Books, Lacking, StockMove } from './books.ts'

type LedgerRow = {
  readonly location: string
  readonly item: string
  readonly account: string
  readonly quantity: number
  readonly kind: string
  readonly cause: string
}

/**
 * Writes the ledger and moves the levels by exactly what was written, in one statement, so that neither runs away from
 * the other: what goods moved, and what order lines hold, claim and want since the books were opened. `lacking` says
 * where the changed lines want what they lack. One thing that happens may serve many orders: each has its own row.
 */
export async function saveLedger(
  tx: Tx,
  books: Books,
  changed: readonly BookLine[],
  lacking: ReadonlyMap<string, readonly Lacking[]>,
  cause: string,
  who: string,
): Promise<void> {
  const rows = inRows([
    ...books.moves.flatMap((move) => [move, ...counterOf(move)]),
    ...heldMoves(books, changed, lacking, cause),
  ])
  if (rows.length === 0) return
  const json = JSON.stringify(rows)
  // Named once more, or all levels of the shop are read for these few.
  const items = [...new Set(rows.map((row) => row.item))]
  // A CHECK sees the row an upsert proposes, which would be a mere difference: so levels that are there are moved, and
  // only the others are made.
  await tx.$executeRaw`
    WITH written AS (
      INSERT INTO ledger_entry (shop, location, item, account, quantity, kind, cause, at, who)
      SELECT ${books.shop}, m.location, m.item, m.account, m.quantity, m.kind, m.cause, ${books.at}, ${who}
      FROM jsonb_to_recordset(${json}::jsonb)
        AS m (location text, item text, account text, quantity int, kind text, cause text)
      RETURNING location, item, account, quantity
    ), sums AS (
      SELECT location, item,
        coalesce(sum(quantity) FILTER (WHERE account = 'on_hand'), 0) AS on_hand,
        coalesce(sum(quantity) FILTER (WHERE account = 'unavailable'), 0) AS unavailable,
        coalesce(sum(quantity) FILTER (WHERE account = 'reserved'), 0) AS reserved,
        coalesce(sum(quantity) FILTER (WHERE account = 'claimed'), 0) AS claimed,
        coalesce(sum(quantity) FILTER (WHERE account = 'unsourced'), 0) AS unsourced,
        coalesce(sum(quantity) FILTER (WHERE account = 'in_transit'), 0) AS in_transit,
        coalesce(sum(quantity) FILTER (WHERE account = 'shipped'), 0) AS shipped,
        coalesce(sum(quantity) FILTER (WHERE account = 'received'), 0) AS received,
        coalesce(sum(quantity) FILTER (WHERE account = 'adjusted'), 0) AS adjusted
      FROM written GROUP BY location, item
    ), moved AS (
    UPDATE stock_level l SET on_hand = l.on_hand + s.on_hand, unavailable = l.unavailable + s.unavailable,
      reserved = l.reserved + s.reserved, claimed = l.claimed + s.claimed, unsourced = l.unsourced + s.unsourced,
      in_transit = l.in_transit + s.in_transit, shipped = l.shipped + s.shipped, received = l.received + s.received,
      adjusted = l.adjusted + s.adjusted
    FROM sums s WHERE l.shop = ${books.shop} AND l.location = s.location AND l.item = s.item AND l.item = ANY(${items})
    RETURNING l.location, l.item
    )
    INSERT INTO stock_level (shop, location, item, on_hand, unavailable, reserved, claimed, unsourced, in_transit, shipped, received, adjusted)
    SELECT ${books.shop}, s.* FROM sums s
    WHERE NOT EXISTS (SELECT 1 FROM moved m WHERE m.location = s.location AND m.item = s.item)`
}

/** Where goods went to or came from: what is on hand or in transit is moved against it. */
function counterOf(move: StockMove): LedgerRow[] {
  if (move.account === 'unavailable') return []
  const account = counterAccount(move.kind)
  return account ? [{ ...move, account, quantity: -move.quantity }] : []
}

function counterAccount(kind: StockMove['kind']): 'shipped' | 'received' | 'adjusted' | null {
  switch (kind) {
    case 'shipped':
    case 'unshipped':
      return 'shipped'
    case 'received':
      return 'received'
    case 'imported':
    case 'counted':
    case 'lost':
    case 'found':
    case 'damaged':
    case 'quarantined':
    case 'sent-back':
    case 'undone':
      return 'adjusted'
    // What leaves one place by a transfer comes to another: two moves of one cause.
    case 'sent':
    case 'arrived':
    case 'unsent':
      return null
    default:
      return assertNever(kind)
  }
}

const KINDS = {
  reserved: ['reserved', 'released'],
  claimed: ['claimed', 'unclaimed'],
  unsourced: ['unsourced', 'sourced'],
} as const

// What changed lines hold, claim and want, place by place, less what they did when the books were opened.
function heldMoves(
  books: Books,
  changed: readonly BookLine[],
  lacking: ReadonlyMap<string, readonly Lacking[]>,
  cause: string,
): LedgerRow[] {
  const sums = new Map<string, Held & { order: string; item: string }>()
  const add = (line: BookLine | undefined, wanted: readonly Lacking[], sign: 1 | -1) => {
    if (!line?.item) return
    const { item, order } = line
    for (const held of heldBy(books, line, wanted)) {
      const key = [held.account, held.location, item, order].join(' ')
      const quantity = (sums.get(key)?.quantity ?? 0) + sign * held.quantity
      sums.set(key, { ...held, item, order, quantity })
    }
  }
  for (const line of changed) {
    const before = books.opened.get(line.id)
    add(before, before?.lacking ?? [], -1)
    add(line, lacking.get(line.id) ?? [], 1)
  }
  return [...sums.values()].map(({ order, ...m }) => ({
    ...m,
    kind: KINDS[m.account][m.quantity > 0 ? 0 : 1],
    cause: `${cause} for ${order}`,
  }))
}

type Held = { account: keyof typeof KINDS; location: string; quantity: number }

function heldBy(books: Books, { places }: BookLine, lacking: readonly Lacking[]): Held[] {
  return [
    ...places.reserved.map(({ location, quantity }): Held => ({ account: 'reserved', location, quantity })),
    ...places.claims.flatMap(({ poLine, quantity }): Held[] => {
      const location = books.incoming.get(poLine)?.location
      return location ? [{ account: 'claimed', location, quantity }] : []
    }),
    ...lacking.flatMap(({ location, quantity }): Held[] =>
      location ? [{ account: 'unsourced', location, quantity }] : [],
    ),
  ]
}

// A row holds no more than an integer of PostgreSQL: an order of absurd quantities is written in several.
const MOST_A_ROW = 2 ** 31 - 1

function inRows(moves: readonly LedgerRow[]): LedgerRow[] {
  return summed(moves).flatMap((row) => {
    const rows: LedgerRow[] = []
    for (let left = row.quantity; left !== 0; left -= rows.at(-1)!.quantity) {
      const quantity = Math.max(-MOST_A_ROW, Math.min(MOST_A_ROW, left))
      const cause = rows.length === 0 ? row.cause : `${rows.length + 1}, ${row.cause}`
      rows.push({ ...row, quantity, cause })
    }
    return rows
  })
}

// Two lines of one item in one shipment are one movement of that item.
function summed(rows: readonly LedgerRow[]): LedgerRow[] {
  const byKey = new Map<string, LedgerRow>()
  for (const row of rows) {
    const key = [row.location, row.item, row.account, row.kind, row.cause].join(' ')
    byKey.set(key, { ...row, quantity: row.quantity + (byKey.get(key)?.quantity ?? 0) })
  }
  return [...byKey.values()].filter((r) => r.quantity !== 0)
}
