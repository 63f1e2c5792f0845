/** A calendar day as people and invoices write it, "2026-11-24". Compares with < and >. */
export type Day = string

/** Days from the first to the last, both in it. */
export type Period = { readonly from: Day; readonly to: Day }

/** Which days are worked: not those of the week-end (1 Monday … 7 Sunday), of a closure, or a public holiday. */
export type WorkWeek = {
  readonly weekend: readonly number[]
  readonly closures: readonly Period[]
  readonly holidays: ReadonlySet<Day>
}

const SHAPE = /^\d{4}-\d{2}-\d{2}$/

/** Reads a day; null when the text names none that exists. */
export function asDay(text: string): Day | null {
  if (!SHAPE.test(text)) return null
  const time = Date.parse(`${text}T00:00:00Z`)
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text ? null : text
}

/** The day it is in a time zone at an instant. */
export function dayIn(instant: Date, timeZone: string): Day {
  const parts = clockOf(timeZone).formatToParts(instant)
  const part = (type: string) => parts.find((p) => p.type === type)!.value
  return `${part('year')}-${part('month')}-${part('day')}`
}

/** The wall clock in a time zone, "09:14". Compares with < and >. */
export function timeIn(instant: Date, timeZone: string): string {
  const parts = clockOf(timeZone).formatToParts(instant)
  const part = (type: string) => parts.find((p) => p.type === type)!.value
  return `${part('hour')}:${part('minute')}`
}

const clocks = new Map<string, Intl.DateTimeFormat>()

// Building an Intl formatter costs 50 times what using one does.
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone)
  if (known) return known
  const two = '2-digit'
  const clock = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: two,
    day: two,
    hour: two,
    minute: two,
    hourCycle: 'h23',
  })
  clocks.set(timeZone, clock)
  return clock
}

/** The instant at which a day begins in a time zone; where its midnight is skipped, the first instant after it. */
export function startOfDay(day: Day, timeZone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  // Time zones lie within fourteen hours of UTC and change by quarters of an hour.
  const step = 15 * 60_000
  let instant = midnight - 15 * 60 * 60_000
  while (dayIn(new Date(instant), timeZone) < day) instant += step
  return new Date(instant)
}

/** The day `days` calendar days later. */
export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** How many calendar days lie between two days. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: Day): number {
  return ((new Date(Date.parse(`${day}T00:00:00Z`)).getUTCDay() + 6) % 7) + 1
}

/** Whether a day is worked. A week in which no day is worked counts as one without week-end, so that dates end. */
export function isWorkingDay(day: Day, week: WorkWeek): boolean {
  const weekend = week.weekend.length < 7 ? week.weekend : []
  return !weekend.includes(weekdayOf(day)) && !isClosed(day, week)
}

/** Whether nobody works on a day though it is none of the week-end: a closure or a public holiday. */
export function isClosed(day: Day, { closures, holidays }: WorkWeek): boolean {
  return holidays.has(day) || closures.some(({ from, to }) => from <= day && day <= to)
}

/** The day itself when it is worked, else the next one that is. */
export function nextWorkingDay(day: Day, week: WorkWeek): Day {
  let current = day
  // 400 days: a calendar closed longer than a year is a mistake of entry, not a reason to hang.
  for (let i = 0; i < 400 && !isWorkingDay(current, week); i++) current = addDays(current, 1)
  return current
}

/** The day after `days` working days; 0 days from a closed day is the next open one. */
export function addWorkingDays(day: Day, days: number, week: WorkWeek): Day {
  let current = nextWorkingDay(day, week)
  for (let i = 0; i < days; i++) current = nextWorkingDay(addDays(current, 1), week)
  return current
}

/** The days on which nobody works, the week-end left out, as periods: those of the year to come, `most` at most. */
export function daysOff(from: Day, week: WorkWeek, most: number): Period[] {
  const off: Period[] = []
  for (let n = 0, day = from; n < 366; n++, day = addDays(day, 1)) {
    if (!isClosed(day, week)) continue
    const last = off.at(-1)
    if (last && addDays(last.to, 1) === day) off[off.length - 1] = { ...last, to: day }
    else if (off.length === most) break
    else off.push({ from: day, to: day })
  }
  return off
}

/** The later of two days. */
export function laterOf(a: Day, b: Day): Day {
  return a > b ? a : b
}
