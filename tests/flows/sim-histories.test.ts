import { expect, test } from 'vitest'
import { simulateHistories } from '#scripts/sim/histories.ts'

test('Whatever happens to a shop and in whatever order it hears of it, its books are right after each deed', async () => {
  const said: string[] = []
  const asked = { seed: 4, size: 2, say: (line: string) => said.push(line) }
  const goals = await simulateHistories(asked, { steps: 24 })
  expect(
    goals.map(({ id, ok }) => ({ id, ok })),
    said.join('\n'),
  ).toEqual([
    { id: 'histories', ok: true },
    { id: 'deeds', ok: true },
    { id: 'kinds-of-deeds', ok: true },
    { id: 'broken', ok: true },
  ])
}, 240_000)
