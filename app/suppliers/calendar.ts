import type { Day, WorkWeek } from '../core/day.ts'
import {
  addDays,
  addWorkingDays,
  dayIn,
  isWorkingDay,
  nextWorkingDay,
  timeIn,
  weekdayOf,
} from '../core/day.ts'

/** A supplier's calendar: his lead time in working days, and when an order sent to him counts. */
export type SupplierCalendar = {
  readonly leadDays: number
  /** "14:00" on the clock of his time zone. */
  readonly cutOff: string
  readonly timeZone: string
  readonly week: WorkWeek
  /** Weekdays on which he takes orders; empty: every working day. */
  readonly orderDays: readonly number[]
}

/** From which day an order counts, when its goods arrive, and why it does not count from the day it is sent. */
export type Sending = {
  readonly countsOn: Day
  readonly arrivesOn: Day
  readonly waits: 'cut-off' | 'no-order-day' | 'closed' | null
}

/**
 * What becomes of an order sent at an instant: after the cut-off, or on a day on which he takes none, it counts from the
 * next day on which he does; its goods arrive his lead time in working days later.
 */
export function sendingAt(calendar: SupplierCalendar, at: Date): Sending {
  const today = dayIn(at, calendar.timeZone)
  const waits = waitsFor(calendar, today, timeIn(at, calendar.timeZone))
  const countsOn = waits ? nextOrderDay(addDays(today, 1), calendar) : today
  return { countsOn, arrivesOn: addWorkingDays(countsOn, calendar.leadDays, calendar.week), waits }
}

function waitsFor(calendar: SupplierCalendar, today: Day, time: string): Sending['waits'] {
  if (!isWorkingDay(today, calendar.week)) return 'closed'
  if (!takesOrders(today, calendar)) return 'no-order-day'
  return time < calendar.cutOff ? null : 'cut-off'
}

function nextOrderDay(day: Day, calendar: SupplierCalendar): Day {
  let current = nextWorkingDay(day, calendar.week)
  // 400 days, as for working days.
  for (let i = 0; i < 400 && !takesOrders(current, calendar); i++)
    current = nextWorkingDay(addDays(current, 1), calendar.week)
  return current
}

// Order days that are all of the week-end would mean never: then every working day is one.
function takesOrders(day: Day, { orderDays, week }: SupplierCalendar): boolean {
  const worked = orderDays.filter((weekday) => week.weekend.length === 7 || !week.weekend.includes(weekday))
  return worked.length === 0 || worked.includes(weekdayOf(day))
}
