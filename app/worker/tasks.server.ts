import type { TaskList } from 'graphile-worker'
import { runEffect } from '../effects/run-effect.server.ts'
import { effectKinds } from './effect-kinds.server.ts'
import type { Tasks } from './enqueue.server.ts'

type Doing = { [T in keyof Tasks]: (payload: Tasks[T]) => Promise<void> }

// Flows are loaded when their first job comes.
const flow = <T>(name: string) => import(`#app/flows/${name}.server.ts`) as Promise<T>

const doing: Doing = {
  'drain-inbox': async ({ shop }) => {
    const { drainInbox } = await flow<{ drainInbox(shop: string): Promise<void> }>('inbox-drained')
    await drainInbox(shop)
  },
  'run-effect': ({ shop, id }) => runEffect(effectKinds, shop, id),
  'import-shop': async ({ shop }) => {
    const { importShop } = await flow<{ importShop(shop: string): Promise<void> }>('shop-imported')
    await importShop(shop)
  },
  'read-levels': async ({ shop, items }) => {
    const { readItems } = await flow<{ readItems(shop: string, items: string[]): Promise<void> }>('items-read')
    await readItems(shop, items)
  },
  'draw-document': async ({ shop, document }) => {
    const { drawDocument } = await flow<{ drawDocument(shop: string, id: string): Promise<void> }>(
      'document-drawn',
    )
    await drawDocument(shop, document)
  },
  'refresh-token': async () => {},
}

/** What the worker can do, as the queue names it. */
export const tasks = doing as TaskList
