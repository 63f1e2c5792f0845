// Control of orders: placing them and everything a merchant does to them in Shopify's admin.
import type { z } from 'zod'
import { act } from '../change.ts'
import { movedBody } from '../rest/fulfillment-order.ts'
import { figures, financialStatus, fulfillmentStatus } from '../orders/figures.ts'
import { fulfill, moveFulfillmentOrder } from '../orders/fulfill.ts'
import { payOrder } from '../orders/pay.ts'
import { editOrder } from '../orders/edit.ts'
import { cancelOrder, refundOrder } from '../orders/refund.ts'
import { isOpen } from '../orders/fulfillment-order.ts'
import { routeOrder } from '../orders/route.ts'
import { stringify } from '../rest/fields.ts'
import { orderBody } from '../rest/order.ts'
import { lineOf, locationOf, orderOf } from '../state/find.ts'
import { gid } from '../state/gid.ts'
import { amount, money } from '../state/money.ts'
import type { Order } from '../state/order.ts'
import type { Shop } from '../state/shop.ts'
import { NotPossible, shopOf, type World } from '../state/world.ts'
import { toAddress } from './address.ts'
import { buyerName } from './buyer.ts'
import {
  cancelInput,
  editInput,
  fulfillInput,
  moveInput,
  payInput,
  type PlaceInput,
  placeInput,
  refundInput,
  updateInput,
  whichInput,
} from './order-input.ts'
import { pick, variantId } from './pick-units.ts'
import { isoTime, placeOne } from './place-one.ts'

/** What every call about one order answers. */
export type OrderAnswer = { id: string; gid: string; name: string; order: RestOrder }
/** The REST body, as JSON reads it. */
export type RestOrder = Record<string, unknown> & {
  id: number
  name: string
  total_price: string
  updated_at: string
}

export const restOrder = (shop: Shop, order: Order) =>
  JSON.parse(stringify(orderBody(shop, order))) as RestOrder
const answerFor = (shop: Shop, order: Order): OrderAnswer => ({
  id: order.id,
  gid: gid('Order', order.id),
  name: order.name,
  order: restOrder(shop, order),
})

export type OrderControl = ReturnType<typeof orderControl>

