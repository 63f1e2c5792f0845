import { canonicalJson } from '../core/canonical-json.ts'
import { stateOf, toCome, type LineProgress, type PurchaseOrderState } from '../purchasing/purchase-order.ts'
import type { RuleCheck } from './check.ts'
import { linesOf, textOf } from './document-record.ts'

/** What is stored of a purchase order that was sent. */
export type PurchaseRecord = {
  readonly state: PurchaseOrderState
  readonly currency: string
  /** In the order in which they are printed; costs are digits in text. */
  readonly lines: readonly (Omit<LineProgress, 'expectedOn'> & {
    readonly reference: string | null
    readonly sku: string | null
    readonly title: string
    readonly packSize: number
    readonly unitCost: string
  })[]
  /** The frozen text of its newest revision; null when there is none. */
  readonly body: string | null
}

export const STATE: RuleCheck = { id: 'I23', name: 'the state of a purchase order is that of its lines' }
export const SENT: RuleCheck = {
  id: 'I23',
  name: 'what was ordered is what the sent purchase order prints',
}

/** Judges a sent purchase order by the rules that made it. */
export function wrongInPurchase(order: PurchaseRecord): RuleCheck[] {
  const text = order.body === null ? null : textOf(order.body)
  return [...(isStateOf(order) ? [] : [STATE]), ...(text && !isPrinted(order, text) ? [SENT] : [])]
}

// Whatever was answered, received or given up since it was sent leads to one state; only a person cancels.
function isStateOf({ state, lines }: PurchaseRecord): boolean {
  if (state === 'cancelled') return lines.every((l) => toCome(dated(l)) === 0 && l.received === 0)
  return stateOf('sent', lines.map(dated)) === state
}

function dated(line: Omit<LineProgress, 'expectedOn'>): LineProgress {
  return { ...line, expectedOn: null }
}

function isPrinted({ currency, lines }: PurchaseRecord, text: Readonly<Record<string, unknown>>): boolean {
  const ordered = lines
    .filter((l) => l.quantity > 0)
    .map((l) => [l.reference, l.sku, l.title, l.quantity, l.packSize, l.unitCost])
  const printed = linesOf(text).map((l) => [
    l.supplierReference,
    l.sku,
    l.title,
    l.quantity,
    l.packSize,
    l.unitCost,
  ])
  return canonicalJson([currency, ordered]) === canonicalJson([text.currency, printed])
}
