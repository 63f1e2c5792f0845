import type { Day } from '../core/day.ts'
import type { Quantity } from '../core/quantity.ts'
import type { Decision } from '../orders/decision.ts'

type Dated = { readonly quantity: Quantity; readonly on: Day | null }

/** An open order that wants an item: where its units are, what was promised, and why. */
export type BoardRow = {
  readonly order: string
  readonly name: string
  /** Its place among all who want the item: the first is 0. */
  readonly place: number
  readonly customer: string
  readonly b2b: boolean
  readonly priority: number
  readonly promised: readonly Dated[]
  readonly expected: readonly Dated[]
  /** Whether units are expected later than they were promised. */
  readonly late: boolean
  readonly reserved: Quantity
  readonly claimed: Quantity
  readonly unsourced: Quantity
  /** Units on a pick list made after the last delivery: nobody takes them. */
  readonly picked: Quantity
  /** By location: units that may be given to another order, and units that it still wants there. */
  readonly places: readonly {
    readonly location: string
    readonly mayGive: Quantity
    readonly wanted: Quantity
  }[]
  /** The newest decision about its units. */
  readonly why: Decision | null
}

/** What lies of an item at a location. */
export type BoardShelf = {
  readonly location: string
  readonly name: string
  readonly onHand: Quantity
  readonly unavailable: Quantity
  readonly reserved: Quantity
  /** Of what nobody holds: kept for nobody, set aside for businesses, and what is left for the next in turn. */
  readonly safetyStock: Quantity
  readonly b2bOnly: Quantity
  readonly free: Quantity
}

/** An order whose dates a change by hand moves: by how many days, null when nobody knows; below zero: it comes earlier. */
export type Shift = {
  readonly order: string
  readonly name: string
  readonly line: string
  readonly title: string
  readonly before: readonly Dated[]
  readonly after: readonly Dated[]
  readonly days: number | null
  /** Whether units come later than promised, and by how many days; null when nobody knows. */
  readonly late: boolean
  readonly lateBy: number | null
  readonly waits:
    | { readonly for: 'shipment-limit'; readonly most: number }
    | { readonly for: 'complete-lines' | 'complete-delivery' }
    | null
}

/** What a person wants to change by hand. */
export type ByHand =
  | { readonly kind: 'turns'; readonly moves: readonly { readonly order: string; readonly to: number }[] }
  | {
      readonly kind: 'gift'
      readonly from: string
      readonly to: string
      readonly location: string
      readonly quantity: Quantity
    }
  /** Takes the last change by hand back, while it is the last: `entry` is its place in the history. */
  | { readonly kind: 'undo'; readonly entry: string }
