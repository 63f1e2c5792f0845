import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { byTurn, type Turn } from '../stock/allocate.ts'
import { moveTo, standingsOf, standingWith, type Standing } from './turns.ts'

const turn = (order: string, priority: number, day = 1): Turn => ({
  ...{ priority, promisedOn: null, order, line: `${order}-1` },
  placedAt: `2026-11-${String(day).padStart(2, '0')}T08:00:00.000Z`,
})
const standing = (...priorities: number[]) =>
  standingsOf(priorities.map((priority, at) => turn(`o${at}`, priority, at + 1)))
const changes = (standings: readonly Standing[], order: string, to: number) =>
  Object.fromEntries(moveTo(standings, order, to))

describe('Moving an order among those that want an item', () => {
  const few = fc
    .array(
      fc.record({
        priority: fc.integer({ min: -2, max: 2 }),
        promisedOn: fc.option(fc.constantFrom('2026-12-01', '2026-12-02')),
        placedAt: fc.constantFrom('2026-11-01T08:00:00.000Z', '2026-11-02T08:00:00.000Z'),
      }),
      { minLength: 1, maxLength: 8 },
    )
    .map((rows) => standingsOf(rows.map((row, at) => ({ ...row, order: `o${at}`, line: `o${at}-1` }))))
  const moves = few.chain((standings) =>
    fc.tuple(
      fc.constant(standings),
      fc.nat(standings.length - 1).map((at) => standings[at]!.order),
      fc.nat(standings.length - 1),
    ),
  )

  test('they stand by their turn exactly as they were shown, and nobody else passes anybody', () => {
    fc.assert(
      fc.property(moves, ([standings, order, to]) => {
        const names = standings.map((s) => s.order).filter((name) => name !== order)
        names.splice(to, 0, order)
        const after = standingWith(standings, moveTo(standings, order, to))
        expect(after.map((s) => s.order)).toEqual(names)
        expect(after.every((s, at) => at === 0 || byTurn(after[at - 1]!.turn, s.turn) < 0)).toBe(true)
      }),
    )
  })

  test('one moved up is never lowered, one moved down never raised; of the others none is lowered', () => {
    fc.assert(
      fc.property(moves, ([standings, order, to]) => {
        const from = standings.findIndex((s) => s.order === order)
        for (const [id, priority] of moveTo(standings, order, to)) {
          const before = standings.find((s) => s.order === id)!.turn.priority
          if (id !== order || to < from) expect(priority).toBeGreaterThan(before)
          else expect(priority).toBeLessThan(before)
        }
      }),
    )
  })

  test('whoever need not be raised is not: lowered by one, somebody would stand elsewhere', () => {
    fc.assert(
      fc.property(moves, ([standings, order, to]) => {
        const priorities = moveTo(standings, order, to)
        const shown = standingWith(standings, priorities).map((s) => s.order)
        for (const [id, priority] of priorities) {
          if (id === order) continue
          const less = standingWith(standings, new Map([...priorities, [id, priority - 1]]))
          expect(less.map((s) => s.order)).not.toEqual(shown)
        }
      }),
    )
  })

  test('to the first place it is raised above the first alone', () => {
    expect(changes(standing(0, 0, 0), 'o2', 0)).toEqual({ o2: 1 })
  })
  test('between two that differ enough it alone changes', () => {
    expect(changes(standing(5, 0, 0), 'o2', 1)).toEqual({ o2: 1 })
    expect(changes(standing(9, 5, 0), 'o0', 1)).toEqual({ o0: 4 })
  })
  test('between two that are alike those ahead are raised too', () => {
    expect(changes(standing(0, 0, 0, 0), 'o3', 1)).toEqual({ o3: 1, o0: 1 })
    expect(changes(standing(0, 0, 0, 0), 'o0', 1)).toEqual({ o1: 1 })
  })
  test('to the last place it is lowered below the last', () => {
    expect(changes(standing(0, 0, 0), 'o0', 2)).toEqual({ o0: -1 })
  })
  test('to where it stands already nothing changes', () => {
    expect(changes(standing(0, 0), 'o1', 1)).toEqual({})
    expect(changes(standing(0, 0), 'unknown', 0)).toEqual({})
  })
})

test('an order with two lines stands where the first of them stands', () => {
  const late: Turn = { ...turn('o0', 0), promisedOn: '2026-12-09', line: 'o0-2' }
  const early: Turn = { ...turn('o1', 0), promisedOn: '2026-12-02' }
  const first: Turn = { ...turn('o0', 0), promisedOn: '2026-12-01' }
  expect(standingsOf([late, early, first]).map((s) => [s.order, s.turn.line])).toEqual([
    ['o0', 'o0-1'],
    ['o1', 'o1-1'],
  ])
})
