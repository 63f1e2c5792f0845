// Public holidays come from date-holidays: 200 countries, kept up by many, ISC with data under CC-BY. Our own few lines
// of Easter would do for France, and for none of the suppliers beyond it.
import type { Day, WorkWeek } from '#app/core/day.ts'
import { addDays } from '#app/core/day.ts'
import type { Language } from '#app/core/language.ts'
import { storedPeriods } from '#app/core/period.ts'

/** How far public holidays are known: no lead time is longer. */
const YEARS = 6

type Keeps = {
  readonly weekend: readonly number[]
  readonly closures: unknown
  readonly holidays: string | null
}

/** The week of a shop or a supplier as its row keeps it, with the public holidays around a day. */
export async function weekOf({ weekend, closures, holidays }: Keeps, around: Day): Promise<WorkWeek> {
  return { weekend, closures: storedPeriods(closures), holidays: await publicHolidays(holidays, around) }
}

const NONE: ReadonlySet<Day> = new Set()
const known = new Map<string, ReadonlySet<Day>>()

// The library takes some 300 ms and 30 MB to load: only who needs it does.
const library = async () => (await import('date-holidays')).default

async function publicHolidays(country: string | null, around: Day): Promise<ReadonlySet<Day>> {
  if (!country) return NONE
  const year = Number(around.slice(0, 4))
  const key = `${country} ${year}`
  const before = known.get(key)
  if (before) return before
  const Holidays = await library()
  const told = new Holidays(country)
  const days = Array.from({ length: YEARS }, (_, n) => told.getHolidays(year - 1 + n))
    .flat()
    .filter(({ type }) => type === 'public')
    .flatMap(({ date, start, end }) => daysFrom(date.slice(0, 10), start, end))
  const holidays: ReadonlySet<Day> = new Set(days)
  known.set(key, holidays)
  return holidays
}

// Some last longer than a day; none is shorter, whatever the hour at which it begins.
function daysFrom(first: Day, start: Date, end: Date): Day[] {
  const count = Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000))
  return Array.from({ length: count }, (_, n) => addDays(first, n))
}

/** A country to choose: its two letters, and its name in the reader's language. */
export type Country = { readonly value: string; readonly label: string }

/**
 * The countries whose public holidays are known, by name. Named here: a browser may know other names, or another order,
 * than the server that drew the page.
 */
export async function holidayCountries(language: Language): Promise<Country[]> {
  const Holidays = await library()
  const names = new Intl.DisplayNames(language, { type: 'region' })
  return Object.keys(new Holidays().getCountries())
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((a, b) => a.label.localeCompare(b.label, language))
}
