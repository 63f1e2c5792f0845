import { expect, test } from 'vitest'
import { lineOf, snapshotOf } from '#tests/support/snapshots.ts'
import { likenessOf, looksLike } from './likeness.ts'
import type { OrderSnapshot } from './order.ts'

const goods = [lineOf('1', { quantity: 6 }), lineOf('2', { quantity: 2, variant: null, title: 'Panier' })]
const first = snapshotOf(1042, goods, { placedAt: '2026-11-24T08:14:00.000Z' })
const minutes = (n: number) => new Date(Date.parse(first.placedAt) + n * 60_000).toISOString()
const other = (wish: Partial<OrderSnapshot>) => snapshotOf(1043, goods, { placedAt: minutes(4), ...wish })

const guest = { buyer: { kind: 'guest' as const } }
const elsewhere = { ...first.shipTo!, address1: '9 quai Rambaud' }
const orders: [what: string, one: Partial<OrderSnapshot>, another: Partial<OrderSnapshot>, alike: boolean][] =
  [
    ['the same goods for the same company four minutes later', {}, {}, true],
    ['earlier as well as later', {}, { placedAt: minutes(-4) }, true],
    ['half an hour later', {}, { placedAt: minutes(30) }, true],
    ['later than half an hour', {}, { placedAt: minutes(31) }, false],
    ['the lines in another sequence', {}, { lines: [...goods].reverse() }, true],
    [
      'the same units on two lines',
      {},
      { lines: [lineOf('8', { quantity: 4 }), lineOf('9', { quantity: 2 }), goods[1]!] },
      true,
    ],
    ['one unit more', {}, { lines: [lineOf('8', { quantity: 7 }), goods[1]!] }, false],
    ['a line less', {}, { lines: [goods[0]!] }, false],
    [
      'two guests of one e-mail',
      { ...guest, shipTo: null },
      { ...guest, email: ' Achats@Port.example.com', shipTo: elsewhere },
      true,
    ],
    [
      'two guests of one address',
      { ...guest, email: null },
      { ...guest, email: 'autre@port.example.com' },
      true,
    ],
    [
      'two guests of nothing in common',
      { ...guest, email: null },
      { ...guest, email: 'autre@port.example.com', shipTo: elsewhere },
      false,
    ],
    [
      'two guests of whom nothing is known',
      { ...guest, email: null, shipTo: null },
      { ...guest, email: null, shipTo: null },
      false,
    ],
    ['two orders of nothing', { lines: [] }, { lines: [] }, false],
  ]

test.each(orders)('Whether an order was sent twice: %s', (_, one, another, alike) => {
  const [a, b] = [snapshotOf(1042, goods, { placedAt: first.placedAt, ...one }), other(another)]
  expect(looksLike(a, b)).toBe(alike)
  expect(looksLike(b, a)).toBe(alike)
})

test('An order does not look like itself', () => {
  expect(looksLike(first, { ...first, placedAt: minutes(1) })).toBe(false)
})

test('What was taken off an order is not what it orders', () => {
  const less = [lineOf('1', { quantity: 6, current: 0 }), goods[1]!]
  expect(likenessOf({ lines: less })).toBe(likenessOf({ lines: [goods[1]!] }))
})
