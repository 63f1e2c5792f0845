import type { Gid } from '../core/gid.ts'
import type { Currency } from '../core/money.ts'
import type { Quantity } from '../core/quantity.ts'
import type { Rate } from '../core/rate.ts'

/** An address as Shopify holds it. Every part may be missing. */
export type Address = {
  readonly name: string | null
  readonly company: string | null
  readonly address1: string | null
  readonly address2: string | null
  readonly zip: string | null
  readonly city: string | null
  readonly province: string | null
  readonly countryCode: string | null
  readonly phone: string | null
}

/** Who bought: a company (B2B), a known customer (B2C), or somebody without account. */
export type Buyer =
  | {
      readonly kind: 'company'
      readonly company: Gid<'Company'>
      readonly companyLocation: Gid<'CompanyLocation'> | null
      readonly customer: Gid<'Customer'> | null
    }
  | { readonly kind: 'customer'; readonly customer: Gid<'Customer'> }
  | { readonly kind: 'guest' }

/** One tax that Shopify charged: read, never recomputed. Amount in minor units of the order's currency. */
export type TaxLine = { readonly title: string; readonly rate: Rate; readonly amount: bigint }

/** What a line of the order costs: `charged` is after all discounts, before or after tax as `taxesIncluded` says. */
export type OrderLine = {
  readonly id: Gid<'LineItem'>
  readonly variant: Gid<'ProductVariant'> | null
  readonly product: Gid<'Product'> | null
  readonly sku: string | null
  readonly title: string
  readonly variantTitle: string | null
  /** Units ordered at first plus units added by edits: Shopify's `quantity`. */
  readonly quantity: Quantity
  /** What is left after edits and refunds: Shopify's `current_quantity`. */
  readonly current: Quantity
  /** What may still be fulfilled: Shopify's `fulfillable_quantity`. */
  readonly fulfillable: Quantity
  readonly requiresShipping: boolean
  readonly giftCard: boolean
  readonly tip: boolean
  readonly taxable: boolean
  /** The bundle that was sold, of which the line is a component, and how many of it. */
  readonly bundle: { readonly id: Gid<'LineItemGroup'>; readonly quantity: Quantity } | null
  /** List price of one unit in minor units, before discounts. */
  readonly unitPrice: bigint
  /** `unitPrice × quantity` less every discount allocated to the line, in minor units. */
  readonly charged: bigint
  readonly taxes: readonly TaxLine[]
}

/** A charge that is no line: shipping, a duty, a fee. */
export type OrderCharge = {
  readonly id: string
  readonly kind: 'shipping' | 'duty' | 'fee'
  readonly title: string
  readonly charged: bigint
  readonly taxes: readonly TaxLine[]
}

/** Goods that Shopify says have left. Only a successful one counts as shipped. */
export type Fulfillment = {
  readonly id: Gid<'Fulfillment'>
  readonly status: 'success' | 'pending' | 'cancelled' | 'failed'
  readonly location: Gid<'Location'> | null
  readonly createdAt: string
  readonly lines: readonly { readonly line: Gid<'LineItem'>; readonly quantity: Quantity }[]
}

/** What a refund said about the units: `return` and `legacy_restock` put goods back on the shelf, `cancel` never took them. */
export type Refund = {
  readonly id: Gid<'Refund'>
  readonly createdAt: string
  readonly lines: readonly {
    readonly line: Gid<'LineItem'>
    readonly quantity: Quantity
    readonly restock: 'return' | 'cancel' | 'no_restock' | 'legacy_restock'
    readonly location: Gid<'Location'> | null
  }[]
}

/** When the customer has to pay. `dueAt` is an instant: which day that is depends on the shop's time zone. */
export type PaymentTerms = {
  readonly name: string
  readonly netDays: number | null
  readonly dueAt: string | null
}

/**
 * One full state of an order as Shopify told it at `updatedAt`, from a webhook body or from GraphQL: both
 * parse to this one shape. Amounts are minor units of `currency` (the shop's currency).
 */
export type OrderSnapshot = {
  readonly id: Gid<'Order'>
  readonly name: string
  /** ISO 8601 in UTC with milliseconds, so that texts compare as instants. */
  readonly updatedAt: string
  readonly placedAt: string
  readonly cancelledAt: string | null
  readonly closedAt: string | null
  readonly test: boolean
  readonly currency: Currency
  readonly taxesIncluded: boolean
  /** What Shopify charged at first (`total_price`), and what is left of it (`current_total_price`, null when not told). */
  readonly total: bigint
  readonly currentTotal: bigint | null
  readonly totalTax: bigint
  readonly financialStatus: string | null
  readonly source: string | null
  readonly buyer: Buyer
  readonly buyerName: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly billTo: Address | null
  readonly shipTo: Address | null
  readonly note: string | null
  readonly purchaseOrderNumber: string | null
  readonly locale: string | null
  readonly terms: PaymentTerms | null
  readonly lines: readonly OrderLine[]
  readonly charges: readonly OrderCharge[]
  readonly fulfillments: readonly Fulfillment[]
  readonly refunds: readonly Refund[]
}

/** Where Shopify wants the units of an order fulfilled from; told by GraphQL only. */
export type Routing = {
  readonly order: Gid<'Order'>
  readonly fulfillmentOrders: readonly FulfillmentOrder[]
}

export type FulfillmentOrder = {
  readonly id: Gid<'FulfillmentOrder'>
  readonly status: 'open' | 'in_progress' | 'scheduled' | 'on_hold' | 'closed' | 'cancelled' | 'incomplete'
  /** Null for a fulfillment service that keeps no location. */
  readonly location: Gid<'Location'> | null
  readonly lines: readonly {
    readonly id: Gid<'FulfillmentOrderLineItem'>
    readonly line: Gid<'LineItem'>
    readonly remaining: Quantity
  }[]
}
