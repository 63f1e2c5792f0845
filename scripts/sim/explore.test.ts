import fc from 'fast-check'
import { expect, test } from 'vitest'
import { everyWay, type Side, type Walk } from './explore.ts'

// Two that take so many steps each; with a lock, whoever took a step first is alone until he is done.
async function walkOf(
  steps: readonly [number, number],
  locked: boolean,
  wish: readonly Side[],
): Promise<Walk> {
  const left = [...steps] as [number, number]
  const chosen: Side[] = []
  const forks: boolean[] = []
  const may = (side: Side) => {
    const other = side === 0 ? 1 : 0
    return left[side] > 0 && !(locked && left[other] > 0 && left[other] < steps[other])
  }
  while (left[0] + left[1] > 0) {
    const fork = may(0) && may(1)
    const side = fork ? (wish[chosen.length] ?? 0) : may(0) ? 0 : 1
    chosen.push(side)
    forks.push(fork)
    left[side]--
  }
  return { chosen, forks }
}

async function waysOf(steps: readonly [number, number], locked = false): Promise<string[]> {
  const ways: string[] = []
  for await (const { chosen } of everyWay((wish) => walkOf(steps, locked, wish))) ways.push(chosen.join(''))
  return ways
}

test('Two of six steps each meet in 924 ways, and each is played once', async () => {
  const ways = await waysOf([6, 6])
  expect(ways).toHaveLength(924)
  expect(new Set(ways).size).toBe(924)
})

test('However many steps they take, the ways are as many as there are', async () => {
  const over = (n: number, k: number): number => (k === 0 ? 1 : (over(n - 1, k - 1) * n) / k)
  const steps = fc.integer({ min: 0, max: 4 })
  await fc.assert(
    fc.asyncProperty(steps, steps, async (a, b) => {
      expect(new Set(await waysOf([a, b])).size).toBe(over(a + b, b))
    }),
  )
})

test('Who must wait for the other leaves two ways: one after the other', async () => {
  expect(await waysOf([3, 2], true)).toEqual(['00011', '11000'])
})
