// Everything that is computed from an order: units, totals, taxes, statuses.
import { share, sum } from '../state/money.ts'
import type { Order, OrderLine, ShippingLine, TaxLine } from '../state/order.ts'

// ── units ──
export const shippedOf = (order: Order, lineId: string): number =>
  order.fulfillments
    .filter(({ status }) => status === 'SUCCESS')
    .flatMap(({ lines }) => lines)
    .filter((line) => line.lineId === lineId)
    .reduce((total, { quantity }) => total + quantity, 0)

export const fulfillableOf = (order: Order, line: OrderLine) =>
  line.quantity - line.removed - shippedOf(order, line.id)
/** Units of a line in held fulfillment orders: they are unfulfilled, but Shopify does not call them fulfillable. */
export const heldOf = (order: Order, line: OrderLine) =>
  order.fulfillmentOrders
    .filter(({ status }) => status === 'ON_HOLD')
    .flatMap(({ lines }) => lines)
    .filter(({ lineId }) => lineId === line.id)
    .reduce((total, { remaining }) => total + remaining, 0)
export const currentOf = (line: OrderLine) => line.quantity - line.refunded

// ── money of a line ──
export const listTotal = (line: OrderLine) => line.unitPrice * BigInt(line.quantity)
export const discountOf = (line: OrderLine) => sum(line.discounts.map(({ amount }) => amount))
export const lineTotal = (line: OrderLine) => listTotal(line) - discountOf(line)
export const lineTax = (line: OrderLine) => sum(line.taxLines.map(({ price }) => price))
/** What shipping costs after its discounts, and what of that was not refunded. */
export const shippingNet = ({ price, discounts = [] }: ShippingLine) =>
  price - sum(discounts.map(({ amount }) => amount))
export const shippingLeft = (line: ShippingLine) => shippingNet(line) - line.refunded
export const shippingTax = (line: ShippingLine) => sum(line.taxLines.map(({ price }) => price))

/** Tax on an amount at a rate such as "0.055", rounded half up; contained in it or on top of it. */
export function taxOn(net: bigint, rate: string, included: boolean): bigint {
  const [, decimals = ''] = rate.split('.')
  const scale = 10n ** BigInt(decimals.length)
  const numerator = BigInt(rate.replace('.', ''))
  return included ? share(net, numerator, scale + numerator) : share(net, numerator, scale)
}

export function retax(line: OrderLine, included: boolean): void {
  for (const tax of line.taxLines) tax.price = taxOn(lineTotal(line), tax.rate, included)
}

/** Of a line's total and tax, what `quantity` more units carry after `before` units went already; the parts add up exactly. */
export function partOf(line: OrderLine, before: number, quantity: number): { subtotal: bigint; tax: bigint } {
  const of = (total: bigint, units: number) =>
    line.quantity === 0 ? 0n : share(total, BigInt(units), BigInt(line.quantity))
  return {
    subtotal: of(lineTotal(line), before + quantity) - of(lineTotal(line), before),
    tax: of(lineTax(line), before + quantity) - of(lineTax(line), before),
  }
}

// ── money of the order ──
export type Figures = {
  lineItems: bigint
  discounts: bigint
  subtotal: bigint
  /** Shipping before and after its discounts. */
  shippingPrice: bigint
  shipping: bigint
  tax: bigint
  total: bigint
  currentSubtotal: bigint
  currentShipping: bigint
  currentDiscounts: bigint
  currentTax: bigint
  currentTotal: bigint
  received: bigint
  refunded: bigint
  outstanding: bigint
}

