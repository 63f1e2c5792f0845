import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
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
let carnet: Awaited<ReturnType<typeof load>>
let own: Awaited<ReturnType<typeof startTestServer>> | null = null
async function load() {
  return {
    ...(await import('#app/flows/receipt-told.server.ts')),
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

/** A receipt of six of each product at a location, to be told to Shopify. */
function receiptAt(location: string) {
  const lines = items.map((item) => ({ item, quantity: 6 }))
  const payload = { receipt: randomUUID(), purchaseOrder: 'po', number: 'CF-31', location, lines }
  const id = randomUUID()
  return { id, key: id, kind: 'shopify-receipt', payload, attempts: 1, interruptions: 0, firstAt: new Date() }
}
/** The refusal is recorded; the same receipt as a person has it tried again. */
async function tryAgain(receipt: ReturnType<typeof receiptAt>, refused: Outcome) {
  return carnet.withShop(shop, async (tx) => {
    const { key, kind, payload } = receipt
    const id = (await carnet.planEffect(tx, shop, { key, kind, payload }))!
    await carnet.receiptTold.record(tx, shop, { ...receipt, id }, refused)
    const row = await tx.effect.findFirstOrThrow({ where: { shop, id } })
    return { ...receipt, payload: row.payload as typeof payload }
  })
}
const tell = (effect: ReturnType<typeof receiptAt>) =>
  carnet.receiptTold.perform(shop, effect, () => Promise.resolve(true))
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
  const again = await tryAgain(receipt, refused)
  control.faults({ kind: 'lost-answer', root: 'inventoryAdjustQuantities', times: 2 })
  for (let n = 0; n < 2; n++) await expect(tell(again)).rejects.toThrow()
  expect((await tell(again)).kind).toBe('done')
  expect(availableAt('Cave')).toEqual([
    ['HUILE-75', 6],
    ['NOIX', 6],
  ])
})
