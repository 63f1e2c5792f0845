import { canonicalJson } from '../core/canonical-json.ts'
import { toDecimal } from '../core/money.ts'
import type { Address, Buyer, OrderSnapshot, PaymentTerms, TaxLine } from './order.ts'

/**
 * One field of an order that two snapshots say differently. `part` is the id of the line, charge, fulfillment or refund
 * it is about and `label` how people call it; both are "" for the order itself. Null is what a side does not have.
 */
export type OrderDifference = {
  readonly field: string
  readonly part: string
  readonly label: string
  readonly ours: string | null
  readonly theirs: string | null
}

type Fact = Pick<OrderDifference, 'field' | 'part' | 'label'> & { readonly value: unknown }
type Show = (value: unknown) => string

/**
 * What our snapshot and Shopify's say differently, field by field; money as decimal text. Empty exactly when both say
 * the same: only when they were changed may differ. An order that one side does not have is one difference.
 */
export function compareOrders(ours: OrderSnapshot | null, theirs: OrderSnapshot | null): OrderDifference[] {
  if (!ours || !theirs) {
    if (ours === theirs) return []
    return [{ field: 'order', part: '', label: '', ours: nameOf(ours), theirs: nameOf(theirs) }]
  }
  const [mine, other] = [factsOf(ours), factsOf(theirs)]
  return [...new Set([...mine.keys(), ...other.keys()])].flatMap(
    (key) => differenceOf(mine.get(key), other.get(key), ours, theirs) ?? [],
  )
}

function nameOf(order: OrderSnapshot | null): string | null {
  return order && order.name
}

function differenceOf(
  mine: Fact | undefined,
  other: Fact | undefined,
  ours: OrderSnapshot,
  theirs: OrderSnapshot,
): OrderDifference | null {
  const [exactlyOurs, exactlyTheirs] = [canonicalJson(mine?.value), canonicalJson(other?.value)]
  if (exactlyOurs === exactlyTheirs) return null
  const { field, part, label } = (mine ?? other)!
  const shown = [shownBy(ours, field)(mine?.value), shownBy(theirs, field)(other?.value)] as const
  // What people would read the same differs in something smaller: then it is told in full.
  const [a, b] = shown[0] === shown[1] ? [exactlyOurs, exactlyTheirs] : shown
  return { field, part, label, ours: a || null, theirs: b || null }
}

// A line is its fields; a charge, fulfillment or refund is one thing.
function factsOf(order: OrderSnapshot): Map<string, Fact> {
  const { lines, charges, fulfillments, refunds, id: _id, updatedAt: _updatedAt, ...own } = order
  const facts: Fact[] = [
    ...Object.entries(own).map(([name, value]) => ({ field: inWords(name), part: '', label: '', value })),
    ...lines.flatMap(({ id, ...fields }) => {
      const of = { part: id, label: fields.sku ?? fields.title }
      return Object.entries(fields).map(([name, value]) => ({
        field: `line-${inWords(name)}`,
        ...of,
        value,
      }))
    }),
    ...charges.map((c) => ({ field: 'charge', part: c.id, label: c.title, value: c })),
    ...fulfillments.map((f) => ({ field: 'fulfillment', part: f.id, label: '', value: f })),
    ...refunds.map((r) => ({ field: 'refund', part: r.id, label: '', value: r })),
  ]
  return new Map(facts.map((fact) => [`${fact.field} ${fact.part}`, fact]))
}

function inWords(name: string): string {
  return name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)
}

// How people read a field of the order, which knows its currency and its lines.
function shownBy(order: OrderSnapshot, field: string): Show {
  const show: Record<string, Show> = {
    buyer: (buyer) => buyerText(buyer as Buyer),
    'bill-to': (address) => addressText(address as Address),
    'ship-to': (address) => addressText(address as Address),
    terms: (terms) => termsText(terms as PaymentTerms),
    'line-taxes': (taxes) => (taxes as TaxLine[]).map((t) => `${t.title} ${amount(order, t)}`).join(', '),
    charge: (charge) => toDecimal((charge as OrderSnapshot['charges'][number]).charged, order.currency),
    fulfillment: (one) => movedText(order, one as OrderSnapshot['fulfillments'][number]),
    refund: (one) => movedText(order, one as OrderSnapshot['refunds'][number]),
  }
  return (value) => {
    if (value === undefined || value === null) return ''
    if (typeof value === 'bigint') return toDecimal(value, order.currency)
    return show[field]?.(value) ?? (typeof value === 'string' ? value : canonicalJson(value))
  }
}

function amount(order: OrderSnapshot, tax: TaxLine): string {
  return toDecimal(tax.amount, order.currency)
}

function buyerText(buyer: Buyer): string {
  switch (buyer.kind) {
    case 'company':
      return buyer.company
    case 'customer':
      return buyer.customer
    case 'guest':
      return 'guest'
  }
}

function addressText({ name, company, address1, address2, zip, city, countryCode }: Address): string {
  return [name, company, address1, address2, [zip, city].filter(Boolean).join(' '), countryCode]
    .filter(Boolean)
    .join(', ')
}

function termsText({ name, dueAt }: PaymentTerms): string {
  return [name, dueAt].filter(Boolean).join(', ')
}

type Moved = { status?: string; lines: readonly { line: string; quantity: number }[] }

function movedText(order: OrderSnapshot, { status, lines }: Moved): string {
  const units = lines.map(({ line, quantity }) => {
    const of = order.lines.find((l) => l.id === line)
    return `${quantity} × ${of?.sku ?? of?.title ?? line}`
  })
  return [status, units.join(', ')].filter(Boolean).join(': ')
}
