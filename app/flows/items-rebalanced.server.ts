import type { Tx } from '#app/db.server.ts'
import type { Scope } from './open-books.server.ts'
import { composeDrafts } from './drafts-composed.server.ts'
import { bringConcerned, openBooks } from './open-books.server.ts'
import { rebalance } from './rebalance.ts'
import { saveBooks } from './save-books.server.ts'

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
  await bringConcerned(tx, books)
  rebalance(books)
  await saveBooks(tx, books, cause, who)
  await composeDrafts(tx, books)
}
