/** A calendar day as people and invoices write it, "2026-11-24". Compares with < and >. */
export type Day = string

/** Which days are worked: 1 Monday … 7 Sunday, and the dates closed besides. */
export type WorkWeek = { readonly weekend: readonly number[]; readonly closedOn: readonly Day[] }

const SHAPE = /^\d{4}-\d{2}-\d{2}$/

/** Reads a day; null when the text names none that exists. */
export function asDay(text: string): Day | null {
  if (!SHAPE.test(text)) return null
  const time = Date.parse(`${text}T00:00:00Z`)
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text ? null : text
}

/** The day it is in a time zone at an instant. */
export function dayIn(instant: Date, timeZone: string): Day {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(instant)
  const part = (type: string) => parts.find((p) => p.type === type)!.value
  return `${part('year')}-${part('month')}-${part('day')}`
}

/** The wall clock in a time zone, "09:14". Compares with < and >. */
export function timeIn(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(instant)
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
  return !weekend.includes(weekdayOf(day)) && !week.closedOn.includes(day)
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

/** The later of two days. */
export function laterOf(a: Day, b: Day): Day {
  return a > b ? a : b
}
