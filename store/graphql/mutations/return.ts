import { act } from '../../change.ts'
import { shippingLeft } from '../../orders/figures.ts'
import { openReturn, processReturn } from '../../orders/return.ts'
import { idFrom } from '../../state/gid.ts'
import { money, sum } from '../../state/money.ts'
import type { Order, Return } from '../../state/order.ts'
import { refusal } from '../../state/world.ts'
import type { On, View } from '../context.ts'
import { returnView } from '../views/return.ts'
import { ok, type Mutation } from './mutation.ts'

type ReturnInput = {
  orderId: string
  returnLineItems: {
    fulfillmentLineItemId: string
    quantity: number
    returnReason?: string | null
    returnReasonNote?: string | null
  }[]
}

function returnCreate({ returnInput: input }: { returnInput: ReturnInput }, on: On): View {
  const order = on.shop.orders.find((one) => one.id === idFrom('Order', input.orderId))
  if (!order) throw refusal('Order not found.', ['returnInput', 'orderId'], 'NOT_FOUND')
  if (input.returnLineItems.length === 0)
    throw refusal('At least one return line item is required.', ['returnInput', 'returnLineItems'], 'BLANK')
  const opened = act(on.world, on.shop, (change) =>
    openReturn(
      change,
      order,
      input.returnLineItems.map((line) => ({
        fulfillmentLineId: idFrom('FulfillmentLineItem', line.fulfillmentLineItemId) ?? '',
        quantity: line.quantity,
        reason: line.returnReason ?? 'UNKNOWN',
        note: line.returnReasonNote ?? '',
      })),
    ),
  )
  return { ...ok, return: returnView(on, order, opened) }
}

type Disposition = {
  reverseFulfillmentOrderLineItemId: string
  quantity: number
  dispositionType: string
  locationId?: string | null
}
type ProcessInput = {
  returnId: string
  note?: string | null
  returnLineItems?: { id: string; quantity: number; dispositions?: Disposition[] | null }[] | null
  refundShipping?: { shippingRefundAmount?: { amount: string } | null; fullRefund?: boolean | null } | null
  financialTransfer?: {
    issueRefund?: { orderTransactions: { transactionAmount: { amount: string } }[] } | null
  } | null
}

function returnProcess({ input }: { input: ProcessInput }, on: On): View {
  const { order, of } = returnOf(on, input.returnId)
  if (of.status !== 'OPEN')
    throw refusal('Return is not in a valid state to be processed.', ['input', 'returnId'], 'INVALID_STATE')
  const { currency } = on.shop
  const lines = (input.returnLineItems ?? []).map((wish, n) => {
    const line = of.lines.find(({ id }) => id === idFrom('ReturnLineItem', wish.id))
    if (!line)
      throw refusal(
        'Return line item does not exist.',
        ['input', 'returnLineItems', String(n), 'id'],
        'NOT_FOUND',
      )
    const dispositions = (wish.dispositions ?? []).map((one) => ({
      type: one.dispositionType,
      quantity: one.quantity,
      locationId: idFrom('Location', one.locationId) ?? null,
      reverseLineId: idFrom('ReverseFulfillmentOrderLineItem', one.reverseFulfillmentOrderLineItemId) ?? '',
    }))
    return { line, quantity: wish.quantity, dispositions }
  })
  const left = sum(order.shippingLines.map(shippingLeft))
  const shipping = input.refundShipping?.fullRefund
    ? left
    : money(String(input.refundShipping?.shippingRefundAmount?.amount ?? '0'), currency)
  const payments = input.financialTransfer?.issueRefund?.orderTransactions ?? []
  const amount = sum(payments.map((one) => money(String(one.transactionAmount.amount), currency)))
  act(on.world, on.shop, (change) =>
    processReturn(change, order, of, { lines, shipping, amount, note: input.note ?? null }),
  )
  return { ...ok, return: returnView(on, order, of) }
}

function returnOf(on: On, id: string): { order: Order; of: Return } {
  const key = idFrom('Return', id)
  for (const order of on.shop.orders) for (const of of order.returns) if (of.id === key) return { order, of }
  throw refusal('Return not found.', ['input', 'returnId'], 'NOT_FOUND')
}

export const returnMutations: Record<string, Mutation> = { returnCreate, returnProcess }
