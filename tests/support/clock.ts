import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A minute after the order of the journey: before the supplier's hour, whatever hour it is where the tests run. */
const MORNING = '2026-11-24T08:15:00Z'

/** Sets the one clock of this process to a time, from which it goes on unless it is frozen. */
export function setClock(at = MORNING, { frozen = false } = {}): void {
  process.env.CARNET_CLOCK_FILE ??= join(mkdtempSync(join(tmpdir(), 'carnet-clock-')), 'clock.json')
  const setAt = new Date().toISOString()
  writeFileSync(process.env.CARNET_CLOCK_FILE, JSON.stringify({ at, setAt, frozen }))
}
