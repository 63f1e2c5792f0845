import type { Quantity } from '../core/quantity.ts'
import type { Decision } from './decision.ts'

/** How many units of a line are in which place. */
type PlacedUnits = {
  readonly removed: Quantity
  readonly cancelled: Quantity
  readonly reserved: Quantity
  readonly claimed: Quantity
  readonly unsourced: Quantity
  readonly shipped: Quantity
  readonly unstocked: Quantity
}

const WANTED_NO_MORE: readonly Decision['because'][] = ['removed', 'archived']

/** Of all decisions of a line, oldest first, those that explain where its units are now. */
export function decisionsOfToday(line: PlacedUnits, why: readonly Decision[]): Decision[] {
  const explaining = new Set([
    ...newest(why, 'released', line.removed + line.cancelled, (d) => WANTED_NO_MORE.includes(d.because)),
    ...newest(why, 'shipped', line.shipped),
    ...newest(why, 'reserved', line.reserved),
    ...newest(why, 'claimed', line.claimed),
    // A shortage is said as a whole each time, not unit by unit.
    ...newest(why, 'unsourced', Math.min(1, line.unsourced)),
    ...newest(why, 'unstocked', Math.min(1, line.unstocked)),
  ])
  return why.filter((decision) => explaining.has(decision))
}

// The newest decisions of a kind that together account for so many units.
function newest(
  why: readonly Decision[],
  did: Decision['did'],
  units: Quantity,
  counts: (decision: Decision) => boolean = () => true,
): Decision[] {
  let left = units
  return why.toReversed().filter((decision) => {
    if (left <= 0 || decision.did !== did || !counts(decision)) return false
    left -= decision.quantity
    return true
  })
}
