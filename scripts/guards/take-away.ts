// Takes each guard away in turn and runs the tests that have to notice.
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { startTestServer, type TestServer } from '#tests/support/database.ts'
import { exactly, type Goal, type SimulationAsked } from '../sim/goal.ts'
import { readable, type Guard } from './guard.ts'
import { runTests, type Said } from './run-tests.ts'
import { copyTree, type Scratch } from './scratch.ts'
import { stockGuards } from './stock.ts'
import { STOCK_TABLES } from './stock-tables.ts'
import { DATABASE_TESTS, guardsOfTables } from './tables.ts'
import { withWholeScene } from './whole-scene.ts'

type Numbered = Guard & { readonly n: number }
type Place = { readonly lane: Scratch; readonly server: TestServer; readonly scene: string }

/** Takes away what keeps a unit from being promised twice; `only` those whose name or number says so, `from` one on. */
export async function takeAwayStock({
  say,
  size: from,
  texts = {},
}: SimulationAsked): Promise<readonly Goal[]> {
  const server = await startTestServer()
  const lanes = Array.from({ length: Math.min(2, availableParallelism()) }, copyTree)
  try {
    const all = [
      ...stockGuards(),
      ...(await guardsOfTables(addressOf(server, server.template), STOCK_TABLES)),
    ].map((guard, n) => ({ ...guard, n: n + 1 }))
    const guards = all.filter((one) => one.n >= (from ?? 1) && isMeant(one, texts.only))
    for (const { without } of guards)
      if (without.kind === 'source') readable(readFileSync(without.file, 'utf8'), without.edits)
    const scene = await withWholeScene(server)
    await expectAllPass(lanes, guards, { server, scene }, say)
    const caught = await shared(lanes, guards, async (lane, guard) => {
      const { failed, broken } = await runWithout({ lane, server, scene }, guard)
      const what = failed[0] ?? (broken[0] ? `BREAKS ONLY: ${broken[0]}` : 'NO TEST NOTICES')
      say(`${failed.length > 0 ? '✓' : '✗'} ${guard.n} of ${all.length} ${guard.name}: ${what}`)
      return failed.length > 0
    })
    return [exactly('caught', caught.filter(Boolean).length, guards.length)]
  } finally {
    for (const lane of lanes) lane.remove()
    await server.stop()
  }
}

function isMeant({ n, name }: Numbered, only: string | undefined): boolean {
  return only === undefined || (/^\d+$/.test(only) ? n === Number(only) : name.includes(only))
}

async function expectAllPass(
  lanes: readonly Scratch[],
  guards: readonly Guard[],
  { server, scene }: Omit<Place, 'lane'>,
  say: SimulationAsked['say'],
): Promise<void> {
  const judging = new Set<string>(Object.values(DATABASE_TESTS))
  const files = [...new Set(guards.flatMap(({ tests }) => tests))]
  const others = files.filter((file) => !judging.has(file))
  const parts = [
    { some: files.filter((file) => judging.has(file)), template: scene },
    ...lanes.map((_, n) => ({
      some: others.filter((_, at) => at % lanes.length === n),
      template: server.template,
    })),
  ].filter(({ some }) => some.length > 0)
  const said = await shared(lanes, parts, (lane, { some, template }) =>
    runTests(lane.dir, some, { ...server, template }, ['--retry=1']),
  )
  const wrong = said.flatMap(({ failed, broken }) => [...failed, ...broken])
  const silent = said.find(({ passed }) => passed === 0)
  if (wrong.length > 0 || silent)
    throw new Error(`the tests fail with every guard in its place:\n${wrong.join('\n') || silent?.output}`)
  const tests = said.reduce((sum, { passed }) => sum + passed, 0)
  say(`${guards.length} guards; ${tests} tests pass while all of them stand`)
}

const NOTHING: Said = { passed: 0, failed: [], broken: [], output: '' }

async function runWithout({ lane, server, scene }: Place, { tests, without }: Guard): Promise<Said> {
  if (tests.length === 0) return NOTHING
  if (without.kind === 'source') return lane.without(without, () => runTests(lane.dir, tests, server))
  const template = `carnet_guard_${randomUUID().slice(0, 8)}`
  await asOwner(server.url, `CREATE DATABASE ${template} TEMPLATE ${scene} STRATEGY FILE_COPY`)
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
