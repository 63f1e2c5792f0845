import type { Tx } from '#app/db.server.ts'
import { sumOf } from '#app/core/quantity.ts'
import type { BookLine, Books } from './books.ts'
import type { Decision } from '#app/orders/decision.ts'
import { lackingAt, type Lacking } from './books.ts'
import { saveClaims, saveReservations } from './save-holds.server.ts'
import { saveLedger } from './save-ledger.server.ts'

/**
 * Saves the books: lines, reservations, claims, the ledger and its levels, each in one statement over all that
 * changed. `cause` names what happened, once and for ever: the same cause writes no ledger row twice.
 */
export async function saveBooks(tx: Tx, books: Books, cause: string, who: string): Promise<void> {
  const changed = [...books.lines.values()]
    .filter((line) => books.opened.get(line.id) !== line)
    .map((line) => ({ ...line, why: withEvent(line.why, books.opened.get(line.id)?.why, cause) }))
  const lacking = new Map(changed.map((line) => [line.id, lackingAt(books, line)]))
  await Promise.all([
    saveLines(tx, books, changed, lacking),
    saveReservations(tx, books, changed),
    saveClaims(tx, books, changed),
    saveLedger(tx, books, changed, lacking, cause, who),
  ])
}

// What was decided now was decided because of what happens now.
function withEvent(
  why: readonly Decision[],
  before: readonly Decision[] = [],
  event: string,
): readonly Decision[] {
  const known = new Set(before)
  return why.map((decision) => (known.has(decision) ? decision : { ...decision, event }))
}

async function saveLines(
  tx: Tx,
  books: Books,
  lines: readonly BookLine[],
  lacking: ReadonlyMap<string, readonly Lacking[]>,
): Promise<void> {
  if (lines.length === 0) return
  const rows = lines.map((l) => ({
    id: l.id,
    order_id: l.order,
    position: l.position,
    variant: l.variant,
    item: l.item,
    sku: l.sku,
    title: l.title,
    bundle: l.component?.bundle ?? null,
    bundle_size: l.component?.size ?? null,
    ...l.units,
    reserved: sumOf(l.places.reserved, (h) => h.quantity),
    claimed: sumOf(l.places.claims, (c) => c.quantity),
    unsourced: l.places.unsourced,
    unstocked: l.places.unstocked,
    lacking: lacking.get(l.id)!,
    promised: l.promised.filter((d) => d.on !== null),
    // A day nobody knows is left out: what is missing to the open units has none.
    expected: l.expected.filter((d) => d.on !== null),
    why: l.why,
  }))
  await tx.$executeRaw`
    INSERT INTO order_line (shop, id, order_id, position, variant, item, sku, title, bundle, bundle_size,
      ordered, removed, cancelled, shipped, returned, reserved, claimed, unsourced, unstocked, lacking, promised, expected, why)
    SELECT ${books.shop}, r.* FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (id text, order_id text,
      position int, variant text, item text, sku text, title text, bundle text, bundle_size int, ordered int, removed int, cancelled int, shipped int,
      returned int, reserved int, claimed int, unsourced int, unstocked int,
      lacking jsonb, promised jsonb, expected jsonb, why jsonb)
    ON CONFLICT (shop, id) DO UPDATE SET position = excluded.position, variant = excluded.variant, item = excluded.item,
      sku = excluded.sku, title = excluded.title, bundle = excluded.bundle, bundle_size = excluded.bundle_size, ordered = excluded.ordered, removed = excluded.removed,
      cancelled = excluded.cancelled, shipped = excluded.shipped, returned = excluded.returned, reserved = excluded.reserved,
      claimed = excluded.claimed, unsourced = excluded.unsourced, unstocked = excluded.unstocked,
      lacking = excluded.lacking, promised = excluded.promised, expected = excluded.expected, why = excluded.why`
}
