import type { Day } from '../core/day.ts'
import type { Gid } from '../core/gid.ts'
import { unitsInSets, type Component } from '../core/bundle.ts'
import type { Quantity } from '../core/quantity.ts'
import { sumOf, takeUpTo } from '../core/quantity.ts'
import type { ShippingTerms } from '../customers/shipping-terms.ts'
import { heldBack } from '../customers/shipping-terms.ts'

type LocationId = Gid<'Location'>

/** A line as delivering sees it: what is held for it, and what is still open of it. */
export type ShippableLine = {
  readonly line: Gid<'LineItem'>
  /** The bundle that leaves only as a whole, of which the line is a component. */
  readonly component: Component | null
  readonly held: readonly {
    readonly location: LocationId
    readonly quantity: Quantity
    readonly provisional: boolean
  }[]
  /** Units that wait for stock: claimed or unsourced. */
  readonly missing: Quantity
  /** The day on which the last of it is expected; null when nobody knows. */
  readonly completeOn: Day | null
}

/** What may leave now, or why nothing may. */
export type Shippable =
  | {
      readonly kind: 'now'
      readonly location: LocationId
      readonly lines: readonly { readonly line: Gid<'LineItem'>; readonly quantity: Quantity }[]
    }
  /** Goods are there, but the customer accepts no such part: they wait for the rest of their line or of the order. */
  | { readonly kind: 'held'; readonly until: Day | null }
  /** Shopify has not said yet from where. */
  | { readonly kind: 'not-routed' }
  | { readonly kind: 'nothing' }

/**
 * Decides what may ship: everything firm at one place, of bundles only complete ones, or whole lines only where the customer accepts no others, unless
 * it would be the last shipment he accepts while goods are still missing. With several places the one with most units goes first; each place is a shipment of its own.
 */
export function shippable(all: readonly ShippableLine[], terms: ShippingTerms): Shippable {
  const lines = inCompleteBundles(all)
  const kept = all.filter((line, at) => lines[at]!.missing > line.missing)
  const may = withoutBundles(lines, terms)
  return may.kind === 'nothing' && kept.length > 0 ? { kind: 'held', until: firstComplete(kept) } : may
}

// Units that wait for the rest of their bundle count as missing: their line is not whole without them.
function inCompleteBundles(lines: readonly ShippableLine[]): readonly ShippableLine[] {
  const there = lines.map((l) => sumOf(l.held, (h) => h.quantity))
  const units = unitsInSets(lines.map((l, at) => ({ ...l, there: there[at]! })))
  return lines.map((line, at) => {
    const waits = there[at]! - units[at]!
    return waits === 0
      ? line
      : { ...line, held: firstOf(line.held, units[at]!), missing: line.missing + waits }
  })
}

// What is routed leaves first.
function firstOf(held: ShippableLine['held'], units: Quantity): ShippableLine['held'] {
  let left = units
  return [...held]
    .sort((a, b) => Number(a.provisional) - Number(b.provisional))
    .flatMap((h) => {
      const quantity = takeUpTo(left, h.quantity)
      left -= quantity
      return quantity > 0 ? [{ ...h, quantity }] : []
    })
}

function withoutBundles(lines: readonly ShippableLine[], terms: ShippingTerms): Shippable {
  if (terms.accepts !== 'whole-lines') return allShippable(lines, lines, terms)
  const whole = lines.filter((l) => l.missing === 0)
  const begun = lines.filter((l) => l.missing > 0 && l.held.length > 0)
  const may = allShippable(whole, lines, terms)
  return may.kind === 'nothing' && begun.length > 0 ? { kind: 'held', until: firstComplete(begun) } : may
}

function allShippable(
  lines: readonly ShippableLine[],
  all: readonly ShippableLine[],
  terms: ShippingTerms,
): Shippable {
  const held = lines.flatMap((l) => l.held)
  if (held.length === 0) return { kind: 'nothing' }
  const firm = held.filter((h) => !h.provisional)
  if (firm.length === 0) return { kind: 'not-routed' }
  const location = largest(firm)
  const missing = sumOf(all, (l) => l.missing)
  if (heldBack(terms, missing)) return { kind: 'held', until: lastComplete(all) }
  const now = lines.flatMap((l) => {
    const here = l.held.filter((h) => h.location === location && !h.provisional)
    const quantity = here.reduce((sum, h) => sum + h.quantity, 0)
    return quantity > 0 ? [{ line: l.line, quantity }] : []
  })
  return { kind: 'now', location, lines: now }
}

function lastComplete(lines: readonly ShippableLine[]): Day | null {
  const days = lines.filter((l) => l.missing > 0).map((l) => l.completeOn)
  return days.includes(null) ? null : (days.toSorted().at(-1) ?? null)
}

function firstComplete(lines: readonly ShippableLine[]): Day | null {
  return lines.flatMap((l) => l.completeOn ?? []).sort()[0] ?? null
}

function largest(held: readonly { location: LocationId; quantity: Quantity }[]): LocationId {
  const sums = new Map<LocationId, Quantity>()
  for (const h of held) sums.set(h.location, (sums.get(h.location) ?? 0) + h.quantity)
  return [...sums].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]![0]
}
