import { z } from 'zod'
import type { Day, Period } from './day.ts'
import { addDays, asDay } from './day.ts'

const Periods = z.array(z.object({ from: z.string(), to: z.string() }))

/** Closures as a row keeps them. */
export function storedPeriods(json: unknown): Period[] {
  return Periods.parse(json)
}

/**
 * Reads periods as people write them, one a line or between commas: "1-23 août", "du 24 décembre au 2 janvier",
 * "25/12/2026", "2026-08-03 - 2026-08-21". Without a year the next one is meant that is not over. Null when an entry
 * cannot be read, or is longer than a year.
 */
export function parsePeriods(text: string, today: Day): Period[] | null {
  const periods: Period[] = []
  for (const entry of text.split(/[\n,;]/)) {
    if (!entry.trim()) continue
    const period = parsePeriod(entry, today)
    if (!period) return null
    periods.push(period)
  }
  return periods.sort((a, b) => (a.from < b.from ? -1 : 1))
}

const ISO = /\b(\d{4})-(\d{2})-(\d{2})\b/g
const UNTIL = /\s*(?:-|\bau\b|\ba\b|\bto\b|\buntil\b)\s*/

function parsePeriod(entry: string, today: Day): Period | null {
  const plain = unaccented(entry).replace(ISO, '$3/$2/$1').replace(/[–—]/g, '-').replace(/\s+/g, ' ').trim()
  const ends = plain.replace(/^(du|le|from|the) /, '').split(UNTIL)
  const last = ends.length <= 2 && partOf(ends.at(-1)!)
  const first = ends.length === 2 ? partOf(ends[0]!) : last
  if (!first || !last || last.month === null) return null
  if (first.month === null && first.day > last.day) return null
  return yearsOf({ ...first, month: first.month ?? last.month }, { ...last, month: last.month }, today)
}

type Part = { day: number; month: number | null; year: number | null }
type Dated = Part & { month: number }

const PART = /^(\d{1,2})(?:er|st|nd|rd|th)?(?:[ ./]+(\d{1,2}|[a-z]+)\.?(?:[ ./]+(\d{4}))?)?$/

function partOf(text: string): Part | null {
  const [, day, month, year] = PART.exec(text) ?? []
  if (!day) return null
  const number = month === undefined ? null : /^\d/.test(month) ? Number(month) : monthOf(month)
  return number === 0 ? null : { day: Number(day), month: number, year: year ? Number(year) : null }
}

const unaccented = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

const MONTHS = ['fr', 'en'].flatMap((language) => {
  const format = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' })
  return Array.from({ length: 12 }, (_, n) => ({
    month: n + 1,
    name: unaccented(format.format(Date.UTC(2026, n, 1))),
  }))
})

// The month that begins so, in either language; 0 when none does or several do ("jui").
function monthOf(word: string): number {
  const found = new Set(MONTHS.filter(({ name }) => name.startsWith(word)).map(({ month }) => month))
  return word.length >= 3 && found.size === 1 ? [...found][0]! : 0
}

function yearsOf(first: Dated, last: Dated, today: Day): Period | null {
  const turns = first.month > last.month || (first.month === last.month && first.day > last.day) ? 1 : 0
  const known = first.year ?? (last.year === null ? null : last.year - turns)
  const thisYear = Number(today.slice(0, 4))
  const years = known === null ? [thisYear - 1, thisYear, thisYear + 1] : [known]
  const periods = years.flatMap((year) => {
    const from = dayOf(year, first)
    const to = dayOf(last.year ?? year + turns, last)
    return from && to ? [{ from, to }] : []
  })
  const period = known === null ? periods.find(({ to }) => to >= today) : periods[0]
  return period && period.from <= period.to && period.to < addDays(period.from, 366) ? period : null
}

function dayOf(year: number, { day, month }: Dated): Day | null {
  return asDay(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`)
}
