// Money received for an order.
import type { Change } from '../change.ts'
import { orderBody, transactionBody } from '../rest/order.ts'
import { amount } from '../state/money.ts'
import type { Order, Transaction } from '../state/order.ts'
import { newId, NotPossible } from '../state/world.ts'
import { closeWhenDone } from './close.ts'
import { figures } from './figures.ts'

/** Records money received for an order; it answers a sale that was still to be paid. */
export function takePayment(
  change: Change,
  order: Order,
  value: bigint,
  gateway: string,
  at = change.at,
): void {
  const asked = order.transactions.find(({ status }) => status === 'PENDING')
  addSale(change, order, { gateway, amount: value, status: 'SUCCESS', parentId: asked?.id ?? null, at })
}

/** A sale that is still to be paid, as an order on terms has. */
export function askPayment(change: Change, order: Order, value: bigint): void {
  addSale(change, order, {
    gateway: 'manual',
    amount: value,
    status: 'PENDING',
    parentId: null,
    at: change.at,
  })
}

function addSale(
  change: Change,
  order: Order,
  { at, ...of }: Pick<Transaction, 'gateway' | 'amount' | 'status' | 'parentId'> & { at: string },
): void {
  const id = newId(change.world, 'OrderTransaction')
  const transaction: Transaction = { id, kind: 'SALE', ...of, createdAt: at }
  order.transactions.push(transaction)
  change.say('order_transactions/create', () => transactionBody(change.shop, order, transaction))
}

/** Marks what is outstanding (or a part of it) as paid. */
export function payOrder(
  change: Change,
  order: Order,
  value?: bigint,
  { gateway = 'manual', at }: { gateway?: string | undefined; at?: string | undefined } = {},
): void {
  const { outstanding } = figures(order)
  const paying = value ?? outstanding
  if (paying <= 0n || paying > outstanding)
    throw new NotPossible(`${order.name} has ${amount(outstanding)} outstanding`)
  takePayment(change, order, paying, gateway, at)
  change.touchOrder(order)
  if (paying === outstanding) change.say('orders/paid', () => orderBody(change.shop, order))
  closeWhenDone(change, order)
}
