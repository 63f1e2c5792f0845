import { expect, test } from 'vitest'
import { simulateInterleavings } from '#scripts/sim/interleavings.ts'

test('However an order and a delivery of goods meet, the books are right; without the lock they would not be', async () => {
  const said: string[] = []
  const asked = { seed: 1, size: null, say: (line: string) => said.push(line) }
  const goals = await simulateInterleavings(asked, { only: [['settle', 'receive']] })
  expect(
    goals.map(({ id, ok }) => ({ id, ok })),
    said.join('\n'),
  ).toEqual([
    { id: 'pairs', ok: true },
    { id: 'interleavings', ok: true },
    { id: 'most-of-a-pair', ok: true },
    { id: 'broken', ok: true },
    { id: 'pairs-broken-without-the-lock', ok: true },
  ])
}, 180_000)
