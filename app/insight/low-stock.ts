import type { Quantity } from '../core/quantity.ts'

/** An item that is low at a location, and how its units stand there. */
export type LowItem = {
  readonly item: string
  readonly title: string
  readonly sku: string | null
  readonly location: string
  readonly locationName: string
  /** On hand, less unavailable, less reserved; below zero when Shopify counts less than is held. */
  readonly free: number
  /** Units on their way that nobody claims. */
  readonly incoming: Quantity
  readonly reorderPoint: Quantity | null
  /** Units that orders want here and that are neither on a shelf nor on their way. */
  readonly lacking: Quantity
  /** The draft that buys it; null when none does. */
  readonly draft: string | null
  readonly supplier: string | null
}

/** Where a low item is bought: in its draft, or where somebody is named who sells it; else on the item's own page. */
export function whereToBuy({ item, draft, supplier }: LowItem): string {
  const digits = item.slice(item.lastIndexOf('/') + 1)
  if (draft) return `/app/purchase-orders/${draft}`
  return supplier === null ? `/app/suppliers?item=${digits}` : `/app/stock/${digits}`
}
