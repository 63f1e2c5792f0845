// Two transactions in one process on two connections, each stopped before every statement that locks or writes: whoever
// holds the gates lets one of them go on. PostgreSQL itself says who waits for whom.
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Side, Walk } from './explore.ts'

/** How one of the two ended: what its flow answered, or what it threw. */
export type Ending = { readonly answer: unknown } | { readonly threw: string }
export type Played = Walk & { readonly endings: readonly Ending[] }

export type Gates = {
  /** Plays two works against each other, as wished and then the first whenever it can. */
  play(works: readonly [Work, Work], wish: readonly Side[]): Promise<Played>
  close(): Promise<void>
}
type Work = () => Promise<unknown>

/** One of the two: where it stands now. */
type Runner = {
  client: pg.Client | null
  /** Opens the gate that it stands before. */
  open: (() => void) | null
  /** The statement that stopped last, until it is done: what is sent after it comes after it. */
  last: Promise<unknown> | null
  ending: Ending | null
}

type Query = (this: pg.Client, ...asked: unknown[]) => unknown
const PATIENCE_MS = 30_000

/**
 * Hooks into the database's driver until closed. `stop` says before which statements a transaction stops; `instead` may
 * put another statement in a statement's place.
 */
export function openGates(
  ownerUrl: string,
  stop: RegExp,
  instead: (statement: string) => string = (statement) => statement,
): Gates {
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 1 })
  const driver = pg.Client.prototype as unknown as { query: Query }
  const untouched = driver.query
  let runners: Runner[] = []
  driver.query = function (...asked) {
    const statement = statementOf(asked[0])
    if (/^BEGIN/.test(statement)) begin(runners, this)
    const runner = runners.find(({ client }) => client === this)
    const ask = () => untouched.apply(this, replaced(asked, instead))
    if (/^(COMMIT|ROLLBACK)/.test(statement) && runner) return ended(runner, statement, stop, ask)
    if (!runner) return ask()
    return stop.test(statement)
      ? inTurn(runner, () => atGate(runner).then(ask))
      : (runner.last?.then(ask) ?? ask())
  }
  return {
    play: async (works, wish) => {
      runners = []
      for (const work of works) {
        runners.push(started(work))
        await settled(owner, runners)
      }
      return { ...(await walk(owner, runners, wish)), endings: runners.map(({ ending }) => ending!) }
    },
    close: async () => {
      driver.query = untouched
      await owner.end()
    },
  }
}

function statementOf(asked: unknown): string {
  return typeof asked === 'string' ? asked : String((asked as { text?: string } | undefined)?.text)
}

function replaced(asked: unknown[], instead: (statement: string) => string): unknown[] {
  const [query, ...rest] = asked
  const before = statementOf(query)
  const text = instead(before)
  if (text === before) return asked
  // It is prepared under another statement's name nowhere.
  return [typeof query === 'string' ? text : { ...(query as object), text, name: undefined }, ...rest]
}

function started(work: Work): Runner {
  const runner: Runner = { client: null, open: null, last: null, ending: null }
  work().then(
    (answer) => (runner.ending = { answer }),
    (error: unknown) => (runner.ending = { threw: error instanceof Error ? error.message : String(error) }),
  )
  return runner
}

// A transaction begins for whoever has none: at first, and again when the database asked to redo it.
function begin(runners: readonly Runner[], client: pg.Client): void {
  const runner = runners.find((one) => !one.client && !one.ending)
  if (runner) runner.client = client
}

// A transaction may send a statement before the one before it is answered.
function inTurn(runner: Runner, work: () => Promise<unknown>): Promise<unknown> {
  const done = (runner.last ?? Promise.resolve()).then(work)
  const over = done
    .catch(() => {})
    .finally(() => {
      if (runner.last === over) runner.last = null
    })
  runner.last = over
  return done
}

function atGate(runner: Runner): Promise<void> {
  return new Promise((resolve) => (runner.open = resolve))
}

async function ended(runner: Runner, statement: string, stop: RegExp, ask: () => unknown): Promise<unknown> {
  if (stop.test(statement)) await atGate(runner)
  const answer = await ask()
  runner.client = null
  return answer
}

async function walk(owner: pg.Pool, runners: readonly Runner[], wish: readonly Side[]): Promise<Walk> {
  const chosen: Side[] = []
  const forks: boolean[] = []
  for (;;) {
    const able = ([0, 1] as const).filter((side) => runners[side]!.open)
    if (able.length === 0) return { chosen, forks }
    const wished = wish[chosen.length]
    const side = wished !== undefined && able.includes(wished) ? wished : able[0]!
    chosen.push(side)
    forks.push(able.length === 2)
    const { open } = runners[side]!
    runners[side]!.open = null
    open!()
    await settled(owner, runners)
  }
}

// Until each stands at a gate, has ended, or waits for what the other holds.
async function settled(owner: pg.Pool, runners: readonly Runner[]): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(1)) {
    const moving = runners.filter(({ open, ending }) => !open && !ending)
    if (moving.length === 0) return
    if (moving.length < runners.length && (await waits(owner, moving[0]!)) && !moving[0]!.open) return
  }
  throw new Error('two transactions wait for each other, and PostgreSQL does not say so')
}

async function waits(owner: pg.Pool, { client }: Runner): Promise<boolean> {
  const pid = (client as { processID?: number } | null)?.processID
  if (!pid) return false
  const { rows } = await owner.query<{ waits: boolean }>(
    'SELECT cardinality(pg_blocking_pids($1)) > 0 AS waits',
    [pid],
  )
  return rows[0]!.waits
}
