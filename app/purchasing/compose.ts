import type { Quantity } from '../core/quantity.ts'
import { roundUpToPacks, sumOf, takeUpTo } from '../core/quantity.ts'

/** Why units are bought: for an order line, to refill a reorder point, to fill the carton or the minimum, or freely. */
export type Demand =
  | { readonly need: 'order'; readonly line: string; readonly quantity: Quantity }
  | { readonly need: 'reorder' | 'rounding' | 'free'; readonly quantity: Quantity }

/** How a supplier sells an item. Money in minor units of the supplier's currency. */
export type BuyingTerms = {
  readonly supplier: string
  readonly reference: string | null
  readonly unitCost: bigint
  readonly packSize: Quantity
  readonly moq: Quantity
}

/** What an item lacks at one place: units of order lines, in their turn, and what its reorder point wants. */
export type Lack = {
  readonly item: string
  readonly location: string
  readonly orders: readonly { readonly line: string; readonly quantity: Quantity }[]
  readonly reorder: Quantity
  /** From the preferred supplier; null when nobody sells it. */
  readonly terms: BuyingTerms | null
}

/** A line of a draft as it stands. */
export type DraftLine = { readonly item: string; readonly quantity: Quantity; readonly byHand: boolean }

/** A line of a draft as it should be. Its demands add up to its quantity. */
export type ComposedLine = {
  readonly item: string
  readonly location: string
  readonly terms: BuyingTerms
  readonly quantity: Quantity
  readonly demands: readonly Demand[]
}

/** Units a reorder point wants: what is missing to it in free stock and in incoming units nobody claimed. */
export function reorderQuantity(point: Quantity | null, free: Quantity, incomingFree: Quantity): Quantity {
  return point === null ? 0 : Math.max(0, point - Math.max(0, free) - Math.max(0, incomingFree))
}

/**
 * What a draft should hold of an item: its needs, at least the supplier's minimum, in whole packs, and what rounding
 * added said apart. A quantity that a person set stays; then needs beyond it stay unbought and units beyond the needs
 * are free. Null when nothing is needed.
 */
export function composeLine(lack: Lack, standing: DraftLine | null): ComposedLine | null {
  const { terms } = lack
  if (!terms) return null
  const needed = sumOf(lack.orders, (o) => o.quantity) + lack.reorder
  const byHand = standing?.byHand === true
  if (needed === 0 && !byHand) return null
  const quantity = byHand ? standing.quantity : packsOf(Math.max(needed, terms.moq), terms.packSize)
  return {
    item: lack.item,
    location: lack.location,
    terms,
    quantity,
    demands: demandsOf(lack, quantity, byHand),
  }
}

// What a line of a draft can hold. Nobody orders so much: a nonsense order must not keep the others from being bought.
const MOST_UNITS = 1_000_000_000

function packsOf(quantity: Quantity, packSize: Quantity): Quantity {
  return Math.min(roundUpToPacks(quantity, packSize), Math.floor(MOST_UNITS / packSize) * packSize)
}

function demandsOf(lack: Lack, quantity: Quantity, byHand: boolean): Demand[] {
  let left = quantity
  const take = (wanted: Quantity) => {
    const taken = takeUpTo(wanted, left)
    left -= taken
    return taken
  }
  const demands: Demand[] = lack.orders.map((o) => ({
    need: 'order',
    line: o.line,
    quantity: take(o.quantity),
  }))
  demands.push({ need: 'reorder', quantity: take(lack.reorder) })
  demands.push({ need: byHand ? 'free' : 'rounding', quantity: left })
  return demands.filter((d) => d.quantity > 0)
}
