import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rebuild, type BulkLine } from './bulk-lines.ts'

const gid = (type: string, n: number) => `gid://shopify/${type}/${n}`
const ORDER = { id: gid('Order', 1), name: '#1042' }
const line = (n: number, parent: string, type = 'LineItem'): BulkLine => ({
  id: gid(type, n),
  __parentId: parent,
})

const WHOLE: [string, BulkLine, BulkLine[], object][] = [
  ['alone', ORDER, [], ORDER],
  [
    'with its lines',
    ORDER,
    [line(1, ORDER.id), line(2, ORDER.id)],
    { ...ORDER, lineItems: { nodes: [{ id: gid('LineItem', 1) }, { id: gid('LineItem', 2) }] } },
  ],
  [
    'with the lines of its parts',
    ORDER,
    [
      line(7, ORDER.id, 'FulfillmentOrder'),
      line(8, ORDER.id, 'FulfillmentOrder'),
      line(1, gid('FulfillmentOrder', 8), 'FulfillmentOrderLineItem'),
    ],
    {
      ...ORDER,
      fulfillmentOrders: {
        nodes: [
          { id: gid('FulfillmentOrder', 7) },
          {
            id: gid('FulfillmentOrder', 8),
            lineItems: { nodes: [{ id: gid('FulfillmentOrderLineItem', 1) }] },
          },
        ],
      },
    },
  ],
  [
    'with a list inside an inner object, named by the root',
    { id: gid('ProductVariant', 1), inventoryItem: { id: gid('InventoryItem', 5), tracked: true } },
    [line(3, gid('ProductVariant', 1), 'InventoryLevel')],
    {
      id: gid('ProductVariant', 1),
      inventoryItem: {
        id: gid('InventoryItem', 5),
        tracked: true,
        inventoryLevels: { nodes: [{ id: gid('InventoryLevel', 3) }] },
      },
    },
  ],
  [
    'with a list inside an inner object, named by that object',
    { ...ORDER, paymentTerms: { id: gid('PaymentTerms', 5) } },
    [line(3, gid('PaymentTerms', 5), 'PaymentSchedule')],
    {
      ...ORDER,
      paymentTerms: {
        id: gid('PaymentTerms', 5),
        paymentSchedules: { nodes: [{ id: gid('PaymentSchedule', 3) }] },
      },
    },
  ],
]

describe('an object of a bulk result is put together', () => {
  test.each(WHOLE)('%s', (_what, root, children, whole) => {
    expect(rebuild(root, children)).toEqual(whole)
  })
})

const STRAY: [string, BulkLine, BulkLine[]][] = [
  ['of another object', ORDER, [line(1, ORDER.id), line(2, gid('Order', 2))]],
  ['of a type that nobody asked for', ORDER, [line(1, ORDER.id, 'Metafield')]],
  ['without an id', ORDER, [{ __parentId: ORDER.id }]],
  [
    'that comes before its parent',
    ORDER,
    [line(1, gid('FulfillmentOrder', 8), 'FulfillmentOrderLineItem'), line(8, ORDER.id, 'FulfillmentOrder')],
  ],
  ['of an inner object that is not there', ORDER, [line(3, ORDER.id, 'PaymentSchedule')]],
  [
    'of the inner object of another',
    { ...ORDER, paymentTerms: { id: gid('PaymentTerms', 5) } },
    [line(3, gid('PaymentTerms', 6), 'PaymentSchedule')],
  ],
]

describe('an object is not put together with a line', () => {
  test.each(STRAY)('%s', (_what, root, children) => {
    expect(rebuild(root, children)).toBeNull()
  })
})

/** The lines of an order in any order, but each routing before its own lines. */
const anyLines = fc
  .record({
    lines: fc.nat(4),
    schedules: fc.nat(2),
    routings: fc.array(fc.nat(3), { maxLength: 3 }),
    dice: fc.infiniteStream(fc.nat(100)),
  })
  .map(({ lines, schedules, routings, dice }) => {
    const chains = [
      ...Array.from({ length: lines }, (_, n) => [line(n, ORDER.id)]),
      ...Array.from({ length: schedules }, (_, n) => [line(n, ORDER.id, 'PaymentSchedule')]),
      ...routings.map((count, n) => [
        line(n, ORDER.id, 'FulfillmentOrder'),
        ...Array.from({ length: count }, (_, m) =>
          line(n * 10 + m, gid('FulfillmentOrder', n), 'FulfillmentOrderLineItem'),
        ),
      ]),
    ]
    const mixed: BulkLine[] = []
    for (let left = chains; left.length > 0; left = chains.filter((chain) => chain.length > 0))
      mixed.push(...(left[dice.next().value! % left.length]?.splice(0, 1) ?? []))
    return mixed
  })

/** Each object of a whole one, with the id of the one in whose list it stands. */
function placesIn(object: object, owner: string): string[] {
  return Object.values(object).flatMap((value: unknown) => {
    if (typeof value !== 'object' || value === null) return []
    if (!('nodes' in value)) return placesIn(value, owner)
    return (value.nodes as { id: string }[]).flatMap((node) => [
      `${node.id} in ${owner}`,
      ...placesIn(node, node.id),
    ])
  })
}

test('whatever the order of its lists, every line is in its place once, and the lines stay as they were', () => {
  fc.assert(
    fc.property(anyLines, (lines) => {
      const root = { ...ORDER, paymentTerms: { id: gid('PaymentTerms', 1) } }
      const before = JSON.stringify([root, lines])
      const whole = rebuild(root, lines)
      expect(placesIn(whole!, root.id).sort()).toEqual(
        lines.map((l) => `${String(l.id)} in ${l.__parentId}`).sort(),
      )
      expect(JSON.stringify([root, lines])).toBe(before)
    }),
  )
})
