// Plays a simulation and says whether its goals are reached:  npm run sim -- NAME [--seed N] [--json]
import process from 'node:process'
import { execFileSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { table } from './carnet/answer.ts'
import { bold, dim, green, red, seconds } from './progress.ts'
import type { Goal, Simulation } from './sim/goal.ts'

process.env.LOG_LEVEL ??= 'silent'
const SIMULATIONS: Readonly<Record<string, { says: string; load: () => Promise<Simulation> }>> = {
  lives: {
    says: 'six events of an order arrive in all 720 orders and end in one state, for 50 lives; --lives N',
    load: async () => (await import('./sim/lives.ts')).simulateLives,
  },
  losses: {
    says: 'a tenth of the webhooks lost, a tenth twice, all shuffled: one sweep mends 1,000 orders; --orders N',
    load: async () => (await import('./sim/losses.ts')).simulateLosses,
  },
  throttle: {
    says: 'a shop gives a tenth of the points that the work needs: it takes longer and loses nothing; --orders N',
    load: async () => (await import('./sim/throttle.ts')).simulateThrottle,
  },
}

const HELP = `npm run sim -- NAME [--seed N] [--json]

${Object.entries(SIMULATIONS)
  .map(([name, { says }]) => `  ${name.padEnd(8)} ${says}`)
  .join('\n')}

The same seed plays the same run. Exit codes: 0 every goal is reached, 1 one is missed, 2 it cannot be played.`

async function main(argv: readonly string[]): Promise<number> {
  const asked = read(argv)
  if (typeof asked === 'string') {
    console.error(asked)
    return 2
  }
  const { name, seed, size, json } = asked
  const since = Date.now()
  const played = commit()
  const simulate = await SIMULATIONS[name]!.load()
  if (!json) console.log(`${bold(name)}, seed ${seed}`)
  const goals = await simulate({ seed, size, say: json ? () => {} : (line) => console.log(dim(line)) })
  console.log(
    json
      ? JSON.stringify({ name, commit: played, seed, goals })
      : `\n${tableOf(goals)}\n${dim(seconds(since))}`,
  )
  return goals.every(({ ok }) => ok) ? 0 : 1
}

function read(argv: readonly string[]) {
  try {
    const number = { type: 'string' } as const
    const options = {
      seed: { ...number, default: '1' },
      json: { type: 'boolean', default: false },
      lives: number,
      orders: number,
    } as const
    const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options })
    const [name = ''] = positionals
    if (!Object.hasOwn(SIMULATIONS, name) || positionals.length > 1) return HELP
    const size = values[name === 'lives' ? 'lives' : 'orders']
    for (const text of [values.seed, size])
      if (text !== undefined && !/^\d{1,9}$/.test(text)) return `not a number: ${text}`
    return {
      name,
      seed: Number(values.seed),
      size: size === undefined ? null : Number(size),
      json: values.json,
    }
  } catch (error) {
    return `${(error as Error).message}\n\n${HELP}`
  }
}

function tableOf(goals: readonly Goal[]): string {
  const rows = goals.map(({ id, value, goal, ok }) => [id, value, goal, ok ? green('✓') : red('✗')])
  return table(['goal', 'reached', 'wanted', ''], rows)
}

/** The commit that was played; with changes that are not committed it says so. */
function commit(): string {
  try {
    return execFileSync('git', ['describe', '--always', '--abbrev=40', '--dirty', '--exclude=*'], {
      stdio: 'pipe',
    })
      .toString()
      .trim()
  } catch {
    return 'unknown'
  }
}

process.exitCode = await main(process.argv.slice(2))
