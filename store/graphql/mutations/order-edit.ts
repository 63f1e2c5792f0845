// Order editing: a session of staged changes that the commit applies.
import { commitEdit } from '../../orders/edit-preview.ts'
import { currentOf, fulfillableOf } from '../../orders/figures.ts'
import { itemByVariant } from '../../state/find.ts'
import { idFrom } from '../../state/gid.ts'
import { money } from '../../state/money.ts'
import type { Order } from '../../state/order.ts'
import type { EditSession } from '../../state/state.ts'
import { newId, refusal } from '../../state/world.ts'
import type { On, View } from '../context.ts'
import { calculatedLine, sessionView, stagedDiscountView } from '../views/calculated-order.ts'
import { orderView } from '../views/order.ts'
import { ok, type Mutation } from './mutation.ts'

function begin({ id }: { id: string }, on: On): View {
  const order = on.shop.orders.find((one) => one.id === idFrom('Order', id))
  if (!order) throw refusal('The order does not exist.', ['id'])
  if (order.cancelledAt) throw refusal('The order cannot be edited because it is canceled.', ['id'])
  const session: EditSession = {
    id: newId(on.world, 'CalculatedOrder'),
    shop: on.shop.domain,
    orderId: order.id,
    quantities: {},
    additions: [],
    discounts: {},
  }
  on.world.state.edits.push(session)
  on.world.changed()
  return { ...ok, ...sessionView(on, order, session) }
}

function sessionOf(on: On, id: string): { session: EditSession; order: Order } {
  const key = idFrom('CalculatedOrder', id) ?? idFrom('OrderEditSession', id)
  const session = on.world.state.edits.find((one) => one.id === key && one.shop === on.shop.domain)
  const order = on.shop.orders.find((one) => one.id === session?.orderId)
  if (!session || !order) throw refusal('The calculated order does not exist.', ['id'])
  return { session, order }
}

const lineKey = (id: string) => idFrom('CalculatedLineItem', id) ?? idFrom('LineItem', id) ?? ''

/** A line of the order, or a staged addition, by its calculated line id. */
function editedLine(order: Order, session: EditSession, id: string) {
  const key = lineKey(id)
  const line = order.lines.find((one) => one.id === key)
  const addition = session.additions.find((one) => one.id === key)
  if (!line && !addition) throw refusal('The line item does not exist.', ['lineItemId'])
  return { key, line, addition }
}

function setQuantity(
  args: { id: string; lineItemId: string; quantity: number; restock?: boolean | null },
  on: On,
): View {
  const { session, order } = sessionOf(on, args.id)
  const { key, line, addition } = editedLine(order, session, args.lineItemId)
  if (args.quantity < 0) throw refusal('Quantity must be greater than or equal to 0.', ['quantity'])
  if (addition) addition.quantity = args.quantity
  else if (line) {
    if (currentOf(line) - args.quantity > fulfillableOf(order, line))
      throw refusal('Quantity cannot be less than the fulfilled quantity', ['quantity'])
    session.quantities[key] = { quantity: args.quantity, restock: args.restock ?? true }
  }
  on.world.changed()
  return {
    ...ok,
    ...sessionView(on, order, session),
    calculatedLineItem: calculatedLine(on, order, session, key),
  }
}

type AddVariant = { id: string; variantId: string; quantity: number; allowDuplicates?: boolean | null }

function addVariant(args: AddVariant, on: On): View {
  const { session, order } = sessionOf(on, args.id)
  const item = itemByVariant(on.shop, idFrom('ProductVariant', args.variantId) ?? '')
  if (!item) throw refusal('Variant does not exist', ['variantId'])
  if (args.quantity < 1) throw refusal('Quantity must be greater than 0', ['quantity'])
  const variantId = item.variant.id
  const there = [...order.lines, ...session.additions].some((one) => one.variantId === variantId)
  if (there && !args.allowDuplicates)
    throw refusal(`${item.product.title} was not added because it's already on the order.`, ['id'])
  const addition = { id: newId(on.world, 'CalculatedLineItem'), variantId, quantity: args.quantity }
  session.additions.push(addition)
  on.world.changed()
  return {
    ...ok,
    ...sessionView(on, order, session),
    calculatedLineItem: calculatedLine(on, order, session, addition.id),
  }
}

type AddDiscount = {
  id: string
  lineItemId: string
  discount: {
    description?: string | null
    percentValue?: number | null
    fixedValue?: { amount: string; currencyCode: string } | null
  }
}

function addDiscount({ id, lineItemId, discount }: AddDiscount, on: On): View {
  const { session, order } = sessionOf(on, id)
  const { key } = editedLine(order, session, lineItemId)
  if ((discount.percentValue == null) === (discount.fixedValue == null))
    throw refusal('Must specify either a fixed or a percentage value.', ['discount'])
  if (discount.percentValue != null && (discount.percentValue <= 0 || discount.percentValue > 100))
    throw refusal('Discount percentage must be between 0 and 100.', ['discount', 'percentValue'])
  const staged = {
    id: newId(on.world, 'OrderStagedChange'),
    description: discount.description ?? null,
    percent: discount.percentValue ?? null,
    perUnit: discount.fixedValue ? money(String(discount.fixedValue.amount), on.shop.currency) : null,
  }
  session.discounts[key] = staged
  on.world.changed()
  return {
    ...ok,
    ...sessionView(on, order, session),
    calculatedLineItem: calculatedLine(on, order, session, key),
    addedDiscountStagedChange: stagedDiscountView(on, staged),
  }
}

function commit({ id, staffNote }: { id: string; staffNote?: string | null }, on: On): View {
  const { session, order } = sessionOf(on, id)
  commitEdit(on.world, on.shop, order, session, staffNote ?? null)
  return { ...ok, order: orderView(on, order), successMessages: ['Order updated'] }
}

export const orderEditMutations: Record<string, Mutation> = {
  orderEditBegin: begin,
  orderEditSetQuantity: setQuantity,
  orderEditAddVariant: addVariant,
  orderEditAddLineItemDiscount: addDiscount,
  orderEditCommit: commit,
}
