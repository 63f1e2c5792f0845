import type { Tx } from '#app/db.server.ts'
import type { BookLine, Books } from './books.ts'

/** Saves what changed lines hold on shelves: what they hold no longer goes, the rest is brought up to date. */
export async function saveReservations(tx: Tx, books: Books, lines: readonly BookLine[]): Promise<void> {
  const { shop, at } = books
  const held = lines.flatMap((l) =>
    l.places.reserved.map((h) => ({ line_id: l.id, order_id: l.order, item: l.item, ...h })),
  )
  const rows = JSON.stringify(held)
  const before = heldBefore(books, lines, 'reserved')
  await Promise.all([
    before.length > 0 &&
      tx.$executeRaw`
        DELETE FROM reservation r WHERE shop = ${shop} AND line_id = ANY(${before}) AND NOT EXISTS (
          SELECT 1 FROM jsonb_to_recordset(${rows}::jsonb) AS h (line_id text, location text)
          WHERE h.line_id = r.line_id AND h.location = r.location)`,
    held.length > 0 &&
      tx.$executeRaw`
        INSERT INTO reservation (shop, line_id, location, order_id, item, quantity, provisional, made_at)
        SELECT ${shop}, h.line_id, h.location, h.order_id, h.item, h.quantity, h.provisional, ${at}
        FROM jsonb_to_recordset(${rows}::jsonb)
          AS h (line_id text, location text, order_id text, item text, quantity int, provisional boolean)
        ON CONFLICT (shop, line_id, location) DO UPDATE SET quantity = excluded.quantity, provisional = excluded.provisional, item = excluded.item`,
  ])
}

/** The same of what they hold on incoming purchase order lines. */
export async function saveClaims(tx: Tx, books: Books, lines: readonly BookLine[]): Promise<void> {
  const { shop, at } = books
  const claims = lines.flatMap((l) =>
    l.places.claims.map(({ poLine, quantity }) => ({
      line_id: l.id,
      order_id: l.order,
      po_line: poLine,
      quantity,
    })),
  )
  const rows = JSON.stringify(claims)
  const before = heldBefore(books, lines, 'claims')
  await Promise.all([
    before.length > 0 &&
      tx.$executeRaw`
        DELETE FROM claim c WHERE shop = ${shop} AND line_id = ANY(${before}) AND NOT EXISTS (
          SELECT 1 FROM jsonb_to_recordset(${rows}::jsonb) AS n (line_id text, po_line uuid)
          WHERE n.line_id = c.line_id AND n.po_line = c.po_line)`,
    claims.length > 0 &&
      tx.$executeRaw`
        INSERT INTO claim (shop, line_id, po_line, order_id, quantity, made_at)
        SELECT ${shop}, n.line_id, n.po_line, n.order_id, n.quantity, ${at}
        FROM jsonb_to_recordset(${rows}::jsonb) AS n (line_id text, po_line uuid, order_id text, quantity int)
        ON CONFLICT (shop, line_id, po_line) DO UPDATE SET quantity = excluded.quantity`,
  ])
}

// A line that held nothing has nothing to give up.
function heldBefore(books: Books, lines: readonly BookLine[], what: 'reserved' | 'claims'): string[] {
  return lines.flatMap(({ id }) => ((books.opened.get(id)?.places[what].length ?? 0) > 0 ? [id] : []))
}
