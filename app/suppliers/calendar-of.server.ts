import { weekOf } from '#app/adapters/calendar/work-week.server.ts'
import type { Day } from '../core/day.ts'
import type { Prisma } from '../db.server.ts'
import type { SupplierCalendar } from './calendar.ts'

type Keeps = Pick<
  Prisma.SupplierGetPayload<object>,
  'leadDays' | 'cutOff' | 'timeZone' | 'orderDays' | 'weekend' | 'closures' | 'holidays'
>

/** A supplier's calendar as his row keeps it; the shop's clock is his where he has none of his own. */
export async function calendarOf(
  { leadDays, cutOff, timeZone, orderDays, ...supplier }: Keeps,
  shopTimeZone: string,
  today: Day,
): Promise<SupplierCalendar> {
  return {
    leadDays,
    cutOff,
    timeZone: timeZone ?? shopTimeZone,
    orderDays,
    week: await weekOf(supplier, today),
  }
}
