import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { withShop } from '#app/db.server.ts'
import type { Outcome } from '#app/effects/effect.ts'
import { planEffect, tryAgain } from '#app/effects/effect.server.ts'
import { runEffect, type EffectKind } from '#app/effects/run-effect.server.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { openGates } from '#scripts/sim/gates.ts'
import { openTestDatabase, setUpShop, SHOP } from '#tests/support/shop.ts'

let db: TestDatabase
let owner: pg.Pool
beforeAll(async () => {
  db = await openTestDatabase()
  owner = new pg.Pool({ connectionString: db.ownerUrl, max: 1 })
  await setUpShop()
})
afterAll(async () => {
  await owner.end()
  await db.drop()
})

// The outside that answers when the test says so.
const answers: ((outcome: Outcome) => void)[] = []
const recorded: string[] = []
const slow: EffectKind = {
  perform: async (_shop, _effect, stands) => {
    const answer = await new Promise<Outcome>((resolve) => answers.push(resolve))
    return (await stands()) || answer.kind === 'done' ? answer : { kind: 'failed', answer: 'taken over' }
  },
  record: async (_tx, _shop, _effect, outcome) => void recorded.push(outcome.kind),
  interrupted: () => 'unknown',
}
const kinds = { mail: slow }
let keys = 0
const plan = async () =>
  (await withShop(SHOP, (tx) => planEffect(tx, SHOP, { key: `mail:${++keys}`, kind: 'mail', payload: {} })))!
const stateOf = (id: string) =>
  withShop(SHOP, (tx) => tx.effect.findUniqueOrThrow({ where: { shop_id: { shop: SHOP, id } } }))
