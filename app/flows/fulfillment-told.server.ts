import { z } from 'zod'
import { fetchOrders } from '#app/adapters/shopify/fetch-orders.server.ts'
import { createFulfillment } from '#app/adapters/shopify/write.server.ts'
import { now } from '#app/clock.server.ts'
import type { Gid } from '#app/core/gid.ts'
import type { Tx } from '#app/db.server.ts'
import { lockShop } from '#app/db.server.ts'
import { TAKEN_OVER, type Effect, type Outcome } from '#app/effects/effect.ts'
import type { EffectKind } from '#app/effects/run-effect.server.ts'
import type { OrderSnapshot, Routing } from '#app/orders/order.ts'
import { parseGraphqlOrder } from '#app/orders/parse-graphql-order.ts'
import { settleLine } from '#app/orders/settle-line.ts'
import { raiseTasks } from '#app/tasks/tasks.server.ts'
import { closeBooks } from './close-books.server.ts'
import type { LocationId } from './books.ts'
import { moveStock, place } from './books.ts'
import { openBooks } from './open-books.server.ts'
import { confirmedShipments, ourShipments } from './shipments-matched.server.ts'

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
 * Tells Shopify what a delivery note shipped. `fulfillmentCreate` is not idempotent: after an attempt without an answer
 * the order is read back first, and a fulfillment of the same units that no shipment of ours has is ours.
 */
export const fulfillmentTold: EffectKind = {
  async perform(shop, effect, stands) {
    const payload = Payload.parse(effect.payload)
    const [fetched] = await fetchOrders(shop, [payload.order])
    const read = parseGraphqlOrder(fetched?.order)
    if (read.kind !== 'snapshot' || !read.routing)
      return { kind: 'failed', answer: 'Shopify shows no such order' }
    const there = effect.interruptions > 0 ? readBack(read.snapshot, payload) : null
    if (there) return { kind: 'done', answer: 'read back', result: { fulfillment: there } }
    const lineItemsByFulfillmentOrder = fulfillmentOrderLines(read.routing, payload)
    if (!lineItemsByFulfillmentOrder)
      return { kind: 'failed', answer: 'Shopify has not enough left to fulfill at this location' }
    if (!(await stands())) return TAKEN_OVER
    const { fulfillment, userErrors } = await createFulfillment(shop, {
      lineItemsByFulfillmentOrder,
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

function readBack(snapshot: OrderSnapshot, payload: FulfillmentPayload): Gid<'Fulfillment'> | null {
  const lines = new Map(payload.lines.map((l) => [l.line, l.quantity]))
  const ours = { id: payload.shipment, told: 'unconfirmed' as const, fulfillment: null, lines }
  return confirmedShipments([ours], snapshot).get(payload.shipment) ?? null
}

// Shopify wants its own lines: those of the fulfillment orders at this location, as far as each has units left.
function fulfillmentOrderLines(routing: Routing, payload: FulfillmentPayload) {
  const open = routing.fulfillmentOrders.filter((f) => f.status === 'open' || f.status === 'in_progress')
  const here = open.filter((f) => f.location === payload.location)
  const left = new Map(payload.lines.map((l) => [l.line, l.quantity]))
  const chosen = (here.length > 0 ? here : open).flatMap((f) => {
    const lines = f.lines.flatMap((l) => {
      const quantity = Math.min(l.remaining, left.get(l.line) ?? 0)
      left.set(l.line, (left.get(l.line) ?? 0) - quantity)
      return quantity > 0 ? [{ id: l.id, quantity }] : []
    })
    return lines.length > 0 ? [{ fulfillmentOrderId: f.id, fulfillmentOrderLineItems: lines }] : []
  })
  return [...left.values()].every((quantity) => quantity === 0) ? chosen : null
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
