import type { Day } from '../core/day.ts'
import type { Quantity } from '../core/quantity.ts'

type Dated = { readonly quantity: Quantity; readonly on: Day | null }

/**
 * By how many days units come later than before, the one that slips most; below zero: by how many the one comes earlier
 * that gains most, when none slips. Units are compared in the order in which they come. Null when nobody knows a day.
 */
export function slipOf(before: readonly Dated[], after: readonly Dated[]): number | null {
  const slips: number[] = []
  const left = after.map((d) => ({ ...d }))
  for (const was of before) {
    for (let wanted = was.quantity; wanted > 0 && left.length > 0;) {
      const is = left[0]!
      const units = Math.min(wanted, is.quantity)
      if (is.on === null) return null
      if (was.on !== null) slips.push(daysFrom(was.on, is.on))
      wanted -= units
      is.quantity -= units
      if (is.quantity === 0) left.shift()
    }
  }
  const most = Math.max(0, ...slips)
  return most > 0 ? most : Math.min(0, ...slips)
}

function daysFrom(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}
