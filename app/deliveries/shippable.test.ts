import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gid } from '../core/gid.ts'
import type { Accepted } from '../core/accepted.ts'
import type { ShippableLine } from './shippable.ts'
import { shippable } from './shippable.ts'

const LYON = gid('Location', '1')
const BOUTIQUE = gid('Location', '2')
const held = (quantity: number, location = LYON, provisional = false) => ({ location, quantity, provisional })
const line = (
  n: number,
  units: ShippableLine['held'],
  missing = 0,
  completeOn: string | null = null,
  component: ShippableLine['component'] = null,
): ShippableLine => ({
  line: gid('LineItem', String(n)),
  component,
  held: units,
  missing,
  completeOn,
})

const accepts = (maxShipments: number, parts: Accepted = 'parts') => ({
  ...{ accepts: parts, maxShipments },
  shipped: 0,
})

describe('What may leave', () => {
  test('is all that is held, when the customer accepts parts: 5 of 12', () => {
    expect(shippable([line(1, [held(5)], 7)], accepts(2))).toEqual({
      kind: 'now',
      location: LYON,
      lines: [{ line: gid('LineItem', '1'), quantity: 5 }],
    })
  })
  test('waits for the rest before the last shipment he accepts', () => {
    expect(shippable([line(1, [held(6)], 1, '2026-12-04')], accepts(1))).toEqual({
      kind: 'held',
      until: '2026-12-04',
    })
    expect(shippable([line(1, [held(7)])], accepts(1)).kind).toBe('now')
  })
  test('is whole lines only, when the customer accepts no part of one', () => {
    const lines = [line(1, [held(5)], 7, '2026-12-02'), line(2, [held(3)])]
    expect(shippable(lines, accepts(9, 'whole-lines'))).toMatchObject({
      lines: [{ line: gid('LineItem', '2'), quantity: 3 }],
    })
    expect(shippable(lines.slice(0, 1), accepts(9, 'whole-lines'))).toEqual({
      kind: 'held',
      until: '2026-12-02',
    })
    expect(shippable(lines, accepts(1, 'whole-lines'))).toEqual({ kind: 'held', until: '2026-12-02' })
  })
  test('is complete bundles only: what their scarcest component allows, whatever else is there', () => {
    const of = (size: number) => ({ bundle: 'gid://shopify/LineItemGroup/1', size })
    const oil = line(1, [held(3)], 0, '2026-12-02', of(1))
    const spouts = line(2, [held(5)], 1, '2026-12-02', of(2))
    expect(shippable([oil, spouts, line(3, [held(7)], 2)], accepts(9))).toEqual({
      kind: 'now',
      location: LYON,
      lines: [2, 4, 7].map((quantity, n) => ({ line: gid('LineItem', String(n + 1)), quantity })),
    })
    const none = line(2, [], 6, '2026-12-02', of(2))
    expect(shippable([oil, none], accepts(9))).toEqual({ kind: 'held', until: '2026-12-02' })
    expect(shippable([oil, none], accepts(9, 'whole-lines'))).toEqual({ kind: 'held', until: '2026-12-02' })
    // A line of which units wait for their bundle is not whole.
    expect(shippable([oil, spouts, line(3, [held(7)])], accepts(9, 'whole-lines'))).toMatchObject({
      lines: [{ line: gid('LineItem', '3'), quantity: 7 }],
    })
    expect(shippable([oil, spouts], accepts(1))).toEqual({ kind: 'held', until: '2026-12-02' })
    expect(shippable([oil, line(2, [held(6)], 0, null, of(2))], accepts(1))).toMatchObject({ kind: 'now' })
  })
  test('is nothing without goods, and nothing yet while Shopify has not routed the order', () => {
    expect(shippable([line(1, [], 3)], accepts(2))).toEqual({ kind: 'nothing' })
    expect(shippable([line(1, [held(5, LYON, true)])], accepts(2))).toEqual({ kind: 'not-routed' })
  })
  test('is one place at a time, the one with most units first', () => {
    const lines = [line(1, [held(2), held(3, BOUTIQUE)]), line(2, [held(2)])]
    expect(shippable(lines, accepts(9))).toMatchObject({
      location: LYON,
      lines: [{ quantity: 2 }, { quantity: 2 }],
    })
  })
  test('is never more than is firmly held at the place, nor a line without units', () => {
    const anyHeld = fc.record({
      location: fc.constantFrom(LYON, BOUTIQUE),
      quantity: fc.integer({ min: 1, max: 9 }),
      provisional: fc.boolean(),
    })
    const anyLines = fc
      .array(fc.tuple(fc.array(anyHeld, { maxLength: 3 }), fc.nat(4)), { maxLength: 5 })
      .map((all) => all.map(([units, missing], n) => line(n, units, missing)))
    fc.assert(
      fc.property(anyLines, fc.integer({ min: 1, max: 4 }), (lines, left) => {
        const may = shippable(lines, accepts(left))
        if (may.kind !== 'now') return
        if (left === 1) expect(lines.every((l) => l.missing === 0)).toBe(true)
        for (const l of lines) {
          const firm = l.held
            .filter((h) => h.location === may.location && !h.provisional)
            .reduce((sum, h) => sum + h.quantity, 0)
          expect(may.lines.find((m) => m.line === l.line)?.quantity ?? 0).toBe(firm)
        }
      }),
    )
  })
})
