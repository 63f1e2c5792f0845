import { describe, expect, it } from 'vitest'
import { translator } from '../messages/message.ts'
import { parseDates, parseDecisions, type Decision } from './decision.ts'
import { whySentence } from './why.ts'

const at = '2026-11-24T08:14:00.000Z'

const cases: [Decision, string, string][] = [
  [
    {
      at,
      did: 'reserved',
      quantity: 5,
      because: 'on-shelf',
      ref: 'Lyon',
      before: [{ order: '#1039', quantity: 3 }],
    },
    '5 units reserved: on the shelf of Lyon. Served before: #1039 (3).',
    '5 unités réservées : en stock à Lyon. Servies avant : #1039 (3).',
  ],
  [
    { at, did: 'unsourced', quantity: 7, because: 'nothing-left' },
    '7 units to order: nothing is left on the shelf or on its way.',
    '7 unités à commander : il ne reste rien en stock ni en cours d’approvisionnement.',
  ],
  [
    { at, did: 'claimed', quantity: 1, because: 'incoming', ref: 'CF-31' },
    '1 unit expected from a supplier: on its way with CF-31.',
    '1 unité attendue du fournisseur : en cours d’approvisionnement avec CF-31.',
  ],
]

describe('the reason of a decision', () => {
  it.each(cases)('is said in both languages', (decision, english, french) => {
    expect(whySentence(decision, translator('en'))).toBe(english)
    expect(whySentence(decision, translator('fr')).replaceAll('\u00a0', ' ')).toBe(french)
  })
})

describe('what is stored of a line', () => {
  it('is read back, and what cannot be read is left out', () => {
    const good = { at, did: 'reserved', quantity: 5, because: 'on-shelf' }
    expect(parseDecisions([good, { did: 'lost' }, null])).toEqual([good])
    expect(parseDecisions('nothing')).toEqual([])
    expect(parseDates([{ quantity: 5, on: '2026-11-25' }])).toEqual([{ quantity: 5, on: '2026-11-25' }])
    expect(parseDates({})).toEqual([])
  })
})
