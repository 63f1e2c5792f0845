import { expect, test } from 'vitest'
import type { Decision } from './decision.ts'
import { decisionsOfToday } from './why-now.ts'

const decision = (did: Decision['did'], quantity: number, because: Decision['because']): Decision => ({
  at: '2026-11-24T08:14:00.000Z',
  did,
  quantity,
  because,
})
const nowhere = { removed: 0, cancelled: 0, reserved: 0, claimed: 0, unsourced: 0, shipped: 0, unstocked: 0 }

test('Only the decisions that say where units are now are told, oldest first', () => {
  const shelf = decision('reserved', 5, 'on-shelf')
  const short = decision('unsourced', 7, 'nothing-left')
  const bought = decision('claimed', 7, 'incoming')
  const why = [shelf, short, bought]
  expect(decisionsOfToday({ ...nowhere, reserved: 5, unsourced: 7 }, why.slice(0, 2))).toEqual([shelf, short])
  expect(decisionsOfToday({ ...nowhere, reserved: 5, claimed: 7 }, why)).toEqual([shelf, bought])
  expect(
    decisionsOfToday({ ...nowhere, claimed: 7, shipped: 5 }, [
      ...why,
      decision('shipped', 5, 'delivery-note'),
    ]),
  ).toEqual([bought, decision('shipped', 5, 'delivery-note')])
})

test('Units that came to the shelf in two goes are explained by both', () => {
  const why = [
    decision('reserved', 6, 'received'),
    decision('reserved', 1, 'received'),
    decision('released', 2, 'moved'),
  ]
  expect(decisionsOfToday({ ...nowhere, reserved: 7 }, why)).toEqual(why.slice(0, 2))
})
