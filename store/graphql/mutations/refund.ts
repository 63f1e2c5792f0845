import { act } from '../../change.ts'
import { shippingLeft } from '../../orders/figures.ts'
import { cancelOrder, refundOrder } from '../../orders/refund.ts'
import { findOrder } from '../../state/find.ts'
import { gid, idFrom } from '../../state/gid.ts'
import { money, sum } from '../../state/money.ts'
import type { Order, RestockType } from '../../state/order.ts'
import type { Shop } from '../../state/shop.ts'
import { newId, NotPossible, refusal } from '../../state/world.ts'
import type { On, View } from '../context.ts'
import { orderView } from '../views/order.ts'
import { refundView } from '../views/refund.ts'
import { ok, type Mutation } from './mutation.ts'

export function orderByGid(shop: Shop, id: string): Order {
  const order = idFrom('Order', id) ? findOrder(shop, id) : undefined
  if (!order) throw new NotPossible('Order does not exist', 404, null, ['id'])
  return order
}

type RefundInput = {
  orderId: string
  note?: string | null
  refundLineItems?:
    { lineItemId: string; quantity: number; restockType?: string | null; locationId?: string | null }[] | null
  shipping?: { amount?: string | null; fullRefund?: boolean | null } | null
  transactions?: { amount: string }[] | null
}

function refundCreate({ input }: { input: RefundInput }, on: On) {
  const order = orderByGid(on.shop, input.orderId)
  const shippingTotal = sum(order.shippingLines.map(shippingLeft))
  const shipping = input.shipping?.fullRefund
    ? shippingTotal
    : input.shipping?.amount
      ? money(String(input.shipping.amount), on.shop.currency)
      : 0n
  const refund = act(on.world, on.shop, (change) =>
    refundOrder(change, order, {
      lines: (input.refundLineItems ?? []).map((wish) => {
        const line = order.lines.find(({ id }) => id === idFrom('LineItem', wish.lineItemId))
        if (!line) throw new NotPossible('Refund line items line item does not exist')
        const restockType = (wish.restockType ?? 'NO_RESTOCK').toLowerCase() as RestockType
        return {
          line,
          quantity: wish.quantity,
          restockType,
          locationId: idFrom('Location', wish.locationId) ?? null,
        }
      }),
      shipping,
      amount: sum((input.transactions ?? []).map(({ amount }) => money(String(amount), on.shop.currency))),
      note: input.note ?? null,
    }),
  )
  return { orderId: order.id, refundId: refund.id }
}

function orderCancel(
  args: {
    orderId: string
    reason: string
    restock: boolean
    refund?: boolean | null
    refundMethod?: { originalPaymentMethodsRefund?: boolean | null } | null
    staffNote?: string | null
  },
  on: On,
): View {
  const order = on.shop.orders.find(({ id }) => id === idFrom('Order', args.orderId))
  if (!order) throw refusal('Order does not exist', ['orderId'], 'NOT_FOUND')
  if (order.cancelledAt)
    throw refusal('Cannot cancel an order that has already been canceled', ['orderId'], 'INVALID')
  const refund = args.refund ?? args.refundMethod?.originalPaymentMethodsRefund ?? false
  act(on.world, on.shop, (change) =>
    cancelOrder(change, order, {
      reason: args.reason,
      restock: args.restock,
      refund,
      note: args.staffNote ?? null,
    }),
  )
  return { ...ok, orderCancelUserErrors: [], job: { id: gid('Job', newId(on.world, 'Job')), done: true } }
}

export const refundMutations: Record<string, Mutation> = {
  refundCreate: {
    run: refundCreate,
    view: (on: On, fact: { orderId: string; refundId: string }) => {
      const order = on.shop.orders.find(({ id }) => id === fact.orderId)!
      return {
        ...ok,
        order: orderView(on, order),
        refund: refundView(
          on,
          order,
          order.refunds.find(({ id }) => id === fact.refundId)!,
        ),
      }
    },
  },
  orderCancel,
}
