import { expect, test } from 'vitest'
import { simulateLives } from '#scripts/sim/lives.ts'

test('However the events of an order arrive, each life ends in one state', async () => {
  const said: string[] = []
  const asked = { seed: 11, size: 2, say: (line: string) => said.push(line) }
  const goals = await simulateLives(asked, { events: 4 })
  expect(goals, said.join('\n')).toEqual([
    { id: 'lives', value: 2, goal: 2, ok: true },
    { id: 'ends-per-life', value: 1, goal: 1, ok: true },
    { id: 'orders-covered', value: 48, goal: 48, ok: true },
  ])
}, 120_000)
