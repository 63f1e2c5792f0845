// What a process number stands for: it may belong to somebody else by now.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Whether there is a process of this number. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM'
  }
}

/** Whether the process of this number was started with `part` in its command line. */
export function runs(pid: number, part: string): boolean {
  if (!isAlive(pid)) return false
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(part)
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)])
      .toString()
      .includes(part)
  } catch {
    return false
  }
}
