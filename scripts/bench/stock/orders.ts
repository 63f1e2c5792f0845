// Orders as a wholesaler gets them: a few distinct items each, every item alike or some far more often than others.
import type { OrderLine, OrderSnapshot } from '#app/orders/order.ts'
import type { Dice } from '../../sim/dice.ts'
import { variantOf } from './shop.ts'

/** How often items are ordered: all alike, or as Zipf's law has it. */
export type Spread = 'uniform' | 'hot'

export const ZIPF = 1.05

/** Draws the number of an item, 1 to `items`. */
export function drawing(dice: Dice, items: number, spread: Spread): () => number {
  if (spread === 'uniform') return () => dice.int(1, items)
  let total = 0
  const upTo = Array.from({ length: items }, (_, n) => (total += 1 / (n + 1) ** ZIPF))
  return () => {
    const at = (dice.int(0, 2 ** 31 - 2) / 2 ** 31) * total
    return firstAbove(upTo, at) + 1
  }
}

function firstAbove(rising: readonly number[], at: number): number {
  let [low, high] = [0, rising.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (rising[middle]! > at) high = middle
    else low = middle + 1
  }
  return low
}

/** An order of `lines` distinct items, 1 to 3 units each. `number` names it and its lines. */
export function orderOf(number: number, draw: () => number, dice: Dice, lines = 5): OrderSnapshot {
  const items = new Set<number>()
  while (items.size < lines) items.add(draw())
  const placedAt = new Date().toISOString()
  const charged = [...items].map((item, n) => lineOf(number * 1_000 + n, item, dice.int(1, 3)))
  const net = charged.reduce((sum, line) => sum + line.charged, 0n)
  const tax = charged.reduce((sum, line) => sum + line.taxes[0]!.amount, 0n)
  return {
    id: `gid://shopify/Order/${number}`,
    name: `#${number}`,
    updatedAt: placedAt,
    placedAt,
    cancelledAt: null,
    closedAt: null,
    test: false,
    currency: 'EUR',
    taxesIncluded: false,
    total: net + tax,
    currentTotal: net + tax,
    totalTax: tax,
    financialStatus: 'pending',
    source: 'web',
    buyer: {
      kind: 'company',
      company: `gid://shopify/Company/${1 + (number % 200)}`,
      companyLocation: null,
      customer: null,
    },
    buyerName: 'Épicerie du Port SARL',
    email: 'achats@port.example.com',
    phone: null,
    billTo: ADDRESS,
    shipTo: ADDRESS,
    note: null,
    purchaseOrderNumber: `BC-${number}`,
    locale: 'fr',
    terms: { name: 'Net 30', netDays: 30, dueAt: null },
    lines: charged,
    charges: [],
    fulfillments: [],
    refunds: [],
  }
}

const ADDRESS = {
  name: 'Épicerie du Port',
  company: 'Épicerie du Port SARL',
  address1: '3 rue du Port',
  address2: null,
  zip: '69007',
  city: 'Lyon',
  province: null,
  countryCode: 'FR',
  phone: null,
}

function lineOf(id: number, item: number, quantity: number): OrderLine {
  const charged = 1_000n * BigInt(quantity)
  return {
    id: `gid://shopify/LineItem/${id}`,
    variant: variantOf(item),
    product: `gid://shopify/Product/${item}`,
    sku: `SKU-${item}`,
    title: `Item ${item}`,
    variantTitle: null,
    quantity,
    current: quantity,
    fulfillable: quantity,
    requiresShipping: true,
    giftCard: false,
    tip: false,
    taxable: true,
    bundle: null,
    unitPrice: 1_000n,
    charged,
    taxes: [{ title: 'TVA', rate: 55_000, amount: (charged * 55n + 500n) / 1_000n }],
  }
}
