// Answers that real shops gave, recorded elsewhere: the same is done here and must be answered alike.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asking, type Asking } from './asking.ts'
import { KNOWN, NOT_REPLAYED } from './recorded/known.ts'
import { ORDERS } from './recorded/orders.ts'
import { QUOTES } from './recorded/quotes.ts'
import { differences } from './recorded/selection.ts'
import type { Recorded } from './recorded/shops.ts'

const REPLAYS = { ...ORDERS, ...QUOTES }

const FOLDER = '../shared/payloads'
const there = existsSync(FOLDER)
const files = there ? readdirSync(FOLDER).flatMap((file) => /^graphql-(.*)\.json$/.exec(file)?.[1] ?? []) : []

let ask: Asking
beforeAll(async () => {
  ask = await asking()
})
afterAll(() => ask.close())

describe.skipIf(!there)(`recorded answers (needs ${FOLDER})`, () => {
  test('each is replayed, or has a reason why not', () => {
    const said = [...Object.keys(REPLAYS), ...Object.keys(NOT_REPLAYED)].sort()
    expect(said).toEqual(files.sort())
  })

  test.each(Object.entries(REPLAYS))('%s', async (name, replay) => {
    const recorded = JSON.parse(readFileSync(`${FOLDER}/graphql-${name}.json`, 'utf8')) as Recorded
    const { theirs, ours } = await replay(ask, recorded)
    const found = differences(theirs, ours)
    const known = KNOWN[name] ?? {}
    expect(found.filter(({ path }) => !known[path])).toEqual([])
    expect(Object.keys(known).filter((path) => !found.some((one) => one.path === path))).toEqual([])
  })
})
