import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { conditionsOfWrites } from './conditions.ts'
import { readable } from './guard.ts'
import { locksOfFlows } from './locks.ts'
import { stockGuards } from './stock.ts'

const ofCode = stockGuards().flatMap(({ name, without }) =>
  without.kind === 'source' ? [{ name, file: without.file, edits: without.edits }] : [],
)

/** Conditions that keep no unit from being promised twice, each with why. */
const NO_GUARDS: Readonly<Record<string, string>> = {
  'app/effects/run-effect.server.ts: IS NULL': 'reads whether the shop left; what follows from it is a guard',
  'app/flows/items-gone.server.ts: IS NOT NULL': 'a shelf without a reorder point has none to bring along',
  'app/flows/save-orders.server.ts: ON CONFLICT': 'who buys holds no unit',
  'app/flows/save-orders.server.ts: IS DISTINCT FROM': 'the same: who did not change is not written',
  'app/worker/come-back.server.ts: IS NOT DISTINCT FROM': 'jobs of the queue: when they come back',
  'app/worker/come-back.server.ts: FOR UPDATE': 'jobs of the queue',
}

test('Every guard stands in the code as it is to be taken away', () => {
  for (const { name, file, edits } of ofCode) {
    const text = readFileSync(file, 'utf8')
    expect(readable(text, edits), name).not.toBe(text)
  }
})

test('Every condition on which stock is written is a guard', () => {
  const missed = conditionsOfWrites().filter(({ file, from, to }) => {
    const text = readFileSync(file, 'utf8')
    const places = ofCode
      .filter((one) => one.file === file)
      .flatMap(({ edits }) => edits.map(({ find }) => find(text)))
    return !places.some(({ at, length }) => at < to && at + length > from)
  })
  const texts = missed.map(({ file, text }) => `${file}: ${text}`)
  expect(texts.filter((text) => !(text in NO_GUARDS))).toEqual([])
  expect(Object.keys(NO_GUARDS).filter((text) => !texts.includes(text))).toEqual([])
})

test('Whoever decides alone in the shop has a test in which he waits', () => {
  expect(locksOfFlows().filter(({ tests }) => tests.length === 0)).toEqual([])
  expect(locksOfFlows().length).toBeGreaterThan(30)
})
