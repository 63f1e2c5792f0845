// Takes each guard away in turn and runs the tests that have to notice.
import { availableParallelism } from 'node:os'
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { startTestServer, type TestServer } from '#tests/support/database.ts'
import { exactly, type Goal, type SimulationAsked } from '../sim/goal.ts'
import type { Guard } from './guard.ts'
import { runTests, type Said } from './run-tests.ts'
import { copyTree, type Scratch } from './scratch.ts'
import { STOCK_GUARDS, STOCK_TABLES } from './stock.ts'
import { guardsOfTables } from './tables.ts'

/** Takes away what keeps a unit from being promised twice. `size` takes only the guard of that number. */
export async function takeAwayStock({ size, say }: SimulationAsked): Promise<readonly Goal[]> {
  const server = await startTestServer()
  const lanes = Array.from({ length: Math.min(2, availableParallelism()) }, copyTree)
  try {
    const all = [...STOCK_GUARDS, ...(await guardsOfTables(addressOf(server, server.template), STOCK_TABLES))]
    const guards = all
      .map((guard, n) => ({ ...guard, n: n + 1 }))
      .filter(({ n }) => size === null || n === size)
    const whole = await runTests(lanes[0]!.dir, [...new Set(guards.flatMap(({ tests }) => tests))], server)
    if (whole.failed.length > 0 || whole.passed === 0)
      throw new Error(
        `the tests fail with every guard in its place:\n${whole.failed.join('\n') || whole.output}`,
      )
    say(`${guards.length} guards; ${whole.passed} tests pass while all of them stand`)
    const caught = await shared(lanes, guards, async (lane, { n, ...guard }) => {
      const { failed } = await runWithout(lane, server, guard)
      say(`${failed.length > 0 ? '✓' : '✗'} ${n} ${guard.name}: ${failed[0] ?? 'NO TEST NOTICES'}`)
      return failed.length > 0
    })
    return [exactly('caught', caught.filter(Boolean).length, guards.length)]
  } finally {
    for (const lane of lanes) lane.remove()
    await server.stop()
  }
}

async function runWithout(lane: Scratch, server: TestServer, { tests, without }: Guard): Promise<Said> {
  if (without.kind === 'source') return lane.without(without, () => runTests(lane.dir, tests, server))
  const template = `carnet_guard_${randomUUID().slice(0, 8)}`
  await asOwner(server.url, `CREATE DATABASE ${template} TEMPLATE ${server.template} STRATEGY FILE_COPY`)
  try {
    await asOwner(addressOf(server, template), without.sql)
    return await runTests(lane.dir, tests, { ...server, template })
  } finally {
    await asOwner(server.url, `DROP DATABASE ${template} WITH (FORCE)`)
  }
}

// Each lane takes the next thing when it is free.
async function shared<L, T, R>(
  lanes: readonly L[],
  things: readonly T[],
  work: (lane: L, thing: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  let next = 0
  await Promise.all(
    lanes.map(async (lane) => {
      while (next < things.length) {
        const n = next++
        results[n] = await work(lane, things[n]!)
      }
    }),
  )
  return results
}

function addressOf(server: TestServer, database: string): string {
  const url = new URL(server.url)
  url.pathname = `/${database}`
  return url.toString()
}

async function asOwner(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
