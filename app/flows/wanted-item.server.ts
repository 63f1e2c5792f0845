import type { Priorities } from '#app/allocation/turns.ts'
import type { Tx } from '#app/db.server.ts'
import { pickedUnits } from '#app/orders/picked-units.server.ts'
import type { Books } from './books.ts'
import type { Picked } from './deal-anew.ts'
import { bringOrders, openBooks } from './open-books.server.ts'

/** An item's books with every order that wants or holds it, which of its units are being picked, and who bought. */
export type WantedItem = {
  readonly books: Books
  readonly item: string
  readonly picked: Picked
  readonly customers: ReadonlyMap<string, string>
}

/** Opens the books of an item with all that its board shows; null when the shop is not known. */
export async function openWanted(tx: Tx, shop: string, at: Date, item: string): Promise<WantedItem | null> {
  const wanting = await tx.$queryRaw<{ id: string; customer: string }[]>`
    SELECT o.id, coalesce(nullif(o.customer_name, ''), o.snapshot->>'email', '') AS customer
    FROM orders o WHERE o.shop = ${shop} AND o.id IN (
      SELECT l.order_id FROM order_line l
      WHERE l.shop = ${shop} AND l.item = ${item} AND l.reserved + l.claimed + l.unsourced > 0)`
  const orders = wanting.map(({ id }) => id)
  const books = await openBooks(tx, shop, at, { items: [item] })
  if (!books) return null
  await bringOrders(tx, books, orders)
  // All who hold it are in the books: nobody is to be named a second time.
  for (const [key, level] of books.levels) if (level.item === item) books.otherHolders.delete(key)
  const picked = await pickedUnits(tx, shop, orders)
  return { books, item, picked, customers: new Map(wanting.map(({ id, customer }) => [id, customer])) }
}

/**
 * Brings in whoever waits for the same incoming goods as these orders, of whatever item: their turns also say who gets
 * the first of them.
 */
export async function bringClaimants(tx: Tx, books: Books, orders: readonly string[]): Promise<void> {
  await bringOrders(tx, books, orders)
  const lines = [...books.lines.values()].filter((line) => orders.includes(line.order))
  const shared = new Set(lines.flatMap((line) => line.places.claims.map((c) => c.poLine)))
  const incoming = [...books.incoming.values()].filter(({ id }) => shared.has(id))
  await bringOrders(
    tx,
    books,
    incoming.flatMap((one) => one.claims.map((c) => c.order)),
  )
}

/** Gives orders of the books other priorities, and their claims with them. */
export function setPriorities(books: Books, priorities: Priorities): void {
  for (const [id, priority] of priorities) {
    const order = books.orders.get(id)
    if (order) books.orders.set(id, { ...order, priority })
  }
  for (const [id, one] of books.incoming) {
    const claims = one.claims.map((c) => ({ ...c, priority: priorities.get(c.order) ?? c.priority }))
    books.incoming.set(id, { ...one, claims })
  }
}

/** Saves other priorities of orders, in one statement. */
export async function savePriorities(tx: Tx, shop: string, priorities: Priorities): Promise<void> {
  const rows = [...priorities].map(([id, priority]) => ({ id, priority }))
  await tx.$executeRaw`
    UPDATE orders o SET priority = r.priority
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (id text, priority int)
    WHERE o.shop = ${shop} AND o.id = r.id`
}
