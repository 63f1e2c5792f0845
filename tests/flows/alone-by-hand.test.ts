// Whatever a person does to units, or to what decides over them, waits until he is alone in the shop.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { gid } from '#app/core/gid.ts'
import { saveOnce } from '#app/flows/batch-saved.server.ts'
import { setCallOff } from '#app/flows/call-off-set.server.ts'
import { compareBatch } from '#app/flows/compared-with-shopify.server.ts'
import { changeCustomer } from '#app/flows/customer-changed.server.ts'
import { dealByHand, previewByHand } from '#app/flows/dealt-by-hand.server.ts'
import { replaceDeliveryNote } from '#app/flows/delivery-note-replaced.server.ts'
import { makePickList } from '#app/flows/goods-picked.server.ts'
import { invoiceOrder } from '#app/flows/invoice-issued.server.ts'
import { setKeptBack } from '#app/flows/kept-back-set.server.ts'
import { askToMove } from '#app/flows/move-asked.server.ts'
import { confirmOrder } from '#app/flows/order-confirmed.server.ts'
import { takeShortPick } from '#app/flows/pick-found.server.ts'
import { addDraftLine, setDraftQuantity } from '#app/flows/purchase-order-changed.server.ts'
import { setReorderPoint } from '#app/flows/reorder-point-set.server.ts'
import { setNextNumber } from '#app/flows/series-set.server.ts'
import { changeSettings } from '#app/flows/settings-changed.server.ts'
import { startShop } from '#app/flows/shop-started.server.ts'
import { adjustStock, undoAdjustment } from '#app/flows/stock-adjusted.server.ts'
import { beginStockTake } from '#app/flows/stock-take-begun.server.ts'
import { postStockTake } from '#app/flows/stock-take-posted.server.ts'
import { removeSupplierItem, saveSupplier, saveSupplierItem } from '#app/flows/supplier-saved.server.ts'
import { cancelTransfer, draftTransfer } from '#app/flows/transfer-drafted.server.ts'
import { sendTransfer } from '#app/flows/transfer-sent.server.ts'
import { settleTransfer } from '#app/flows/transfer-settled.server.ts'
import { callUnits, cancelCall } from '#app/flows/units-called.server.ts'
import { putWrongGoodsAside, sendWrongGoodsBack } from '#app/flows/wrong-goods-come.server.ts'
import { replayWebhooks } from '#app/flows/webhooks-replayed.server.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { tell } from '#tests/support/history.ts'
import {
  BOUTIQUE,
  GROCER,
  HUILE,
  LYON,
  MOULIN_SUD,
  openTestDatabase,
  setUpShop,
} from '#tests/support/shop.ts'
import { lineOf, snapshotOf } from '#tests/support/snapshots.ts'
import { whileAlone } from '#tests/support/while-alone.ts'

const SHOP = 'alone-by-hand.myshopify.com'
const [FIRST, SECOND] = [gid('Order', '1'), gid('Order', '2')]
const WHO = 'Claire'
const { item } = HUILE
const anything = randomUUID()
let db: TestDatabase
let owner: pg.Pool
beforeAll(async () => {
  db = await openTestDatabase()
  owner = new pg.Pool({ connectionString: db.ownerUrl, max: 2 })
  await setUpShop({ shop: SHOP })
  await tell(
    SHOP,
    snapshotOf(1, [lineOf('1', { quantity: 5 })]),
    snapshotOf(2, [lineOf('2', { quantity: 9 })]),
  )
})
afterAll(async () => {
  await owner.end()
  await db.drop()
})

const gift = { kind: 'gift', from: FIRST, to: SECOND, location: LYON, quantity: 1 } as const
const wish = { item, byHand: gift, who: WHO }
const step = {
  ...({ step: 'orders', state: 'asked', operation: 'bulk', askedAt: new Date(), bytes: 0 } as const),
  ...{ tries: 0, done: 0, expected: null, problem: null },
}
const loss = { id: anything, location: LYON, item, quantity: 1, note: '' }
const broken = { ...loss, did: 'gone', reason: 'broken' } as const
const accepts = { b2bAccepts: 'parts', b2cAccepts: 'whole-order' } as const
const days = { handlingDays: 1, receivingDays: 1, weekend: [6, 7], closures: [], holidays: null }
const settings = { language: 'fr' as const, preferredLocation: LYON, callOffDays: 90, ...days, ...accepts }
const supplier = {
  ...{ name: 'Moulin Nord', email: null, language: 'fr', currency: 'EUR', leadDays: 5, cutOff: '14:00' },
  ...{ timeZone: null, weekend: [6, 7], orderDays: [], closures: [], holidays: null },
  address: { address1: null, address2: null, zip: null, city: null, countryCode: null },
}
const terms = { supplier: MOULIN_SUD, item, reference: null, unitCost: 510n, packSize: 6, moq: 12, rank: 1 }
const customer = {
  ...{ id: GROCER, accepts: null, maxShipments: 2, callOff: false },
  ...{ language: null, siren: null, vatNumber: null },
}
const begun = { id: anything, name: '', location: LYON, selection: { by: 'everything' } } as const
const posting = { take: anything, uncounted: null, seen: { lines: 0, up: 0, down: 0 } }
const arrived = { transfer: anything, step: anything, fate: 'arrived', lines: [] } as const

