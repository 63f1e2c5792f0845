import { z } from 'zod'
import { fetchOrders } from '#app/adapters/shopify/fetch-orders.server.ts'
import { createFulfillment } from '#app/adapters/shopify/write.server.ts'
import { now } from '#app/clock.server.ts'
import type { Tx } from '#app/db.server.ts'
import { lockShop, withShop } from '#app/db.server.ts'
import { TAKEN_OVER, type Effect, type Outcome } from '#app/effects/effect.ts'
import type { EffectKind } from '#app/effects/run-effect.server.ts'
import { parseGraphqlOrder } from '#app/orders/parse-graphql-order.ts'
import { settleLine } from '#app/orders/settle-line.ts'
import { raiseTasks } from '#app/tasks/tasks.server.ts'
import { closeBooks } from './close-books.server.ts'
import type { LocationId } from './books.ts'
import { moveStock, place } from './books.ts'
import { tellingOf } from './fulfillment-told.ts'
import { openBooks } from './open-books.server.ts'
import { knownFulfillments, ourShipments } from './shipments-matched.server.ts'

const Payload = z.object({
  shipment: z.string(),
  order: z.string(),
  location: z.string(),
  /** The delivery note's number, for the merchant's task when Shopify refuses. */
  number: z.string(),
  lines: z.array(z.object({ line: z.string(), quantity: z.number().int().positive() })),
})

export type FulfillmentPayload = Readonly<Omit<z.infer<typeof Payload>, 'lines'>> & {
  readonly lines: readonly { readonly line: string; readonly quantity: number }[]
}

/**
 * Tells Shopify what a delivery note shipped. `fulfillmentCreate` is not idempotent, and a person may fulfill the same
 * units in Shopify meanwhile: so the order is read back first.
 */
export const fulfillmentTold: EffectKind = {
  async perform(shop, effect, stands) {
    const { order, shipment } = Payload.parse(effect.payload)
    const [fetched] = await fetchOrders(shop, [order])
    const read = parseGraphqlOrder(fetched?.order)
    if (read.kind !== 'snapshot' || !read.routing)
      return { kind: 'failed', answer: 'Shopify shows no such order' }
    const { shipments, known } = await withShop(shop, async (tx) => ({
      shipments: await ourShipments(tx, shop, order),
      known: await knownFulfillments(tx, shop, [order]),
    }))
    const telling = tellingOf(shipment, shipments, known, read.snapshot, read.routing)
    if (telling.kind === 'told')
      return { kind: 'done', answer: 'read back', result: { fulfillment: telling.fulfillment } }
    if (telling.kind !== 'tell') return { kind: 'failed', answer: NOT_TOLD[telling.kind] }
    if (!(await stands())) return TAKEN_OVER
    const { fulfillment, userErrors } = await createFulfillment(shop, {
      lineItemsByFulfillmentOrder: telling.lines,
      notifyCustomer: false,
    })
    if (!fulfillment)
      return { kind: 'failed', answer: userErrors.map((e) => e.message).join('; ') || 'refused' }
    return { kind: 'done', answer: fulfillment.status, result: { fulfillment: fulfillment.id } }
  },
  async record(tx, shop, effect, outcome) {
    const payload = Payload.parse(effect.payload)
    if (outcome.kind === 'done') await noteFulfillment(tx, shop, payload.shipment, outcome)
    if (outcome.kind === 'failed') await takeBackShipment(tx, shop, effect, payload, outcome.answer)
  },
  interrupted: () => 'again',
}

const NOT_TOLD = {
  'not-enough': 'Shopify has not enough left to fulfill at this location',
}

async function noteFulfillment(tx: Tx, shop: string, id: string, outcome: Outcome): Promise<void> {
  const { fulfillment } = z
    .object({ fulfillment: z.string() })
    .parse('result' in outcome ? outcome.result : null)
  await tx.shipment.updateMany({ where: { shop, id, fulfillment: null }, data: { fulfillment } })
}

// The units of a refused fulfillment did not leave: they are back on the shelf and open again, and a person must know.
async function takeBackShipment(
  tx: Tx,
  shop: string,
  effect: Effect,
  payload: FulfillmentPayload,
  answer: string,
): Promise<void> {
  await lockShop(tx, shop)
  const shipment = (await ourShipments(tx, shop, payload.order)).find((s) => s.id === payload.shipment)
  if (shipment?.told !== 'unconfirmed') return
  await tx.shipment.update({ where: { shop_id: { shop, id: shipment.id } }, data: { told: 'failed' } })
  const books = await openBooks(tx, shop, now(), { orders: [payload.order] })
  if (!books) return
  const location = payload.location as LocationId
  for (const [id, quantity] of shipment.lines) {
    const line = books.lines.get(id)
    if (!line) continue
    const units = { ...line.units, shipped: Math.max(0, line.units.shipped - quantity) }
    place(books, line, { units, places: settleLine(line.places, line.units, units, line.need) })
    if (line.item)
      moveStock(books, {
        location,
        item: line.item,
        account: 'on_hand',
        quantity,
        kind: 'unshipped',
        cause: `unshipped:${shipment.id}`,
      })
  }
  await closeBooks(tx, books, `unshipped:${shipment.id}`, 'shopify')
  const params = { number: payload.number, answer, effect: effect.id }
  await raiseTasks(
    tx,
    shop,
    [{ key: `fulfillment:${shipment.id}`, kind: 'fulfillment-refused', subject: payload.order, params }],
    books.at,
  )
}
