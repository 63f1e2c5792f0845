// Order edits: the quantities that shall remain, and lines that come in addition.
import type { Change } from '../change.ts'
import { commit } from '../inventory.ts'
import { orderEditBody } from '../rest/order.ts'
import { share } from '../state/money.ts'
import type { StagedDiscount } from '../state/state.ts'
import { companyLocation, itemByVariant } from '../state/find.ts'
import type { Order, OrderLine, RefundLine } from '../state/order.ts'
import { newId, NotPossible } from '../state/world.ts'
import { currentOf, discountOf, fulfillableOf, retax } from './figures.ts'
import { addFulfillmentOrder, isOpen, methodOf, newFulfillmentLine } from './fulfillment-order.ts'
import { newLine } from './lines.ts'
import { countRefunded, recordRefund, takeBack } from './refund.ts'

export type EditWish = {
  quantities: { line: OrderLine; quantity: number; restock: boolean }[]
  additions: { id?: string; variantId: string; quantity: number }[]
  /** Discounts by line, or by the id of an addition; each replaces what was staged before. */
  discounts?: Record<string, StagedDiscount>
  note: string | null
}

/** Commits an order edit: sets current quantities, adds variants, and says `orders/edited`. */
export function editOrder(change: Change, order: Order, wish: EditWish): void {
  checkEdit(change, order, wish)
  const additions: { id: string; delta: number }[] = []
  const removals: { id: string; delta: number }[] = []
  const removed: RefundLine[] = []
  for (const { line, quantity, restock: toShelf } of wish.quantities) {
    const delta = quantity - currentOf(line)
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
  const discounts = { ...wish.discounts }
  for (const { id, variantId, quantity } of wish.additions) {
    const line = addVariant(change, order, variantId, quantity)
    additions.push({ id: line.id, delta: quantity })
    if (id && discounts[id]) discounts[line.id] = discounts[id]
  }
  const discounted = Object.entries(discounts).flatMap(([id, discount]) => {
    const line = order.lines.find((one) => one.id === id)
    return line ? [discountLine(order, line, discount)] : []
  })
  if (removed.length > 0) recordRefund(change, order, removed, { shipping: 0n, amount: 0n, note: null })
  order.edited = true
  order.closedAt = null
  const id = newId(change.world, 'OrderEdit')
  change.say('orders/edited', () =>
    orderEditBody(change.shop, order, {
      id,
      at: change.at,
      note: wish.note,
      additions,
      removals,
      discounted,
    }),
  )
  change.touchOrder(order)
}

/** Takes a percentage or an amount per unit off what is left of a line; answers what it added. */
function discountLine(order: Order, line: OrderLine, discount: StagedDiscount) {
  const units = BigInt(currentOf(line))
  const left = line.unitPrice * units - share(discountOf(line), units, BigInt(line.quantity || 1))
  const wanted =
    discount.percent === null
      ? (discount.perUnit ?? 0n) * units
      : share(left, BigInt(Math.round(discount.percent * 10_000)), 1_000_000n)
  const amount = wanted < left ? wanted : left
  line.discounts.push({ application: order.discounts.length, amount })
  order.discounts.push({
    title: discount.description ?? 'Remise',
    description: discount.description,
    value: amount,
    target: 'line',
  })
  retax(line, order.taxesIncluded)
  return { lineId: line.id, amount }
}

function checkEdit(change: Change, order: Order, wish: EditWish): void {
  if (order.cancelledAt) throw new NotPossible('The order cannot be edited.')
  for (const { line, quantity } of wish.quantities)
    if (
      !Number.isInteger(quantity) ||
      quantity < 0 ||
      currentOf(line) - quantity > fulfillableOf(order, line)
    )
      throw new NotPossible('Quantity cannot be less than the fulfilled quantity')
  for (const { variantId } of wish.additions)
    if (!itemByVariant(change.shop, variantId)) throw new NotPossible('Variant does not exist')
}

function addUnits(change: Change, order: Order, line: OrderLine, quantity: number): void {
  line.quantity += quantity
  retax(line, order.taxesIncluded)
  placeUnits(change, order, line, quantity)
}

function addVariant(change: Change, order: Order, variantId: string, quantity: number): OrderLine {
  const buyer = companyLocation(change.shop, order.company?.locationId ?? null) ?? null
  const line = newLine(
    change.shop,
    newId(change.world, 'LineItem'),
    buyer,
    { variantId, quantity },
    order.discounts,
  )
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
