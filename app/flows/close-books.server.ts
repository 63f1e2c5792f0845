import type { Tx } from '#app/db.server.ts'
import { raiseTasks, resolveTasks } from '#app/tasks/tasks.server.ts'
import type { Books } from './books.ts'
import { sayClosedPlaces } from './closed-places.server.ts'
import { sayBoughtWithoutNeed } from './bought-without-need.server.ts'
import { composeDrafts } from './drafts-composed.server.ts'
import { sayItemsGone } from './items-gone.server.ts'
import { bringConcerned } from './open-books.server.ts'
import { sayShelfShort } from './shelf-short.server.ts'
import { slips } from './promise-slipped.ts'
import { rebalance, rehome } from './rebalance.ts'
import { saveBooks } from './save-books.server.ts'

/**
 * Closes opened books after something happened: whoever is concerned is brought in, units are handed out and dates
 * reckoned anew, all that changed is saved, drafts follow, and promises that slip or goods that nobody needs any more
 * are said. `cause` names what happened, once and for ever.
 */
export async function closeBooks(tx: Tx, books: Books, cause: string, who: string): Promise<void> {
  await rebalanceAll(tx, books)
  await keepBooks(tx, books, cause, who)
}

/**
 * Rebalances books with everybody who is concerned: first what is held at a wrong place becomes free, then those who
 * wait for it are brought in.
 */
export async function rebalanceAll(tx: Tx, books: Books): Promise<void> {
  rehome(books)
  do await bringConcerned(tx, books)
  while (rehome(books))
  rebalance(books)
}

/** Saves books that were rebalanced already, and what follows from them. */
export async function keepBooks(tx: Tx, books: Books, cause: string, who: string): Promise<void> {
  await saveBooks(tx, books, cause, who)
  await composeDrafts(tx, books)
  await sayBoughtWithoutNeed(tx, books)
  await sayItemsGone(tx, books)
  await sayClosedPlaces(tx, books)
  await sayShelfShort(tx, books)
  const { raise, resolve } = slips(books)
  await raiseTasks(tx, books.shop, raise, books.at)
  await resolveTasks(tx, books.shop, resolve, books.at, 'carnet')
}
