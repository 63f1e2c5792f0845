import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LineUnits } from './line-units.ts'
import { openUnits } from './line-units.ts'
import type { LocationId, Places } from './settle-line.ts'
import { heldIn, NOWHERE, settleLine, takeAway } from './settle-line.ts'

const LYON: LocationId = 'gid://shopify/Location/1'
const BOUTIQUE: LocationId = 'gid://shopify/Location/2'
const ordered = (quantity: number, gone: Partial<LineUnits> = {}): LineUnits => ({
  ordered: quantity,
  removed: 0,
  cancelled: 0,
  shipped: 0,
  returned: 0,
  ...gone,
})
const held = (location: LocationId, quantity: number, provisional = false) => ({
  location,
  quantity,
  provisional,
})
const claim = (poLine: string, quantity: number, on: string | null) => ({ poLine, quantity, on })

/** The grocer's twelve after CF-31 was sent: 5 on the shelf, 7 on their way. */
const grocer: Places = { ...NOWHERE, reserved: [held(LYON, 5)], claims: [claim('cf-31', 7, '2026-12-01')] }

describe('An order line', () => {
  test('that is new has all its units still to be found', () => {
    expect(settleLine(NOWHERE, null, ordered(12), 'stock')).toEqual({ ...NOWHERE, unsourced: 12 })
    expect(settleLine(NOWHERE, null, ordered(12), 'unknown-variant').unsourced).toBe(12)
  })
  test('that needs no stock holds none', () => {
    expect(settleLine(grocer, ordered(12), ordered(12), 'no-stock')).toEqual({ ...NOWHERE, unstocked: 12 })
  })
  test('told again keeps every place as it is', () => {
    expect(settleLine(grocer, ordered(12), ordered(12), 'stock')).toEqual(grocer)
  })
  test('of which 4 are removed before shipping keeps 5 on the shelf and 3 on their way', () => {
    const left = settleLine(grocer, ordered(12), ordered(12, { removed: 4 }), 'stock')
    expect(left).toEqual({ ...grocer, claims: [claim('cf-31', 3, '2026-12-01')] })
  })
  test('loses units first where they are unsourced, then the latest claim, then the shelf, loose units before firm ones', () => {
    const places: Places = {
      unstocked: 0,
      unsourced: 1,
      claims: [claim('soon', 2, '2026-12-01'), claim('later', 2, '2026-12-09')],
      reserved: [held(LYON, 2), held(BOUTIQUE, 2, true)],
    }
    expect(takeAway(places, 2)).toMatchObject({
      unsourced: 0,
      claims: [claim('later', 1, '2026-12-09'), claim('soon', 2, '2026-12-01')],
    })
    expect(takeAway(places, 4)).toMatchObject({
      claims: [claim('soon', 1, '2026-12-01')],
      reserved: [{ quantity: 2 }, { quantity: 2 }],
    })
    expect(takeAway(places, 6)).toMatchObject({
      claims: [],
      reserved: [held(BOUTIQUE, 1, true), held(LYON, 2)],
    })
    expect(heldIn(takeAway(places, 9))).toBe(0)
  })
  test('that ships takes from the shelf it shipped from, then from other shelves', () => {
    const places: Places = { ...NOWHERE, reserved: [held(LYON, 3), held(BOUTIQUE, 3)], unsourced: 6 }
    const some = settleLine(places, ordered(12), ordered(12, { shipped: 4 }), 'stock', [BOUTIQUE])
    expect(some).toEqual({ ...NOWHERE, reserved: [held(LYON, 2)], unsourced: 6 })
  })
  test('that shipped more than lay there takes what was still to be found', () => {
    const more = settleLine(grocer, ordered(12), ordered(12, { shipped: 8 }), 'stock', [LYON])
    expect(more).toEqual({ ...NOWHERE, claims: [claim('cf-31', 4, '2026-12-01')] })
  })
  test('whose delivery was refused has its units open again', () => {
    const back = settleLine(NOWHERE, ordered(5, { shipped: 5 }), ordered(5), 'stock')
    expect(back).toEqual({ ...NOWHERE, unsourced: 5 })
  })
})

