import { addFractions, roundHalfUp } from '../core/money.ts'
import { sumOf } from '../core/quantity.ts'
import { lineUnits, shippedIn, type LineUnits } from '../orders/line-units.ts'
import type { Fulfillment, OrderLine, OrderSnapshot } from '../orders/order.ts'
import type { Found, Offender, RuleCheck } from './check.ts'

/** What is stored of an order, as far as its snapshot and our deliveries say what it must be. */
export type OrderRecord = {
  readonly name: string
  readonly snapshot: OrderSnapshot
  readonly lines: readonly (LineUnits & { readonly id: string })[]
  readonly shipments: readonly StoredShipment[]
  /** Units on its invoices, by order line or `charge:ID`. */
  readonly invoiced: Readonly<Record<string, number>>
  /** The tax of its invoices, in minor units as digits in text; null without one. */
  readonly tax: string | null
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
export const DELIVERED: RuleCheck = {
  id: 'I16',
  name: 'no more of a line was invoiced than was delivered, undone deliveries counted',
}
// Shopify may spread a discount anew when an order is edited, after a part of it was invoiced.
export const TAX: RuleCheck = {
  id: 'I16',
  name: "the tax that an order was invoiced is Shopify's for what was invoiced",
  warns: true,
}
export const TOLD: RuleCheck = {
  id: 'I25',
  name: 'a delivery is confirmed when its order tells its fulfillment, and only then',
}
export const LINES: RuleCheck = { id: 'I11', name: 'an order has the lines of its snapshot, and no others' }

/** Judges one order by the rules that made it. */
export function wrongInOrder(order: OrderRecord): Found[] {
  return [
    ...found(LINES, strayLines(order)),
    ...found(UNITS, otherUnits(order)),
    ...found(DELIVERED, invoicedTooMuch(order)),
    ...found(TAX, otherTax(order)),
    ...found(TOLD, toldOtherwise(order)),
  ]
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
    const should = lineUnits(order.snapshot, line, shippedBy(order, line.id, isUnconfirmed))
    const wrong = (Object.keys(should) as (keyof LineUnits)[]).filter((units) => is[units] !== should[units])
    const units = wrong.map((unit) => [unit, { is: is[unit], should: should[unit] }])
    return wrong.length > 0 ? [{ name: order.name, line: line.id, ...Object.fromEntries(units) }] : []
  })
}

// An invoice is not taken back when its delivery is: what ever left may have been invoiced.
function invoicedTooMuch(order: OrderRecord): Offender[] {
  return order.snapshot.lines.flatMap(({ id: line }) => {
    const invoiced = order.invoiced[line] ?? 0
    const delivered = everDelivered(order, line)
    return invoiced > delivered ? [{ name: order.name, line, invoiced, delivered }] : []
  })
}

function everDelivered(order: OrderRecord, line: OrderLine['id']): number {
  const { snapshot, shipments } = order
  const ours = new Set(shipments.map((s) => s.fulfillment))
  const undoneThere = snapshot.fulfillments.filter((f) => f.status === 'cancelled' && !ours.has(f.id))
  const undone = sumOf(undoneThere, (f) => unitsOf(f, line)) + shippedBy(order, line, isUndone)
  return shippedIn(snapshot, line) + shippedBy(order, line, isUnconfirmed) + undone
}

// Each invoice rounds each rate: as many cents as there are taxes is rounding, more is not.
function otherTax({ name, snapshot, invoiced, tax }: OrderRecord): Offender[] {
  if (tax === null) return []
  const charges = snapshot.charges.map((c) => ({ id: `charge:${c.id}`, quantity: 1, taxes: c.taxes }))
  const shares = [...snapshot.lines, ...charges].flatMap(({ id, quantity, taxes }) =>
    taxes.map((t) => ({
      numerator: t.amount * BigInt(invoiced[id] ?? 0),
      denominator: BigInt(Math.max(1, quantity)),
    })),
  )
  const should = roundHalfUp(addFractions(shares))
  const off = BigInt(tax) - should
  const isRounding = (off < 0n ? -off : off) <= BigInt(shares.length)
  return isRounding ? [] : [{ name, tax, should: should.toString() }]
}

function toldOtherwise({ name, snapshot, shipments }: OrderRecord): Offender[] {
  const there = new Map<string, Fulfillment['status']>(snapshot.fulfillments.map((f) => [f.id, f.status]))
  return shipments.flatMap(({ id, told, fulfillment }) => {
    const status = (fulfillment && there.get(fulfillment)) || null
    const confirmed = status === 'success'
    return confirmed === (told === 'confirmed') ? [] : [{ name, shipment: id, told, fulfillment, status }]
  })
}

function unitsOf({ lines }: Fulfillment, line: OrderLine['id']): number {
  return sumOf(
    lines.filter((l) => l.line === line),
    (l) => l.quantity,
  )
}

function shippedBy(
  { shipments }: OrderRecord,
  line: OrderLine['id'],
  which: (shipment: StoredShipment) => boolean,
): number {
  return sumOf(shipments.filter(which), (s) => s.lines[line] ?? 0)
}

/** Of a delivery note that Shopify has not told yet. */
function isUnconfirmed({ told }: StoredShipment): boolean {
  return told === 'unconfirmed'
}

function isUndone({ told }: StoredShipment): boolean {
  return told !== 'unconfirmed' && told !== 'confirmed'
}
