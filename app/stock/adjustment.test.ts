import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DID, movesOfAdjustment, reasonsOf, shopifyReason, wrongIn } from './adjustment.ts'

const broken = { did: 'gone', quantity: 2, reason: 'broken', note: '' } as const
const shelf = { onHand: 8, unavailable: 3 }

test('no more can be lost than lies there, and no more set aside than may still be sold', () => {
  expect(wrongIn({ ...broken, quantity: 8 }, shelf)).toBeNull()
  expect(wrongIn({ ...broken, quantity: 9 }, shelf)).toBe('more-than-there')
  expect(wrongIn({ ...broken, did: 'set-aside', quantity: 5 }, shelf)).toBeNull()
  expect(wrongIn({ ...broken, did: 'set-aside', quantity: 6 }, shelf)).toBe('more-than-there')
  expect(wrongIn({ ...broken, did: 'found', reason: 'found', quantity: 900 }, shelf)).toBeNull()
  const wrong = { ...broken, reason: 'wrong-goods' } as const
  expect(wrongIn({ ...wrong, did: 'quarantined', quantity: 900 }, shelf)).toBeNull()
  expect(wrongIn({ ...wrong, did: 'sent-back', quantity: 3 }, shelf)).toBeNull()
  expect(wrongIn({ ...wrong, did: 'sent-back', quantity: 4 }, shelf)).toBe('more-than-there')
})

test('a reason fits what happened, and another one says more', () => {
  expect(wrongIn({ ...broken, reason: 'found' }, shelf)).toBe('bad-reason')
  expect(wrongIn({ ...broken, did: 'set-aside', reason: 'theft' }, shelf)).toBe('bad-reason')
  expect(wrongIn({ ...broken, reason: 'other', note: ' ' }, shelf)).toBe('needs-a-note')
  expect(wrongIn({ ...broken, reason: 'other', note: 'Salon' }, shelf)).toBeNull()
  for (const quantity of [0, -1, 1.5]) expect(wrongIn({ ...broken, quantity }, shelf)).toBe('bad-quantity')
})

test('units that are gone leave the shelf, units set aside stay on it, and Shopify hears a reason of its own', () => {
  expect(movesOfAdjustment({ did: 'gone', quantity: 2 })).toEqual({ onHand: -2, unavailable: 0 })
  expect(movesOfAdjustment({ did: 'set-aside', quantity: 2 })).toEqual({ onHand: 0, unavailable: 2 })
  expect(movesOfAdjustment({ did: 'found', quantity: 2 })).toEqual({ onHand: 2, unavailable: 0 })
  expect(reasonsOf('gone').map(shopifyReason)).toEqual([
    'damaged',
    'shrinkage',
    'shrinkage',
    'damaged',
    'other',
  ])
  expect(reasonsOf('found').map(shopifyReason)).toEqual(['correction'])
})

test('whatever may be adjusted leaves no shelf below nothing that was not', () => {
  const any = fc.record({
    did: fc.constantFrom(...DID, 'quarantined' as const, 'sent-back' as const),
    quantity: fc.integer({ min: 1, max: 50 }),
  })
  fc.assert(
    fc.property(any, fc.nat(30), fc.nat(30), (one, onHand, unavailable) => {
      fc.pre(wrongIn({ ...one, reason: reasonsOf(one.did)[0]!, note: '' }, { onHand, unavailable }) === null)
      const moves = movesOfAdjustment(one)
      const aside = unavailable + moves.unavailable
      return onHand + moves.onHand >= 0 && aside >= 0 && (one.did !== 'set-aside' || aside <= onHand)
    }),
  )
})
