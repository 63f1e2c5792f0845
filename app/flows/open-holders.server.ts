import type { Tx } from '#app/db.server.ts'
import type { BookLine, Books } from './books.ts'
import { freeOn, levelKey, shelvesOf } from './books.ts'

/**
 * Names the first few holders of shelves that may not have enough for who waits, so that a shortage can say who came
 * before. Called when everybody who is concerned is in the books.
 */
export async function bringHolderNames(tx: Tx, books: Books): Promise<void> {
  const items = scarceItems(books)
  if (items.length === 0) return
  const mine = [...books.orders.keys()]
  const rows = await tx.$queryRaw<{ location: string; item: string; name: string; quantity: number }[]>`
    SELECT location, item, name, quantity FROM (
      SELECT r.location, r.item, o.name, sum(r.quantity)::int AS quantity,
        row_number() OVER (PARTITION BY r.location, r.item ORDER BY o.priority DESC, o.placed_at, o.id) AS n
      FROM reservation r JOIN orders o ON o.shop = r.shop AND o.id = r.order_id
      WHERE r.shop = ${books.shop} AND r.item = ANY(${items}) AND NOT (r.order_id = ANY(${mine}))
      GROUP BY r.location, r.item, o.shop, o.id, o.name, o.priority, o.placed_at) ranked
    WHERE n <= 5 ORDER BY location, item, n`
  const byLevel = Map.groupBy(rows, (r) => levelKey(r.location, r.item))
  for (const [key, holders] of byLevel)
    books.otherHolders.set(
      key,
      holders.map(({ name, quantity }) => ({ order: name, quantity })),
    )
}

// Where plenty lies nobody asks who holds the rest: reading all its holders took longer than all else, as they grew.
function scarceItems(books: Books): string[] {
  const scarce = new Set<string>()
  const wanted = new Map<string, number>()
  for (const line of books.lines.values()) {
    if (line.item === null || !books.items.has(line.item)) continue
    const key = onlyShelf(books, line)
    const wants = line.places.unsourced + line.places.claims.reduce((sum, c) => sum + c.quantity, 0)
    if (key !== null) wanted.set(key, (wanted.get(key) ?? 0) + wants)
    else if (wants > 0) scarce.add(line.item)
  }
  for (const level of books.levels.values()) {
    const key = levelKey(level.location, level.item)
    // Below nothing, holders give units back.
    if (freeOn(level) < (wanted.get(key) ?? 0)) scarce.add(level.item)
    wanted.delete(key)
  }
  for (const [key, units] of wanted) if (units > 0) scarce.add(key.slice(key.indexOf(' ') + 1))
  return [...scarce].filter((item) => books.items.has(item))
}

function onlyShelf(books: Books, line: BookLine): string | null {
  const shelves = shelvesOf(books, line)
  return shelves.length === 1 ? levelKey(shelves[0]!.location, line.item!) : null
}
