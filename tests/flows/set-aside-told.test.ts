import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openReplay, type Replay } from '#scripts/corpus/replay.ts'
import { startTestServer } from '#tests/support/database.ts'

let replay: Replay
let own: Awaited<ReturnType<typeof startTestServer>> | null = null
let carnet: Awaited<ReturnType<typeof load>>
async function load() {
  return {
    ...(await import('#app/flows/set-aside-told.server.ts')),
    ...(await import('#app/adapters/shopify/fetch-stock.server.ts')),
    ...(await import('#app/db.server.ts')),
    ...(await import('#app/effects/effect.server.ts')),
  }
}
beforeAll(async () => {
  own = process.env.CARNET_TEST_SERVER ? null : await startTestServer()
  replay = await openReplay(own ?? undefined)
  carnet = await load()
  replay.store.control.webhookMode({ mode: 'drop' })
})
afterAll(async () => {
  await replay.close()
  await own?.stop()
})

async function setUp() {
  const { domain: shop } = await replay.freshShop([{ sku: 'HUILE-75', price: '10.00', onHand: 8 }])
  const { ids } = await carnet.variantsPage(shop, null)
  const item = (await carnet.fetchVariants(shop, ids))[0]!.inventoryItem.id
  const levels = async () => JSON.stringify((await carnet.fetchLevels(shop, [item]))[0])
  const location = /gid:..shopify.Location.\d+/.exec(await levels())![0]
  const lines = [
    { item, location, quantity: 2, state: 'quality_control' as const },
    { item, location, quantity: 1, state: 'damaged' as const },
  ]
  const payload = { shortPick: randomUUID(), number: 'PL-1', lines }
  const id = randomUUID()
  const effect = { id, key: id, kind: 'shopify-set-aside', payload }
  const attempt = { ...effect, attempts: 1, interruptions: 0, firstAt: new Date() }
  const quantity = async (name: string) =>
    Number(new RegExp(`"name":"${name}","quantity":(-?\\d+)`).exec(await levels())?.[1])
  return { shop, attempt, quantity }
}
const perform = (shop: string, attempt: Awaited<ReturnType<typeof setUp>>['attempt']) =>
  carnet.setAsideTold.perform(shop, attempt, () => Promise.resolve(true))

test('What was missing or broken in picking goes aside in Shopify, once, however often it is told', async () => {
  const { shop, attempt, quantity } = await setUp()
  replay.store.control.faults({ kind: 'lost-answer', root: 'inventoryMoveQuantities' })
  await expect(perform(shop, attempt)).rejects.toThrow()
  expect(await perform(shop, attempt)).toMatchObject({ kind: 'done' })
  expect(await quantity('on_hand')).toBe(8)
  expect(await quantity('quality_control')).toBe(2)
  expect(await quantity('damaged')).toBe(1)
})

test('What Shopify refuses to set aside is a task, and tried again goes by a key of its own', async () => {
  const { shop, attempt, quantity } = await setUp()
  replay.store.control.faults({ kind: 'user-error', root: 'inventoryMoveQuantities', message: 'not now' })
  const refused = await perform(shop, attempt)
  expect(refused).toMatchObject({ kind: 'failed', answer: 'not now' })
  const { payload, task } = await carnet.withShop(shop, async (tx) => {
    const { key, kind, payload } = attempt
    const id = (await carnet.planEffect(tx, shop, { key, kind, payload }))!
    await carnet.setAsideTold.record(tx, shop, { ...attempt, id }, refused)
    const row = await tx.effect.findFirstOrThrow({ where: { shop, id } })
    return { payload: row.payload, task: await tx.task.findFirstOrThrow({ where: { shop } }) }
  })
  expect(task).toMatchObject({ kind: 'set-aside-refused', params: { number: 'PL-1', answer: 'not now' } })
  expect(await perform(shop, { ...attempt, payload: payload as typeof attempt.payload })).toMatchObject({
    kind: 'done',
  })
  expect(await quantity('damaged')).toBe(1)
})
