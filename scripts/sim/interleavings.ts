// Each pair of the transactions in which a unit changes its place, in every way in which their statements can meet.
import type { TestServer } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/database.ts'
import { everyWay } from './explore.ts'
import type { Gates, Played } from './gates.ts'
import { openGates } from './gates.ts'
import { atLeast, atMost, exactly, type Goal, type SimulationAsked } from './goal.ts'

/** A transaction stops before these: they lock or write what another transaction may lock or write as well. */
const STOP = new RegExp(
  [
    'pg_advisory_xact_lock|hashtextextended|FOR (UPDATE|SHARE)|^COMMIT',
    'INSERT INTO (orders |order_line|reservation|ledger_entry|"public"."delivery_call")',
    'UPDATE (purchase_order_line|transfer_line|"public"."transfer" )',
  ].join('|'),
)
/** Two of six steps each meet in so many ways. */
const MOST = 924
/** Without the lock a few ways are enough to see what goes wrong. */
const ENOUGH = 12

type Loaded = Awaited<ReturnType<typeof load>>
type Work = Loaded['TRANSACTIONS'][string][0]
/** Two transactions, or one and the same, sent twice: that has to end as if it had been sent once. */
type Pair = readonly [first: string, second: string, sent?: 'twice']

/** `only` plays some of the pairs. */
export async function simulateInterleavings(
  { say, size }: SimulationAsked,
  { only, server }: { only?: readonly Pair[]; server?: TestServer } = {},
): Promise<readonly Goal[]> {
  const own = server || process.env.CARNET_TEST_SERVER ? null : await startTestServer()
  const played = await load(server ?? own ?? undefined)
  try {
    const pairs = (only ?? pairsOf(Object.keys(played.TRANSACTIONS))).slice(0, size ?? undefined)
    const locked = await playAll(played, pairs, false, say)
    const unlocked = await playAll(played, pairs, true, say)
    return [
      exactly('pairs', locked.length, pairs.length),
      atLeast('interleavings', sum(locked.map(({ ways }) => ways)), 2 * pairs.length),
      atMost('most-of-a-pair', Math.max(...locked.map(({ ways }) => ways)), MOST),
      exactly('broken', sum(locked.map(({ broken }) => broken)), 0),
      atLeast('pairs-broken-without-the-lock', unlocked.filter(({ broken }) => broken > 0).length, 1),
    ]
  } finally {
    await played.close()
    await own?.stop()
  }
}

function pairsOf(names: readonly string[]): Pair[] {
  return [
    ...names.flatMap((first, n) => names.slice(n).map((second): Pair => [first, second])),
    ...names.map((name): Pair => [name, name, 'twice']),
  ]
}

// What reads the environment comes after the database is there.
async function load(server?: TestServer) {
  const { openTestDatabase } = await import('#tests/support/shop.ts')
  const database = await openTestDatabase(server)
  const { setScene } = await import('./core-scene.ts')
  const { TRANSACTIONS } = await import('./core-transactions.ts')
  const { unclean } = await import('#tests/support/told.ts')
  const { whereUnitsAre } = await import('./where-units-are.ts')
  return { TRANSACTIONS, setScene, unclean, whereUnitsAre, ownerUrl: database.ownerUrl, close: database.drop }
}

type PairPlayed = { readonly ways: number; readonly broken: number }

async function playAll(
  played: Loaded,
  pairs: readonly Pair[],
  withoutLock: boolean,
  say: (line: string) => void,
): Promise<PairPlayed[]> {
  const unlock = (statement: string) =>
    statement.replace(/pg_advisory_xact_lock\((hashtextextended\(\$\d+, 0\))\)/, '$1')
  const gates = openGates(played.ownerUrl, STOP, withoutLock ? unlock : undefined)
  try {
    const all: PairPlayed[] = []
    for (const pair of pairs) {
      const { ways, broken, said } = await playPair(played, gates, pair, withoutLock)
      all.push({ ways, broken })
      const how = withoutLock ? 'without the lock' : 'with the lock'
      say(`${pair.join(' × ').padEnd(20)} ${how}: ${ways} ways, ${broken} broken${said ? `: ${said}` : ''}`)
    }
    return all
  } finally {
    await gates.close()
  }
}

let scenes = 0

// Without the lock the first way that breaks is all that is asked for.
async function playPair(
  played: Loaded,
  gates: Gates,
  [first, second, sent]: Pair,
  untilBroken: boolean,
): Promise<PairPlayed & { readonly said: string }> {
  const { setScene, TRANSACTIONS, unclean } = played
  const once = sent ? await endOf(played, TRANSACTIONS[first]![0]) : null
  let shop = ''
  const ways = everyWay(async (wish) => {
    const scene = await setScene((shop = `pair-${++scenes}.myshopify.com`))
    const works = [TRANSACTIONS[first]![0], TRANSACTIONS[second]![sent ? 0 : 1]] as const
    return gates.play([() => works[0](scene), () => works[1](scene)], wish)
  })
  let count = 0
  let broken = 0
  let said = ''
  for await (const way of ways) {
    count++
    const wrong = [...thrown(way), ...(await unclean(shop)).map((one) => one.check)]
    if (once !== null && once !== (await played.whereUnitsAre(shop))) wrong.push('it happened twice')
    if (wrong.length > 0) {
      broken++
      said ||= `${way.chosen.join('')} ${wrong.join('; ')}`
    }
    if (untilBroken && (broken > 0 || count === ENOUGH)) break
  }
  return { ways: count, broken, said }
}

// Where everything is when a transaction met nobody.
async function endOf({ setScene, whereUnitsAre }: Loaded, work: Work): Promise<string> {
  const scene = await setScene(`pair-${++scenes}.myshopify.com`)
  await work(scene)
  return whereUnitsAre(scene.shop)
}

// Whatever a flow answers is expected; what it throws is not.
function thrown({ endings }: Played): string[] {
  return endings.flatMap((ending) => ('threw' in ending ? [ending.threw.trim().split('\n').at(-1)!] : []))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
