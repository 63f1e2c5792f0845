import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addDays,
  addWorkingDays,
  asDay,
  dayIn,
  daysOff,
  isWorkingDay,
  laterOf,
  nextWorkingDay,
  startOfDay,
  timeIn,
  weekdayOf,
  type WorkWeek,
} from './day.ts'

const week: WorkWeek = { weekend: [6, 7], closures: [], holidays: new Set() }
const days = fc.integer({ min: 0, max: 40_000 }).map((n) => addDays('1990-01-01', n))
const weeks: fc.Arbitrary<WorkWeek> = fc.record({
  weekend: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 7 }),
  closures: fc.array(
    fc.tuple(days, fc.nat(30)).map(([from, length]) => ({ from, to: addDays(from, length) })),
    { maxLength: 5 },
  ),
  holidays: fc.array(days, { maxLength: 20 }).map((list) => new Set(list)),
})

test('A day of the wholesaler is the day in his time zone, not in UTC', () => {
  expect(dayIn(new Date('2026-11-24T22:59:59Z'), 'Europe/Paris')).toBe('2026-11-24')
  expect(dayIn(new Date('2026-11-24T23:00:00Z'), 'Europe/Paris')).toBe('2026-11-25')
  expect(dayIn(new Date('2026-07-24T22:00:00Z'), 'Europe/Paris')).toBe('2026-07-25')
  expect(timeIn(new Date('2026-11-24T08:14:00Z'), 'Europe/Paris')).toBe('09:14')
  expect(timeIn(new Date('2026-11-23T23:05:00Z'), 'Europe/Paris')).toBe('00:05')
})

test('F15: only days that exist are days, leap days too', () => {
  expect(['2026-02-28', '2028-02-29'].map(asDay)).toEqual(['2026-02-28', '2028-02-29'])
  for (const text of ['2026-02-29', '2026-13-01', '2026-1-1', '24/11/2026', '', '2026-11-24T00:00'])
    expect([text, asDay(text)]).toEqual([text, null])
})

test('Five working days after a Tuesday is the next Tuesday, and no holiday is worked', () => {
  expect(addWorkingDays('2026-11-24', 5, week)).toBe('2026-12-01')
  expect(addWorkingDays('2026-11-28', 0, week)).toBe('2026-11-30')
  expect(addWorkingDays('2026-12-24', 1, { ...week, holidays: new Set(['2026-12-25']) })).toBe('2026-12-28')
})

test('What is due on a working day falls on one, never earlier, and each working day counts', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: 0, max: 30 }), weeks, (day, count, anyWeek) => {
      const due = addWorkingDays(day, count, anyWeek)
      expect(due >= day).toBe(true)
      expect(isWorkingDay(due, anyWeek)).toBe(true)
      let worked = 0
      for (let at = day; at < due; at = addDays(at, 1)) if (isWorkingDay(at, anyWeek)) worked++
      expect(worked).toBe(count)
    }),
  )
})

test('F15: days are counted without daylight saving: forward and back is where one began', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: -1000, max: 1000 }), (day, n) => {
      expect(addDays(addDays(day, n), -n)).toBe(day)
      expect(weekdayOf(addDays(day, 7))).toBe(weekdayOf(day))
      expect(laterOf(day, addDays(day, n))).toBe(n > 0 ? addDays(day, n) : day)
    }),
  )
})

test('A calendar in which nothing is ever worked does not hang', () => {
  const closures = [{ from: '2026-01-01', to: '2030-01-01' }]
  const never = { weekend: [1, 2, 3, 4, 5, 6, 7], closures, holidays: new Set<string>() }
  expect(nextWorkingDay('2026-01-01', never)).toBe('2027-02-05')
})

test('The next days off leave the week-end out, and days that follow each other are one', () => {
  const closed = {
    ...week,
    closures: [{ from: '2026-12-24', to: '2026-12-27' }],
    holidays: new Set(['2026-12-28', '2027-01-01', '2028-01-01']),
  }
  expect(daysOff('2026-11-24', closed, 4)).toEqual([
    { from: '2026-12-24', to: '2026-12-28' },
    { from: '2027-01-01', to: '2027-01-01' },
  ])
  expect(daysOff('2026-11-24', closed, 1)).toEqual([{ from: '2026-12-24', to: '2026-12-28' }])
  expect(daysOff('2026-11-24', week, 4)).toEqual([])
})

test('A day begins at the midnight of its time zone, in summer and in winter, and after a midnight that is skipped', () => {
  expect(startOfDay('2026-11-24', 'Europe/Paris').toISOString()).toBe('2026-11-23T23:00:00.000Z')
  expect(startOfDay('2026-07-24', 'Europe/Paris').toISOString()).toBe('2026-07-23T22:00:00.000Z')
  expect(startOfDay('2026-11-24', 'Pacific/Kiritimati').toISOString()).toBe('2026-11-23T10:00:00.000Z')
  // Clocks went from 23:59:59 to 01:00 in Beirut that night.
  expect(startOfDay('2026-03-29', 'Asia/Beirut').toISOString()).toBe('2026-03-28T22:00:00.000Z')
})

test('The instant at which a day begins is of that day, and the one before it is not', () => {
  const zones = fc.constantFrom('Europe/Paris', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'UTC')
  fc.assert(
    fc.property(days, zones, (day, zone) => {
      const start = startOfDay(day, zone)
      return dayIn(start, zone) === day && dayIn(new Date(start.getTime() - 1), zone) === addDays(day, -1)
    }),
    { numRuns: 60 },
  )
})
