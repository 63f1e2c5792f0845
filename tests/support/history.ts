import { randomUUID } from 'node:crypto'
import { aloneInShop, withShop } from '#app/db.server.ts'
import { setCallOff } from '#app/flows/call-off-set.server.ts'
import { makePickList } from '#app/flows/goods-picked.server.ts'
import { receive } from '#app/flows/goods-received.server.ts'
import { deliver } from '#app/flows/goods-shipped.server.ts'
import { invoiceOrder } from '#app/flows/invoice-issued.server.ts'
import { confirmOrder } from '#app/flows/order-confirmed.server.ts'
import { settleOrders } from '#app/flows/order-settled.server.ts'
import { sendPurchaseOrder } from '#app/flows/purchase-order-sent.server.ts'
import { adjustStock, undoAdjustment } from '#app/flows/stock-adjusted.server.ts'
import { beginStockTake } from '#app/flows/stock-take-begun.server.ts'
import { countStock } from '#app/flows/stock-take-counted.server.ts'
import { postStockTake } from '#app/flows/stock-take-posted.server.ts'
import { draftTransfer, setTransferLine } from '#app/flows/transfer-drafted.server.ts'
import { sendTransfer } from '#app/flows/transfer-sent.server.ts'
import { settleTransfer } from '#app/flows/transfer-settled.server.ts'
import { callUnits } from '#app/flows/units-called.server.ts'
import { acceptAnswer } from '#app/flows/supplier-answered.server.ts'
import type { OrderSnapshot } from '#app/orders/order.ts'
import { BOUTIQUE, HUILE, LYON, setUpShop } from './shop.ts'
import { lineOf, routedTo, snapshotOf } from './snapshots.ts'

const WHO = 'Claire'
let told = 0

/** Settles snapshots as if Shopify had just been asked for them. */
export async function tell(shop: string, ...snapshots: OrderSnapshot[]): Promise<void> {
  const fetched = snapshots.map((snapshot) => ({ snapshot, fetched: true, routing: routedTo(snapshot) }))
  const at = new Date('2026-11-24T08:14:05Z')
  await aloneInShop(shop, (tx) => settleOrders(tx, shop, fetched, [], `told:${++told}`, at))
}

/**
 * Plays the wholesaler's journey in a fresh shop: #1039 takes 3 of 8, #1042 gets 5 and waits for 7; these are bought,
 * answered for, received with one too many, delivered twice and invoiced twice. Then #1050 leaves a draft behind,
 * one bottle is counted less, one breaks, and one that was set aside is sold again.
 */
export async function playHistory(shop: string): Promise<void> {
  await setUpShop({ shop, reorderPoint: 5 })
  const [first, second] = [1039, 1042].map((n) => `gid://shopify/Order/${n}`) as [string, string]
  await tell(shop, snapshotOf(1039, [lineOf('1', { quantity: 3 })], { placedAt: '2026-11-23T10:00:00.000Z' }))
  await tell(shop, snapshotOf(1042, [lineOf('2', { quantity: 12 })]))
  await expectDone(confirmOrder(shop, second, WHO))
  const [purchaseOrder, poLine] = await theDraft(shop)
  await expectDone(sendPurchaseOrder(shop, purchaseOrder, WHO))
  const dates = [
    { quantity: 6, on: '2026-12-01' },
    { quantity: 6, on: '2026-12-03' },
  ]
  await expectDone(acceptAnswer(shop, { purchaseOrder, lines: [{ poLine, dates }] }, WHO))
  await expectDone(makePickList(shop, second, WHO))
  await expectDone(deliver(shop, { order: second }, WHO))
  await expectDone(invoiceOrder(shop, second, WHO))
  await expectDone(deliver(shop, { order: first }, WHO))
  await expectDone(receive(shop, { purchaseOrder, lines: [{ poLine, quantity: 6 }] }, WHO))
  await expectDone(
    receive(shop, { purchaseOrder, lines: [{ poLine, quantity: 7, surplusIs: 'kept-free' }] }, WHO),
  )
  await expectDone(deliver(shop, { order: second }, WHO))
  await expectDone(invoiceOrder(shop, second, WHO))
  await tell(
    shop,
    snapshotOf(1050, [lineOf('3', { quantity: 20 })], { placedAt: '2026-11-24T09:00:00.000Z' }),
  )
  await countAndLose(shop)
}