const asked = async (times: number) => {
  while (answers.length < times) await new Promise((resolve) => setTimeout(resolve, 5))
}
// What remains of a worker whose machine froze: it goes on one day, but the database holds nothing for it any more.
const freeze = async () => {
  const held = `SELECT pid FROM pg_locks WHERE locktype = 'advisory'
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
  await owner.query(`SELECT pg_terminate_backend(pid) FROM (${held}) held`)
  while ((await owner.query(held)).rowCount) await new Promise((resolve) => setTimeout(resolve, 5))
}

beforeEach(async () => {
  answers.length = recorded.length = 0
  await owner.query(`DELETE FROM graphile_worker._private_jobs`)
})

test('Two workers with one job: the second waits while the first is answered, and the answer counts', async () => {
  const id = await plan()
  const first = runEffect(kinds, SHOP, id)
  await asked(1)
  await owner.query(`DELETE FROM graphile_worker._private_jobs`)
  await runEffect(kinds, SHOP, id)
  expect(answers).toHaveLength(1)
  const jobs = await owner.query(
    `SELECT run_at > now() + interval '10 seconds' AS later FROM graphile_worker.jobs`,
  )
  expect(jobs.rows).toEqual([{ later: true }])
  answers[0]!({ kind: 'done', answer: '250 ok' })
  await first
  expect(await stateOf(id)).toMatchObject({ state: 'done', answer: '250 ok', attempts: 1 })
  expect(recorded).toEqual(['done'])
})

test('A job that comes once all is done asks for no other', async () => {
  const id = await plan()
  const first = runEffect(kinds, SHOP, id)
  await asked(1)
  answers[0]!({ kind: 'done', answer: '250 ok' })
  await first
  await owner.query(`DELETE FROM graphile_worker._private_jobs`)
  await runEffect(kinds, SHOP, id)
  expect((await owner.query(`SELECT 1 FROM graphile_worker.jobs`)).rowCount).toBe(0)
})

test('A dead worker holds nothing: the next one finds the attempt interrupted at once', async () => {
  const id = await plan()
  const dead = runEffect(kinds, SHOP, id)
  await asked(1)
  await freeze()
  await runEffect(kinds, SHOP, id)
  expect(await stateOf(id)).toMatchObject({ state: 'unknown', answer: 'the attempt was interrupted' })
  answers[0]!({ kind: 'later', why: 'whatever' })
  await dead
})

test('A worker that comes back after its attempt was taken over learns so before it touches the outside', async () => {
  const id = await plan()
  const back = runEffect(kinds, SHOP, id)
  await asked(1)
  await freeze()
  answers[0]!({ kind: 'later', why: 'it would touch the outside now' })
  await back
  expect(await stateOf(id)).toMatchObject({ answer: 'taken over' })
})

test('What an old attempt says late is not written over a newer one, also after a person tried again', async () => {
  const id = await plan()
  const old = runEffect(kinds, SHOP, id)
  await asked(1)
  await freeze()
  await runEffect(kinds, SHOP, id)
  expect(await withShop(SHOP, (tx) => tryAgain(tx, SHOP, id))).toBe(true)
  const newer = runEffect(kinds, SHOP, id)
  await asked(2)
  answers[0]!({ kind: 'done', answer: '250 of the old attempt' })
  await old
  expect(await stateOf(id)).toMatchObject({ state: 'trying' })
  answers[1]!({ kind: 'done', answer: '250 of the new attempt' })
  await newer
  expect(await stateOf(id)).toMatchObject({ state: 'done', answer: '250 of the new attempt' })
  expect(recorded).toEqual(['unknown', 'done'])
})

test('An effect is planned once for its cause, and asked for once', async () => {
  const again = { key: 'mail:again', kind: 'mail', payload: {} }
  const first = await withShop(SHOP, (tx) => planEffect(tx, SHOP, again))
  await owner.query(`DELETE FROM graphile_worker._private_jobs`)
  expect(await withShop(SHOP, (tx) => planEffect(tx, SHOP, again))).toBe(first)
  expect((await owner.query(`SELECT 1 FROM graphile_worker.jobs`)).rowCount).toBe(0)
})

test('For a shop that left nothing is planned, and what was planned stays where it is', async () => {
  const id = await plan()
  const leave = (uninstalledAt: Date | null) =>
    withShop(SHOP, (tx) => tx.shop.update({ where: { shop: SHOP }, data: { uninstalledAt } }))
  await leave(new Date())
  try {
    await Promise.race([runEffect(kinds, SHOP, id), asked(1)])
    expect(answers).toHaveLength(0)
    expect(await stateOf(id)).toMatchObject({ state: 'due', attempts: 0 })
    const late = { key: 'mail:late', kind: 'mail', payload: {} }
    expect(await withShop(SHOP, (tx) => planEffect(tx, SHOP, late))).toBeNull()
  } finally {
    await leave(null)
  }
})

test('What is done is done: a person cannot try it again', async () => {
  const id = await plan()
  const first = runEffect(kinds, SHOP, id)
  await asked(1)
  answers[0]!({ kind: 'done', answer: '250 ok' })
  await first
  expect(await withShop(SHOP, (tx) => tryAgain(tx, SHOP, id))).toBe(false)
  await Promise.race([runEffect(kinds, SHOP, id), asked(2)])
  expect(answers).toHaveLength(1)
  expect(await stateOf(id)).toMatchObject({ state: 'done', attempts: 1 })
})

test('What an old attempt says late does not end an effect that a person wants tried again', async () => {
  const id = await plan()
  const old = runEffect(kinds, SHOP, id)
  await asked(1)
  await freeze()
  await runEffect(kinds, SHOP, id)
  expect(await withShop(SHOP, (tx) => tryAgain(tx, SHOP, id))).toBe(true)
  answers[0]!({ kind: 'done', answer: '250 of the old attempt' })
  await old
  expect(await stateOf(id)).toMatchObject({ state: 'due' })
})

test('Of two workers that both believe to hold an effect one begins it, the other finds it begun', async () => {
  const id = await plan()
  const gates = openGates(db.ownerUrl, /UPDATE effect SET state = 'trying'/)
  const takeOver = async () => {
    await freeze()
    await runEffect(kinds, SHOP, id)
  }
  const first = () => Promise.race([runEffect(kinds, SHOP, id), asked(1)])
  await gates.play([first, takeOver], []).finally(gates.close)
  expect(answers).toHaveLength(1)
  expect(await stateOf(id)).toMatchObject({ state: 'unknown', attempts: 1 })
  answers[0]!({ kind: 'later', why: 'whatever' })
})
