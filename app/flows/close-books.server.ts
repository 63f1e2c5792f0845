import type { Tx } from '#app/db.server.ts'
import { sayTasks, type Said } from '#app/tasks/tasks.server.ts'
import type { Books } from './books.ts'
import { stillAtClosed } from './closed-places.server.ts'
import { boughtWithoutNeed } from './bought-without-need.server.ts'
import { composeDrafts } from './drafts-composed.server.ts'
import { wantedOfGone } from './items-gone.server.ts'
import { bringConcerned } from './open-books.server.ts'
import { bringHolderNames } from './open-holders.server.ts'
import { shelfShort } from './shelf-short.server.ts'
import { slips } from './promise-slipped.ts'
import { rebalance, rehome } from './rebalance.ts'
import { saveBooks } from './save-books.server.ts'

/**
 * Closes opened books after something happened: whoever is concerned is brought in, units are handed out and dates
 * reckoned anew, all that changed is saved, drafts follow, and promises that slip or goods that nobody needs any more
 * are said, with what else the caller has to say. `cause` names what happened, once and for ever.
 */
export async function closeBooks(
  tx: Tx,
  books: Books,
  cause: string,
  who: string,
  said: readonly Said[] = [],
): Promise<void> {
  await rebalanceAll(tx, books)
  await keepBooks(tx, books, cause, who, said)
}

/**
 * Rebalances books with everybody who is concerned: first what is held at a wrong place becomes free, then those who
 * wait for it are brought in.
 */
export async function rebalanceAll(tx: Tx, books: Books): Promise<void> {
  rehome(books)
  do await bringConcerned(tx, books)
  while (rehome(books))
  await bringHolderNames(tx, books)
  rebalance(books)
}

/** Saves books that were rebalanced already, and what follows from them. */
export async function keepBooks(
  tx: Tx,
  books: Books,
  cause: string,
  who: string,
  said: readonly Said[] = [],
): Promise<void> {
  // What follows is sent behind the books, and so done after they are saved; nothing of it needs an answer of theirs.
  await Promise.all([saveBooks(tx, books, cause, who), follow(tx, books, said)])
}

async function follow(tx: Tx, books: Books, said: readonly Said[]): Promise<void> {
  const found = [
    await composeDrafts(tx, books),
    await boughtWithoutNeed(tx, books),
    await wantedOfGone(tx, books),
    await stillAtClosed(tx, books),
    await shelfShort(tx, books),
    slips(books),
  ]
  await sayTasks(tx, books.shop, [...said, ...found], books.at)
}
