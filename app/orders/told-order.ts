import type { Gid } from '../core/gid.ts'
import type { Currency } from '../core/money.ts'
import type { Rate } from '../core/rate.ts'
import type { Address, Buyer, Fulfillment, OrderCharge, OrderLine, OrderSnapshot, TaxLine } from './order.ts'
import { minorOf, type Amount } from './parse-order-fields.ts'

/**
 * An order as a webhook body or GraphQL told it, under Carnet's names, with the amounts still as they were written.
 * Both parsers come through here, so that they cannot disagree on what an order costs.
 */
export type ToldOrder = Omit<OrderSnapshot, ToldOtherwise> & {
  readonly total: Amount
  readonly currentTotal: Amount
  readonly totalTax: Amount
  readonly tip: Amount
  readonly fees: Amount
  readonly duties: Amount
  readonly dutiesIncluded: boolean
  readonly customerName: string | null
  readonly buyer: Buyer
  readonly lines: readonly ToldLine[]
  readonly shipping: readonly ToldShipping[]
  readonly fulfillments: readonly ToldFulfillment[]
}
type ToldOtherwise =
  'total' | 'currentTotal' | 'totalTax' | 'buyerName' | 'lines' | 'charges' | 'fulfillments'

export type ToldLine = Omit<OrderLine, 'unitPrice' | 'charged' | 'taxes' | 'tip'> & {
  readonly tip: boolean
  readonly unitPrice: Amount
  readonly discounts: readonly Amount[]
  readonly taxes: readonly ToldTax[]
  readonly duties: readonly {
    readonly id: string
    readonly amount: Amount
    readonly taxes: readonly ToldTax[]
  }[]
}
export type ToldTax = { readonly title: string | null; readonly rate: Rate; readonly amount: Amount }
export type ToldShipping = {
  readonly id: string | null
  readonly title: string | null
  readonly removed: boolean
  readonly price: Amount
  readonly discounted: Amount
  readonly discounts: readonly Amount[]
  readonly taxes: readonly ToldTax[]
}
/** `lines` is null when nobody told them: that only matters when goods have left. */
export type ToldFulfillment = Omit<Fulfillment, 'lines'> & { readonly lines: Fulfillment['lines'] | null }

export type SnapshotOrMissing =
  | { readonly kind: 'snapshot'; readonly snapshot: OrderSnapshot }
  | { readonly kind: 'missing'; readonly missing: readonly string[] }

/** The snapshot of a told order; what is missing when an amount, a line's identity or a shipped unit is unclear. */
export function snapshotOf(told: ToldOrder): SnapshotOrMissing {
  const { tip, fees, duties, dutiesIncluded, customerName, shipping, ...same } = told
  const read = amountReader(told.currency)
  const lines = told.lines.map((line) => orderLine(line, read))
  const snapshot: OrderSnapshot = {
    ...same,
    total: read.must(told.total, 'total_price'),
    currentTotal: read.may(told.currentTotal),
    totalTax: read.must(told.totalTax, 'total_tax'),
    buyerName: nameOf(told.billTo) ?? customerName ?? nameOf(told.shipTo),
    lines,
    charges: chargesOf(told, read),
    fulfillments: told.fulfillments.map((f) => ({ ...f, lines: f.lines ?? [] })).sort(byAge),
    refunds: [...told.refunds].sort(byAge),
  }
  const missing = [...read.missing, ...unclear(told, snapshot)]
  return missing.length > 0
    ? { kind: 'missing', missing: [...new Set(missing)] }
    : { kind: 'snapshot', snapshot }
}

// A thousand times the largest amount that `decimal` reads: sums of 500 such lines still fit 64 bits.
const TOO_MUCH = 10n ** 15n

type AmountReader = {
  readonly must: (amount: Amount, field: string) => bigint
  readonly may: (amount: Amount) => bigint | null
  readonly fits: (minor: bigint, field: string) => bigint
  readonly missing: readonly string[]
}

function amountReader(currency: Currency): AmountReader {
  const missing: string[] = []
  const fits = (minor: bigint, field: string) => {
    if (minor > TOO_MUCH || minor < -TOO_MUCH) missing.push(field)
    return minor
  }
  const must = (amount: Amount, field: string) => {
    const minor = minorOf(amount, currency)
    if (minor === null) missing.push(field)
    return fits(minor ?? 0n, field)
  }
  return { must, may: (amount) => minorOf(amount, currency), fits, missing }
}

function orderLine(line: ToldLine, read: AmountReader): OrderLine {
  const { discounts, duties, ...same } = line
  const unitPrice = read.must(line.unitPrice, 'line_items.price')
  const charged =
    unitPrice * BigInt(line.quantity) - sumOfAmounts(discounts, read, 'line_items.discount_allocations')
  return {
    ...same,
    unitPrice,
    charged: read.fits(charged, 'line_items.price'),
    taxes: taxesOf(line.taxes, read, 'line_items.tax_lines'),
  }
}

