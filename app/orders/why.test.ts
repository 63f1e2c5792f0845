import { describe, expect, it } from 'vitest'
import { translator } from '../messages/message.ts'
import { parseDates, parseDecisions, type Decision } from './decision.ts'
import { whySentence } from './why.ts'

const at = '2026-11-24T08:14:00.000Z'

function contest(source: object): NonNullable<Decision['contest']> {
  const turn = { priority: 0, promisedOn: null, placedAt: at, order: '1', line: '1' }
  const shelf = { kind: 'shelf', id: 'lyon', name: 'Lyon', there: 0, held: 0, kept: 0, b2bOnly: 0 } as const
  const asked = { b2b: false, wanted: 5, got: 5, aheadUnits: 0, ahead: [], behind: [] }
  return { ...asked, turn, source: { ...shelf, ...source } }
}

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
    '5 units reserved: on the shelf of Lyon; served before: #1039 (3).',
    '5 unités réservées : en stock à Lyon ; servies avant : #1039 (3).',
  ],
  [
    {
      ...{ at, did: 'reserved', quantity: 5, because: 'on-shelf', ref: 'Lyon' },
      rule: { by: 'promised', against: '#1044', first: true },
      contest: contest({ there: 12, held: 3, kept: 2 }),
    },
    '5 units reserved: on the shelf of Lyon; 7 of 12 were free; 2 kept as safety stock; ahead of #1044, promised for a later day.',
    '5 unités réservées : en stock à Lyon ; 7 libres sur 12 ; 2 gardées en stock de sécurité ; avant #1044, promise pour un jour plus lointain.',
  ],
  [
    {
      ...{ at, did: 'unsourced', quantity: 7, because: 'nothing-left' },
      rule: { by: 'placed', against: '#1039', first: false },
      lack: { missing: 7, tried: [contest({ there: 8, b2bOnly: 4 })] },
    },
    '7 units to order: nothing is left on the shelf or on its way; 8 of 8 were free; 4 set aside for businesses; after #1039, placed earlier.',
    '7 unités à commander : il ne reste rien en stock ni en cours d’approvisionnement ; 8 libres sur 8 ; 4 mises de côté pour les professionnels ; après #1039, passée plus tôt.',
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
