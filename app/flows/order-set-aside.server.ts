import type { Tx } from '#app/db.server.ts'
import type { RaisedTask } from '#app/tasks/task.ts'
import { raiseTasks } from '#app/tasks/tasks.server.ts'
import { enqueue, keyOfMany } from '#app/worker/enqueue.server.ts'

/**
 * Sets orders aside that could not be read: a task each says why, until the order is settled. Each is read by itself a
 * little later, in case what was wrong was not the order.
 */
export async function setAside(
  tx: Tx,
  shop: string,
  orders: readonly { readonly id: string; readonly name: string }[],
  why: string,
  at: Date,
): Promise<void> {
  const tasks = orders.map(({ id, name }): RaisedTask => {
    const params = { order: name, why }
    return { key: `order-not-read:${id}`, kind: 'order-not-read', subject: id, params }
  })
  await raiseTasks(tx, shop, tasks, at)
  for (const { id } of orders) await readAgain(tx, shop, id)
}

const TRIES = 3

/** Has one order read from Shopify once more; settled, it has no task any more. */
export async function readAgain(tx: Tx, shop: string, order: string): Promise<void> {
  const key = keyOfMany(`fetch:${shop}`, [order])
  await enqueue(
    tx,
    'fetch-orders',
    { shop, orders: [order] },
    { queue: `shop:${shop}`, key, attempts: TRIES },
  )
}
