import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareReplay, fold, type HeldOrder, type ToldOnce } from './replay.ts'

const NINE = '2026-11-24T09:00:00.000Z'
const TEN = '2026-11-24T10:00:00.000Z'

const webhook = (updatedAt: string, hash: string, more: Partial<ToldOnce> = {}): ToldOnce => ({
  order: 'gid://shopify/Order/1042',
  name: '#1042',
  updatedAt,
  hash,
  fetched: false,
  source: `webhook ${hash}`,
  dead: false,
  ...more,
})
const fetched = (updatedAt: string, hash: string) =>
  webhook(updatedAt, hash, { fetched: true, source: `fetch ${hash}` })

function folded(...told: ToldOnce[]): Map<string, ToldOnce> {
  const known = new Map<string, ToldOnce>()
  for (const one of told) fold(known, one)
  return known
}

const books = (updatedAt: string, hash: string): HeldOrder => ({
  order: 'gid://shopify/Order/1042',
  name: '#1042',
  updatedAt,
  hash,
})

test('Whatever order webhooks are told in, the newest is what they amount to', () => {
  const told = fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(told, (minutes) => {
      const tellings = minutes.map((m) =>
        webhook(new Date(Date.UTC(2026, 10, 24, 9, m)).toISOString(), `${m}`),
      )
      expect([...folded(...tellings).values()].map((t) => t.hash)).toEqual([`${Math.max(...minutes)}`])
    }),
  )
})

test('Of two bodies of one time the fetched one counts, the last of them when it was fetched twice', () => {
  const known = folded(webhook(NINE, 'a'), webhook(NINE, 'b'), fetched(NINE, 'c'), fetched(NINE, 'd'))
  expect(compareReplay(known, [books(NINE, 'd')])).toEqual([])
})

describe('The books differ from what was told when they', () => {
  const cases: [string, Map<string, ToldOnce>, HeldOrder[], object[]][] = [
    [
      'lack an order, and the webhook that was given up is named',
      folded(webhook(NINE, 'a', { dead: true })),
      [],
      [{ kind: 'missing', books: null, told: NINE, source: 'webhook a', cause: 'event-dead' }],
    ],
    [
      'stayed behind',
      folded(webhook(NINE, 'a'), webhook(TEN, 'b')),
      [books(NINE, 'a')],
      [{ kind: 'behind', books: NINE, told: TEN, source: 'webhook b', cause: null }],
    ],
    [
      'say something else of the same time',
      folded(fetched(NINE, 'a')),
      [books(NINE, 'b')],
      [{ kind: 'other', source: 'fetch a' }],
    ],
    ['know what nobody told', folded(), [books(NINE, 'a')], [{ kind: 'untold', told: null, source: null }]],
    [
      'are newer than anything told',
      folded(webhook(NINE, 'a')),
      [books(TEN, 'b')],
      [{ kind: 'untold', books: TEN, told: NINE }],
    ],
  ]
  test.each(cases)('%s', (_, known, held, differences) => {
    expect(compareReplay(known, held)).toMatchObject(differences)
    expect(compareReplay(known, held)).toHaveLength(differences.length)
  })
})
