import { z } from 'zod'
import { fetchOrders } from '#app/adapters/shopify/fetch-orders.server.ts'
import { createFulfillment } from '#app/adapters/shopify/write.server.ts'
import { now } from '#app/clock.server.ts'
import { sumOf } from '#app/core/quantity.ts'
import type { Tx } from '#app/db.server.ts'
import { lockShop, withShop } from '#app/db.server.ts'
import { TAKEN_OVER, type Outcome } from '#app/effects/effect.ts'
import type { EffectKind } from '#app/effects/run-effect.server.ts'
import { parseGraphqlOrder } from '#app/orders/parse-graphql-order.ts'
import { lineUnits } from '#app/orders/line-units.ts'
import type { OrderSnapshot } from '#app/orders/order.ts'
import { settleLine } from '#app/orders/settle-line.ts'
import { mayBeHidden } from '#app/orders/shown-days.ts'
import { snapshotOf } from '#app/orders/snapshot-json.ts'
import type { RaisedTask } from '#app/tasks/task.ts'
import { raiseTasks } from '#app/tasks/tasks.server.ts'
import { closeBooks } from './close-books.server.ts'
import { place, type Books } from './books.ts'
import { tellingOf } from './fulfillment-told.ts'
import { readLevelsLater } from './levels-read.server.ts'
import { openBooks } from './open-books.server.ts'
import { putBack } from './shipment-undone.ts'
import { knownFulfillments, ourShipments } from './shipments-matched.server.ts'
import type { OurShipment } from './shipments-matched.ts'

const Payload = z.object({
  shipment: z.string(),
  order: z.string(),
  /** The delivery note's number, for the merchant's task when Shopify refuses. */
  number: z.string(),
})

export type FulfillmentPayload = Readonly<z.infer<typeof Payload>>

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
      return { kind: 'failed', answer: await notShown(shop, order) }
    const { shipments, known } = await withShop(shop, async (tx) => ({
      shipments: (await ourShipments(tx, shop, [order])).get(order) ?? [],
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
    if (outcome.kind !== 'done' && outcome.kind !== 'failed') return
    if (outcome.kind === 'done') await noteFulfillment(tx, shop, payload.shipment, outcome)
    else await takeBackShipment(tx, shop, payload, outcome.answer)
    // Nobody could judge these shelves while Shopify might or might not have seen the delivery.
    const lines = await tx.shipmentLine.findMany({ where: { shop, shipment: payload.shipment } })
    await readLevelsLater(
      tx,
      shop,
      lines.flatMap(({ item }) => (item ? [{ item }] : [])),
    )
  },
  interrupted: () => 'again',
}

async function notShown(shop: string, id: string): Promise<string> {
  const order = await withShop(shop, (tx) => tx.order.findUnique({ where: { shop_id: { shop, id } } }))
  return order && mayBeHidden(order.placedAt.toISOString(), now())
    ? 'Shopify shows apps only the orders of the last 60 days, unless read_all_orders is granted'
    : 'Shopify shows no such order'
}

const NOT_TOLD = {
  'taken-back': 'the delivery was taken back',
  'not-enough': 'Shopify has not enough left to fulfill at this location',
}

async function noteFulfillment(tx: Tx, shop: string, id: string, outcome: Outcome): Promise<void> {
  const { fulfillment } = z
    .object({ fulfillment: z.string() })
    .parse('result' in outcome ? outcome.result : null)
  await tx.shipment.updateMany({ where: { shop, id, fulfillment: null }, data: { fulfillment } })
}

// The units of a refused fulfillment did not leave: they are back on the shelf, the order is again what Shopify and our
// other deliveries say, and a person must know.
async function takeBackShipment(
  tx: Tx,
  shop: string,
  { shipment: id, order, number }: FulfillmentPayload,
  answer: string,
): Promise<void> {
  await lockShop(tx, shop)
  const shipments = (await ourShipments(tx, shop, [order])).get(order) ?? []
  const shipment = shipments.find((s) => s.id === id)
  if (shipment?.told !== 'unconfirmed') return
  await tx.shipment.update({ where: { shop_id: { shop, id } }, data: { told: 'failed' } })
  const items = shipment.goods.map((g) => g.item)
  const books = await openBooks(tx, shop, now(), { orders: [order], items })
  if (!books) return
  const stored = await tx.order.findUniqueOrThrow({ where: { shop_id: { shop, id: order } } })
  const others = shipments.filter((s) => s !== shipment && s.told === 'unconfirmed')
  reopen(books, snapshotOf(stored.snapshot), shipment, others)
  putBack(books, shipment)
  await closeBooks(tx, books, `unshipped:${id}`, 'shopify')
  const params = { number, answer }
  const task: RaisedTask = { key: `fulfillment:${id}`, kind: 'fulfillment-refused', subject: order, params }
  await raiseTasks(tx, shop, [task], books.at)
}

function reopen(
  books: Books,
  snapshot: OrderSnapshot,
  shipment: OurShipment,
  others: readonly OurShipment[],
): void {
  for (const told of snapshot.lines) {
    const line = books.lines.get(told.id)
    if (!line || !shipment.lines.has(told.id)) continue
    const units = lineUnits(
      snapshot,
      told,
      sumOf(others, (s) => s.lines.get(told.id) ?? 0),
    )
    place(books, line, { units, places: settleLine(line.places, line.units, units, line.need) })
  }
}
