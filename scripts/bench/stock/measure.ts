// How fast something goes: by the clock, and by what it costs the processors, which other work beside it moves less.
import { readdirSync, readFileSync } from 'node:fs'
import process from 'node:process'

export type Speed = {
  readonly perSecond: number
  /** Processor time of one operation in ms: of this process, and of PostgreSQL's. */
  readonly own: number
  readonly postgres: number
}

/** Runs `work` and answers how fast its `count` operations were. `server` is the number of PostgreSQL's first process. */
export async function speedOf(server: number, count: number, work: () => Promise<unknown>): Promise<Speed> {
  const began = { at: performance.now(), own: process.cpuUsage(), postgres: cpuOfServer(server) }
  await work()
  const ms = performance.now() - began.at
  const own = process.cpuUsage(began.own)
  return {
    perSecond: (count * 1_000) / ms,
    own: (own.user + own.system) / 1_000 / count,
    postgres: (cpuOfServer(server) - began.postgres) / count,
  }
}

const TICK_MS = 10

/** Processor time of a server and of all its children, those that have ended too, in ms; 0 where nobody can tell. */
export function cpuOfServer(server: number): number {
  try {
    const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === server)
    const own = timesOf(String(server), [13, 14, 15, 16])
    return TICK_MS * (own + children.reduce((sum, child) => sum + timesOf(child, [13, 14]), 0))
  } catch {
    return 0
  }
}

function parentOf(pid: string): number {
  return timesOf(pid, [3])
}

// The fields of /proc/PID/stat, counted from 0; the second is a name in brackets that may hold anything.
function timesOf(pid: string, fields: readonly number[]): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const after = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields.reduce((sum, field) => sum + Number(after[field - 2]), 0)
  } catch {
    return 0
  }
}

/** The middle of several measurements of one thing, by its speed. */
export function median(speeds: readonly Speed[]): Speed {
  return [...speeds].sort((a, b) => a.perSecond - b.perSecond)[speeds.length >> 1]!
}

/** A measurement in words: "412/s, 2.10 + 1.30 ms". */
export function said({ perSecond, own, postgres }: Speed): string {
  return `${perSecond.toFixed(0)}/s, CPU ${own.toFixed(2)} + ${postgres.toFixed(2)} ms`
}
