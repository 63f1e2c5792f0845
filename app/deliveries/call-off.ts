import type { Day } from '../core/day.ts'
import { laterOf } from '../core/day.ts'
import type { Gid } from '../core/gid.ts'
import type { Quantity } from '../core/quantity.ts'
import { sumOf, takeUpTo } from '../core/quantity.ts'
import type { Dated } from '../stock/expected-date.ts'
import type { Shippable, ShippableLine } from './shippable.ts'
import { shippable } from './shippable.ts'

type LineId = Gid<'LineItem'>

/** Units that a customer called and that are not delivered yet, and the day on which he wishes them; null: now. */
export type OpenCall = {
  readonly id: string
  readonly wishedOn: Day | null
  readonly calledAt: string
  readonly lines: readonly { readonly line: LineId; readonly quantity: Quantity }[]
}

// A call counts not as one of the shipments that the customer accepts: he asked for it.
const AS_CALLED = { accepts: 'parts', maxShipments: null, shipped: 0 } as const

/** What may leave now of units that are kept until called: what the next call wants, or nothing until one comes. */
export function calledShippable(
  lines: readonly ShippableLine[],
  calls: readonly OpenCall[],
): Shippable | { readonly kind: 'waits-for-call' } {
  const call = nextCall(lines, calls)
  if (call) return shippable(onlyCalled(lines, call), AS_CALLED)
  return lines.some((l) => l.held.length > 0) ? { kind: 'waits-for-call' } : { kind: 'nothing' }
}

/** The call to serve next, of those of which anything is held: the one wished first, then the one called first. */
export function nextCall(lines: readonly ShippableLine[], calls: readonly OpenCall[]): OpenCall | null {
  const servable = calls.filter((call) => onlyCalled(lines, call).some((l) => l.held.length > 0))
  return inTurn(servable)[0] ?? null
}

function inTurn(calls: readonly OpenCall[]): OpenCall[] {
  const key = (call: OpenCall) => `${call.wishedOn ?? ''} ${call.calledAt} ${call.id}`
  return [...calls].sort((a, b) => (key(a) < key(b) ? -1 : 1))
}

function onlyCalled(lines: readonly ShippableLine[], call: OpenCall): ShippableLine[] {
  return lines.map((line) => {
    let left = unitsOf(call, line.line)
    const held = line.held.flatMap((h) => {
      const quantity = takeUpTo(left, h.quantity)
      left -= quantity
      return quantity > 0 ? [{ ...h, quantity }] : []
    })
    return { ...line, held, missing: 0 }
  })
}

function unitsOf(call: OpenCall, line: LineId): Quantity {
  return sumOf(
    call.lines.filter((l) => l.line === line),
    (l) => l.quantity,
  )
}

/** How many of the units that are held for a line may still be called. */
export function callable(line: LineId, held: Quantity, calls: readonly OpenCall[]): Quantity {
  return Math.max(0, held - sumOf(calls, (call) => unitsOf(call, line)))
}

/**
 * When units that are kept until called go out: called ones on the day that was wished, never before `earliest`; of
 * the others nobody can say.
 */
export function calledDays(
  { line, held, open }: { readonly line: LineId; readonly held: Quantity; readonly open: Quantity },
  calls: readonly OpenCall[],
  earliest: Day,
): Dated[] {
  let left = held
  const called = inTurn(calls).flatMap((call): Dated[] => {
    const quantity = takeUpTo(unitsOf(call, line), left)
    left -= quantity
    return quantity > 0 ? [{ quantity, on: laterOf(call.wishedOn ?? earliest, earliest) }] : []
  })
  const rest = open - sumOf(called, (d) => d.quantity)
  return rest > 0 ? [...called, { quantity: rest, on: null }] : called
}
