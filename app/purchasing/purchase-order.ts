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

/**
 * Units of one line: ordered, what will not come, what came (surplus not counted). `acknowledged` is the supplier's
 * answer for units still to come, earliest first.
 */
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

/** A line's answer as it is kept: earliest first. */
export function acknowledge(line: LineProgress, answer: LineProgress['acknowledged']): LineProgress {
  return { ...line, acknowledged: [...answer].sort((a, b) => (a.on < b.on ? -1 : 1)) }
}

/** Units of a line that came: what was answered first came first, so that a later answer speaks of the rest. */
export function receiveUnits(line: LineProgress, quantity: Quantity): LineProgress {
  let came = quantity
  const acknowledged = line.acknowledged.flatMap((part) => {
    const taken = takeUpTo(came, part.quantity)
    came -= taken
    return part.quantity > taken ? [{ ...part, quantity: part.quantity - taken }] : []
  })
  return { ...line, received: line.received + quantity, acknowledged }
}

/**
 * The days on which the units still to come arrive: the supplier's answer where he gave one, the reckoned day for what
 * he has not answered.
 */
export function schedule(line: LineProgress): { quantity: Quantity; on: Day | null }[] {
  const rest = toCome(line) - sumOf(line.acknowledged, (a) => a.quantity)
  const unanswered = rest > 0 ? [{ quantity: rest, on: line.expectedOn }] : []
  return clip([...line.acknowledged, ...unanswered], toCome(line))
}

function clip(
  dates: readonly { quantity: Quantity; on: Day | null }[],
  total: Quantity,
): { quantity: Quantity; on: Day | null }[] {
  let left = total
  return dates.flatMap(({ quantity, on }) => {
    const kept = takeUpTo(left, quantity)
    left -= kept
    return kept > 0 ? [{ quantity: kept, on }] : []
  })
}

/**
 * Units of a line that came beyond what was ordered and were kept, and of these the ones to be paid for; what was
 * refused went back.
 */
export function keptBeyond(came: readonly { readonly surplus: Quantity; readonly surplusIs: string }[]): {
  readonly beyond: Quantity
  readonly priced: Quantity
} {
  const kept = (kind: string) =>
    sumOf(
      came.filter((one) => one.surplusIs === kind),
      (one) => one.surplus,
    )
  const priced = kept('kept-priced')
  return { beyond: priced + kept('kept-free'), priced }
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