function taxesOf(taxes: readonly ToldTax[], read: AmountReader, field: string): TaxLine[] {
  return taxes.map(({ title, rate, amount }) => ({
    title: title ?? '',
    rate,
    amount: read.must(amount, field),
  }))
}

function sumOfAmounts(amounts: readonly Amount[], read: AmountReader, field: string): bigint {
  return amounts.reduce((sum, amount) => sum + read.must(amount, field), 0n)
}

// A removed shipping line is owed by nobody. A tip is a line in most orders; in the others it is a charge of its own.
function chargesOf(told: ToldOrder, read: AmountReader): OrderCharge[] {
  const shipping = told.shipping.map((line, index) => ({ line, index })).filter(({ line }) => !line.removed)
  const tip = told.lines.some((line) => line.tip) ? [] : whole('tip', 'fee', 'Tip', told.tip, read)
  return [
    ...shipping.map(({ line, index }) => shippingCharge(line, index, read)),
    ...dutiesOf(told, read),
    ...whole('fees', 'fee', 'Fees', told.fees, read),
    ...tip,
  ]
}

// Shopify's discounted price left out discounts on the whole order until 2024: the lower of the two ways counts.
function shippingCharge(line: ToldShipping, index: number, read: AmountReader): OrderCharge {
  const price = read.may(line.price)
  const discounted = read.may(line.discounted)
  const discounts = sumOfAmounts(line.discounts, read, 'shipping_lines.discount_allocations')
  const ways = [discounted, price === null ? null : price - discounts].filter((way) => way !== null)
  if (ways.length === 0) read.must({ plain: null, shop: null }, 'shipping_lines.price')
  const charged = ways.reduce((least, way) => (way < least ? way : least), ways[0] ?? 0n)
  const taxes = taxesOf(line.taxes, read, 'shipping_lines.tax_lines')
  return { id: line.id ?? `shipping:${index}`, kind: 'shipping', title: line.title ?? '', charged, taxes }
}

function dutiesOf(told: ToldOrder, read: AmountReader): OrderCharge[] {
  if (told.dutiesIncluded) return []
  const perLine = told.lines.flatMap((line) => line.duties.map((duty) => ({ ...duty, title: line.title })))
  if (perLine.length === 0) return whole('duties', 'duty', 'Duties', told.duties, read)
  return perLine.map(({ id, title, amount, taxes }) => ({
    id,
    kind: 'duty',
    title,
    charged: read.must(amount, 'line_items.duties'),
    taxes: taxesOf(taxes, read, 'line_items.duties.tax_lines'),
  }))
}

/** A charge that is told only as a total of the order: there when it is not zero. */
function whole(
  id: string,
  kind: OrderCharge['kind'],
  title: string,
  amount: Amount,
  read: AmountReader,
): OrderCharge[] {
  const charged = read.may(amount) ?? 0n
  return charged === 0n ? [] : [{ id, kind, title, charged, taxes: [] }]
}

/** What would leave the units or the identity of a part unclear. */
function unclear(told: ToldOrder, snapshot: OrderSnapshot): string[] {
  const shipped = told.fulfillments.filter((f) => f.status === 'success')
  return [
    ...(shipped.some((f) => f.lines === null) ? ['fulfillments.line_items'] : []),
    ...(isUnique(snapshot.lines) ? [] : ['line_items.id']),
    ...(isUnique(snapshot.charges) ? [] : ['shipping_lines.id']),
    ...(isUnique(snapshot.fulfillments) ? [] : ['fulfillments.id']),
    ...(isUnique(snapshot.refunds) ? [] : ['refunds.id']),
  ]
}

function isUnique(parts: readonly { readonly id: string }[]): boolean {
  return new Set(parts.map((part) => part.id)).size === parts.length
}

function nameOf(address: Address | null): string | null {
  return address?.company ?? address?.name ?? null
}

// Webhook bodies and GraphQL list these in different orders.
function byAge(
  a: { readonly id: Gid; readonly createdAt: string },
  b: { readonly id: Gid; readonly createdAt: string },
): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** Whether a line is the customer's tip: told so, or recognised by its name and by having no goods behind it. */
export function isTip(line: {
  readonly told: boolean
  readonly title: string
  readonly variant: unknown
  readonly product: unknown
  readonly requiresShipping: boolean
}): boolean {
  return line.told || (line.title === 'Tip' && !line.variant && !line.product && !line.requiresShipping)
}

/** First and last name as one. */
export function fullName(first: string | null, last: string | null): string | null {
  return [first, last].filter((part) => part !== null).join(' ') || null
}
