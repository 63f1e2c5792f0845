import { assertNever } from '../core/assert-never.ts'
import type { Day } from '../core/day.ts'
import type { Quantity } from '../core/quantity.ts'
import { sumOf, takeUpTo } from '../core/quantity.ts'

export type PurchaseOrderState =
  | 'draft'
  | 'sent'
  | 'partly-confirmed'
  | 'confirmed'
  | 'partly-received'
  | 'received'
  | 'closed-short'
  | 'cancelled'

/** Units of one line: ordered, what will not come, what came (surplus not counted). */
export type LineProgress = {
  readonly quantity: Quantity
  readonly short: Quantity
  readonly received: Quantity
  readonly acknowledged: readonly { readonly quantity: Quantity; readonly on: Day }[]
  readonly expectedOn: Day | null
}

/** Units still to come. */
export function toCome(line: LineProgress): Quantity {
  return line.quantity - line.short - line.received
}

/**
 * The days on which the units still to come arrive, earliest first: the supplier's answer where he gave one (received
 * units are the earliest of it), the reckoned day for what he has not answered.
 */
export function schedule(line: LineProgress): { quantity: Quantity; on: Day | null }[] {
  let gone = line.received
  const dates: { quantity: Quantity; on: Day | null }[] = []
  for (const part of [...line.acknowledged].sort((a, b) => (a.on < b.on ? -1 : 1))) {
    const came = takeUpTo(gone, part.quantity)
    gone -= came
    if (part.quantity > came) dates.push({ quantity: part.quantity - came, on: part.on })
  }
  const answered = sumOf(dates, (d) => d.quantity)
  const rest = toCome(line) - answered
  if (rest > 0) dates.push({ quantity: rest, on: line.expectedOn })
  return clip(dates, toCome(line))
}

function clip(
  dates: { quantity: Quantity; on: Day | null }[],
  total: Quantity,
): { quantity: Quantity; on: Day | null }[] {
  let left = total
  return dates.flatMap(({ quantity, on }) => {
    const kept = takeUpTo(left, quantity)
    left -= kept
    return kept > 0 ? [{ quantity: kept, on }] : []
  })
}

/** Whether units of the order may still be claimed and received. */
export function isOpen(state: PurchaseOrderState): boolean {
  switch (state) {
    case 'sent':
    case 'partly-confirmed':
    case 'confirmed':
    case 'partly-received':
      return true
    case 'draft':
    case 'received':
    case 'closed-short':
    case 'cancelled':
      return false
    default:
      return assertNever(state)
  }
}

/** The state that the lines of a sent order speak of; what was closed by a person stays closed. */
export function stateOf(state: PurchaseOrderState, lines: readonly LineProgress[]): PurchaseOrderState {
  if (!isOpen(state)) return state
  if (lines.every((l) => toCome(l) === 0)) return lines.some((l) => l.short > 0) ? 'closed-short' : 'received'
  if (lines.some((l) => l.received > 0)) return 'partly-received'
  const answered = lines.map((l) => sumOf(l.acknowledged, (a) => a.quantity) >= l.quantity - l.short)
  if (answered.every(Boolean)) return 'confirmed'
  return lines.some((l) => l.acknowledged.length > 0) ? 'partly-confirmed' : 'sent'
}
