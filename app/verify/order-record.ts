import { sumOf } from '../core/quantity.ts'
import { lineUnits, type LineUnits } from '../orders/line-units.ts'
import type { OrderLine, OrderSnapshot } from '../orders/order.ts'
import type { Found, Offender, RuleCheck } from './check.ts'

/** What is stored of an order, as far as its snapshot and our deliveries say what it must be. */
export type OrderRecord = {
  readonly name: string
  readonly snapshot: OrderSnapshot
  readonly lines: readonly (LineUnits & { readonly id: string })[]
  readonly shipments: readonly StoredShipment[]
}

type StoredShipment = {
  readonly id: string
  readonly told: string
  readonly fulfillment: string | null
  /** Units by order line. */
  readonly lines: Readonly<Record<string, number>>
}

export const UNITS: RuleCheck = {
  id: 'I9',
  name: 'the units of a line are those of its snapshot and of what we delivered since',
}
export const LINES: RuleCheck = { id: 'I11', name: 'an order has the lines of its snapshot, and no others' }

/** Judges one order by the rules that made it. */
export function wrongInOrder(order: OrderRecord): Found[] {
  return [...found(LINES, strayLines(order)), ...found(UNITS, otherUnits(order))]
}

function found(check: RuleCheck, rows: readonly Offender[]): Found[] {
  return rows.map((row) => ({ check, row }))
}

function strayLines({ name, snapshot, lines }: OrderRecord): Offender[] {
  const told = new Set<string>(snapshot.lines.map((l) => l.id))
  const held = new Set(lines.map((l) => l.id))
  return [
    ...[...told].filter((id) => !held.has(id)).map((line) => ({ name, line, what: 'has no line' })),
    ...[...held]
      .filter((id) => !told.has(id))
      .map((line) => ({ name, line, what: 'is not in the snapshot' })),
  ]
}

function otherUnits(order: OrderRecord): Offender[] {
  const held = new Map(order.lines.map((l) => [l.id, l]))
  return order.snapshot.lines.flatMap((line) => {
    const is = held.get(line.id)
    if (!is) return []
    const should = lineUnits(order.snapshot, line, unconfirmedOf(order, line))
    const wrong = (Object.keys(should) as (keyof LineUnits)[]).filter((units) => is[units] !== should[units])
    const units = wrong.map((unit) => [unit, { is: is[unit], should: should[unit] }])
    return wrong.length > 0 ? [{ name: order.name, line: line.id, ...Object.fromEntries(units) }] : []
  })
}

// Units of our delivery notes that Shopify has not told yet.
function unconfirmedOf({ shipments }: OrderRecord, line: OrderLine): number {
  const open = shipments.filter((s) => s.told === 'unconfirmed')
  return sumOf(open, (s) => s.lines[line.id] ?? 0)
}
