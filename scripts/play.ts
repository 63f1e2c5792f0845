// Plays something by name and says whether its goals are reached: simulations and benches share it.
import { execFileSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { table } from './carnet/answer.ts'
import { bold, dim, green, red, seconds } from './progress.ts'
import type { Goal, Simulation } from './sim/goal.ts'

/** What can be played: what it says of itself, the options that say how much of it, and the thing itself. */
export type Playable = {
  readonly says: string
  readonly sizes: readonly string[]
  /** The options that say which part of it, in words. */
  readonly words?: readonly string[]
  readonly load: () => Promise<Simulation>
}

/** Plays what the arguments name; resolves to the exit code: 0 every goal is reached, 1 one is missed, 2 a mistake. */
export async function play(
  command: string,
  playables: Readonly<Record<string, Playable>>,
  argv: readonly string[],
): Promise<number> {
  const asked = read(playables, argv)
  if (typeof asked === 'string') {
    console.error(`${asked}\n\n${helpOf(command, playables)}`)
    return 2
  }
  const { name, seed, sizes, texts, json } = asked
  const since = Date.now()
  const played = commit()
  const simulate = await playables[name]!.load()
  if (!json) console.log(`${bold(name)}, seed ${seed}`)
  const size = sizes[playables[name]!.sizes[0] ?? ''] ?? null
  const goals = await simulate({
    seed,
    size,
    sizes,
    texts,
    say: json ? () => {} : (line) => console.log(dim(line)),
  })
  console.log(
    json
      ? JSON.stringify({ name, commit: played, seed, goals })
      : `\n${tableOf(goals)}\n${dim(seconds(since))}`,
  )
  return goals.every(({ ok }) => ok) ? 0 : 1
}

function helpOf(command: string, playables: Readonly<Record<string, Playable>>): string {
  const rows = Object.entries(playables).map(([name, { says, sizes, words = [] }]) => {
    const options = [...sizes.map((size) => `--${size} N`), ...words.map((word) => `--${word} TEXT`)]
    return `  ${name.padEnd(13)} ${says}; ${options.join(' ')}`
  })
  return `npm run ${command} -- NAME [--seed N] [--json]

${rows.join('\n')}

The same seed plays the same run. Exit codes: 0 every goal is reached, 1 one is missed, 2 it cannot be played.`
}

function read(playables: Readonly<Record<string, Playable>>, argv: readonly string[]) {
  const number = { type: 'string' } as const
  const names = [
    ...new Set(Object.values(playables).flatMap(({ sizes, words = [] }) => [...sizes, ...words])),
  ]
  const options = {
    seed: { ...number, default: '1' },
    json: { type: 'boolean', default: false },
    ...Object.fromEntries(names.map((name) => [name, number])),
  } as const
  try {
    const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options })
    const [name = ''] = positionals
    if (!Object.hasOwn(playables, name) || positionals.length > 1) return 'which one?'
    const given = Object.entries(values).flatMap(([key, value]) =>
      typeof value === 'string' ? [[key, value] as const] : [],
    )
    const isWord = ([key]: readonly [string, string]) => playables[name]!.words?.includes(key) === true
    const numbers = given.filter((one) => !isWord(one))
    const wrong = numbers.find(([, text]) => !/^\d{1,9}$/.test(text))
    if (wrong) return `not a number: ${wrong[1]}`
    const { seed, ...sizes } = Object.fromEntries(numbers.map(([key, text]) => [key, Number(text)]))
    const texts: Record<string, string> = Object.fromEntries(given.filter(isWord))
    return { name, seed: seed!, sizes: sizes as Record<string, number>, texts, json: values.json === true }
  } catch (error) {
    return (error as Error).message
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