export function figures(order: Order): Figures {
  const lineItems = sum(order.lines.map(listTotal))
  const lineDiscounts = sum(order.lines.map(discountOf))
  const subtotal = lineItems - lineDiscounts
  const shipping = sum(order.shippingLines.map(shippingNet))
  const shippingPrice = sum(order.shippingLines.map(({ price }) => price))
  const tax = sum(order.lines.map(lineTax)) + sum(order.shippingLines.map(shippingTax))
  const removedLines = order.refunds.flatMap(({ lines }) => lines)
  const currentSubtotal = subtotal - sum(removedLines.map((line) => line.subtotal))
  const currentShipping = shipping - sum(order.refunds.map((refund) => refund.shipping))
  const currentTax =
    tax - sum(removedLines.map((line) => line.tax)) - sum(order.refunds.map((refund) => refund.shippingTax))
  const withTax = (net: bigint, vat: bigint) => (order.taxesIncluded ? net : net + vat)
  const currentTotal =
    withTax(currentSubtotal + currentShipping, currentTax) -
    sum(order.refunds.map(({ adjustment }) => adjustment))
  const moved = order.transactions.filter(({ status }) => status === 'SUCCESS')
  const received = sum(moved.filter(({ kind }) => kind === 'SALE').map((one) => one.amount))
  const refunded = sum(moved.filter(({ kind }) => kind === 'REFUND').map((one) => one.amount))
  const currentDiscounts = sum(
    order.lines.map((line) =>
      line.quantity === 0 ? 0n : share(discountOf(line), BigInt(currentOf(line)), BigInt(line.quantity)),
    ),
  )
  return {
    lineItems,
    discounts: lineDiscounts + shippingPrice - shipping,
    subtotal,
    shippingPrice,
    shipping,
    tax,
    total: withTax(subtotal + shipping, tax),
    currentSubtotal,
    currentShipping,
    currentDiscounts,
    currentTax,
    currentTotal,
    received,
    refunded,
    outstanding: currentTotal - (received - refunded),
  }
}

/** The order's tax by title and rate, of everything ordered. */
export function taxLinesOf(order: Order): TaxLine[] {
  const byRate = new Map<string, TaxLine>()
  for (const tax of [...order.lines, ...order.shippingLines].flatMap(({ taxLines }) => taxLines)) {
    const key = `${tax.title} ${tax.rate}`
    const known = byRate.get(key)
    byRate.set(key, { ...tax, price: (known?.price ?? 0n) + tax.price })
  }
  return [...byRate.values()]
}

/** The order's tax by title and rate, of what was neither removed nor refunded. */
export function currentTaxLinesOf(order: Order): TaxLine[] {
  const rest = {
    ...order,
    shippingLines: order.shippingLines.map((line) => ({
      ...line,
      taxLines: line.taxLines.map((tax) => ({
        ...tax,
        price:
          shippingNet(line) === 0n
            ? tax.price
            : tax.price - share(tax.price, line.refunded, shippingNet(line)),
      })),
    })),
    lines: order.lines.map((line) => ({
      ...line,
      taxLines: line.taxLines.map((tax) => ({ ...tax, price: tax.price - refundedTax(order, line) })),
    })),
  }
  return taxLinesOf(rest)
}

const refundedTax = (order: Order, line: OrderLine) =>
  sum(
    order.refunds
      .flatMap(({ lines }) => lines)
      .filter(({ lineId }) => lineId === line.id)
      .map(({ tax }) => tax),
  )

// ── statuses ──
export type FinancialStatus =
  'pending' | 'paid' | 'partially_paid' | 'refunded' | 'partially_refunded' | 'voided'

export function financialStatus(order: Order): FinancialStatus {
  const { received, refunded, outstanding } = figures(order)
  if (received === 0n) return order.cancelledAt ? 'voided' : outstanding > 0n ? 'pending' : 'paid'
  if (refunded > 0n) return refunded >= received ? 'refunded' : 'partially_refunded'
  return outstanding > 0n ? 'partially_paid' : 'paid'
}

export type FulfillmentStatus = 'fulfilled' | 'partial' | null

export function lineFulfillment(order: Order, line: OrderLine): FulfillmentStatus {
  if (shippedOf(order, line.id) === 0) return null
  return fulfillableOf(order, line) === 0 ? 'fulfilled' : 'partial'
}

export function fulfillmentStatus(order: Order): FulfillmentStatus {
  const shipped = order.lines.some((line) => shippedOf(order, line.id) > 0)
  if (!shipped) return null
  return order.lines.every((line) => fulfillableOf(order, line) === 0) ? 'fulfilled' : 'partial'
}
