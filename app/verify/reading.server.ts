import type { Tx } from '../db.server.ts'
import type { Found, RuleCheck } from './check.ts'

/** Runs a read in a transaction of the shop. */
export type InShop = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

/** One way through many rows, and the checks that judge them on it. */
export type Reading = {
  readonly checks: readonly RuleCheck[]
  find(inShop: InShop, shop: string): AsyncIterable<Found>
}

/**
 * Reads rows a page at a time, so that a million need no memory. A page must be one statement: what belongs together
 * is then of one moment, also while the shop works.
 */
export async function* pagesOf<Row>(
  inShop: InShop,
  size: number,
  read: (tx: Tx, after: Row | null) => Promise<Row[]>,
): AsyncGenerator<Row[]> {
  for (let after: Row | null = null; ;) {
    const last: Row | null = after
    const rows: Row[] = await inShop((tx) => read(tx, last))
    yield rows
    if (rows.length < size) return
    after = rows.at(-1)!
  }
}
