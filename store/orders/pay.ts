// Money received for an order.
import type { Change } from '../change.ts'
import { orderBody, transactionBody } from '../rest/order.ts'
import { amount } from '../state/money.ts'
import type { Order } from '../state/order.ts'
import { newId, NotPossible } from '../state/world.ts'
import { closeWhenDone } from './close.ts'
import { figures } from './figures.ts'

/** Records money received for an order. */
export function takePayment(change: Change, order: Order, value: bigint, gateway: string): void {
  const transaction = {
    id: newId(change.world, 'OrderTransaction'),
    kind: 'SALE' as const,
    gateway,
    amount: value,
    parentId: null,
    createdAt: change.at,
  }
  order.transactions.push(transaction)
  change.say('order_transactions/create', () => transactionBody(change.shop, order, transaction))
}

/** Marks what is outstanding (or a part of it) as paid. */
export function payOrder(change: Change, order: Order, value?: bigint): void {
  const { outstanding } = figures(order)
  const paying = value ?? outstanding
  if (paying <= 0n || paying > outstanding)
    throw new NotPossible(`${order.name} has ${amount(outstanding)} outstanding`)
  takePayment(change, order, paying, 'manual')
  change.touchOrder(order)
  if (paying === outstanding) change.say('orders/paid', () => orderBody(change.shop, order))
  closeWhenDone(change, order)
}
