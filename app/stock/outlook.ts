import type { Day } from '../core/day.ts'
import { addDays, laterOf } from '../core/day.ts'
import type { Quantity } from '../core/quantity.ts'
import { sumOf, takeUpTo } from '../core/quantity.ts'
import type { Dated } from './expected-date.ts'

/** What is known of an item at one location: what lies there, what comes, and what orders take from there. */
export type Ahead = {
  readonly today: Day
  readonly onHand: Quantity
  /** Of it, what nobody may be promised: what Shopify keeps aside, and safety stock. */
  readonly unavailable: Quantity
  /** Units that come, by the day from which they can go out; those without a day are not counted on. */
  readonly coming: readonly Dated[]
  /** Every unit that orders wait for here, by the day on which it is expected to go out. */
  readonly going: readonly Dated[]
}

/**
 * A day as it ends: what lies there (below zero: what is missing by then), of it what is spoken for and what may be
 * promised to anybody, and what came that day.
 */
export type OutlookDay = {
  readonly day: Day
  readonly onHand: number
  readonly reserved: Quantity
  readonly incoming: Quantity
  readonly available: Quantity
}

export type Outlook = {
  readonly days: readonly OutlookDay[]
  /** The first day that ends with an empty shelf; null when none within the days looked at does. */
  readonly runsOutOn: Day | null
  /** Units that are missing at the worst of these days: promised, and not on their way by then. */
  readonly missing: Quantity
}

/**
 * Looks `length` days ahead. Available to promise on a day is what no later day needs: whoever gets it that day takes
 * it from nobody. Units that go out on no known day may go out on any, and are kept for it.
 */
export function outlookOf(ahead: Ahead, length: number): Outlook {
  const { today, unavailable } = ahead
  const from = (d: Dated) => ({ ...d, on: d.on && laterOf(d.on, today) })
  const [coming, going] = [ahead.coming.map(from), ahead.going.map(from)]
  const undated = sumOf(
    going.filter((d) => d.on === null),
    (d) => d.quantity,
  )
  const shown = Array.from({ length }, (_, n) => addDays(today, n))
  const beyond = [...coming, ...going].flatMap((d) => d.on ?? []).filter((day) => day > shown.at(-1)!)
  const levels = levelsOn([...shown, ...new Set(beyond)].sort(), ahead.onHand, coming, going)
  const days = shown.map((day, n): OutlookDay => {
    const least = Math.min(...levels.slice(n).map((l) => l.onHand)) - unavailable - undated
    const { onHand, incoming } = levels[n]!
    const available = Math.max(0, least)
    return { day, onHand, incoming, available, reserved: Math.max(0, onHand - unavailable) - available }
  })
  const empty = days.find((d) => d.onHand - unavailable <= 0)
  const worst = Math.min(...days.map((d) => d.onHand - unavailable))
  return { days, runsOutOn: empty?.day ?? null, missing: Math.max(0, -worst) }
}

type LevelOn = { onHand: number; incoming: Quantity }

function levelsOn(
  days: readonly Day[],
  now: Quantity,
  coming: readonly Dated[],
  going: readonly Dated[],
): LevelOn[] {
  const on = (list: readonly Dated[]) => Map.groupBy(list, (d) => d.on)
  const [comes, goes] = [on(coming), on(going)]
  const units = (list: readonly Dated[] | undefined) => sumOf(list ?? [], (d) => d.quantity)
  let onHand: number = now
  return days.map((day) => {
    const incoming = units(comes.get(day))
    onHand += incoming - units(goes.get(day))
    return { onHand, incoming }
  })
}

/** Units of an order line at one place: on the shelf, on their way, or still to be found. */
export type Placed = { readonly location: string; readonly quantity: Quantity }

/**
 * Gives the units of a line, at their places in the order in which they can go, the days on which the line is expected:
 * what lies on a shelf goes first.
 */
export function goingFrom(places: readonly Placed[], expected: readonly Dated[]): (Placed & Dated)[] {
  const left = expected.map((d) => ({ ...d }))
  return places.flatMap(({ location, quantity }) => {
    let wanted = quantity
    const going: (Placed & Dated)[] = []
    for (const part of left) {
      const taken = takeUpTo(wanted, part.quantity)
      if (taken === 0) continue
      part.quantity -= taken
      wanted -= taken
      going.push({ location, quantity: taken, on: part.on })
    }
    return wanted > 0 ? [...going, { location, quantity: wanted, on: null }] : going
  })
}
