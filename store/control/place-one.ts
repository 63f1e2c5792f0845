// Placing one order from what the control API was given.
import type { z } from 'zod'
import { act } from '../change.ts'
import { fulfill } from '../orders/fulfill.ts'
import { placeOrder } from '../orders/place.ts'
import { isOpen } from '../orders/fulfillment-order.ts'
import { routeOrder } from '../orders/route.ts'
import { locationOf } from '../state/find.ts'
import { money } from '../state/money.ts'
import type { Order } from '../state/order.ts'
import type { Shop } from '../state/shop.ts'
import { NotPossible, type World } from '../state/world.ts'
import { toAddress } from './address.ts'
import { findBuyer } from './buyer.ts'
import type { placeInput } from './order-input.ts'

/** Places it; a POS sale is handed over at once, anything else is routed a moment later. */
export function placeOne(
  world: World,
  shop: Shop,
  input: z.output<typeof placeInput>,
  scheduleRouting: (shop: Shop, order: Order) => void,
): Order {
  const { buyer, customer } = findBuyer(shop, input.buyer)
  const cash = (value: string | undefined) => (value === undefined ? undefined : money(value, shop.currency))
  const pos = input.pos ?? false
  const guest = input.address ? toAddress(input.address, null) : null
  const order = act(
    world,
    shop,
    (change) =>
      placeOrder(change, {
        buyer,
        customer,
        email: input.email ?? customer?.email ?? null,
        lines: input.lines.map((line) => ({
          ...line,
          price: cash(line.price),
          discount: cash(line.discount),
        })),
        discount: cash(input.discount),
        discountCode: codeOf(input.discountCode, shop),
        shipping: cash(input.shipping),
        poNumber: input.poNumber ?? null,
        note: input.note ?? null,
        tags: input.tags ?? [],
        paid: input.paid ?? !buyer,
        pos,
        locationId: input.location ? locationOf(shop, input.location).id : pos ? retailLocation(shop) : null,
        address: guest ?? (buyer ? null : (customer?.address ?? null)),
        sourceName: input.sourceName ?? 'web',
        test: input.test ?? false,
        presentment: input.presentment,
      }),
    isoTime(input.at),
  )
  if (pos) handOver(world, shop, order)
  else scheduleRouting(shop, order)
  return order
}

const codeOf = (wish: z.output<typeof placeInput>['discountCode'], shop: Shop) =>
  wish && 'amount' in wish ? { ...wish, amount: money(wish.amount, shop.currency) } : wish

/** A POS sale is routed and fulfilled where it is made. */
function handOver(world: World, shop: Shop, order: Order): void {
  act(world, shop, (change) => {
    routeOrder(change, order)
    const open = order.fulfillmentOrders.filter(isOpen)
    if (open.length > 0)
      fulfill(
        change,
        order,
        open.map((fulfillmentOrder) => ({ fulfillmentOrder, lines: null })),
        [],
      )
  })
}

const retailLocation = (shop: Shop) =>
  (shop.locations.find(({ isDefault }) => !isDefault) ?? locationOf(shop)).id

export function isoTime(at: string | undefined): string | undefined {
  if (at === undefined) return undefined
  const time = new Date(at)
  if (Number.isNaN(time.getTime())) throw new NotPossible(`not a time: ${at}`)
  return time.toISOString()
}
