import { fetchOrders } from '#app/adapters/shopify/fetch-orders.server.ts'
import { moveFulfillment } from '#app/adapters/shopify/write.server.ts'
import { now } from '#app/clock.server.ts'
import type { Tx } from '#app/db.server.ts'
import { TAKEN_OVER } from '#app/effects/effect.ts'
import type { EffectKind } from '#app/effects/run-effect.server.ts'
import { parseGraphqlOrder } from '#app/orders/parse-graphql-order.ts'
import { raiseTasks, resolveTasks } from '#app/tasks/tasks.server.ts'
import { MovePayload, unitsAt } from './move-asked.server.ts'
import { readAgain } from './order-set-aside.server.ts'

/**
 * Asks Shopify to fulfill units from another place. `fulfillmentOrderMove` is not idempotent, and a person may move them
 * in Shopify meanwhile: so the order is read back first. Once it answered, the order is read and settled anew.
 */
export const moveTold: EffectKind = {
  async perform(shop, effect, stands) {
    const { order, line, fulfillmentOrder, to, quantity, before } = MovePayload.parse(effect.payload)
    const [fetched] = await fetchOrders(shop, [order])
    const read = parseGraphqlOrder(fetched?.order)
    if (read.kind !== 'snapshot' || !read.routing)
      return { kind: 'failed', answer: 'Shopify shows no such order' }
    const routing = read.routing.fulfillmentOrders
    if (unitsAt({ routing }, line, to) >= before + quantity) return { kind: 'done', answer: 'read back' }
    const there = routing.find((one) => one.id === fulfillmentOrder)?.lines.find((l) => l.line === line)
    if (!there || there.remaining < quantity)
      return { kind: 'failed', answer: 'Shopify has not enough left to move' }
    if (!(await stands())) return TAKEN_OVER
    const { movedFulfillmentOrder, userErrors } = await moveFulfillment(shop, {
      ...{ id: fulfillmentOrder, to },
      lines: [{ id: there.id, quantity }],
    })
    return movedFulfillmentOrder
      ? { kind: 'done', answer: movedFulfillmentOrder.id }
      : { kind: 'failed', answer: userErrors.map((e) => e.message).join('; ') || 'refused' }
  },
  async record(tx, shop, effect, outcome) {
    if (outcome.kind !== 'done' && outcome.kind !== 'failed') return
    const { order, name, line, title, place, quantity } = MovePayload.parse(effect.payload)
    const { key } = effect
    await readAgain(tx, shop, order)
    if (outcome.kind === 'done')
      return resolveTasks(tx, shop, await refusedOf(tx, shop, line), now(), 'carnet')
    const params = { order: name, title, place, quantity, answer: outcome.answer, effect: effect.id }
    await raiseTasks(tx, shop, [{ key, kind: 'move-refused', subject: order, params }], now())
  },
  interrupted: () => 'again',
}

// Also what was asked for otherwise before, and refused, is done with.
async function refusedOf(tx: Tx, shop: string, line: string): Promise<string[]> {
  const refused = await tx.task.findMany({
    where: { shop, kind: 'move-refused', resolvedAt: null, key: { contains: `:${line}:` } },
    select: { key: true },
  })
  return refused.map(({ key }) => key)
}