// What may happen to a line. Numbers are wishes: each is cut to what is possible at that moment.
const happening = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), quantity: fc.nat(20) }),
  fc.record({
    kind: fc.constantFrom('remove' as const, 'ship' as const, 'unship' as const),
    quantity: fc.nat(20),
  }),
  fc.record({
    kind: fc.constantFrom('reserve' as const, 'claim' as const, 'receive' as const),
    quantity: fc.nat(20),
    where: fc.constantFrom(LYON, BOUTIQUE),
  }),
  fc.record({ kind: fc.constantFrom('cancel' as const, 'no-stock' as const), quantity: fc.constant(0) }),
)
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never
type Line = { units: LineUnits; places: Places }

function after({ units, places }: Line, event: Happening): Line {
  const open = openUnits(units)
  const settle = (now: LineUnits) => ({ units: now, places: settleLine(places, units, now, 'stock', [LYON]) })
  const some = Math.min(event.quantity, open)
  switch (event.kind) {
    case 'add':
      return settle({ ...units, ordered: units.ordered + event.quantity })
    case 'remove':
      return settle({ ...units, removed: units.removed + some })
    case 'ship':
      return settle({ ...units, shipped: units.shipped + some })
    case 'unship':
      return settle({ ...units, shipped: units.shipped - Math.min(event.quantity, units.shipped) })
    case 'cancel':
      return settle({ ...units, removed: 0, cancelled: units.ordered - units.shipped })
    case 'no-stock':
      return { units, places: settleLine(places, units, units, 'no-stock') }
    case 'reserve':
      return { units, places: hold(places, event.where, Math.min(event.quantity, places.unsourced)) }
    case 'claim': {
      const quantity = Math.min(event.quantity, places.unsourced)
      const claims = quantity > 0 ? [...places.claims, claim(event.where, quantity, null)] : places.claims
      return { units, places: { ...places, claims, unsourced: places.unsourced - quantity } }
    }
    case 'receive': {
      const [first, ...others] = places.claims
      if (!first) return { units, places }
      return {
        units,
        places: hold(
          { ...places, claims: others, unsourced: places.unsourced + first.quantity },
          event.where,
          first.quantity,
        ),
      }
    }
  }
}

function hold(places: Places, location: LocationId, quantity: number): Places {
  if (quantity === 0) return places
  const before = places.reserved.find((h) => h.location === location)?.quantity ?? 0
  const reserved = [
    ...places.reserved.filter((h) => h.location !== location),
    held(location, before + quantity),
  ]
  return { ...places, reserved, unsourced: places.unsourced - quantity }
}

test('Whatever happens to a line, every unit ordered is in exactly one place', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 40 }), (history) => {
      let line: Line = { units: ordered(0), places: NOWHERE }
      for (const event of history) {
        line = after(line, event)
        const { units, places } = line
        expect(heldIn(places)).toBe(openUnits(units))
        expect(units.removed + units.cancelled + units.shipped + heldIn(places)).toBe(units.ordered)
        expect(Math.min(places.unsourced, places.unstocked)).toBeGreaterThanOrEqual(0)
        expect([...places.reserved, ...places.claims].every((h) => h.quantity > 0)).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})

test('What an edit takes away never takes from a shelf while anything else is left to take', () => {
  const anyPlaces = fc.record({
    reserved: fc.uniqueArray(
      fc.record({
        location: fc.constantFrom(LYON, BOUTIQUE),
        quantity: fc.integer({ min: 1, max: 20 }),
        provisional: fc.boolean(),
      }),
      { selector: (h) => h.location },
    ),
    claims: fc.array(
      fc.record({
        poLine: fc.uuid(),
        quantity: fc.integer({ min: 1, max: 20 }),
        on: fc.constantFrom('2026-12-01', '2026-12-09', null),
      }),
      { maxLength: 3 },
    ),
    unsourced: fc.nat(20),
    unstocked: fc.constant(0),
  })
  fc.assert(
    fc.property(anyPlaces, fc.nat(60), (places, wish) => {
      const quantity = Math.min(wish, heldIn(places))
      const left = takeAway(places, quantity)
      const sum = (list: readonly { quantity: number }[]) =>
        list.reduce((total, one) => total + one.quantity, 0)
      expect(heldIn(left)).toBe(heldIn(places) - quantity)
      if (sum(left.claims) < sum(places.claims)) expect(left.unsourced).toBe(0)
      if (sum(left.reserved) < sum(places.reserved)) expect([left.unsourced, left.claims]).toEqual([0, []])
    }),
  )
})
