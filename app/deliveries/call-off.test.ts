import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Gid } from '../core/gid.ts'
import { sumOf } from '../core/quantity.ts'
import { callable, calledDays, calledShippable, type OpenCall } from './call-off.ts'

const LYON = 'gid://shopify/Location/1' as Gid<'Location'>
const LINES = ['gid://shopify/LineItem/1', 'gid://shopify/LineItem/2'] as Gid<'LineItem'>[]
const units = fc.integer({ min: 0, max: 30 })
const lines = fc.tuple(units, units).map((held) =>
  held.map((quantity, n) => ({
    line: LINES[n]!,
    component: null,
    held: quantity > 0 ? [{ location: LYON, quantity, provisional: false }] : [],
    missing: 3,
    completeOn: null,
  })),
)
const calls = fc.array(
  fc.record({
    id: fc.uuid(),
    wishedOn: fc.constantFrom(null, '2026-11-25', '2026-12-01', '2027-01-04'),
    calledAt: fc.constantFrom('2026-11-24T08:00:00.000Z', '2026-11-24T09:00:00.000Z'),
    lines: fc
      .tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }))
      .map((wanted) => wanted.map((quantity, n) => ({ line: LINES[n]!, quantity }))),
  }),
  { maxLength: 4 },
)
const held = (all: { line: string; held: { quantity: number }[] }[], line: string) =>
  sumOf(all.find((l) => l.line === line)!.held, (h) => h.quantity)

test('of units that are kept until called never more leaves than is held and than one call wants', () => {
  fc.assert(
    fc.property(lines, calls, (kept, wanted) => {
      const may = calledShippable(kept, wanted)
      if (may.kind !== 'now') return
      expect(
        wanted.some((call) =>
          may.lines.every(
            ({ line, quantity }) =>
              quantity <= held(kept, line) && quantity <= call.lines.find((l) => l.line === line)!.quantity,
          ),
        ),
      ).toBe(true)
    }),
  )
})

test('without a call nothing leaves; with one of which something is held, something does', () => {
  fc.assert(
    fc.property(lines, calls, (kept, wanted) => {
      const there = kept.some((l) => l.held.length > 0)
      const expected = !there ? 'nothing' : wanted.length === 0 ? 'waits-for-call' : 'now'
      expect(calledShippable(kept, wanted).kind).toBe(expected)
    }),
  )
})

test('each open unit has one day, called ones none before the earliest or the wished one', () => {
  fc.assert(
    fc.property(units, units, calls, (kept, more, wanted) => {
      const dates = calledDays({ line: LINES[0]!, held: kept, open: kept + more }, wanted, '2026-11-30')
      expect(sumOf(dates, (d) => d.quantity)).toBe(kept + more)
      const called = dates.filter((d) => d.on !== null)
      expect(called.every((d) => d.on! >= '2026-11-30')).toBe(true)
      const asked = sumOf(wanted, (call) => call.lines[0]!.quantity)
      expect(sumOf(called, (d) => d.quantity)).toBe(Math.min(kept, asked))
    }),
  )
})

test('the call that is wished first is served first', () => {
  const kept = [
    {
      line: LINES[0]!,
      component: null,
      held: [{ location: LYON, quantity: 24, provisional: false }],
      missing: 0,
      completeOn: null,
    },
  ]
  const call = (id: string, wishedOn: string | null, quantity: number): OpenCall => ({
    id,
    wishedOn,
    calledAt: '2026-11-24T08:00:00.000Z',
    lines: [{ line: LINES[0]!, quantity }],
  })
  const later = call('a', '2026-12-24', 6)
  const serves = (...all: OpenCall[]) => calledShippable(kept, all)
  const leaves = (quantity: number) => ({
    kind: 'now',
    location: LYON,
    lines: [{ line: LINES[0]!, quantity }],
  })
  expect(serves(later, call('b', '2026-12-01', 4))).toEqual(leaves(4))
  expect(serves(later, call('b', null, 3))).toEqual(leaves(3))
  expect(callable(LINES[0]!, 24, [later, call('b', null, 3)])).toBe(15)
})
