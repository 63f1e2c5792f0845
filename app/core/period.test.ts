import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatPeriod } from '#app/messages/format.ts'
import { addDays } from './day.ts'
import { parsePeriods } from './period.ts'

const TODAY = '2026-11-24'
const august = [{ from: '2027-08-01', to: '2027-08-23' }]
const newYear = [{ from: '2026-12-24', to: '2027-01-02' }]
const christmas = [{ from: '2026-12-25', to: '2026-12-25' }]

describe('Closures are read as people write them', () => {
  test.each([
    ['1-23 August', august],
    ['1-23 août', august],
    ['Du 1er au 23 août 2027', august],
    ['1 août – 23 août', august],
    ['from 1st to 23rd aug 2027', august],
    ['01/08/2027-23/08/2027', august],
    ['2027-08-01 - 2027-08-23', august],
    ['24 décembre - 2 janvier', newYear],
    ['24 déc. au 2 janv. 2027', newYear],
    ['24/12/2026 - 2/1', newYear],
    ['25/12/2026', christmas],
    ['2026-12-25', christmas],
    ['25 December', christmas],
    ['25/12', christmas],
    ['25/12; 1-23 août', [...christmas, ...august]],
    ['1-23 août\n\n25/12\n', [...christmas, ...august]],
    ['', []],
  ])('%j', (text, periods) => {
    expect(parsePeriods(text, TODAY)).toEqual(periods)
  })
  test.each([
    'août',
    '31 février',
    '1-23 jui',
    '12/25/2026',
    '23-1 août 2026',
    '1-23',
    'Noël',
    '1 - 2 - 3 août',
    '0/1/2026',
    '1/1/2026 - 1/2/2027',
    '3 août 2026 - 1 août 2026',
    '1-23 août, demain',
  ])('%j is no closure', (text) => {
    expect(parsePeriods(text, TODAY)).toBeNull()
  })
})

test('Without a year the closure is the next that is not over, also while it lasts', () => {
  const spoken = '24 décembre - 2 janvier'
  expect(parsePeriods(spoken, '2027-01-02')).toEqual(newYear)
  expect(parsePeriods(spoken, '2027-01-03')).toEqual([{ from: '2027-12-24', to: '2028-01-02' }])
})

test('What the form shows of a closure reads back as the same closure, in either language', () => {
  const days = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays('2000-01-01', n))
  const any = fc.tuple(days, fc.nat(365)).map(([from, length]) => ({ from, to: addDays(from, length) }))
  fc.assert(
    fc.property(any, fc.constantFrom('fr' as const, 'en' as const), days, (period, language, today) => {
      expect(parsePeriods(formatPeriod(period, language), today)).toEqual([period])
    }),
  )
})
