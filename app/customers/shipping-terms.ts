import type { Accepted } from '../core/accepted.ts'
import type { Quantity } from '../core/quantity.ts'

/** What a customer accepts, and in how many shipments at most (null: any number). */
export type ShippingTerms = {
  readonly accepts: Accepted
  readonly maxShipments: number | null
  /** Shipments that already left. */
  readonly shipped: number
}

/** How many shipments the customer still accepts; at least one. */
export function shipmentsLeft(terms: ShippingTerms): number {
  if (terms.accepts === 'whole-order') return 1
  return terms.maxShipments === null
    ? Number.MAX_SAFE_INTEGER
    : Math.max(1, terms.maxShipments - terms.shipped)
}

/** Why goods that are there may not leave while others are missing; null when they may. The last shipment waits for all the rest. */
export function heldBack(
  terms: ShippingTerms,
  missing: Quantity,
): 'shipment-limit' | 'complete-delivery' | null {
  if (missing === 0 || shipmentsLeft(terms) > 1) return null
  return terms.accepts === 'whole-order' ? 'complete-delivery' : 'shipment-limit'
}
