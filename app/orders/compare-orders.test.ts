import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyOrder } from '#tests/support/any-order.ts'
import { lineOf, snapshotOf } from '#tests/support/snapshots.ts'
import { compareOrders } from './compare-orders.ts'
import type { OrderSnapshot } from './order.ts'
import { snapshotOf as stored, snapshotText } from './snapshot-json.ts'

const order = snapshotOf(1042, [lineOf('1', { quantity: 12 })])
const between = (ours: OrderSnapshot | null, theirs: OrderSnapshot | null) =>
  compareOrders(ours, theirs).map(({ field, label, ours: a, theirs: b }) => [field, label, a, b])

const CHANGES: [string, OrderSnapshot, unknown[][]][] = [
  [
    'cancelled',
    { ...order, cancelledAt: '2026-11-24T09:00:00.000Z' },
    [['cancelled-at', '', null, '2026-11-24T09:00:00.000Z']],
  ],
  ['refunded in part', { ...order, currentTotal: 10_000n }, [['current-total', '', '110.65', '100.00']]],
  [
    'edited',
    { ...order, lines: [lineOf('1', { quantity: 12, current: 10, fulfillable: 10 })] },
    [
      ['line-current', 'HUILE-75', '12', '10'],
      ['line-fulfillable', 'HUILE-75', '12', '10'],
    ],
  ],
  [
    'shipped',
    {
      ...order,
      fulfillments: [
        {
          id: 'gid://shopify/Fulfillment/1',
          status: 'success',
          location: null,
          createdAt: '2026-11-24T09:00:00.000Z',
          lines: [{ line: 'gid://shopify/LineItem/1', quantity: 5 }],
        },
      ],
    },
    [['fulfillment', '', null, 'success: 5 × HUILE-75']],
  ],
  [
    'sent elsewhere',
    { ...order, shipTo: { ...order.shipTo!, city: 'Bron' } },
    [
      [
        'ship-to',
        '',
        'Épicerie du Port, Épicerie du Port SARL, 3 rue du Port, 69007 Lyon, FR',
        'Épicerie du Port, Épicerie du Port SARL, 3 rue du Port, 69007 Bron, FR',
      ],
    ],
  ],
]

test.each(CHANGES)('an order %s differs in what was changed, with both values', (_, theirs, expected) => {
  expect(between(order, theirs)).toEqual(expected)
})

test('an order that one side does not have is one difference', () => {
  expect(between(null, order)).toEqual([['order', '', null, '#1042']])
  expect(between(order, null)).toEqual([['order', '', '#1042', null]])
  expect(between(null, null)).toEqual([])
})

test('what reads the same but is not is told in full', () => {
  const shipTo = { ...order.shipTo!, phone: '+33 4 78 00 00 00' }
  const [found] = compareOrders(order, { ...order, shipTo })
  expect(found).toMatchObject({ field: 'ship-to' })
  expect(found!.theirs).toContain('+33 4 78 00 00 00')
})

test('an order differs in nothing from itself as it was stored, whenever it was touched', () => {
  fc.assert(
    fc.property(anyOrder, (one) => {
      const ours = stored(JSON.parse(snapshotText(one)))
      expect(compareOrders(ours, { ...one, updatedAt: '2030-01-01T00:00:00.000Z' })).toEqual([])
    }),
  )
})

test('two orders that say anything else differ, both values told apart', () => {
  fc.assert(
    fc.property(anyOrder, anyOrder, (one, other) => {
      const theirs = { ...other, id: one.id, updatedAt: one.updatedAt }
      const found = compareOrders(one, theirs)
      expect(found.length === 0).toBe(snapshotText(one) === snapshotText(theirs))
      for (const { ours, theirs: told } of found) expect(ours).not.toBe(told)
    }),
  )
})
