import { act } from '../../change.ts'
import {
  cancelFulfillment,
  fulfill,
  moveFulfillmentOrder,
  splitOff,
  type Units,
  updateTracking,
} from '../../orders/fulfill.ts'
import { isOpen } from '../../orders/fulfillment-order.ts'
import { idFrom } from '../../state/gid.ts'
import type { Fulfillment, FulfillmentOrder, Order, Tracking } from '../../state/order.ts'
import type { Shop } from '../../state/shop.ts'
import { briefBody, movedBody, placedOnHoldBody, splitBody } from '../../rest/fulfillment-order.ts'
import { newId, NotPossible } from '../../state/world.ts'
import type { On, View } from '../context.ts'
import { fulfillmentOrderView, fulfillmentView, holdView } from '../views/fulfillment.ts'
import { ok, type Mutation } from './mutation.ts'

type LineWish = { id: string; quantity: number }
type TrackingInput = {
  company?: string | null
  number?: string | null
  numbers?: string[] | null
  url?: string | null
  urls?: string[] | null
}

function fulfillmentOrderOf(shop: Shop, id: string): { order: Order; one: FulfillmentOrder } {
  const key = idFrom('FulfillmentOrder', id)
  for (const order of shop.orders)
    for (const one of order.fulfillmentOrders) if (one.id === key) return { order, one }
  throw new NotPossible('Fulfillment order does not exist.', 404, 'FULFILLMENT_ORDER_NOT_FOUND')
}

function fulfillmentOf(shop: Shop, id: string): { order: Order; fulfillment: Fulfillment } {
  const key = idFrom('Fulfillment', id)
  for (const order of shop.orders)
    for (const fulfillment of order.fulfillments) if (fulfillment.id === key) return { order, fulfillment }
  throw new NotPossible('Fulfillment does not exist.', 404)
}

const wishes = (lines: LineWish[] | null | undefined) =>
  lines && lines.length > 0
    ? lines.map(({ id, quantity }) => ({ id: idFrom('FulfillmentOrderLineItem', id) ?? '', quantity }))
    : null

function tracking(input: TrackingInput | null | undefined): Tracking[] {
  if (!input) return []
  const numbers = input.numbers ?? (input.number == null ? [] : [input.number])
  const urls = input.urls ?? (input.url == null ? [] : [input.url])
  if (numbers.length === 0 && !input.company && urls.length === 0) return []
  return (numbers.length > 0 ? numbers : [null]).map((number, n) => ({
    company: input.company ?? null,
    number,
    url: urls[n] ?? null,
  }))
}

type FulfillmentInput = {
  lineItemsByFulfillmentOrder: { fulfillmentOrderId: string; fulfillmentOrderLineItems?: LineWish[] | null }[]
  trackingInfo?: TrackingInput | null
}

function fulfillmentCreate({ fulfillment: input }: { fulfillment: FulfillmentInput }, on: On): View {
  const found = input.lineItemsByFulfillmentOrder.map((part) => ({
    ...fulfillmentOrderOf(on.shop, part.fulfillmentOrderId),
    lines: wishes(part.fulfillmentOrderLineItems),
  }))
  const order = found[0]?.order
  if (!order || found.some((part) => part.order !== order))
    throw new NotPossible('All fulfillment orders must belong to the same order.')
  const units: Units[] = found.map(({ one, lines }) => ({ fulfillmentOrder: one, lines }))
  const fulfillment = act(on.world, on.shop, (change) =>
    fulfill(change, order, units, tracking(input.trackingInfo)),
  )
  return { ...ok, fulfillment: fulfillmentView(on, order, fulfillment) }
}

function fulfillmentCancel({ id }: { id: string }, on: On): View {
  const { order, fulfillment } = fulfillmentOf(on.shop, id)
  act(on.world, on.shop, (change) => cancelFulfillment(change, order, fulfillment))
  return { ...ok, fulfillment: fulfillmentView(on, order, fulfillment) }
}

function trackingUpdate(
  { fulfillmentId, trackingInfoInput }: { fulfillmentId: string; trackingInfoInput: TrackingInput },
  on: On,
): View {
  const { order, fulfillment } = fulfillmentOf(on.shop, fulfillmentId)
  act(on.world, on.shop, (change) => updateTracking(change, order, fulfillment, tracking(trackingInfoInput)))
  return { ...ok, fulfillment: fulfillmentView(on, order, fulfillment) }
}

function move(
  {
    id,
    newLocationId,
    fulfillmentOrderLineItems,
  }: { id: string; newLocationId: string; fulfillmentOrderLineItems?: LineWish[] | null },
  on: On,
): View {
  const { order, one } = fulfillmentOrderOf(on.shop, id)
  const location = on.shop.locations.find((candidate) => candidate.id === idFrom('Location', newLocationId))
  if (!location) throw new NotPossible('Location not found.', 404, 'LOCATION_NOT_FOUND')
  const moved = act(on.world, on.shop, (change) => {
    const result = moveFulfillmentOrder(change, order, one, location.id, wishes(fulfillmentOrderLineItems))
    change.say('fulfillment_orders/moved', () => movedBody(result))
    return result
  })
  const rest = moved.moved === moved.original ? null : moved.original
  return {
    ...ok,
    movedFulfillmentOrder: fulfillmentOrderView(on, order, moved.moved),
    originalFulfillmentOrder: fulfillmentOrderView(on, order, moved.original),
    remainingFulfillmentOrder: rest && isOpen(rest) ? fulfillmentOrderView(on, order, rest) : null,
  }
}

