import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { withShop } from '#app/db.server.ts'
import { makePickList } from '#app/flows/goods-picked.server.ts'
import { receive } from '#app/flows/goods-received.server.ts'
import { deliver } from '#app/flows/goods-shipped.server.ts'
import { takeShortPick } from '#app/flows/pick-found.server.ts'
import { adjustStock } from '#app/flows/stock-adjusted.server.ts'
import { beginStockTake } from '#app/flows/stock-take-begun.server.ts'
import { countStock } from '#app/flows/stock-take-counted.server.ts'
import { setScarceScene } from '#scripts/sim/core-scene.ts'
import { playTransferAndCall } from './history.ts'
import { hear } from './inbox.ts'
import { HUILE, LYON } from './shop.ts'

const WHO = 'Marc'
const ORDERS = ['gid://shopify/Order/1', 'gid://shopify/Order/2'] as const

/**
 * Plays a shop until every table on the path of a unit has a row: an order was delivered, one was picked short and
 * waits for goods of which some came, units went to another place and were called, were lost and are being counted.
 */
export async function setWholeScene(shop: string, owner: pg.Pool): Promise<void> {
  const { purchaseOrder, poLine } = await setScarceScene(shop)
  await deliver(shop, { order: ORDERS[0] }, WHO)
  await receive(shop, { purchaseOrder, lines: [{ poLine, quantity: 5 }] }, WHO)
  await hear(owner, shop, 'orders/paid', { id: 1 })
  await pickShort(shop)
  await playTransferAndCall(shop)
  const lost = { location: LYON, item: HUILE.item, did: 'gone', quantity: 1, reason: 'broken' } as const
  await adjustStock(shop, { ...lost, id: randomUUID(), note: '' }, WHO)
  const take = randomUUID()
  const selection = { by: 'everything' } as const
  await beginStockTake(shop, { id: take, name: '', location: LYON, selection }, WHO)
  await countStock(shop, take, [{ key: randomUUID(), item: HUILE.item, units: 1 }], WHO)
}

// One of the two bottles on the list is not found.
async function pickShort(shop: string): Promise<void> {
  const order = ORDERS[1]
  const line = await withShop(shop, (tx) =>
    tx.orderLine.findFirstOrThrow({ where: { shop, orderId: order }, select: { id: true } }),
  )
  await makePickList(shop, order, WHO)
  await takeShortPick(shop, { order, found: [{ line: line.id, found: 1, reason: 'not-found' }] }, WHO)
}
