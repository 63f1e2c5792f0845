import type { TaskList } from 'graphile-worker'
import { keepTokenAlive } from '../adapters/shopify/token.server.ts'
import { runEffect } from '../effects/run-effect.server.ts'
import { reckonPassedDays } from '../flows/days-passed.server.ts'
import { drawDocument } from '../flows/document-drawn.server.ts'
import { compareEverything, compareNextPage } from '../flows/everything-compared.server.ts'
import { drainInbox, settleFetched } from '../flows/inbox-drained.server.ts'
import { readItems } from '../flows/items-read.server.ts'
import { sweepOrders } from '../flows/orders-swept.server.ts'
import { importSlice } from '../flows/shop-imported.server.ts'
import { effectKinds } from './effect-kinds.server.ts'
import type { Tasks } from './enqueue.server.ts'

type Doing = { [T in keyof Tasks]: (payload: Tasks[T]) => Promise<void> }

const doing: Doing = {
  'drain-inbox': ({ shop }) => drainInbox(shop),
  'run-effect': ({ shop, id }) => runEffect(effectKinds, shop, id),
  'import-shop': ({ shop }) => importSlice(shop),
  'sweep-orders': async ({ shop }) => {
    await reckonPassedDays(shop)
    await sweepOrders(shop)
  },
  'compare-everything': ({ shop }) => compareEverything(shop),
  'compare-page': ({ shop, comparison }) => compareNextPage(shop, comparison),
  'fetch-orders': ({ shop, orders }) => settleFetched(shop, orders, 'fetched'),
  'read-levels': ({ shop, items }) => readItems(shop, items),
  'draw-document': ({ shop, document }) => drawDocument(shop, document),
  'keep-token': ({ shop }) => keepTokenAlive(shop),
}

/** What the worker can do, as the queue names it. */
export const tasks = doing as TaskList
