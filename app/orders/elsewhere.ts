import type { Quantity } from '../core/quantity.ts'

/** Units that an order line lacks where Shopify wants it fulfilled, and that lie free at another place. */
export type Elsewhere = {
  readonly line: string
  readonly title: string
  /** Shopify's fulfillment order, and the place it is assigned to. */
  readonly fulfillmentOrder: string
  readonly from: string
  readonly to: string
  readonly place: string
  /** Free there, for this customer; and how many of them the line wants. */
  readonly free: Quantity
  readonly quantity: Quantity
}

/** A move that Shopify was asked for and has not answered yet. */
export type Moving = { readonly title: string; readonly place: string; readonly quantity: Quantity }
