// The one clock of a demo or a test: a small JSON file that the store writes and all processes read.
import { readFileSync, writeFileSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

export type ClockSetting = { at: string; setAt: string; frozen: boolean }
export type Clock = {
  now(): Date
  read(): ClockSetting | undefined
  set(change: {
    at?: string | undefined
    frozen?: boolean | undefined
    advance?: string | undefined
  }): ClockSetting
}

/** A clock kept in a file, or in memory when there is none; without a setting it is real time. */
export function openClock(file: string | undefined): Clock {
  let setting: ClockSetting | undefined
  let readAt = -1
  const read = () => {
    if (!file) return setting
    try {
      const { mtimeMs } = statSync(file)
      if (mtimeMs !== readAt) {
        setting = JSON.parse(readFileSync(file, 'utf8')) as ClockSetting
        readAt = mtimeMs
      }
    } catch {
      setting = undefined
    }
    return setting
  }
  const now = () => {
    const current = read()
    if (!current) return new Date()
    const elapsed = current.frozen ? 0 : Date.now() - Date.parse(current.setAt)
    return new Date(Date.parse(current.at) + elapsed)
  }
  return {
    now,
    read,
    set({ at, frozen, advance }) {
      const start = at === undefined ? now() : new Date(at)
      if (Number.isNaN(start.getTime())) throw new Error(`not a time: ${at}`)
      const next = {
        at: new Date(start.getTime() + milliseconds(advance)).toISOString(),
        setAt: new Date().toISOString(),
        frozen: frozen ?? read()?.frozen ?? false,
      }
      setting = next
      if (file) {
        mkdirSync(dirname(file), { recursive: true })
        writeFileSync(file, JSON.stringify(next))
        readAt = -1
      }
      return next
    },
  }
}

/** Milliseconds of an ISO 8601 duration of weeks to seconds, such as P1DT2H30M. */
export function milliseconds(duration: string | undefined): number {
  if (duration === undefined) return 0
  const match = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration)
  if (!match || duration.length < 3) throw new Error(`not a duration: ${duration}`)
  const [weeks, days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0))
  return ((((weeks! * 7 + days!) * 24 + hours!) * 60 + minutes!) * 60 + seconds!) * 1000
}

/** The time as GraphQL writes it: UTC, whole seconds. */
export const utc = (at: string) => `${new Date(at).toISOString().slice(0, 19)}Z`

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making a format takes longer than using it a hundred times. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const two = '2-digit'
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: two, day: two, hour: two, minute: two, second: two },
    timeZoneName: 'longOffset',
  })
  formats.set(timeZone, format)
  return format
}

/** The time as REST bodies write it: whole seconds, with the shop's offset. */
export function local(at: string, timeZone: string): string {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(new Date(at))
      .map((part) => [part.type, part.value]),
  )
  const offset = parts.timeZoneName?.replace('GMT', '') || '+00:00'
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}${offset}`
}
