// Control of orders: placing them and everything a merchant does to them in Shopify's admin.
import { z } from 'zod'
import { act } from '../change.ts'
import { movedBody } from '../graphql/mutations/fulfillment.ts'
import { currentOf, figures, financialStatus, fulfillableOf, fulfillmentStatus } from '../orders/figures.ts'
import { fulfill, moveFulfillmentOrder } from '../orders/fulfill.ts'
import { payOrder, placeOrder } from '../orders/place.ts'
import { cancelOrder, editOrder, refundOrder } from '../orders/refund.ts'
import { isOpen, routeOrder } from '../orders/route.ts'
import { stringify } from '../rest/fields.ts'
import { orderBody } from '../rest/order.ts'
import {
  companyLocation,
  customerById,
  type Buyer,
  itemBySku,
  lineOf,
  locationOf,
  orderOf,
} from '../state/find.ts'
import { gid } from '../state/gid.ts'
import { amount, money } from '../state/money.ts'
import type { Customer, Order, OrderLine, Shop } from '../state/shop.ts'
import { NotPossible, shopOf, type World } from '../state/world.ts'
import { addressInput, toAddress } from './address.ts'

const text = z.string().optional()
const which = { shop: text, order: z.string() }
const units = z.array(z.strictObject({ sku: text, lineId: text, quantity: z.int() }))

export const placeInput = z.strictObject({
  shop: text,
  buyer: z.string().nullish(),
  email: z.string().nullish(),
  lines: z.array(
    z.strictObject({
      sku: text,
      quantity: z.int().min(0),
      price: text,
      discount: text,
      title: text,
      vat: text,
      properties: z.array(z.strictObject({ name: z.string(), value: z.string() })).optional(),
    }),
  ),
  discount: text,
  shipping: text,
  poNumber: z.string().nullish(),
  note: z.string().nullish(),
  tags: z.array(z.string()).optional(),
  paid: z.boolean().optional(),
  at: text,
  pos: z.boolean().optional(),
  location: text,
  count: z.int().min(1).max(2000).optional(),
  test: z.boolean().optional(),
  address: addressInput.optional(),
  sourceName: text,
})
export type PlaceInput = z.input<typeof placeInput>

export const cancelInput = z.strictObject({
  ...which,
  reason: text,
  restock: z.boolean().optional(),
  refund: z.boolean().optional(),
  at: text,
})
export const refundInput = z.strictObject({
  ...which,
  note: text,
  shipping: text,
  amount: text,
  at: text,
  lines: z
    .array(
      z.strictObject({
        sku: text,
        lineId: text,
        quantity: z.int(),
        restockType: z.enum(['cancel', 'return', 'no_restock']),
        location: text,
      }),
    )
    .optional(),
})
export const editInput = z.strictObject({
  ...which,
  note: text,
  at: text,
  lines: z
    .array(z.strictObject({ sku: text, lineId: text, quantity: z.int(), restock: z.boolean().optional() }))
    .optional(),
  add: z.array(z.strictObject({ sku: z.string(), quantity: z.int() })).optional(),
})
export const fulfillInput = z.strictObject({
  ...which,
  lines: units.optional(),
  location: text,
  at: text,
  tracking: z
    .strictObject({ company: z.string().nullish(), number: z.string().nullish(), url: z.string().nullish() })
    .optional(),
})
export const payInput = z.strictObject({ ...which, amount: text, at: text })
export const updateInput = z.strictObject({
  ...which,
  note: z.string().nullish(),
  poNumber: z.string().nullish(),
  tags: z.array(z.string()).optional(),
  email: z.string().nullish(),
  shippingAddress: addressInput.optional(),
  at: text,
})
export const moveInput = z.strictObject({ ...which, location: z.string(), lines: units.optional(), at: text })
export const whichInput = z.strictObject(which)

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

/** A company whose name begins with `buyer`, or the customer with that e-mail. */
export function findBuyer(
  shop: Shop,
  buyer: string | null | undefined,
): { buyer: Buyer; customer: Customer | null } {
  if (!buyer) return { buyer: null, customer: null }
  const wanted = buyer.toLowerCase()
  const company = shop.companies.find(({ name }) => name.toLowerCase().startsWith(wanted))
  if (company)
    return {
      buyer: { company, location: company.locations[0]! },
      customer: customerById(shop, company.contacts[0]?.customerId ?? null) ?? null,
    }
  const customer = shop.customers.find(
    ({ email, firstName, lastName }) =>
      email?.toLowerCase() === wanted || `${firstName} ${lastName}`.toLowerCase() === wanted,
  )
  if (!customer) throw new NotPossible(`no buyer ${buyer} in ${shop.domain}`, 404)
  const profile = shop.companies.find(({ contacts }) =>
    contacts.some(({ customerId }) => customerId === customer.id),
  )
  return { buyer: profile ? { company: profile, location: profile.locations[0]! } : null, customer }
}

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

function placeOne(
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
      }),
    isoTime(input.at),
  )
  if (pos) handOver(world, shop, order)
  else scheduleRouting(shop, order)
  return order
}

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

/** Spreads wished units of SKUs or lines over the lines of one fulfillment order; takes what it used off the wishes. */
function pick(
  order: Order,
  fulfillmentOrder: Order['fulfillmentOrders'][number],
  wishes: { sku?: string | undefined; lineId?: string | undefined; quantity: number }[],
) {
  const picked: { id: string; quantity: number }[] = []
  for (const wish of wishes) {
    const matching = fulfillmentOrder.lines.filter(({ lineId }) =>
      matches(
        order.lines.find(({ id }) => id === lineId)!,
        wish,
      ),
    )
    for (const part of matching) {
      const quantity = Math.min(wish.quantity, part.remaining)
      if (quantity <= 0) continue
      picked.push({ id: part.id, quantity })
      wish.quantity -= quantity
    }
  }
  return picked
}

const matches = (line: OrderLine, wish: { sku?: string | undefined; lineId?: string | undefined }) =>
  wish.lineId ? line.id === wish.lineId || gid('LineItem', line.id) === wish.lineId : line.sku === wish.sku

const variantId = (shop: Shop, sku: string) => {
  const item = itemBySku(shop, sku)
  if (!item) throw new NotPossible(`no SKU ${sku} in ${shop.domain}`, 404)
  return item.variant.id
}

export function isoTime(at: string | undefined): string | undefined {
  if (at === undefined) return undefined
  const time = new Date(at)
  if (Number.isNaN(time.getTime())) throw new NotPossible(`not a time: ${at}`)
  return time.toISOString()
}

export function buyerName(shop: Shop, order: Order): string {
  const company = companyLocation(shop, order.company?.locationId ?? null)?.company.name
  const customer = customerById(shop, order.customerId)
  return company ?? (customer ? `${customer.firstName} ${customer.lastName}` : (order.email ?? 'Guest'))
}

export const openUnits = (order: Order) =>
  order.lines.reduce((total, line) => total + fulfillableOf(order, line), 0)
export const currentUnits = (order: Order) => order.lines.reduce((total, line) => total + currentOf(line), 0)