async function countAndLose(shop: string): Promise<void> {
  const id = randomUUID()
  const begun = { id, name: '', location: LYON, selection: { by: 'everything' } } as const
  await expectDone(beginStockTake(shop, begun, WHO))
  const { onHand } = await withShop(shop, (tx) =>
    tx.stockLevel.findUniqueOrThrow({
      where: { shop_location_item: { shop, location: LYON, item: HUILE.item } },
    }),
  )
  const units = onHand - 1
  await expectDone(countStock(shop, id, [{ key: randomUUID(), item: HUILE.item, units }], WHO))
  const seen = { lines: 1, up: 0, down: 1 }
  await expectDone(postStockTake(shop, { take: id, uncounted: null, seen }, WHO))
  const one = { location: LYON, item: HUILE.item, quantity: 1, reason: 'broken', note: '' } as const
  const aside = randomUUID()
  await expectDone(adjustStock(shop, { ...one, id: aside, did: 'set-aside' }, WHO))
  await expectDone(undoAdjustment(shop, aside, WHO))
  await expectDone(adjustStock(shop, { ...one, id: randomUUID(), did: 'gone' }, WHO))
}

async function theDraft(shop: string): Promise<[purchaseOrder: string, line: string]> {
  const line = await withShop(shop, (tx) =>
    tx.purchaseOrderLine.findFirstOrThrow({ where: { shop, of: { state: 'draft' } } }),
  )
  return [line.purchaseOrder, line.id]
}

async function expectDone(outcome: Promise<{ kind: string }>): Promise<void> {
  const { kind } = await outcome
  if (kind !== 'done') throw new Error(`the history stops: ${kind}`)
}

/** A place beside those of the wholesaler: nobody orders from there. */
export const HALLE = 'gid://shopify/Location/3'

/**
 * Goes on where no order of the journey is touched: 10 lie in the shop, 4 go to the Halle, of which 1 arrives, 1 is
 * lost, 1 never left and 1 is missing; of #1060, which holds 4 until they are called, 2 are called and delivered.
 */
export async function playTransferAndCall(shop: string): Promise<{ transfer: string; call: string }> {
  const [transfer, call] = [randomUUID(), randomUUID()]
  const item = HUILE.item
  await withShop(shop, async (tx) => {
    await tx.location.create({ data: { shop, id: HALLE, name: 'Halle' } })
    await tx.stockLevel.create({ data: { shop, location: BOUTIQUE, item } })
  })
  const reading = {
    location: BOUTIQUE,
    item,
    onHand: 10,
    unavailable: 0,
    askedAt: new Date(),
    cause: 'count',
  }
  await aloneInShop(shop, (tx) => settleOrders(tx, shop, [], [reading], 'count', new Date()))
  await expectDone(draftTransfer(shop, { id: transfer, origin: BOUTIQUE, destination: HALLE }, WHO))
  await expectDone(setTransferLine(shop, { transfer, item, quantity: 4 }, WHO))
  await expectDone(sendTransfer(shop, transfer, WHO))
  for (const fate of ['arrived', 'lost', 'never-left'] as const) {
    const said = { transfer, step: randomUUID(), fate, reason: 'Broken', lines: [{ item, quantity: 1 }] }
    await expectDone(settleTransfer(shop, said, WHO))
  }
  const snapshot = snapshotOf(1060, [lineOf('60', { quantity: 4 })], { placedAt: '2026-11-24T10:00:00.000Z' })
  const kept = { snapshot, fetched: true, routing: routedTo(snapshot, BOUTIQUE) }
  await aloneInShop(shop, (tx) => settleOrders(tx, shop, [kept], [], 'told:1060', new Date()))
  await expectDone(setCallOff(shop, { order: snapshot.id, on: true }, WHO))
  const lines = [{ line: snapshot.lines[0]!.id, quantity: 2 }]
  await expectDone(callUnits(shop, { order: snapshot.id, call, wishedOn: null, lines }, WHO))
  await expectDone(deliver(shop, { order: snapshot.id }, WHO))
  return { transfer, call }
}
