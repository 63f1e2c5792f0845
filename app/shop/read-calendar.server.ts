import { weekOf } from '#app/adapters/calendar/work-week.server.ts'
import type { Day, Period } from '../core/day.ts'
import { addWorkingDays, dayIn, daysOff } from '../core/day.ts'
import type { Tx } from '../db.server.ts'

export { holidayCountries, type Country } from '#app/adapters/calendar/work-week.server.ts'

/** What the shop's calendar gives now: when goods of the shelf go out, when those that arrive now do, the days off. */
export type ShopCalendar = { readonly shelf: Day; readonly received: Day; readonly daysOff: Period[] }

/** How many of the shop's next days off are shown. */
const DAYS_OFF = 4

/** Reads what the shop's calendar gives at an instant; null when the shop is not installed. */
export async function readCalendar(tx: Tx, shop: string, at: Date): Promise<ShopCalendar | null> {
  const row = await tx.shop.findUnique({ where: { shop } })
  if (!row) return null
  const today = dayIn(at, row.timeZone)
  const week = await weekOf(row, today)
  return {
    shelf: addWorkingDays(today, row.handlingDays, week),
    received: addWorkingDays(today, row.receivingDays, week),
    daysOff: daysOff(today, week, DAYS_OFF),
  }
}

/** The day it is in the shop at an instant. */
export async function readToday(tx: Tx, shop: string, at: Date): Promise<Day> {
  const row = await tx.shop.findUnique({ where: { shop }, select: { timeZone: true } })
  return dayIn(at, row?.timeZone ?? 'UTC')
}
