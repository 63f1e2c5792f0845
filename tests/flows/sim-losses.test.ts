import { expect, test } from 'vitest'
import { simulateLosses } from '#scripts/sim/losses.ts'

test('Webhooks lost, twice and out of order: one sweep, and the books are the store’s', async () => {
  const said: string[] = []
  const goals = await simulateLosses({ seed: 12, size: 20, say: (line) => said.push(line) })
  expect(
    goals.map(({ id, ok }) => ({ id, ok })),
    said.join('\n'),
  ).toEqual([
    { id: 'orders', ok: true },
    { id: 'percent-lost', ok: true },
    { id: 'percent-twice', ok: true },
    { id: 'differences', ok: true },
    { id: 'broken-checks', ok: true },
    { id: 'replay-differences', ok: true },
  ])
}, 180_000)
