const DAY_MS = 86_400_000
/** Shopify shows an app without `read_all_orders` the orders of so many days (shopify.dev, access scopes). */
const SHOWN_DAYS = 60

/**
 * Whether an order is so old that Shopify may hide it from us: that it is not shown says nothing of it then. An order
 * may have been placed before it was created, never after.
 */
export function mayBeHidden(placedAt: string, at: Date): boolean {
  return at.getTime() - Date.parse(placedAt) > SHOWN_DAYS * DAY_MS
}
