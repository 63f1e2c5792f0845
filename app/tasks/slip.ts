import type { Day } from '../core/day.ts'
import type { Quantity } from '../core/quantity.ts'
import type { Slipped } from '../stock/slipped.ts'

/** Why a line's units go out later than promised, as far as it is known. */
export type SlipCause =
  /** They come with a purchase order: `on` is the day it arrives, or should have arrived. */
  | {
      readonly because: 'purchase-order'
      readonly number: string
      readonly on: Day | null
      readonly overdue: boolean
    }
  /** They were lost and have to be bought anew: the shelf held less, or they were to come and will not. */
  | { readonly because: 'counted' | 'moved' | 'purchase-order-closed' | 'to-buy' }
  /** They lie there and did not leave. */
  | { readonly because: 'not-shipped' }

/** A line of which units slip. `waits`: it could leave, but not without what its order waits for. */
export type SlippedLine = {
  readonly line: string
  readonly title: string
  readonly units: readonly Slipped[]
  readonly causes: readonly SlipCause[]
  readonly waits: boolean
}

/** An order whose customer has to be warned, with the message that would go. */
export type Slip = {
  readonly key: string
  readonly order: string
  readonly name: string
  readonly customer: string
  readonly email: string | null
  readonly lines: readonly SlippedLine[]
  readonly message: { readonly subject: string; readonly text: string }
  /** Stands for the message: what was seen is what is sent. */
  readonly mark: string
  /** Whether any new day is known: else there is nothing to promise. */
  readonly dated: boolean
}

/** Customers to warn for one reason: a purchase order that comes late, or whatever else. */
export type SlipGroup = {
  readonly purchaseOrder: {
    readonly id: string
    readonly number: string
    readonly supplier: string
    readonly on: Day | null
    readonly overdue: boolean
  } | null
  readonly slips: readonly Slip[]
}

/** The purchase order that an order waits for: of several, the one that comes last. */
export function lateWith({ lines }: Pick<Slip, 'lines'>): string | null {
  const late = lines.flatMap(({ causes }) => causes.filter((cause) => cause.because === 'purchase-order'))
  const last = late.sort((a, b) => ((a.on ?? '9999') < (b.on ?? '9999') ? 1 : -1))[0]
  return last?.number ?? null
}

/** Units that slip in all, and by how many days at most. */
export function slipOf(lines: readonly { readonly units: readonly Slipped[] }[]): {
  units: Quantity
  days: number
} {
  const all = lines.flatMap((l) => l.units)
  return {
    units: all.reduce((sum, s) => sum + s.quantity, 0),
    days: Math.max(0, ...all.map((s) => s.days ?? 0)),
  }
}
