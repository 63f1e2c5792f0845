import { ADJUSTED_BY_HAND, STOCK_TAKES } from './counts.ts'
import { CALLS, GIVEN, PICKED } from './by-hand.ts'
import type { Guard } from './guard.ts'
import { LOCKS, locksOfFlows } from './locks.ts'
import { EFFECTS, INBOX } from './pipeline.ts'
import { ASKED, HEARD, QUANTITIES } from './told.ts'
import { TRANSFERS } from './transfers.ts'
import { COUNTED, MOVED, SETTLED } from './units.ts'
import { BOOKS, BOUGHT } from './writes.ts'

/** Whatever keeps a unit from being promised twice and is not read from the database's catalogues. */
export function stockGuards(): readonly Guard[] {
  const written = [LOCKS, INBOX, HEARD, EFFECTS, QUANTITIES, SETTLED, BOOKS, BOUGHT, COUNTED, MOVED]
  const byHand = [STOCK_TAKES, ADJUSTED_BY_HAND, TRANSFERS, CALLS, GIVEN, PICKED, ASKED]
  return [...locksOfFlows(), ...[...written, ...byHand].flat()]
}
