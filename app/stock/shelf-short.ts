import type { Day } from '../core/day.ts'
import type { Quantity } from '../core/quantity.ts'

/** An order that had to give units of a shelf back, and by how many days that makes it late. */
export type Victim = {
  readonly order: string
  readonly quantity: Quantity
  /** Null when nobody knows when it can be served; 0 when it is served in time all the same. */
  readonly late: number | null
}

type Dates = readonly { readonly quantity: Quantity; readonly on: Day | null }[]

const DAY_MS = 86_400_000

/** The key of the task that says who had to give units of an item back. */
export function shelfShortKey(item: string): string {
  return `shelf-short:${item}`
}

/**
 * By how many days a line is later than it was promised, or than it was expected where nothing was promised. `open` are
 * the units it waits for: what has no day among them nobody knows.
 */
export function lateBy(before: Dates, now: Dates, open: Quantity): number | null {
  const dated = now.filter((d) => d.on !== null)
  if (dated.reduce((sum, d) => sum + d.quantity, 0) < open) return null
  const [was, is] = [lastOf(before), lastOf(dated)]
  return was && is ? Math.max(0, Math.round((Date.parse(is) - Date.parse(was)) / DAY_MS)) : 0
}

function lastOf(dates: Dates): Day | null {
  return dates
    .flatMap((d) => d.on ?? [])
    .reduce<Day | null>((last, on) => (last && last > on ? last : on), null)
}

/** The orders that lost units of one item, each once, in the turn in which they lose: those told before stay in the list. */
export function victimsOf(before: readonly Victim[], now: readonly Victim[]): Victim[] {
  const summed = new Map<string, Victim>()
  for (const victim of now) {
    const known = summed.get(victim.order)
    const quantity = victim.quantity + (known?.quantity ?? 0)
    const late = known ? laterOf(known.late, victim.late) : victim.late
    summed.set(victim.order, { order: victim.order, quantity, late })
  }
  const others = before.filter((victim) => !summed.has(victim.order))
  return [...summed.values(), ...others]
}

function laterOf(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : Math.max(a, b)
}

/** Victims as one text, as a task keeps them: "#1042|2|5;#1043|1|". */
export function victimsText(victims: readonly Victim[]): string {
  return victims.map(({ order, quantity, late }) => `${order}|${quantity}|${late ?? ''}`).join(';')
}

/** Reads victims back from what `victimsText` wrote; what cannot be read is left out. */
export function parseVictims(text: unknown): Victim[] {
  if (typeof text !== 'string') return []
  return text.split(';').flatMap((one) => {
    const [order, quantity, late] = one.split('|')
    if (!order || !/^\d+$/.test(quantity ?? '')) return []
    return [{ order, quantity: Number(quantity), late: /^\d+$/.test(late ?? '') ? Number(late) : null }]
  })
}
