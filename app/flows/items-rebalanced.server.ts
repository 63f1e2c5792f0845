import type { Tx } from '#app/db.server.ts'
import { closeBooks } from './close-books.server.ts'
import type { Scope } from './open-books.server.ts'
import { openBooks } from './open-books.server.ts'

/**
 * Brings items or orders into order after something they depend on changed: who sells an item, a reorder point, what a
 * customer accepts. The caller is alone in the shop.
 */
export async function rebalanceShop(
  tx: Tx,
  shop: string,
  at: Date,
  scope: Scope,
  cause: string,
  who: string,
): Promise<void> {
  const books = await openBooks(tx, shop, at, scope)
  if (!books) return
  await closeBooks(tx, books, cause, who)
}
