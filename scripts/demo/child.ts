// One process of the demo: its output in a log, what matters of it on the terminal, and an end in good order.
import { spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { dim, red } from '../progress.ts'

export interface Child {
  name: string
  pid: number
  /** What its command line says it runs. */
  file: string
  log: string
  /** Resolves when it ended, asked or not. */
  ended: Promise<void>
  succeeded: Promise<boolean>
  hasEnded(): boolean
  /** Whether it wrote such a line within a minute. */
  says(line: RegExp): Promise<boolean>
  /** Ends it at once. */
  kill(): void
  stop(): Promise<void>
}

export interface ChildOptions {
  name: string
  /** The file it runs and its arguments, after Node's own. */
  args: readonly string[]
  env: NodeJS.ProcessEnv
  log: string
}

/** Starts a process outside the terminal's group: Ctrl-C comes to us, and we end the children in order. */
export function startChild({ name, args, env, log }: ChildOptions): Child {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env,
  })
  const file = createWriteStream(log, { flags: 'a' })
  const lines = new EventEmitter()
  file.write(`--- started ${new Date().toISOString()}\n`)
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      file.write(`${line}\n`)
      lines.emit('line', line)
      const event = keyEvent(line)
      if (event) console.log(`${dim(name.padEnd(8))} ${event}`)
    })
  }
  let over = false
  const ended = new Promise<void>((done) => {
    const end = () => {
      over = true
      file.end(done)
    }
    child.once('error', end)
    child.once('close', end)
  })
  const says = (pattern: RegExp) => {
    const heard = new Promise<boolean>((yes) =>
      lines.on('line', (line: string) => pattern.test(line) && yes(true)),
    )
    return Promise.race([heard, ended.then(() => false), sleep(60_000, false, { ref: false })])
  }
  const stop = async () => {
    child.kill('SIGTERM')
    if (await Promise.race([ended.then(() => true), sleep(30_000, false, { ref: false })])) return
    child.kill('SIGKILL')
    await ended
  }
  const succeeded = ended.then(() => child.exitCode === 0)
  return {
    name,
    pid: child.pid ?? 0,
    file: args.at(-1) ?? '',
    log,
    ended,
    succeeded,
    hasEnded: () => over,
    says,
    kill: () => void child.kill('SIGKILL'),
    stop,
  }
}

interface LogLine {
  level?: number
  msg?: string
  topic?: string
  isNew?: boolean
  kind?: string
  outcome?: string
  err?: { message?: string }
}

// Of a JSON log: warnings, errors, and what came from or went to the outside. All else stays in the file.
function keyEvent(text: string): string | undefined {
  if (!text.startsWith('{')) return undefined
  try {
    const { level = 0, msg = '', topic, isNew, kind, outcome, err } = JSON.parse(text) as LogLine
    if (level >= 40) return red([msg, err?.message].filter(Boolean).join(': '))
    if (msg === 'webhook') return `webhook ${topic}${isNew ? '' : ', again'}`
    return msg === 'effect' ? `${kind} ${outcome}` : undefined
  } catch {
    return undefined
  }
}

/** Waits until `url` answers 200; gives up after a minute, or when there is nobody to wait for. */
export async function answersWell(url: string, isOver: () => boolean): Promise<boolean> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline && !isOver(); await sleep(100)) {
    const answer = await fetch(url).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer?.ok) return true
  }
  return false
}
