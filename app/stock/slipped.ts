import type { Day } from '../core/day.ts'
import type { Quantity } from '../core/quantity.ts'
import { sumOf } from '../core/quantity.ts'
import type { Dated } from './expected-date.ts'

/** Units that go out later than promised: from which day to which, null when nobody knows, and by how many days. */
export type Slipped = {
  readonly quantity: Quantity
  readonly from: Day
  readonly to: Day | null
  readonly days: number | null
}

/**
 * The promised units that are expected later: the first promised are served by the first that come, so that units which
 * only change places slip nowhere. Promised units that nobody expects any more slip without a day.
 */
export function slippedUnits(promised: readonly Dated[], expected: readonly Dated[]): Slipped[] {
  const coming = byDay(expected).map((d) => ({ ...d }))
  const slipped: Slipped[] = []
  for (const { quantity, on: from } of byDay(promised)) {
    if (from === null) continue
    let wanted = quantity
    while (wanted > 0) {
      const next = coming.find((d) => d.quantity > 0)
      const taken = next ? Math.min(wanted, next.quantity) : wanted
      if (next) next.quantity -= taken
      wanted -= taken
      const to = next?.on ?? null
      if (to === null || to > from) slipped.push({ quantity: taken, from, to, days: daysBetween(from, to) })
    }
  }
  return together(slipped)
}

// Units that slip from one day to another are said once.
function together(slipped: readonly Slipped[]): Slipped[] {
  const groups = Map.groupBy(slipped, ({ from, to }) => `${from} ${to}`)
  return [...groups.values()].map((same) => ({ ...same[0]!, quantity: sumOf(same, (s) => s.quantity) }))
}

function daysBetween(from: Day, to: Day | null): number | null {
  return to === null ? null : Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

// Earliest first, unknown last.
function byDay(dates: readonly Dated[]): readonly Dated[] {
  return [...dates].sort((a, b) => ((a.on ?? '9999') < (b.on ?? '9999') ? -1 : 1))
}