/** How many holds an app may have on one fulfillment order. */
const MOST_HOLDS = 10

type HoldInput = {
  reason: string
  reasonNotes?: string | null
  handle?: string | null
  externalId?: string | null
  fulfillmentOrderLineItems?: LineWish[] | null
}

function hold({ id, fulfillmentHold: input }: { id: string; fulfillmentHold: HoldInput }, on: On): View {
  const { order, one } = fulfillmentOrderOf(on.shop, id)
  if (!isOpen(one)) throw new NotPossible('The fulfillment order is not in a state that allows holds.', 400)
  const handle = input.handle ?? ''
  if (handle.length > 64) throw new NotPossible('Handle is too long (maximum is 64 characters)')
  if (one.holds.some((held) => held.handle === handle))
    throw new NotPossible(
      'The handle provided for the fulfillment hold is already in use by this app for another hold on this fulfillment order.',
      400,
      'DUPLICATE_FULFILLMENT_HOLD_HANDLE',
    )
  if (one.holds.length >= MOST_HOLDS)
    throw new NotPossible(
      'The maximum number of fulfillment holds for this fulfillment order has been reached for this app.',
      400,
      'FULFILLMENT_ORDER_HOLD_LIMIT_REACHED',
    )
  const lines = wishes(input.fulfillmentOrderLineItems)
  if (lines && one.status === 'ON_HOLD')
    throw new NotPossible('The fulfillment order is not splittable.', 400, 'FULFILLMENT_ORDER_NOT_SPLITTABLE')
  const result = act(on.world, on.shop, (change) => {
    // What is not held goes to a new fulfillment order; the held units stay where they are.
    const others = one.lines.map((part) => ({
      id: part.id,
      quantity: part.remaining - (lines?.find(({ id: wanted }) => wanted === part.id)?.quantity ?? 0),
    }))
    const splits = lines !== null && others.some(({ quantity }) => quantity > 0)
    const rest = splits ? splitOff(change, order, one, others, one.locationId) : null
    const entry = {
      id: newId(on.world, 'FulfillmentHold'),
      reason: input.reason,
      notes: input.reasonNotes ?? null,
      handle,
      externalId: input.externalId ?? null,
    }
    one.holds.push(entry)
    one.status = 'ON_HOLD'
    one.updatedAt = change.at
    change.touchOrder(order)
    change.say('fulfillment_orders/placed_on_hold', () => placedOnHoldBody(one, entry, rest))
    return { entry, rest }
  })
  return {
    ...ok,
    fulfillmentHold: holdView(result.entry),
    fulfillmentOrder: fulfillmentOrderView(on, order, one),
    remainingFulfillmentOrder: result.rest && fulfillmentOrderView(on, order, result.rest),
  }
}

function releaseHold({ id, holdIds }: { id: string; holdIds?: string[] | null }, on: On): View {
  const { order, one } = fulfillmentOrderOf(on.shop, id)
  const keys = holdIds?.map((hold_) => idFrom('FulfillmentHold', hold_))
  act(on.world, on.shop, (change) => {
    one.holds = keys ? one.holds.filter((held) => !keys.includes(held.id)) : []
    if (one.holds.length === 0 && one.status === 'ON_HOLD') one.status = 'OPEN'
    one.updatedAt = change.at
    change.touchOrder(order)
    if (one.holds.length === 0) change.say('fulfillment_orders/hold_released', () => briefBody(one))
  })
  return { ...ok, fulfillmentOrder: fulfillmentOrderView(on, order, one) }
}

function split(
  {
    fulfillmentOrderSplits,
  }: { fulfillmentOrderSplits: { fulfillmentOrderId: string; fulfillmentOrderLineItems: LineWish[] }[] },
  on: On,
): View {
  const results = act(on.world, on.shop, (change) =>
    fulfillmentOrderSplits.map((input) => {
      const { order, one } = fulfillmentOrderOf(on.shop, input.fulfillmentOrderId)
      if (!isOpen(one))
        throw new NotPossible(
          'The fulfillment order is not splittable.',
          400,
          'NO_LINE_ITEMS_PROVIDED_TO_SPLIT',
        )
      const remaining = splitOff(change, order, one, wishes(input.fulfillmentOrderLineItems), one.locationId)
      change.touchOrder(order)
      change.say('fulfillment_orders/split', () => splitBody(one, remaining))
      return { order, one, remaining }
    }),
  )
  return {
    ...ok,
    fulfillmentOrderSplits: results.map(({ order, one, remaining }) => ({
      fulfillmentOrder: fulfillmentOrderView(on, order, one),
      remainingFulfillmentOrder: fulfillmentOrderView(on, order, remaining),
      replacementFulfillmentOrder: null,
    })),
  }
}

export const fulfillmentMutations: Record<string, Mutation> = {
  fulfillmentCreate,
  fulfillmentCancel,
  fulfillmentTrackingInfoUpdate: trackingUpdate,
  fulfillmentOrderMove: move,
  fulfillmentOrderHold: hold,
  fulfillmentOrderReleaseHold: releaseHold,
  fulfillmentOrderSplit: split,
}
