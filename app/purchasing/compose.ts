import type { Quantity } from '../core/quantity.ts'
import { roundUpToPacks, sumOf, takeUpTo } from '../core/quantity.ts'
import type { BuyingTerms } from '../suppliers/buying-terms.ts'

/** Why units are bought: for an order line, to refill a reorder point, to fill the carton or the minimum, or freely. */
export type Demand =
  | { readonly need: 'order'; readonly line: string; readonly quantity: Quantity }
  | { readonly need: 'reorder' | 'rounding' | 'free'; readonly quantity: Quantity }

type Needs = {
  readonly orders: readonly { readonly line: string; readonly quantity: Quantity }[]
  readonly reorder: Quantity
}

/** What an item lacks at one place: units of order lines, in their turn, and what its reorder point wants. */
export type Lack = Needs & {
  readonly item: string
  readonly location: string
  /** From the preferred supplier; null when nobody sells it. */
  readonly terms: BuyingTerms | null
}

/** A draft line whose quantity a person set, at whatever supplier. */
export type LineByHand = { readonly terms: BuyingTerms; readonly quantity: Quantity }

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
 * What the drafts should hold of an item at one place. Lines that a person set stay as they are and serve the needs
 * first, in their order; what they leave is bought from the preferred supplier: at least its minimum, in whole packs,
 * what rounding added said apart. When a person set the preferred supplier's own line, needs beyond it stay unbought.
 */
export function composeLines(lack: Lack, byHand: readonly LineByHand[]): ComposedLine[] {
  const { item, location, terms } = lack
  let needs: Needs = lack
  const lines = byHand.map((line): ComposedLine => {
    const [demands, left] = serve(needs, line.quantity, 'free')
    needs = left
    return { item, location, ...line, demands }
  })
  const needed = sumOf(needs.orders, (o) => o.quantity) + needs.reorder
  if (!terms || needed === 0 || byHand.some((l) => l.terms.supplier === terms.supplier)) return lines
  const quantity = packsOf(Math.max(needed, terms.moq), terms.packSize)
  const [demands] = serve(needs, quantity, 'rounding')
  return [...lines, { item, location, terms, quantity, demands }]
}

// What a line of a draft can hold. Nobody orders so much: a nonsense order must not keep the others from being bought.
const MOST_UNITS = 1_000_000_000

function packsOf(quantity: Quantity, packSize: Quantity): Quantity {
  return Math.min(roundUpToPacks(quantity, packSize), Math.floor(MOST_UNITS / packSize) * packSize)
}

// Gives bought units to the needs, those first in turn first; says what is left of either.
function serve(needs: Needs, quantity: Quantity, rest: 'rounding' | 'free'): [Demand[], Needs] {
  let left = quantity
  const take = (wanted: Quantity) => {
    const taken = takeUpTo(wanted, left)
    left -= taken
    return taken
  }
  const orders = needs.orders.map((o) => ({ ...o, taken: take(o.quantity) }))
  const reorder = take(needs.reorder)
  const demands: Demand[] = [
    ...orders.map((o): Demand => ({ need: 'order', line: o.line, quantity: o.taken })),
    { need: 'reorder', quantity: reorder },
    { need: rest, quantity: left },
  ]
  const unserved = {
    orders: orders.map((o) => ({ line: o.line, quantity: o.quantity - o.taken })),
    reorder: needs.reorder - reorder,
  }
  return [demands.filter((d) => d.quantity > 0), unserved]
}
