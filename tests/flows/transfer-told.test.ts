// What the practice store makes of a transfer's steps.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openReplay, type Replay } from '#scripts/corpus/replay.ts'
import { startTestServer } from '#tests/support/database.ts'

let replay: Replay
let shop: string
let item: string
let transferTold: Awaited<typeof import('#app/flows/transfer-told.server.ts')>['transferTold']
let own: Awaited<ReturnType<typeof startTestServer>> | null = null
beforeAll(async () => {
  own = process.env.CARNET_TEST_SERVER ? null : await startTestServer()
  replay = await openReplay(own ?? undefined)
  ;({ transferTold } = await import('#app/flows/transfer-told.server.ts'))
  const { variantsPage, fetchVariants } = await import('#app/adapters/shopify/fetch-stock.server.ts')
  replay.store.control.webhookMode({ mode: 'drop' })
  shop = (await replay.freshShop([{ sku: 'HUILE-75', price: '10.00', onHand: 10 }])).domain
  const { ids } = await variantsPage(shop, null)
  item = (await fetchVariants(shop, ids))[0]!.inventoryItem.id
})
afterAll(async () => {
  await replay.close()
  await own?.stop()
})

const availableAt = (name: string) =>
  replay.store.control.stock({ shop }).levels.find((l) => l.location === name)?.available
function stepOf(kind: 'sent' | 'arrived' | 'never-left', location: string, quantity: number) {
  const id = randomUUID()
  const payload = { step: id, transfer: 't', number: 'BT-1', kind, location, lines: [{ item, quantity }] }
  return {
    id,
    key: id,
    kind: 'shopify-transfer',
    payload,
    attempts: 1,
    interruptions: 0,
    firstAt: new Date(),
  }
}
const tell = (step: ReturnType<typeof stepOf>) =>
  transferTold.perform(shop, step, () => Promise.resolve(true))

test('each step moves the one shelf it is about, once, also where Shopify never had any of it', async () => {
  const { control } = replay.store
  const { location: halle } = control.openLocation({ shop, name: 'Halle' })
  const { location: cave } = control.openLocation({ shop, name: 'Cave' })
  expect((await tell(stepOf('arrived', halle, 10))).kind).toBe('done')
  const sent = stepOf('sent', halle, -4)
  control.faults({ kind: 'lost-answer', root: 'inventoryAdjustQuantities' })
  await expect(tell(sent)).rejects.toThrow()
  expect((await tell(sent)).kind).toBe('done')
  expect(availableAt('Halle')).toBe(6)
  expect((await tell(stepOf('arrived', cave, 3))).kind).toBe('done')
  expect((await tell(stepOf('never-left', halle, 1))).kind).toBe('done')
  expect([availableAt('Halle'), availableAt('Cave')]).toEqual([7, 3])
})
