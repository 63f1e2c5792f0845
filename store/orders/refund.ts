// Refunds and cancellations: units and money that leave an order again.
import type { Change } from '../change.ts'
import { release, restock } from '../inventory.ts'
import { orderBody, refundBody } from '../rest/order.ts'
import { share, sum } from '../state/money.ts'
import type { Order, OrderLine, Refund, RefundLine, RestockType } from '../state/order.ts'
import { newId, NotPossible } from '../state/world.ts'
import {
  currentOf,
  figures,
  fulfillableOf,
  partOf,
  shippingLeft,
  shippingNet,
  shippingTax as shippingTaxOf,
} from './figures.ts'
import { isOpen, takeFromFulfillmentOrders } from './fulfillment-order.ts'

export type RefundWish = {
  lines: { line: OrderLine; quantity: number; restockType: RestockType; locationId: string | null }[]
  shipping: bigint
  /** Money to give back; null = what lines and shipping are worth, as far as it was paid. */
  amount: bigint | null
  note: string | null
}

/** Refunds units and money; `cancel` takes unshipped units off the order, `return` brings shipped ones back. */
export function refundOrder(change: Change, order: Order, wish: RefundWish): Refund {
  checkRefund(order, wish)
  const lines = wish.lines.map((part) => refundLine(change, order, part))
  const refund = recordRefund(change, order, lines, wish)
  change.say('refunds/create', () => refundBody(change.shop, order, refund))
  change.touchOrder(order)
  return refund
}

/** Everything that can be wrong is found before anything is changed. */
function checkRefund(order: Order, wish: RefundWish): void {
  const { received, refunded, currentShipping } = figures(order)
  for (const [line, parts] of Map.groupBy(wish.lines, (part) => part.line)) {
    if (parts.some(({ quantity }) => !Number.isInteger(quantity) || quantity <= 0))
      throw new NotPossible('Refund line items quantity must be greater than 0')
    if (unitsOf(parts) > currentOf(line))
      throw new NotPossible('Refund line items quantity cannot refund more items than were purchased')
    if (unitsOf(parts.filter(({ restockType }) => restockType === 'cancel')) > fulfillableOf(order, line))
      throw new NotPossible('Quantity cannot be cancelled: it is already fulfilled')
  }
  if (wish.shipping < 0n || wish.shipping > currentShipping)
    throw new NotPossible('Shipping refund cannot be more than what is left of it')
  if (wish.amount !== null && wish.amount > received - refunded)
    throw new NotPossible('Refund amount cannot be more than what was paid')
}

const unitsOf = (parts: { quantity: number }[]) => parts.reduce((total, { quantity }) => total + quantity, 0)

function refundLine(change: Change, order: Order, part: RefundWish['lines'][number]): RefundLine {
  const { line, quantity, restockType } = part
  let locationId = part.locationId
  if (restockType === 'cancel') locationId = takeBack(change, order, line, quantity, true)
  else if (restockType === 'return') {
    locationId ??=
      order.fulfillments.findLast(({ lines }) => lines.some(({ lineId }) => lineId === line.id))
        ?.locationId ?? order.assignedLocationId
    restock(change, line, locationId, quantity)
  }
  return countRefunded(change, line, quantity, restockType, locationId)
}

/** Counts units as gone from a line, with the part of its total and tax that goes with them. */
export function countRefunded(
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
export function takeBack(
  change: Change,
  order: Order,
  line: OrderLine,
  quantity: number,
  toShelf: boolean,
): string {
  const taken = takeFromFulfillmentOrders(change, order, line, quantity)
  for (const part of taken) release(change, line, part.locationId, part.quantity, toShelf)
  line.removed += quantity
  return taken[0]?.locationId ?? order.assignedLocationId
}

/** Adds the refund to the order, with its money. */
export function recordRefund(
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
    wish.shipping > 0n && shippingLine && shippingNet(shippingLine) > 0n
      ? share(shippingTaxOf(shippingLine), wish.shipping, shippingNet(shippingLine))
      : 0n
  if (shippingLine) shippingLine.refunded += wish.shipping
  const worth = goods + wish.shipping + (order.taxesIncluded ? 0n : shippingTax)
  const before = figures(order)
  const held = before.received - before.refunded
  const amount = wish.amount ?? (worth < held ? worth : held)
  const refund: Refund = {
    id: newId(change.world, 'Refund'),
    note: wish.note,
    lines,
    shipping: wish.shipping,
    shippingTax,
    adjustment: wish.amount !== null && wish.amount > worth ? wish.amount - worth : 0n,
    transactionIds: [],
    returnId: null,
    createdAt: change.at,
  }
  if (amount > 0n) {
    const sale = order.transactions.find(({ kind, status }) => kind === 'SALE' && status === 'SUCCESS')
    const id = newId(change.world, 'OrderTransaction')
    order.transactions.push({
      id,
      kind: 'REFUND',
      status: 'SUCCESS',
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
  wish: { reason: string; restock: boolean; refund: boolean; note?: string | null },
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
  order.cancelNote = wish.note ?? null
  const shippedNothing = order.fulfillments.every(({ status }) => status === 'CANCELLED')
  const shipping = shippedNothing ? sum(order.shippingLines.map(shippingLeft)) : 0n
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
