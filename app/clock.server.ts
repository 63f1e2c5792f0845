import { readFileSync, statSync } from 'node:fs'

type Setting = { at: string; setAt: string; frozen?: boolean }

let read: { mtime: number; setting: Setting } | null = null

/**
 * The time it is. In the demo and in tests a file (CARNET_CLOCK_FILE) sets one clock for the practice store, the web
 * and the worker; without it, the machine's clock.
 */
export function now(): Date {
  const file = process.env.CARNET_CLOCK_FILE
  if (!file) return new Date()
  const mtime = statSync(file, { throwIfNoEntry: false })?.mtimeMs
  if (mtime === undefined) return new Date()
  if (read?.mtime !== mtime) read = { mtime, setting: JSON.parse(readFileSync(file, 'utf8')) as Setting }
  const { at, setAt, frozen } = read.setting
  return new Date(Date.parse(at) + (frozen ? 0 : Date.now() - Date.parse(setAt)))
}
