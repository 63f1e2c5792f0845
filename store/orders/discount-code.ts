// What a discount code takes off an order: an amount or a part of all lines, or the shipping.
import { share, sum } from '../state/money.ts'
import type { DiscountApplication, OrderLine, ShippingLine } from '../state/order.ts'
import { lineTotal } from './figures.ts'

export type DiscountCode = { code: string } & (
  { amount: bigint } | { percent: string } | { freeShipping: true }
)

/** Takes it off what the lines and the shipping cost by now. */
export function applyCode(
  wish: DiscountCode,
  lines: OrderLine[],
  shippingLines: ShippingLine[],
  discounts: DiscountApplication[],
): void {
  const { code } = wish
  const application = discounts.length
  const said = { title: code, description: null, code }
  if ('freeShipping' in wish) {
    discounts.push({ ...said, value: 0n, percent: '100', target: 'shipping' })
    for (const line of shippingLines) line.discounts = [{ application, amount: line.price }]
  } else if ('percent' in wish) {
    discounts.push({ ...said, value: 0n, percent: wish.percent, target: 'order' })
    for (const line of lines) allocate(line, application, percentOf(lineTotal(line), wish.percent))
  } else {
    discounts.push({ ...said, value: wish.amount, target: 'order' })
    spread(lines, wish.amount, application)
  }
}

/** Spreads an amount over the lines in proportion to what they cost; the parts add up to it. */
export function spread(lines: OrderLine[], amount: bigint, application: number): void {
  const totals = lines.map(lineTotal)
  const all = sum(totals)
  let before = 0n
  lines.forEach((line, index) => {
    const after = before + totals[index]!
    const part = all === 0n ? 0n : share(amount, after, all) - share(amount, before, all)
    before = after
    allocate(line, application, part)
  })
}

function allocate(line: OrderLine, application: number, amount: bigint): void {
  if (amount > 0n) line.discounts.push({ application, amount })
}

function percentOf(amount: bigint, percent: string): bigint {
  const [whole = '0', fraction = ''] = percent.split('.')
  return share(amount, BigInt(whole + fraction), 100n * 10n ** BigInt(fraction.length))
}
