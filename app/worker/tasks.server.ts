import { keepTokenAlive } from '../adapters/shopify/token.server.ts'
import { runEffect } from '../effects/run-effect.server.ts'
import { reckonPassedDays } from '../flows/days-passed.server.ts'
import { drawDocument } from '../flows/document-drawn.server.ts'
import { compareEverything, compareNextPage, ROWS_A_PAGE } from '../flows/everything-compared.server.ts'
import { drainInbox, settleFetched } from '../flows/inbox-drained.server.ts'
import { readItems } from '../flows/items-read.server.ts'
import { ORDERS_A_BATCH, sweepOrders } from '../flows/orders-swept.server.ts'
import { tellLowStock } from '../flows/low-stock-told.server.ts'
import { importSlice } from '../flows/shop-imported.server.ts'
import { BATCH } from '../inbox/claim.server.ts'
import { comingBack } from './come-back.server.ts'
import { effectKinds } from './effect-kinds.server.ts'
import { shareAfter } from './patience.ts'

/** What the worker can do, as the queue names it. */
export const tasks = comingBack({
  'drain-inbox': ({ shop }, times) => drainInbox(shop, shareAfter(times, BATCH)),
  'run-effect': ({ shop, id }) => runEffect(effectKinds, shop, id),
  'import-shop': ({ shop }) => importSlice(shop),
  'sweep-orders': async ({ shop }, times) => {
    await reckonPassedDays(shop)
    await sweepOrders(shop, shareAfter(times, ORDERS_A_BATCH))
  },
  'compare-everything': ({ shop }) => compareEverything(shop),
  'tell-low-stock': async ({ shop }) => void (await tellLowStock(shop)),
  'compare-page': ({ shop, comparison }, times) =>
    compareNextPage(shop, comparison, shareAfter(times, ROWS_A_PAGE)),
  'fetch-orders': ({ shop, orders }) => settleFetched(shop, orders, 'fetched'),
  'read-levels': ({ shop, items }) => readItems(shop, items),
  'draw-document': ({ shop, document }) => drawDocument(shop, document),
  'keep-token': ({ shop }) => keepTokenAlive(shop),
})
