import type { Day, WorkWeek } from '../core/day.ts'
import { addWorkingDays, laterOf } from '../core/day.ts'
import { unitsInSets, type Component } from '../core/bundle.ts'
import type { Quantity } from '../core/quantity.ts'
import { sumOf, takeUpTo } from '../core/quantity.ts'
import type { ShippingTerms } from '../customers/shipping-terms.ts'
import { shipmentsLeft } from '../customers/shipping-terms.ts'

/** Units and the day they are expected, or null when nobody can say. */
export type Dated = { readonly quantity: Quantity; readonly on: Day | null }

/** What the shop needs to know of itself to reckon a day: today, and the working days its people take. */
export type Reckoning = {
  readonly today: Day
  readonly week: WorkWeek
  readonly handlingDays: number
  readonly receivingDays: number
}

/** The day on which units of the shelf go out: today plus handling. */
export function shelfDay({ today, week, handlingDays }: Reckoning): Day {
  return addWorkingDays(today, handlingDays, week)
}

/** The day on which units that arrive go out: the arrival, never before today, plus receiving. */
export function afterArrival(arrival: Day, { today, week, receivingDays }: Reckoning): Day {
  return addWorkingDays(laterOf(arrival, today), receivingDays, week)
}

/**
 * Gives the claimants of a purchase order line their arrival days: the earliest units to whoever stands first.
 * `schedule` holds the open units with their days, earliest first; claims beyond it get no day.
 */
export function arrivalsOf(
  schedule: readonly Dated[],
  claims: readonly { readonly line: string; readonly quantity: Quantity }[],
): Map<string, Dated[]> {
  const left = schedule.map((d) => ({ ...d }))
  const arrivals = new Map<string, Dated[]>()
  for (const claim of claims) {
    const mine: Dated[] = []
    let wanted = claim.quantity
    for (const part of left) {
      const taken = takeUpTo(wanted, part.quantity)
      if (taken === 0) continue
      part.quantity -= taken
      wanted -= taken
      mine.push({ quantity: taken, on: part.on })
    }
    if (wanted > 0) mine.push({ quantity: wanted, on: null })
    arrivals.set(claim.line, [...(arrivals.get(claim.line) ?? []), ...mine])
  }
  return arrivals
}

/**
 * Gathers the days of an order's lines into the shipments its customer accepts: what is ready earlier ships first, the
 * last permitted shipment waits for all the rest. With an unknown day in the last shipment the whole of it is unknown.
 */
export function gatherShipments<Line extends { readonly dates: readonly Dated[] }>(
  lines: readonly Line[],
  terms: ShippingTerms,
): Line[] {
  return limited(terms.accepts === 'whole-lines' ? lines.map(onItsLastDay) : lines, terms)
}

/** Gives components the days of their bundles: a unit goes out when the bundle it belongs to is there. */
export function onDaysOfSets<
  Line extends { readonly component: Component | null; readonly dates: readonly Dated[] },
>(lines: readonly Line[]): Line[] {
  if (lines.every((l) => l.component === null)) return [...lines]
  const days = [...new Set(lines.flatMap((l) => l.dates.flatMap((d) => d.on ?? [])))].sort()
  const open = lines.map((l) => sumOf(l.dates, (d) => d.quantity))
  const gone = lines.map(() => 0)
  const dates = lines.map((): Dated[] => [])
  for (const on of days) {
    const parts = lines.map(({ component, dates: mine }, at) => {
      const there = sumOf(
        mine.filter((d) => d.on !== null && d.on <= on),
        (d) => d.quantity,
      )
      return { component, there, missing: open[at]! - there }
    })
    for (const [at, units] of unitsInSets(parts).entries()) {
      dates[at]!.push({ quantity: units - gone[at]!, on })
      gone[at] = units
    }
  }
  return lines.map((line, at) => ({
    ...line,
    dates: merge([...dates[at]!, { quantity: open[at]! - gone[at]!, on: null }]),
  }))
}

// Of a customer who takes whole lines: a line goes when its last unit does.
function onItsLastDay<Line extends { readonly dates: readonly Dated[] }>(line: Line): Line {
  const days = line.dates.filter((d) => d.quantity > 0).map((d) => d.on)
  const last = days.includes(null) ? null : (days.toSorted().at(-1) ?? null)
  return { ...line, dates: line.dates.map(({ quantity }) => ({ quantity, on: last })) }
}

function limited<Line extends { readonly dates: readonly Dated[] }>(
  lines: readonly Line[],
  terms: ShippingTerms,
): Line[] {
  const days = [...new Set(lines.flatMap((l) => l.dates.map((d) => d.on ?? '')))].filter(Boolean).sort()
  const unknown = lines.some((l) => l.dates.some((d) => d.on === null))
  const allowed = shipmentsLeft(terms)
  const groups = days.length + (unknown ? 1 : 0)
  if (groups <= allowed) return lines.map((l) => ({ ...l, dates: merge(l.dates) }))
  const early = days.slice(0, allowed - 1)
  const last = unknown ? null : days.at(-1)!
  const day = (d: Dated) => (d.on !== null && early.includes(d.on) ? d.on : last)
  return lines.map((l) => ({
    ...l,
    dates: merge(l.dates.map((d) => ({ quantity: d.quantity, on: day(d) }))),
  }))
}

/** The same units, one entry a day, earliest first, unknown last. */
export function merge(dates: readonly Dated[]): Dated[] {
  const byDay = new Map<Day | null, Quantity>()
  for (const { quantity, on } of dates) if (quantity > 0) byDay.set(on, (byDay.get(on) ?? 0) + quantity)
  return [...byDay]
    .map(([on, quantity]) => ({ quantity, on }))
    .sort((a, b) => ((a.on ?? '9999') < (b.on ?? '9999') ? -1 : 1))
}
