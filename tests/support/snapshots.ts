import type { Gid } from '#app/core/gid.ts'
import type { OrderLine, OrderSnapshot, Routing } from '#app/orders/order.ts'
import { GROCER, HUILE, LYON } from './shop.ts'

type LineWish = Partial<OrderLine> & { quantity: number }

/** A line of HUILE-75 as Shopify would tell it: 8.74 each from twelve on, 5.5 % VAT on top. */
export function lineOf(id: string, wish: LineWish): OrderLine {
  const price = wish.quantity >= 12 ? 874n : 1000n
  const charged = price * BigInt(wish.quantity)
  return {
    id: `gid://shopify/LineItem/${id}`,
    variant: HUILE.variant as Gid<'ProductVariant'>,
    product: 'gid://shopify/Product/75',
    sku: 'HUILE-75',
    title: "Huile d'olive 75 cl",
    variantTitle: null,
    current: wish.quantity,
    fulfillable: wish.quantity,
    requiresShipping: true,
    giftCard: false,
    tip: false,
    taxable: true,
    bundle: null,
    unitPrice: price,
    charged,
    taxes: [{ title: 'TVA', rate: 55_000, amount: (charged * 55n + 500n) / 1000n }],
    ...wish,
  }
}

/** An order of the grocer as Shopify would tell it. */
export function snapshotOf(
  number: number,
  lines: readonly OrderLine[],
  wish: Partial<OrderSnapshot> = {},
): OrderSnapshot {
  const net = lines.reduce((sum, l) => sum + l.charged, 0n)
  const tax = lines.reduce((sum, l) => sum + l.taxes.reduce((s, t) => s + t.amount, 0n), 0n)
  const placedAt = wish.placedAt ?? '2026-11-24T08:14:00.000Z'
  const address = {
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
    buyer: { kind: 'company', company: GROCER as Gid<'Company'>, companyLocation: null, customer: null },
    buyerName: 'Épicerie du Port SARL',
    email: 'achats@port.example.com',
    phone: null,
    billTo: address,
    shipTo: address,
    note: null,
    purchaseOrderNumber: 'BC-77',
    locale: 'fr',
    terms: { name: 'Net 30', netDays: 30, dueAt: null },
    lines,
    charges: [],
    fulfillments: [],
    refunds: [],
    ...wish,
  }
}

/** Shopify routed every line of the order to one location. */
export function routedTo(snapshot: OrderSnapshot, location = LYON): Routing {
  return splitBetween(snapshot, [[location, Infinity]])
}

/** An order that Shopify splits: each place fulfills so many of each line, the last what is left. */
export function splitBetween(
  snapshot: OrderSnapshot,
  places: readonly [location: string, units: number][],
): Routing {
  const number = snapshot.name.slice(1)
  const left = new Map(snapshot.lines.map((l) => [l.id, l.fulfillable]))
  const fulfillmentOrders = places.map(([location, units], n) => ({
    id: `gid://shopify/FulfillmentOrder/${number}${n || ''}` as const,
    status: 'open' as const,
    location: location as Gid<'Location'>,
    lines: snapshot.lines.map((l, i) => {
      const remaining = Math.min(units, left.get(l.id)!)
      left.set(l.id, left.get(l.id)! - remaining)
      return {
        id: `gid://shopify/FulfillmentOrderLineItem/${number}${i}${n || ''}` as const,
        line: l.id,
        remaining,
      }
    }),
  }))
  return { order: snapshot.id, fulfillmentOrders }
}
