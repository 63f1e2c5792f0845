import type { Fraction } from '../core/money.ts'
import { addFractions, roundHalfUp } from '../core/money.ts'
import type { Quantity } from '../core/quantity.ts'
import type { Rate } from '../core/rate.ts'
import type { InvoiceLine, TaxTotal } from './document.ts'
import type { Gid } from '../core/gid.ts'

/** One thing Shopify charged: a line or a charge such as shipping, and how much of it was delivered in all. */
export type Charged = {
  readonly line: Gid<'LineItem'> | null
  readonly charge: string | null
  readonly sku: string | null
  readonly title: string
  /** Units charged; 1 for a charge. */
  readonly quantity: Quantity
  /** Units delivered up to now, of which `elsewhere` were invoiced before Carnet, and `invoiced` on earlier invoices. */
  readonly delivered: Quantity
  readonly elsewhere: Quantity
  readonly invoiced: Quantity
  /** What was charged for all units, before or after tax as `taxesIncluded` says. */
  readonly amount: bigint
  readonly taxes: readonly { readonly rate: Rate; readonly amount: bigint }[]
}

/** What earlier invoices of the same order took. */
export type InvoicedSoFar = {
  readonly nets: ReadonlyMap<string, bigint>
  readonly taxes: ReadonlyMap<Rate, bigint>
}

export type Amounts = {
  readonly lines: readonly InvoiceLine[]
  readonly taxes: readonly TaxTotal[]
  readonly net: bigint
  readonly tax: bigint
  readonly total: bigint
}

/** The key under which a charged thing's net is remembered. */
export function chargedKey(charged: {
  readonly line: string | null
  readonly charge: string | null
}): string {
  return charged.line ?? `charge:${charged.charge}`
}

/**
 * The amounts of an invoice for what was delivered and not yet invoiced. Everything is cumulative and in exact
 * fractions, so that the last invoice closes to the cent: a line's net = round half up (its net charge × delivered ÷
 * charged quantity) less what was invoiced of it; the tax of a rate = round half up of the sum over all lines of
 * Shopify's tax × delivered ÷ charged quantity, less what was invoiced at that rate. No tax is ever recomputed.
 * What was invoiced before Carnet counts with the amounts that the same rule gives it. A delivery that was undone after
 * its invoice stays counted: it needs a credit note, and makes no other invoice smaller.
 */
export function invoiceAmounts(
  charges: readonly Charged[],
  taxesIncluded: boolean,
  soFar: InvoicedSoFar,
): Amounts {
  const lines = charges.flatMap((c) => lineOf(c, taxesIncluded, soFar))
  const taxes = taxesOf(charges, lines, soFar)
  const net = lines.reduce((sum, l) => sum + l.net, 0n)
  const tax = taxes.reduce((sum, t) => sum + t.tax, 0n)
  return { lines, taxes, net, tax, total: net + tax }
}

function lineOf(charged: Charged, taxesIncluded: boolean, soFar: InvoicedSoFar): InvoiceLine[] {
  const quantity = charged.delivered - charged.elsewhere - charged.invoiced
  if (quantity <= 0 || charged.quantity <= 0) return []
  const tax = charged.taxes.reduce((sum, t) => sum + t.amount, 0n)
  const netCharge = taxesIncluded ? charged.amount - tax : charged.amount
  const cumulative = roundHalfUp(share(netCharge, counted(charged), charged))
  const elsewhere = roundHalfUp(share(netCharge, charged.elsewhere, charged))
  const net = cumulative - elsewhere - (soFar.nets.get(chargedKey(charged)) ?? 0n)
  const rate = charged.taxes.reduce((sum, t) => sum + t.rate, 0)
  const { line, charge, sku, title } = charged
  return [{ line, charge, sku, title, quantity, net, rate }]
}

function taxesOf(
  charges: readonly Charged[],
  lines: readonly InvoiceLine[],
  soFar: InvoicedSoFar,
): TaxTotal[] {
  const invoiced = new Set(lines.map(chargedKey))
  const rates = new Set(
    charges.flatMap((c) => (invoiced.has(chargedKey(c)) ? c.taxes.map((t) => t.rate) : [])),
  )
  return [...rates]
    .sort((a, b) => a - b)
    .map((rate) => {
      const cumulative = taxOf(charges, rate, counted)
      const elsewhere = taxOf(charges, rate, (c) => c.elsewhere)
      const tax = cumulative - elsewhere - (soFar.taxes.get(rate) ?? 0n)
      const taxed = charges.filter((c) => c.taxes.some((t) => t.rate === rate)).map(chargedKey)
      const base = lines.filter((l) => taxed.includes(chargedKey(l))).reduce((sum, l) => sum + l.net, 0n)
      return { rate, base, tax }
    })
}

function taxOf(charges: readonly Charged[], rate: Rate, units: (charged: Charged) => Quantity): bigint {
  const shares = charges.flatMap((c) =>
    c.taxes.filter((t) => t.rate === rate && c.quantity > 0).map((t) => share(t.amount, units(c), c)),
  )
  return roundHalfUp(addFractions(shares))
}

function counted({ delivered, elsewhere, invoiced }: Charged): Quantity {
  return Math.max(delivered, elsewhere + invoiced)
}

function share(amount: bigint, units: Quantity, { quantity }: Charged): Fraction {
  return { numerator: amount * BigInt(units), denominator: BigInt(quantity) }
}
