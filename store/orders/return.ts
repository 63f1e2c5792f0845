// Returns: which units may come back, what is expected, and what was done with it.
import type { Change } from '../change.ts'
import { returnBody, returnClosedBody, returnProcessedBody } from '../rest/return.ts'
import type { Fulfillment, Order, Refund, Return, ReturnLine } from '../state/order.ts'
import { newId, refusal } from '../state/world.ts'
import { figures } from './figures.ts'
import { refundOrder, type RefundWish } from './refund.ts'

type FulfillmentLine = Fulfillment['lines'][number]

/** Units of a fulfilled line that are in no open or finished return. */
export const returnableOf = (order: Order, part: FulfillmentLine): number =>
  part.quantity -
  order.returns
    .filter(({ status }) => status !== 'CANCELED')
    .flatMap(({ lines }) => lines)
    .filter(({ fulfillmentLineId }) => fulfillmentLineId === part.id)
    .reduce((total, { quantity }) => total + quantity, 0)

export type ReturnStatus = 'NO_RETURN' | 'IN_PROGRESS' | 'RETURNED'

export function returnStatus(order: Order): ReturnStatus {
  if (order.returns.some(({ status }) => status === 'OPEN')) return 'IN_PROGRESS'
  return order.returns.some(({ status }) => status === 'CLOSED') ? 'RETURNED' : 'NO_RETURN'
}

export type ReturnWish = { fulfillmentLineId: string; quantity: number; reason: string; note: string }

/** Opens a return of shipped units; nothing moves until they are processed. */
export function openReturn(change: Change, order: Order, wishes: ReturnWish[]): Return {
  const parts = order.fulfillments.filter(({ status }) => status === 'SUCCESS').flatMap(({ lines }) => lines)
  const lines: ReturnLine[] = wishes.map((wish, n) => {
    const path = ['returnInput', 'returnLineItems', String(n)]
    const part = parts.find(({ id }) => id === wish.fulfillmentLineId)
    if (!part)
      throw refusal(
        'Return line items fulfillment line item does not exist.',
        [...path, 'fulfillmentLineItemId'],
        'NOT_FOUND',
      )
    if (wish.quantity < 1)
      throw refusal(
        'Quantity must be greater than or equal to 1',
        [...path, 'quantity'],
        'GREATER_THAN_OR_EQUAL_TO',
      )
    if (wish.quantity > returnableOf(order, part))
      throw refusal('Return line item has an invalid quantity.', [...path, 'quantity'], 'INVALID')
    return {
      id: newId(change.world, 'ReturnLineItem'),
      fulfillmentLineId: part.id,
      lineId: part.lineId,
      quantity: wish.quantity,
      processed: 0,
      refunded: 0,
      reason: wish.reason,
      note: wish.note,
    }
  })
  const opened: Return = {
    id: newId(change.world, 'Return'),
    name: `${order.name}-R${order.returns.length + 1}`,
    status: 'OPEN',
    createdAt: change.at,
    closedAt: null,
    lines,
    reverse: {
      id: newId(change.world, 'ReverseFulfillmentOrder'),
      status: 'OPEN',
      lines: lines.map((line) => ({
        id: newId(change.world, 'ReverseFulfillmentOrderLineItem'),
        returnLineId: line.id,
        quantity: line.quantity,
        dispositions: [],
      })),
    },
  }
  order.returns.push(opened)
  change.touchOrder(order)
  change.say('returns/approve', () => returnBody(change.shop, order, opened))
  return opened
}

export type DispositionWish = {
  type: string
  quantity: number
  locationId: string | null
  reverseLineId: string
}
export type ProcessWish = {
  lines: { line: ReturnLine; quantity: number; dispositions: DispositionWish[] }[]
  shipping: bigint
  amount: bigint
  note: string | null
}

/** Processes returned units: they leave the order, go back to a shelf or not, and money goes back as asked. */
export function processReturn(change: Change, order: Order, of: Return, wish: ProcessWish): Refund | null {
  check(order, wish)
  const refund =
    wish.lines.length > 0 || wish.amount > 0n ? refundOrder(change, order, refundOf(order, wish)) : null
  if (refund) refund.returnId = of.id
  for (const { line, quantity, dispositions } of wish.lines) {
    line.processed += quantity
    line.refunded += quantity
    const reverse = of.reverse.lines.find(({ returnLineId }) => returnLineId === line.id)
    for (const { type, quantity: units, locationId } of dispositions)
      reverse?.dispositions.push({
        id: newId(change.world, 'ReverseFulfillmentOrderDisposition'),
        type,
        quantity: units,
        locationId,
        at: change.at,
      })
  }
  change.say('returns/process', () => returnProcessedBody(change.shop, order, of, wish))
  if (of.lines.every(({ quantity, processed }) => quantity === processed)) {
    of.status = 'CLOSED'
    of.reverse.status = 'CLOSED'
    of.closedAt = change.at
    change.say('returns/close', () => returnClosedBody(order, of))
  }
  change.touchOrder(order)
  return refund
}

function check(order: Order, wish: ProcessWish): void {
  wish.lines.forEach(({ line, quantity, dispositions }, n) => {
    const path = ['input', 'returnLineItems', String(n)]
    if (quantity < 1 || quantity > line.quantity - line.processed)
      throw refusal('Quantity exceeds the quantity to process.', [...path, 'quantity'], 'INVALID')
    if (dispositions.reduce((total, one) => total + one.quantity, 0) > quantity)
      throw refusal('Dispositions exceed the processed quantity.', [...path, 'dispositions'], 'INVALID')
    if (dispositions.some(({ type, locationId }) => type === 'RESTOCKED' && locationId === null))
      throw refusal('A location is required to restock.', [...path, 'dispositions'], 'BLANK')
  })
  const { received, refunded } = figures(order)
  if (wish.amount > received - refunded)
    throw refusal(
      'Refund amount cannot be more than what was paid',
      ['input', 'financialTransfer'],
      'INVALID',
    )
}

/** Restocked units come back to their location; all others leave the order without stock. */
function refundOf(order: Order, wish: ProcessWish): RefundWish {
  const lines = wish.lines.flatMap(({ line, quantity, dispositions }) => {
    const orderLine = order.lines.find(({ id }) => id === line.lineId)!
    const restocked = dispositions.filter(({ type }) => type === 'RESTOCKED')
    const rest = quantity - restocked.reduce((total, one) => total + one.quantity, 0)
    return [
      ...restocked.map((one) => ({
        line: orderLine,
        quantity: one.quantity,
        restockType: 'return' as const,
        locationId: one.locationId,
      })),
      ...(rest > 0
        ? [{ line: orderLine, quantity: rest, restockType: 'no_restock' as const, locationId: null }]
        : []),
    ]
  })
  return { lines, shipping: wish.shipping, amount: wish.amount, note: wish.note }
}
