import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyOrder, anyRouting } from '#tests/support/any-order.ts'
import { asGraphqlAnswer, asWebhookBody } from '#tests/support/order-shapes.ts'
import { gid } from '../core/gid.ts'
import { lineOf, snapshotOf } from '#tests/support/snapshots.ts'
import { parseGraphqlOrder } from './parse-graphql-order.ts'
import { parseWebhookOrder } from './parse-webhook-order.ts'

test('an order told by webhook and by GraphQL is one snapshot, whichever comes', () => {
  fc.assert(
    fc.property(anyOrder, (order) => {
      expect(parseWebhookOrder(asWebhookBody(order))).toEqual({ kind: 'snapshot', snapshot: order })
      expect(parseGraphqlOrder(asGraphqlAnswer(order, null))).toEqual({
        kind: 'snapshot',
        snapshot: order,
        routing: null,
      })
    }),
    { numRuns: 100 },
  )
})

test('where Shopify wants an order shipped from is read beside it', () => {
  fc.assert(
    fc.property(
      anyOrder.chain((order) => fc.tuple(fc.constant(order), anyRouting(order))),
      ([order, routing]) => {
        expect(parseGraphqlOrder(asGraphqlAnswer(order, routing))).toMatchObject({
          kind: 'snapshot',
          routing,
        })
      },
    ),
    { numRuns: 50 },
  )
})

test('an order of which anything is broken is a hint or a whole snapshot, never an accident', () => {
  const anyway = fc.jsonValue({ maxDepth: 2 })
  fc.assert(
    fc.property(anyOrder, fc.nat(), anyway, (order, at, broken) => {
      const webhook = breakOne(asWebhookBody(order), at, broken)
      const answer = breakOne(asGraphqlAnswer(order, null), at, broken)
      expect(['snapshot', 'hint', 'unreadable']).toContain(parseWebhookOrder(webhook).kind)
      expect(['snapshot', 'hint', 'unreadable']).toContain(parseGraphqlOrder(answer).kind)
    }),
    { numRuns: 100 },
  )
})

/** The same value with one of its inner values, the `at`th of all, replaced. */
function breakOne(value: unknown, at: number, broken: unknown): unknown {
  const places: (string | number)[][] = []
  const walk = (inner: unknown, path: (string | number)[]) => {
    places.push(path)
    if (typeof inner === 'object' && inner !== null)
      for (const [key, item] of Object.entries(inner)) walk(item, [...path, key])
  }
  walk(value, [])
  const copy = structuredClone(value)
  const path = places[at % places.length]!
  if (path.length === 0) return broken
  const parent = path.slice(0, -1).reduce((inner, key) => (inner as Record<string, unknown>)[key], copy)
  ;(parent as Record<string, unknown>)[path.at(-1)!] = broken
  return copy
}

test('GraphQL tells of which bundle a line is a component, and how many of it were sold', () => {
  const bundle = { id: gid('LineItemGroup', '7'), quantity: 2 }
  const order = snapshotOf(1042, [lineOf('2', { quantity: 4, bundle }), lineOf('3', { quantity: 1 })])
  const answer = parseGraphqlOrder(asGraphqlAnswer(order, null))
  expect(answer).toMatchObject({ snapshot: { lines: [{ bundle }, { bundle: null }] } })
})
