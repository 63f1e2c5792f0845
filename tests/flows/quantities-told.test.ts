// What the practice store makes of goods that came, left, were counted or set aside.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Outcome } from '#app/effects/effect.ts'
import { openReplay, type Replay } from '#scripts/corpus/replay.ts'
import { startTestServer } from '#tests/support/database.ts'

const PRODUCTS = [
  { sku: 'HUILE-75', price: '10.00', onHand: 8 },
  { sku: 'NOIX', price: '7.00', onHand: 3 },
]
let replay: Replay
let shop: string
let items: string[]
type Carnet = Awaited<ReturnType<typeof load>>
let carnet: Carnet
let own: Awaited<ReturnType<typeof startTestServer>> | null = null
async function load() {
  return {
    ...(await import('#app/flows/quantities-told.server.ts')),
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
  shop = (await replay.freshShop(PRODUCTS)).domain
  const { ids } = await carnet.variantsPage(shop, null)
  items = (await carnet.fetchVariants(shop, ids)).map(({ inventoryItem }) => inventoryItem.id)
})
afterAll(async () => {
  await replay.close()
  await own?.stop()
})

type Quantities = Parameters<Carnet['tellQuantities']>[2]
/** Something that moved shelves of ours, to be told to Shopify. */
function told(about: Quantities['about'], reason: string, location: string, lines: Quantities['lines']) {
  const id = randomUUID()
  const payload = { about, id: randomUUID(), name: 'CF-31', subject: 'po', location, reason, lines }
  const attempt = { attempts: 1, interruptions: 0, firstAt: new Date() }
  return { id, key: id, kind: 'shopify-quantities', payload, ...attempt }
}
const moved = (item: string, onHand: number) => ({ item, onHand })
/** A receipt of six of each product at a location. */
const receiptAt = (location: string) =>
  told(
    'receipt',
    'received',
    location,
    items.map((item) => moved(item, 6)),
  )
/** The refusal is recorded; the same as a person has it tried again, and the task that asks him. */
async function tryAgain(effect: ReturnType<typeof told>, refused: Outcome) {
  return carnet.withShop(shop, async (tx) => {
    const { key, kind, payload } = effect
    const id = (await carnet.planEffect(tx, shop, { key, kind, payload }))!
    await carnet.quantitiesTold.record(tx, shop, { ...effect, id }, refused)
    const row = await tx.effect.findFirstOrThrow({ where: { shop, id } })
    const task = await tx.task.findFirstOrThrow({ where: { shop, key } })
    return { again: { ...effect, payload: row.payload as typeof payload }, task }
  })
}
const tell = (effect: ReturnType<typeof told>) =>
  carnet.quantitiesTold.perform(shop, effect, () => Promise.resolve(true))
const availableAt = (location: string) =>
  replay.store.control
    .stock({ shop })
    .levels.filter((one) => one.location === location)
    .map(({ sku, available }) => [sku, available])
    .sort()
const rootsCalled = () =>
  replay.store.control
    .calls()
    .calls.filter((one) => one.shop === shop)
    .map(({ root }) => root)

test('goods that arrive where Shopify never had them are stocked there first, and counted once', async () => {
  const { control } = replay.store
  const { location } = control.openLocation({ shop, name: 'Halle' })
  control.connect({ shop, sku: 'NOIX', location: 'Halle' })
  control.clearCalls()
  const receipt = receiptAt(location)
  control.faults({ kind: 'lost-answer', root: 'inventoryAdjustQuantities' })
  await expect(tell(receipt)).rejects.toThrow()
  expect((await tell(receipt)).kind).toBe('done')
  expect(availableAt('Halle')).toEqual([
    ['HUILE-75', 6],
    ['NOIX', 6],
  ])
  // Only what was missing is stocked anew, and only once.
  expect(rootsCalled().filter((root) => root === 'inventoryActivate')).toHaveLength(1)
})

test('a location that cannot stock an item fails the receipt, and changes nothing of it', async () => {
  const outcome = await tell(receiptAt('gid://shopify/Location/1'))
  expect(outcome).toEqual({ kind: 'failed', answer: "The location couldn't be found." })
  expect(rootsCalled().at(-1)).toBe('inventoryActivate')
})

test('a refused receipt that a person tries again is counted, although its key is spent', async () => {
  const { control } = replay.store
  const receipt = receiptAt(control.openLocation({ shop, name: 'Cave' }).location)
  control.faults({ kind: 'user-error', root: 'inventoryAdjustQuantities', message: 'not now' })
  const refused = await tell(receipt)
  expect(refused).toMatchObject({ kind: 'failed', answer: 'not now' })
  expect(await tell(receipt)).toMatchObject({ kind: 'failed' })
  const { again } = await tryAgain(receipt, refused)
  control.faults({ kind: 'lost-answer', root: 'inventoryAdjustQuantities', times: 2 })
  for (let n = 0; n < 2; n++) await expect(tell(again)).rejects.toThrow()
  expect((await tell(again)).kind).toBe('done')
  expect(availableAt('Cave')).toEqual([
    ['HUILE-75', 6],
    ['NOIX', 6],
  ])
})

