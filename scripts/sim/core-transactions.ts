// The transactions in which a unit changes its place, or which say how many there are.
import { randomUUID } from 'node:crypto'
import { receive } from '#app/flows/goods-received.server.ts'
import { deliver } from '#app/flows/goods-shipped.server.ts'
import { countStock } from '#app/flows/stock-take-counted.server.ts'
import { postStockTake } from '#app/flows/stock-take-posted.server.ts'
import { sendTransfer } from '#app/flows/transfer-sent.server.ts'
import { settleTransfer } from '#app/flows/transfer-settled.server.ts'
import { callUnits } from '#app/flows/units-called.server.ts'
import { BOUTIQUE, HUILE, LYON } from '#tests/support/shop.ts'
import type { Scene } from './core-scene.ts'
import { called, KEPT, lying, settle, told, toldAgain, WHO } from './core-scene.ts'

type Transaction = (scene: Scene) => Promise<unknown>

/**
 * Each with what it does on the first and on the second side of a pair, so that it meets another of its kind. What is
 * added here is played against all others, and the first side against itself with the very same form: so little that
 * it could happen twice.
 */
export const TRANSACTIONS: Readonly<Record<string, readonly [Transaction, Transaction]>> = {
  settle: [
    ({ shop }) => settle(shop, [toldAgain(1, 4, 4), toldAgain(5, 2, 0), told(6, 4, 1)]),
    ({ shop }) => settle(shop, [told(3, 5, 2)]),
  ],
  call: [
    ({ shop, form }) => callUnits(shop, called(form, 1), WHO),
    ({ shop }) => callUnits(shop, called(randomUUID(), 2), WHO),
  ],
  ship: [
    ({ shop }) => deliver(shop, { order: 'gid://shopify/Order/1' }, WHO),
    ({ shop }) => deliver(shop, { order: KEPT }, WHO),
  ],
  receive: [
    ({ shop, purchaseOrder, poLine, form }) =>
      receive(shop, { purchaseOrder, receipt: form, lines: [{ poLine, quantity: 6 }] }, WHO),
    ({ shop, purchaseOrder, poLine }) =>
      receive(shop, { purchaseOrder, lines: [{ poLine, quantity: 5 }] }, WHO),
  ],
  send: [
    ({ shop, drafts }) => sendTransfer(shop, drafts[0], WHO),
    ({ shop, drafts }) => sendTransfer(shop, drafts[1], WHO),
  ],
  count: [
    ({ shop, form }) =>
      settle(shop, [], [lying(LYON, 7, '08:30:00', form), lying(BOUTIQUE, 4, '08:30:00', form)]),
    ({ shop }) => settle(shop, [], [lying(LYON, 11, '08:32:00'), lying(BOUTIQUE, 5, '08:32:00')]),
  ],
  post: [
    ({ shop, takes }) => postStockTake(shop, { take: takes[0], uncounted: null, seen: ONE_LESS }, WHO),
    ({ shop, takes }) => postStockTake(shop, { take: takes[1], uncounted: null, seen: TWO_LESS }, WHO),
  ],
  scan: [
    ({ shop, takes, form }) => countStock(shop, takes[0], [{ key: form, item: HUILE.item, add: 2 }], WHO),
    ({ shop, takes }) => countStock(shop, takes[0], [{ key: randomUUID(), item: HUILE.item, units: 5 }], WHO),
  ],
  arrive: [
    ({ shop, underway, form }) => settleTransfer(shop, arrived(underway, form, 2), WHO),
    ({ shop, underway }) => settleTransfer(shop, arrived(underway, randomUUID(), 3), WHO),
  ],
}

const ONE_LESS = { lines: 1, up: 0, down: 1 }
const TWO_LESS = { lines: 1, up: 0, down: 2 }

function arrived(transfer: string, step: string, quantity: number) {
  return { transfer, step, fate: 'arrived', lines: [{ item: HUILE.item, quantity }] } as const
}
