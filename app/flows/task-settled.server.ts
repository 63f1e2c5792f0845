import { now } from '#app/clock.server.ts'
import { withShop, type Tx } from '#app/db.server.ts'
import { tryAgain } from '#app/effects/effect.server.ts'
import { note } from '#app/shop/audit.server.ts'
import { drainOf, enqueue } from '#app/worker/enqueue.server.ts'
import { itemsOfQuantities, QUANTITIES } from './quantities-told.server.ts'
import { readLevelsLater } from './levels-read.server.ts'
import { otherAlike } from './orders-alike.server.ts'
import { readAgain } from './order-set-aside.server.ts'

type Settled = { kind: 'done' } | { kind: 'not-found' | 'nothing-to-do' }

/** Dismisses a task with a reason: it stays in the list of what was resolved. */
export async function dismissTask(shop: string, key: string, reason: string, who: string): Promise<Settled> {
  const at = now()
  return withShop(shop, async (tx): Promise<Settled> => {
    const task = await tx.task.findFirst({ where: { shop, key, resolvedAt: null } })
    if (!task) return { kind: 'not-found' }
    const data = { resolvedAt: at, resolvedBy: who, dismissed: true }
    await tx.task.updateMany({ where: { shop, key: { in: bothKeys(task) }, resolvedAt: null }, data })
    await readSettledQuantities(tx, shop, key)
    await note(tx, shop, { at, who, action: 'task-dismissed', subject: key, detail: { reason } })
    return { kind: 'done' }
  })
}

// Refused quantities that a person settled count no more: their shelves are what Shopify says.
async function readSettledQuantities(tx: Tx, shop: string, key: string): Promise<void> {
  const where = { shop, key, kind: QUANTITIES }
  const effect = await tx.effect.findFirst({ where, select: { payload: true } })
  if (effect) await readLevelsLater(tx, shop, itemsOfQuantities(effect))
}

/** Marks a task whose work a person has done: it does not come back for the same. */
export async function finishTask(shop: string, key: string, who: string): Promise<Settled> {
  const at = now()
  return withShop(shop, async (tx): Promise<Settled> => {
    const task = await tx.task.findFirst({ where: { shop, key, resolvedAt: null } })
    if (!task) return { kind: 'not-found' }
    const data = { resolvedAt: at, resolvedBy: who, dismissed: true }
    await tx.task.updateMany({ where: { shop, key: { in: bothKeys(task) }, resolvedAt: null }, data })
    await note(tx, shop, { at, who, action: 'task-done', subject: key, detail: { kind: task.kind } })
    return { kind: 'done' }
  })
}

// Two orders that look alike are one question.
function bothKeys(task: { key: string; subject: string; params: unknown }): string[] {
  return [task.key, otherAlike(task) ?? []].flat()
}

/** Has a dead event read and settled once more. */
export async function retryEvent(shop: string, eventId: string, who: string): Promise<Settled> {
  if (!/^\d{1,18}$/.test(eventId)) return { kind: 'not-found' }
  const at = now()
  return withShop(shop, async (tx): Promise<Settled> => {
    const data = { state: 'due', attempts: 0, reason: null, doneAt: null }
    const { count } = await tx.inboxEvent.updateMany({
      where: { shop, id: BigInt(eventId), state: { in: ['dead', 'ignored'] } },
      data,
    })
    if (count === 0) return { kind: 'nothing-to-do' }
    await enqueue(tx, 'drain-inbox', { shop }, drainOf(shop))
    await note(tx, shop, { at, who, action: 'event-retried', subject: eventId })
    return { kind: 'done' }
  })
}

/** Has an order read again that an import had to set aside; settled, it resolves its task by itself. */
export async function retryOrder(shop: string, order: string, who: string): Promise<Settled> {
  const at = now()
  const key = `order-not-read:${order}`
  return withShop(shop, async (tx): Promise<Settled> => {
    if ((await tx.task.count({ where: { shop, key, resolvedAt: null } })) === 0) return { kind: 'not-found' }
    await readAgain(tx, shop, order)
    await note(tx, shop, { at, who, action: 'order-retried', subject: key })
    return { kind: 'done' }
  })
}

/** Tries an effect again that failed or whose outcome nobody knows. */
export async function retryEffect(shop: string, effectId: string, who: string): Promise<Settled> {
  if (!/^[0-9a-f-]{36}$/.test(effectId)) return { kind: 'not-found' }
  const at = now()
  return withShop(shop, async (tx): Promise<Settled> => {
    if (!(await tryAgain(tx, shop, effectId))) return { kind: 'nothing-to-do' }
    await note(tx, shop, { at, who, action: 'effect-retried', subject: effectId })
    return { kind: 'done' }
  })
}
