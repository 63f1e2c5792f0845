import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../core/day.ts'
import { sumOf } from '../core/quantity.ts'
import type { Dated } from './expected-date.ts'
import type { Ahead } from './outlook.ts'
import { goingFrom, outlookOf } from './outlook.ts'

const TODAY = '2026-11-24'
const on = (outlook: ReturnType<typeof outlookOf>, day: string) => outlook.days.find((d) => d.day === day)

describe('The oil after the order of the grocer', () => {
  // 8 on the shelf: 3 go today and 5 tomorrow; 12 come on 2 December, of which 7 are for the grocer.
  const oil: Ahead = {
    today: TODAY,
    onHand: 8,
    unavailable: 0,
    coming: [{ quantity: 12, on: '2026-12-02' }],
    going: [
      { quantity: 3, on: '2026-11-24' },
      { quantity: 5, on: '2026-11-25' },
      { quantity: 7, on: '2026-12-02' },
    ],
  }
  test('runs out tomorrow, and five may be promised from the day on which the rest is there', () => {
    const outlook = outlookOf(oil, 14)
    expect(outlook.days).toHaveLength(14)
    expect(outlook).toMatchObject({ runsOutOn: '2026-11-25', missing: 0 })
    expect(on(outlook, '2026-11-24')).toEqual({
      day: '2026-11-24',
      onHand: 5,
      reserved: 5,
      incoming: 0,
      available: 0,
    })
    expect(on(outlook, '2026-12-01')).toMatchObject({ onHand: 0, reserved: 0, available: 0 })
    expect(on(outlook, '2026-12-02')).toMatchObject({ onHand: 5, reserved: 0, incoming: 12, available: 5 })
  })
  test('is missing what was promised and not ordered, from the day on which it was to go', () => {
    const outlook = outlookOf({ ...oil, coming: [] }, 14)
    expect(outlook).toMatchObject({ runsOutOn: '2026-11-25', missing: 7 })
    expect(on(outlook, '2026-12-02')).toMatchObject({ onHand: -7, reserved: 0, available: 0 })
  })
  test('keeps what a later day needs, also beyond the days looked at', () => {
    const outlook = outlookOf({ ...oil, coming: [], going: [{ quantity: 6, on: '2027-03-01' }] }, 14)
    expect(on(outlook, TODAY)).toMatchObject({ onHand: 8, reserved: 6, available: 2 })
    expect(outlook.runsOutOn).toBeNull()
  })
  test('keeps what goes out on no known day, and counts on nothing that comes on none', () => {
    const outlook = outlookOf(
      { ...oil, coming: [{ quantity: 9, on: null }], going: [{ quantity: 6, on: null }] },
      14,
    )
    expect(outlook.days.every((d) => d.available === 2 && d.onHand === 8)).toBe(true)
  })
  test('leaves what Shopify keeps aside: it can neither be promised nor shipped', () => {
    const outlook = outlookOf({ ...oil, unavailable: 2, going: [{ quantity: 6, on: '2026-11-26' }] }, 14)
    expect(on(outlook, '2026-11-25')).toMatchObject({ onHand: 8, reserved: 6, available: 0 })
    expect(outlook.runsOutOn).toBe('2026-11-26')
  })
  test('counts what should have come or gone before today on today', () => {
    const late = {
      ...oil,
      going: [{ quantity: 1, on: '2026-11-02' }],
      coming: [{ quantity: 4, on: '2026-11-03' }],
    }
    expect(on(outlookOf(late, 14), TODAY)).toMatchObject({ onHand: 11, incoming: 4 })
  })
})

const dated = (least: number) =>
  fc.array(
    fc.record({
      quantity: fc.integer({ min: 1, max: 20 }),
      on: fc.oneof(
        fc.integer({ min: least, max: 30 }).map((n): string | null => addDays(TODAY, n)),
        fc.constant(null),
      ),
    }),
    { maxLength: 6 },
  )
const aheads: fc.Arbitrary<Ahead> = fc.record({
  today: fc.constant(TODAY),
  onHand: fc.integer({ min: -5, max: 60 }),
  unavailable: fc.integer({ min: 0, max: 5 }),
  coming: dated(-5),
  going: dated(-5),
})
const short = (outlook: ReturnType<typeof outlookOf>, unavailable: number) =>
  outlook.days.filter((d) => d.onHand - unavailable < 0).map((d) => d.day)

test('What is available to promise on a day can go that day, and takes from no promise; one unit more would', () => {
  fc.assert(
    fc.property(aheads, fc.integer({ min: 0, max: 39 }), (ahead, n) => {
      const day = addDays(TODAY, n)
      const before = outlookOf(ahead, 40)
      const { available } = before.days[n]!
      const going = (quantity: number): Ahead => ({
        ...ahead,
        going: [...ahead.going, { quantity, on: day }],
      })
      if (available > 0) {
        const after = outlookOf(going(available), 40)
        expect(short(after, ahead.unavailable)).toEqual(short(before, ahead.unavailable))
      }
      const undated = sumOf(
        ahead.going.filter((d) => d.on === null),
        (d) => d.quantity,
      )
      const over = outlookOf(going(available + 1), 40).days.slice(n)
      expect(over.some((d) => d.onHand - ahead.unavailable - undated < 0)).toBe(true)
    }),
  )
})

test('Each day parts what can be used into what is spoken for and what is available, which never shrinks by waiting', () => {
  fc.assert(
    fc.property(aheads, (ahead) => {
      const { days } = outlookOf(ahead, 40)
      for (const [n, { onHand, reserved, available }] of days.entries()) {
        expect(reserved).toBeGreaterThanOrEqual(0)
        expect(reserved + available).toBe(Math.max(0, onHand - ahead.unavailable))
        if (n > 0) expect(available).toBeGreaterThanOrEqual(days[n - 1]!.available)
      }
    }),
  )
})

test('The last day holds what is there now, with all that comes and without all that goes by then', () => {
  fc.assert(
    fc.property(aheads, (ahead) => {
      const sum = (list: readonly Dated[]) =>
        sumOf(
          list.filter((d) => d.on !== null),
          (d) => d.quantity,
        )
      const { days, runsOutOn } = outlookOf(ahead, 40)
      expect(days.at(-1)!.onHand).toBe(ahead.onHand + sum(ahead.coming) - sum(ahead.going))
      expect(runsOutOn).toBe(days.find((d) => d.onHand <= ahead.unavailable)?.day ?? null)
    }),
  )
})

test('A line in two places goes first from its shelf; units without a day go some day', () => {
  const places = [
    { location: 'shelf', quantity: 5 },
    { location: 'coming', quantity: 7 },
    { location: 'coming', quantity: 2 },
  ]
  expect(
    goingFrom(places, [
      { quantity: 6, on: '2026-11-25' },
      { quantity: 7, on: '2026-12-04' },
    ]),
  ).toEqual([
    { location: 'shelf', quantity: 5, on: '2026-11-25' },
    { location: 'coming', quantity: 1, on: '2026-11-25' },
    { location: 'coming', quantity: 6, on: '2026-12-04' },
    { location: 'coming', quantity: 1, on: '2026-12-04' },
    { location: 'coming', quantity: 1, on: null },
  ])
})
