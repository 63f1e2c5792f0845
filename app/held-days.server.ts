import { now } from './clock.server.ts'
import { dayIn, daysBetween } from './core/day.ts'
import type { Tx } from './db.server.ts'

/** Says for how many days, by the shop's own calendar, something has been held since an instant. */
export async function heldDays(tx: Tx, shop: string): Promise<(since: Date) => number> {
  const row = await tx.shop.findUnique({ where: { shop }, select: { timeZone: true } })
  const zone = row?.timeZone ?? 'UTC'
  const today = dayIn(now(), zone)
  return (since) => Math.max(0, daysBetween(dayIn(since, zone), today))
}