const DAY = 24 * 3_600_000
test('what Shopify may have counted a day ago, or another worker took over, is not told again', async () => {
  const { location } = replay.store.control.openLocation({ shop, name: 'Ancien quai' })
  const receipt = receiptAt(location)
  const late = { ...receipt, interruptions: 1, firstAt: new Date(Date.now() - DAY) }
  const before = rootsCalled().length
  expect(await tell(late)).toMatchObject({ kind: 'unknown' })
  expect(rootsCalled()).toHaveLength(before)
  await carnet.quantitiesTold.perform(shop, receipt, () => Promise.resolve(false))
  expect(rootsCalled().filter((root) => root === 'inventoryAdjustQuantities')).toEqual(
    rootsCalled()
      .slice(0, before)
      .filter((root) => root === 'inventoryAdjustQuantities'),
  )
})

test('a call that is under way is waited for: nothing was refused by it', async () => {
  const { control } = replay.store
  const receipt = receiptAt(control.openLocation({ shop, name: 'Nouveau quai' }).location)
  const busy = { code: 'IDEMPOTENCY_CONCURRENT_REQUEST', message: 'under way' }
  control.faults({ kind: 'user-error', root: 'inventoryAdjustQuantities', ...busy })
  expect(await tell(receipt)).toMatchObject({ kind: 'later' })
})

test('a refusal spends the key of what was refused, and of nothing else', async () => {
  const { location } = replay.store.control.openLocation({ shop, name: 'Silo' })
  const other = receiptAt(location)
  const { key, kind, payload } = other
  await carnet.withShop(shop, (tx) => carnet.planEffect(tx, shop, { key, kind, payload }))
  await tryAgain(receiptAt(location), { kind: 'failed', answer: 'not now', result: 'refused' })
  const row = await carnet.withShop(shop, (tx) => tx.effect.findFirstOrThrow({ where: { shop, key } }))
  expect(row.payload).toEqual(payload)
})

test('each step of a transfer moves the one shelf it is about, once, also where Shopify never had any of it', async () => {
  const { control } = replay.store
  const [item] = items as [string]
  const { location: hall } = control.openLocation({ shop, name: 'Grande halle' })
  const { location: loft } = control.openLocation({ shop, name: 'Grenier' })
  const step = (reason: string, location: string, onHand: number) =>
    told('transfer', reason, location, [moved(item, onHand)])
  const availableOf = (name: string) => availableAt(name).find(([, available]) => available !== 0)?.[1]
  expect((await tell(step('movement_received', hall, 10))).kind).toBe('done')
  const sent = step('movement_created', hall, -4)
  control.faults({ kind: 'lost-answer', root: 'inventoryAdjustQuantities' })
  await expect(tell(sent)).rejects.toThrow()
  expect((await tell(sent)).kind).toBe('done')
  expect(availableOf('Grande halle')).toBe(6)
  expect((await tell(step('movement_received', loft, 3))).kind).toBe('done')
  expect((await tell(step('movement_canceled', hall, 1))).kind).toBe('done')
  expect([availableOf('Grande halle'), availableOf('Grenier')]).toEqual([7, 3])
})

describe('What was missing or broken in picking', () => {
  let location: string
  let aside: ReturnType<typeof told>
  const quantity = async (name: string) => {
    const levels = JSON.stringify((await carnet.fetchLevels(shop, [items[0]!]))[0])
    const here = levels.slice(levels.indexOf(location))
    return Number(new RegExp(`"name":"${name}","quantity":(-?\\d+)`).exec(here)?.[1])
  }
  beforeAll(async () => {
    ;({ location } = replay.store.control.openLocation({ shop, name: 'Quai' }))
    await tell(receiptAt(location))
    const [item] = items as [string]
    aside = told('short-pick', 'quality_control', location, [
      { item, onHand: 0, unavailable: 2, as: 'quality_control' },
      { item, onHand: 0, unavailable: 1, as: 'damaged' },
    ])
  })

  test('goes aside in Shopify, once, however often it is told', async () => {
    replay.store.control.faults({ kind: 'lost-answer', root: 'inventoryMoveQuantities' })
    await expect(tell(aside)).rejects.toThrow()
    expect(await tell(aside)).toMatchObject({ kind: 'done' })
    expect(await quantity('on_hand')).toBe(6)
    expect(await quantity('quality_control')).toBe(2)
    expect(await quantity('damaged')).toBe(1)
  })

  test('and Shopify refuses to set aside is a task, and tried again goes by a key of its own', async () => {
    const once = { ...aside, id: randomUUID(), key: randomUUID() }
    replay.store.control.faults({ kind: 'user-error', root: 'inventoryMoveQuantities', message: 'not now' })
    const refused = await tell(once)
    expect(refused).toMatchObject({ kind: 'failed', answer: 'not now' })
    const { again, task } = await tryAgain(once, refused)
    expect(task).toMatchObject({ kind: 'set-aside-refused', params: { name: 'CF-31', answer: 'not now' } })
    expect(await tell(again)).toMatchObject({ kind: 'done' })
    expect(await quantity('damaged')).toBe(2)
  })
})
