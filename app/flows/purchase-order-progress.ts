import type { Day } from '#app/core/day.ts'
import type { LineProgress } from '#app/purchasing/purchase-order.ts'

/** How far a purchase order line is, read from its row. */
export function progressOf(row: {
  readonly quantity: number
  readonly short: number
  readonly received: number
  readonly acknowledged: unknown
  readonly expectedOn: Date | null
}): LineProgress {
  return {
    quantity: row.quantity,
    short: row.short,
    received: row.received,
    acknowledged: row.acknowledged as { quantity: number; on: Day }[],
    expectedOn: row.expectedOn ? row.expectedOn.toISOString().slice(0, 10) : null,
  }
}
