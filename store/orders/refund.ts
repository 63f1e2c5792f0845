// Refunds, cancellations and edits: the three ways in which units leave an order again.
import type { Change } from '../change.ts'
import { commit, release, restock } from '../inventory.ts'
import { orderBody, orderEditBody, refundBody } from '../rest/order.ts'
import { companyLocation, itemByVariant } from '../state/find.ts'
import type { Order, OrderLine, Refund, RefundLine, RestockType } from '../state/order.ts'
import { newId, NotPossible } from '../state/world.ts'
import { currentOf, figures, fulfillableOf, partOf, retax } from './figures.ts'
import { newLine } from './place.ts'
import {
  addFulfillmentOrder,
  isOpen,
  methodOf,
  newFulfillmentLine,
  takeFromFulfillmentOrders,
} from './fulfillment-order.ts'

export type RefundWish = {
  lines: { line: OrderLine; quantity: number; restockType: RestockType; locationId: string | null }[]
  shipping: bigint
  /** Money to give back; null = what lines and shipping are worth, as far as it was paid. */
  amount: bigint | null
  note: string | null
}

/** Refunds units and money; `cancel` takes unshipped units off the order, `return` brings shipped ones back. */
export function refundOrder(change: Change, order: Order, wish: RefundWish): Refund {
  const lines = wish.lines.map((part) => refundLine(change, order, part))
  const refund = recordRefund(change, order, lines, wish)
  change.say('refunds/create', () => refundBody(change.shop, order, refund))
  change.touchOrder(order)
  return refund
}

function refundLine(change: Change, order: Order, part: RefundWish['lines'][number]): RefundLine {
  const { line, quantity, restockType } = part
  if (!Number.isInteger(quantity) || quantity <= 0 || quantity > currentOf(line))
    throw new NotPossible('Refund line items quantity cannot refund more items than were purchased')
  let locationId = part.locationId
  if (restockType === 'cancel') {
    if (quantity > fulfillableOf(order, line))
      throw new NotPossible('Quantity cannot be cancelled: it is already fulfilled')
    locationId = takeBack(change, order, line, quantity, true)
  } else if (restockType === 'return') {
    locationId ??=
      order.fulfillments.findLast(({ lines }) => lines.some(({ lineId }) => lineId === line.id))
        ?.locationId ?? order.assignedLocationId
    restock(change, line, locationId, quantity)
  }
  return countRefunded(change, line, quantity, restockType, locationId)
}

function countRefunded(
  change: Change,
  line: OrderLine,
  quantity: number,
  restockType: RestockType,
  locationId: string | null,
): RefundLine {
  const { subtotal, tax } = partOf(line, line.refunded, quantity)
  line.refunded += quantity
  return {
    id: newId(change.world, 'RefundLineItem'),
    lineId: line.id,
    quantity,
    restockType,
    locationId,
    subtotal,
    tax,
  }
}

/** Takes unshipped units off a line and gives their stock back; answers the location they were committed at. */
function takeBack(change: Change, order: Order, line: OrderLine, quantity: number, toShelf: boolean): string {
  const taken = takeFromFulfillmentOrders(change, order, line, quantity)
  for (const part of taken) release(change, line, part.locationId, part.quantity, toShelf)
  line.removed += quantity
  return taken[0]?.locationId ?? order.assignedLocationId
}

function recordRefund(
  change: Change,
  order: Order,
  lines: RefundLine[],
  wish: Pick<RefundWish, 'shipping' | 'amount' | 'note'>,
): Refund {
  const goods = lines.reduce(
    (total, line) => total + line.subtotal + (order.taxesIncluded ? 0n : line.tax),
    0n,
  )
  const shippingLine = order.shippingLines[0]
  const shippingTax =
    wish.shipping > 0n && shippingLine && shippingLine.price > 0n
      ? (shippingLine.taxLines.reduce((total, { price }) => total + price, 0n) * wish.shipping) /
        shippingLine.price
      : 0n
  if (shippingLine) shippingLine.refunded += wish.shipping
  const worth = goods + wish.shipping + (order.taxesIncluded ? 0n : shippingTax)
  const before = figures(order)
  const held = before.received - before.refunded
  const amount = wish.amount ?? (worth < held ? worth : held)
  if (amount > held) throw new NotPossible('Refund amount cannot be more than what was paid')
  const refund: Refund = {
    id: newId(change.world, 'Refund'),
    note: wish.note,
    lines,
    shipping: wish.shipping,
    shippingTax,
    adjustment: wish.amount !== null && wish.amount > worth ? wish.amount - worth : 0n,
    transactionIds: [],
    createdAt: change.at,
  }
  if (amount > 0n) {
    const sale = order.transactions.find(({ kind }) => kind === 'SALE')
    const id = newId(change.world, 'OrderTransaction')
    order.transactions.push({
      id,
      kind: 'REFUND',
      gateway: sale?.gateway ?? 'manual',
      amount,
      parentId: sale?.id ?? null,
      createdAt: change.at,
    })
    refund.transactionIds.push(id)
  }
  order.refunds.push(refund)
  return refund
}