const FLOWS: [what: string, flow: () => Promise<unknown>][] = [
  ['A batch of an import', () => saveOnce(SHOP, step, { objects: [{ end: 1 }], from: 0 }, async () => {})],
  [
    'A comparison with Shopify',
    () => compareBatch(SHOP, anything, { orders: [], items: [] }, async () => false),
  ],
  ['A replay of webhooks', () => replayWebhooks(SHOP)],
  ['A call-off that is set', () => setCallOff(SHOP, { order: FIRST, on: true }, WHO)],
  ['A call', () => callUnits(SHOP, { order: FIRST, call: anything, wishedOn: null, lines: [] }, WHO)],
  ['A call that is taken back', () => cancelCall(SHOP, { order: FIRST, call: anything }, WHO)],
  ['A look at what giving units does', () => previewByHand(SHOP, wish)],
  ['Units that are given', () => dealByHand(SHOP, wish, 'unseen')],
  ['A pick list', () => makePickList(SHOP, FIRST, WHO)],
  ['A short pick', () => takeShortPick(SHOP, { order: FIRST, found: [] }, WHO)],
  ['A delivery note that is replaced', () => replaceDeliveryNote(SHOP, anything, WHO)],
  ['An invoice', () => invoiceOrder(SHOP, FIRST, WHO)],
  ['Dates that are confirmed', () => confirmOrder(SHOP, FIRST, WHO)],
  [
    'Units that are to leave from elsewhere',
    () => askToMove(SHOP, { order: FIRST, line: '1', from: LYON, to: BOUTIQUE }, WHO),
  ],
  ['A safety stock', () => setKeptBack(SHOP, { location: LYON, item, what: 'safety-stock', units: 1 }, WHO)],
  ['A reorder point', () => setReorderPoint(SHOP, { location: LYON, item, point: 5 }, WHO)],
  ['A loss', () => adjustStock(SHOP, broken, WHO)],
  ['A loss that is taken back', () => undoAdjustment(SHOP, anything, WHO)],
  [
    'Goods that nobody ordered',
    () => putWrongGoodsAside(SHOP, { id: anything, item, quantity: 1, purchaseOrder: anything }, WHO),
  ],
  ['Goods that go back', () => sendWrongGoodsBack(SHOP, anything, WHO)],
  ['A stock-take that begins', () => beginStockTake(SHOP, begun, WHO)],
  ['A stock-take that is posted', () => postStockTake(SHOP, posting, WHO)],
  [
    'A transfer that is begun',
    () => draftTransfer(SHOP, { id: anything, origin: LYON, destination: BOUTIQUE }, WHO),
  ],
  ['A transfer that is sent', () => sendTransfer(SHOP, anything, WHO)],
  ['A transfer that arrives', () => settleTransfer(SHOP, arrived, WHO)],
  ['A draft of a transfer that is changed', () => cancelTransfer(SHOP, anything, WHO)],
  ['A quantity that is bought', () => setDraftQuantity(SHOP, { poLine: anything, quantity: 6 }, WHO)],
  [
    'An item that is bought without need',
    () => addDraftLine(SHOP, { supplier: MOULIN_SUD, location: LYON, item, quantity: 6 }, WHO),
  ],
  ['A supplier', () => saveSupplier(SHOP, supplier, WHO)],
  ["A supplier's terms", () => saveSupplierItem(SHOP, terms, WHO)],
  [
    'A supplier who sells an item no longer',
    () => removeSupplierItem(SHOP, { supplier: MOULIN_SUD, item }, WHO),
  ],
  ["A customer's terms", () => changeCustomer(SHOP, customer, WHO)],
  ['The settings', () => changeSettings(SHOP, settings, WHO)],
  ['The next number of a series', () => setNextNumber(SHOP, { kind: 'invoice', next: 7 }, WHO)],
  ['The start', () => startShop(SHOP, WHO)],
]

test.each(FLOWS)('%s waits its turn', async (_what, flow) => {
  expect(await whileAlone(owner, SHOP, flow)).toBe('waits')
})
