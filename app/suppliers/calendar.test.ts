import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, dayIn, isWorkingDay, weekdayOf } from '../core/day.ts'
import type { SupplierCalendar } from './calendar.ts'
import { sendingAt } from './calendar.ts'

const moulinSud: SupplierCalendar = {
  leadDays: 5,
  cutOff: '14:00',
  timeZone: 'Europe/Paris',
  week: { weekend: [6, 7], closures: [], holidays: new Set() },
  orderDays: [],
}
// Paris is an hour ahead in winter.
const at = (day: string, time: string) => new Date(Date.parse(`${day}T${time}:00Z`) - 3_600_000)

describe('A supplier of five days', () => {
  test.each([
    ['before the cut-off', '2026-11-24', '09:14', '2026-12-01', null],
    ['at the cut-off', '2026-11-24', '14:00', '2026-12-02', 'cut-off'],
    ['on a Friday afternoon', '2026-11-27', '15:00', '2026-12-07', 'cut-off'],
    ['on a Saturday', '2026-11-28', '09:00', '2026-12-07', 'closed'],
  ])('whom we write %s, %s %s, delivers on %s', (_, day, time, arrivesOn, waits) => {
    expect(sendingAt(moulinSud, at(day, time))).toMatchObject({ arrivesOn, waits })
  })
  test('works on none of his closures and public holidays', () => {
    const closures = [{ from: '2026-11-25', to: '2026-11-26' }]
    const week = { ...moulinSud.week, closures, holidays: new Set(['2026-12-01']) }
    expect(sendingAt({ ...moulinSud, week }, at('2026-11-24', '09:14')).arrivesOn).toBe('2026-12-04')
  })
  test('who takes orders on Mondays and Thursdays counts from the next of them', () => {
    const calendar = { ...moulinSud, orderDays: [1, 4] }
    const sent = (day: string, time: string) => sendingAt(calendar, at(day, time))
    expect(sent('2026-11-24', '09:14')).toEqual({
      countsOn: '2026-11-26',
      arrivesOn: '2026-12-03',
      waits: 'no-order-day',
    })
    expect(sent('2026-11-26', '09:14')).toMatchObject({ countsOn: '2026-11-26', waits: null })
    expect(sent('2026-11-26', '14:30')).toMatchObject({ countsOn: '2026-11-30', waits: 'cut-off' })
  })
  test('who sits in New York looks at his own clock, and at his own day', () => {
    const calendar = { ...moulinSud, timeZone: 'America/New_York' }
    expect(sendingAt(calendar, at('2026-11-24', '19:59'))).toMatchObject({ countsOn: '2026-11-24' })
    expect(sendingAt(calendar, at('2026-11-24', '20:00'))).toMatchObject({ countsOn: '2026-11-25' })
    expect(sendingAt(calendar, at('2026-11-28', '03:00'))).toMatchObject({ countsOn: '2026-11-30' })
  })
  test('whose order days all fall on his week-end takes orders on every working day', () => {
    expect(sendingAt({ ...moulinSud, orderDays: [7] }, at('2026-11-24', '09:14')).arrivesOn).toBe(
      '2026-12-01',
    )
  })
})

const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 7 })
const days = fc.integer({ min: 0, max: 400 }).map((n) => addDays('2026-01-01', n))
const calendars: fc.Arbitrary<SupplierCalendar> = fc.record({
  leadDays: fc.integer({ min: 0, max: 30 }),
  // A clock put back for winter shows the hours from one to three twice.
  cutOff: fc.integer({ min: 4, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:30`),
  timeZone: fc.constantFrom('Europe/Paris', 'America/New_York', 'Asia/Tokyo', 'UTC'),
  week: fc.record({
    weekend: weekdays,
    closures: fc.array(
      fc.tuple(days, fc.nat(25)).map(([from, length]) => ({ from, to: addDays(from, length) })),
      { maxLength: 3 },
    ),
    holidays: fc.array(days, { maxLength: 10 }).map((list) => new Set(list)),
  }),
  orderDays: weekdays,
})
const instants = fc.integer({ min: 0, max: 400 * 24 * 60 }).map((n) => new Date(Date.UTC(2026, 0, 1, 0, n)))

test('Goods arrive on a working day, never before the order counts, which is never before it is sent', () => {
  fc.assert(
    fc.property(calendars, instants, (calendar, sent) => {
      const { countsOn, arrivesOn, waits } = sendingAt(calendar, sent)
      const today = dayIn(sent, calendar.timeZone)
      expect(countsOn >= today && arrivesOn >= countsOn).toBe(true)
      expect(waits === null).toBe(countsOn === today)
      expect(isWorkingDay(countsOn, calendar.week) && isWorkingDay(arrivesOn, calendar.week)).toBe(true)
      const weekend = calendar.week.weekend.length === 7 ? [] : calendar.week.weekend
      const orderDays = calendar.orderDays.filter((day) => !weekend.includes(day))
      if (orderDays.length > 0) expect(orderDays).toContain(weekdayOf(countsOn))
    }),
  )
})

test('Who sends later never gets his goods sooner', () => {
  fc.assert(
    fc.property(calendars, instants, fc.nat(20_000), (calendar, sent, minutes) => {
      const later = new Date(sent.getTime() + minutes * 60_000)
      expect(sendingAt(calendar, later).arrivesOn >= sendingAt(calendar, sent).arrivesOn).toBe(true)
    }),
  )
})

test('A longer lead time never brings goods sooner', () => {
  fc.assert(
    fc.property(calendars, instants, (calendar, sent) => {
      const slower = { ...calendar, leadDays: calendar.leadDays + 1 }
      expect(sendingAt(slower, sent).arrivesOn > sendingAt(calendar, sent).arrivesOn).toBe(true)
    }),
  )
})