/** Cancels an order: every unshipped unit leaves it, back to the shelf or not; what was paid goes back if asked. */
export function cancelOrder(
  change: Change,
  order: Order,
  wish: { reason: string; restock: boolean; refund: boolean },
): void {
  if (order.cancelledAt) throw new NotPossible('Cannot cancel an order that is already cancelled')
  const lines = order.lines.flatMap((line) => {
    const quantity = fulfillableOf(order, line)
    if (quantity === 0) return []
    const locationId = takeBack(change, order, line, quantity, wish.restock)
    const counted = Math.min(quantity, currentOf(line))
    return counted === 0
      ? []
      : [
          countRefunded(
            change,
            line,
            counted,
            wish.restock ? 'cancel' : 'no_restock',
            wish.restock ? locationId : null,
          ),
        ]
  })
  order.cancelledAt = change.at
  order.closedAt = change.at
  order.cancelReason = wish.reason
  const shippedNothing = order.fulfillments.every(({ status }) => status === 'CANCELLED')
  const shipping = shippedNothing
    ? order.shippingLines.reduce((total, line) => total + line.price - line.refunded, 0n)
    : 0n
  if (lines.length > 0 || shipping > 0n) {
    const refund = recordRefund(change, order, lines, {
      shipping,
      amount: wish.refund ? null : 0n,
      note: null,
    })
    change.say('refunds/create', () => refundBody(change.shop, order, refund))
  }
  for (const fulfillmentOrder of order.fulfillmentOrders.filter(isOpen)) fulfillmentOrder.status = 'CLOSED'
  change.say('orders/cancelled', () => orderBody(change.shop, order))
  change.touchOrder(order)
}

export type EditWish = {
  quantities: { line: OrderLine; quantity: number; restock: boolean }[]
  additions: { variantId: string; quantity: number }[]
  note: string | null
}

/** Commits an order edit: sets current quantities, adds variants, and says `orders/edited`. */
export function editOrder(change: Change, order: Order, wish: EditWish): void {
  const editable = !order.cancelledAt
  if (!editable) throw new NotPossible('The order cannot be edited.')
  const additions: { id: string; delta: number }[] = []
  const removals: { id: string; delta: number }[] = []
  const removed: RefundLine[] = []
  for (const { line, quantity, restock: toShelf } of wish.quantities) {
    const delta = quantity - currentOf(line)
    if (!Number.isInteger(quantity) || quantity < 0 || -delta > fulfillableOf(order, line))
      throw new NotPossible('Quantity cannot be less than the fulfilled quantity')
    if (delta < 0) {
      const locationId = takeBack(change, order, line, -delta, toShelf)
      removed.push(
        countRefunded(change, line, -delta, toShelf ? 'cancel' : 'no_restock', toShelf ? locationId : null),
      )
      removals.push({ id: line.id, delta: -delta })
    } else if (delta > 0) {
      addUnits(change, order, line, delta)
      additions.push({ id: line.id, delta })
    }
  }
  for (const { variantId, quantity } of wish.additions) {
    const line = addVariant(change, order, variantId, quantity)
    additions.push({ id: line.id, delta: quantity })
  }
  if (removed.length > 0) recordRefund(change, order, removed, { shipping: 0n, amount: 0n, note: null })
  order.edited = true
  order.closedAt = null
  const id = newId(change.world, 'OrderEdit')
  change.say('orders/edited', () =>
    orderEditBody(change.shop, order, { id, at: change.at, note: wish.note, additions, removals }),
  )
  change.touchOrder(order)
}

function addUnits(change: Change, order: Order, line: OrderLine, quantity: number): void {
  line.quantity += quantity
  retax(line, order.taxesIncluded)
  placeUnits(change, order, line, quantity)
}

function addVariant(change: Change, order: Order, variantId: string, quantity: number): OrderLine {
  const item = itemByVariant(change.shop, variantId)
  if (!item?.variant.sku) throw new NotPossible('Variant does not exist')
  const buyer = companyLocation(change.shop, order.company?.locationId ?? null) ?? null
  const line = newLine(change, buyer, { sku: item.variant.sku, quantity }, order.discounts)
  retax(line, order.taxesIncluded)
  order.lines.push(line)
  placeUnits(change, order, line, quantity)
  return line
}

/** New units of an edit: committed at the order's location and put on an open fulfillment order there. */
function placeUnits(change: Change, order: Order, line: OrderLine, quantity: number): void {
  const open = order.fulfillmentOrders.find(
    (candidate) => isOpen(candidate) && candidate.method === methodOf(order, line),
  )
  const locationId = open?.locationId ?? order.assignedLocationId
  commit(change, line, locationId, quantity)
  if (!order.routed) return
  const part = open?.lines.find(({ lineId }) => lineId === line.id)
  if (part) {
    part.total += quantity
    part.remaining += quantity
  } else if (open) open.lines.push(newFulfillmentLine(change, line.id, quantity))
  else addFulfillmentOrder(change, order, methodOf(order, line), [{ line, quantity }], locationId)
}