export function orderControl(world: World, scheduleRouting: (shop: Shop, order: Order) => void) {
  const on = <T extends { shop?: string | undefined; order: string; at?: string | undefined }>(
    input: T,
    work: (change: Parameters<Parameters<typeof act>[2]>[0], order: Order, shop: Shop) => unknown,
  ): OrderAnswer => {
    const shop = shopOf(world, input.shop)
    const order = orderOf(shop, input.order)
    act(world, shop, (change) => work(change, order, shop), isoTime(input.at))
    return answerFor(shop, order)
  }

  return {
    /** Places an order as a buyer would; its fulfillment orders come a moment later. */
    placeOrder(raw: PlaceInput): OrderAnswer & { orders: OrderAnswer[] } {
      const input = placeInput.parse(raw)
      const shop = shopOf(world, input.shop)
      const orders = Array.from({ length: input.count ?? 1 }, () =>
        placeOne(world, shop, input, scheduleRouting),
      )
      const answers = orders.map((order) => answerFor(shop, order))
      return { ...answers[0]!, orders: answers }
    },

    orders(raw: { shop?: string | undefined } = {}) {
      const shop = shopOf(world, raw.shop)
      return {
        orders: shop.orders.map((order) => ({
          id: order.id,
          name: order.name,
          buyer: buyerName(shop, order),
          total: amount(figures(order).total, shop.currency),
          financialStatus: financialStatus(order),
          fulfillmentStatus: fulfillmentStatus(order),
          cancelledAt: order.cancelledAt,
          updatedAt: order.updatedAt,
        })),
      }
    },

    order(raw: { shop?: string | undefined; order: string }) {
      const shop = shopOf(world, raw.shop)
      const order = orderOf(shop, raw.order)
      return {
        ...answerFor(shop, order),
        fulfillmentOrders: order.fulfillmentOrders.map((one) => ({
          id: gid('FulfillmentOrder', one.id),
          status: one.status,
          location: shop.locations.find(({ id }) => id === one.locationId)!.name,
          lines: one.lines.map((part) => ({
            id: gid('FulfillmentOrderLineItem', part.id),
            sku: order.lines.find(({ id }) => id === part.lineId)?.sku ?? null,
            total: part.total,
            remaining: part.remaining,
          })),
        })),
      }
    },

    cancelOrder: (raw: z.input<typeof cancelInput>) => {
      const input = cancelInput.parse(raw)
      return on(input, (change, order) =>
        cancelOrder(change, order, {
          reason: (input.reason ?? 'customer').toUpperCase(),
          restock: input.restock ?? true,
          refund: input.refund ?? false,
        }),
      )
    },

    refundOrder: (raw: z.input<typeof refundInput>) => {
      const input = refundInput.parse(raw)
      return on(input, (change, order, shop) =>
        refundOrder(change, order, {
          lines: (input.lines ?? []).map((wish) => ({
            line: lineOf(order, wish),
            quantity: wish.quantity,
            restockType: wish.restockType,
            locationId: wish.location ? locationOf(shop, wish.location).id : null,
          })),
          shipping: input.shipping ? money(input.shipping, shop.currency) : 0n,
          amount: input.amount === undefined ? null : money(input.amount, shop.currency),
          note: input.note ?? null,
        }),
      )
    },

    editOrder: (raw: z.input<typeof editInput>) => {
      const input = editInput.parse(raw)
      return on(input, (change, order, shop) =>
        editOrder(change, order, {
          quantities: (input.lines ?? []).map((wish) => ({
            line: lineOf(order, wish),
            quantity: wish.quantity,
            restock: wish.restock ?? true,
          })),
          additions: (input.add ?? []).map(({ sku, quantity }) => ({
            variantId: variantId(shop, sku),
            quantity,
          })),
          note: input.note ?? null,
        }),
      )
    },

    fulfillOrder: (raw: z.input<typeof fulfillInput>) => {
      const input = fulfillInput.parse(raw)
      return on(input, (change, order, shop) => {
        if (!order.routed) routeOrder(change, order)
        const tracking = input.tracking
          ? [
              {
                company: input.tracking.company ?? null,
                number: input.tracking.number ?? null,
                url: input.tracking.url ?? null,
              },
            ]
          : []
        const location = input.location ? locationOf(shop, input.location) : undefined
        const open = order.fulfillmentOrders.filter(
          (one) => isOpen(one) && one.status !== 'ON_HOLD' && (!location || one.locationId === location.id),
        )
        for (const [locationId, group] of Map.groupBy(open, (one) => one.locationId)) {
          const wishes = group
            .map((fulfillmentOrder) => ({
              fulfillmentOrder,
              lines: input.lines ? pick(order, fulfillmentOrder, input.lines) : null,
            }))
            .filter(({ lines }) => lines === null || lines.length > 0)
          if (wishes.length > 0) fulfill(change, order, wishes, tracking)
          else if (!input.lines) throw new NotPossible(`nothing to fulfill at ${locationId}`)
        }
        if (open.length === 0) throw new NotPossible(`${order.name} has nothing open to fulfill`)
      })
    },

    payOrder: (raw: z.input<typeof payInput>) => {
      const input = payInput.parse(raw)
      return on(input, (change, order, shop) =>
        payOrder(change, order, input.amount === undefined ? undefined : money(input.amount, shop.currency)),
      )
    },

    updateOrder: (raw: z.input<typeof updateInput>) => {
      const input = updateInput.parse(raw)
      return on(input, (change, order) => {
        if (input.note !== undefined) order.note = input.note
        if (input.poNumber !== undefined) order.poNumber = input.poNumber
        if (input.tags) order.tags = input.tags
        if (input.email !== undefined) order.email = input.email
        if (input.shippingAddress) order.shipping = toAddress(input.shippingAddress, order.shipping)
        change.touchOrder(order)
      })
    },

    routeOrder: (raw: z.input<typeof whichInput>) =>
      on(whichInput.parse(raw), (change, order) => routeOrder(change, order)),

    moveOrder: (raw: z.input<typeof moveInput>) => {
      const input = moveInput.parse(raw)
      return on(input, (change, order, shop) => {
        const from = order.fulfillmentOrders.find(
          (one) => isOpen(one) && one.locationId !== locationOf(shop, input.location).id,
        )
        if (!from) throw new NotPossible(`${order.name} has no open fulfillment order elsewhere`)
        const moved = moveFulfillmentOrder(
          change,
          order,
          from,
          locationOf(shop, input.location).id,
          input.lines ? pick(order, from, input.lines) : null,
        )
        change.say('fulfillment_orders/moved', () => movedBody(moved))
      })
    },
  }
}
