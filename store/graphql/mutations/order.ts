import { act } from '../../change.ts'
import { currentOf, figures, fulfillableOf } from '../../orders/figures.ts'
import { payOrder } from '../../orders/pay.ts'
import { editOrder } from '../../orders/edit.ts'
import { priceFor } from '../../pricing.ts'
import { companyLocation, itemByVariant } from '../../state/find.ts'
import { gid, idFrom, kindOf } from '../../state/gid.ts'
import type { Order } from '../../state/order.ts'
import type { EditSession } from '../../state/state.ts'
import { newId, NotPossible } from '../../state/world.ts'
import { connection, type PageArgs } from '../connection.ts'
import type { On, View } from '../context.ts'
import { metafieldView, bag } from '../views/money.ts'
import { orderView } from '../views/order.ts'
import { variantView } from '../views/product.ts'
import { nodeView } from '../node.ts'
import { ok, type Mutation } from './mutation.ts'
import { orderByGid } from './refund.ts'

function markPaid({ input }: { input: { id: string } }, on: On): View {
  const order = orderByGid(on.shop, input.id)
  act(on.world, on.shop, (change) => payOrder(change, order))
  return { ...ok, order: orderView(on, order) }
}

function update(
  {
    input,
  }: {
    input: {
      id: string
      note?: string | null
      tags?: string[] | null
      poNumber?: string | null
      email?: string | null
    }
  },
  on: On,
): View {
  const order = orderByGid(on.shop, input.id)
  act(on.world, on.shop, (change) => {
    if (input.note !== undefined) order.note = input.note
    if (input.tags) order.tags = input.tags
    if (input.poNumber !== undefined) order.poNumber = input.poNumber
    if (input.email !== undefined) order.email = input.email
    change.touchOrder(order)
  })
  return { ...ok, order: orderView(on, order) }
}

type Tagged = { tags: string[]; updatedAt: string }

function retag(
  { id, tags }: { id: string; tags: string[] },
  on: On,
  change_: (old: string[], tags: string[]) => string[],
): View {
  const key = idFrom(kindOf(id) ?? '', id)
  const target: Tagged | undefined =
    kindOf(id) === 'Order'
      ? orderByGid(on.shop, id)
      : kindOf(id) === 'Customer'
        ? on.shop.customers.find((one) => one.id === key)
        : on.shop.products.find((one) => one.id === key)
  if (!target) throw new NotPossible('Invalid id: resource not found', 404)
  act(on.world, on.shop, (change) => {
    target.tags = change_(target.tags, tags)
    if (kindOf(id) === 'Order') change.touchOrder(target as Order)
    else target.updatedAt = change.at
  })
  return { ...ok, node: nodeView(on, id) }
}

type MetafieldInput = {
  ownerId: string
  namespace?: string | null
  key: string
  type?: string | null
  value: string
}

function metafieldsSet({ metafields }: { metafields: MetafieldInput[] }, on: On): View {
  if (metafields.length > 25)
    throw new NotPossible('Exceeded the maximum metafields input limit of 25.', 400, 'LESS_THAN_OR_EQUAL_TO')
  const written = metafields.map((input) => {
    const namespace = (input.namespace ?? '$app').replace(/^\$app:?/, (match) =>
      match === '$app' ? 'app--carnet' : 'app--carnet--',
    )
    const known = on.shop.metafields.find(
      (one) => one.ownerId === input.ownerId && one.namespace === namespace && one.key === input.key,
    )
    if (known) return Object.assign(known, { value: input.value, type: input.type ?? known.type })
    const fresh = {
      id: newId(on.world, 'Metafield'),
      ownerId: input.ownerId,
      namespace,
      key: input.key,
      type: input.type ?? 'json',
      value: input.value,
    }
    on.shop.metafields.push(fresh)
    return fresh
  })
  on.world.changed()
  return { ...ok, metafields: written.map(metafieldView) }
}

// ── order editing: a session of staged changes that the commit applies ──

function begin({ id }: { id: string }, on: On): View {
  const order = orderByGid(on.shop, id)
  if (order.cancelledAt) throw new NotPossible('The order cannot be edited.')
  const session: EditSession = {
    id: newId(on.world, 'CalculatedOrder'),
    shop: on.shop.domain,
    orderId: order.id,
    quantities: {},
    additions: [],
  }
  on.world.state.edits.push(session)
  on.world.changed()
  return {
    ...ok,
    calculatedOrder: calculatedView(on, order, session),
    orderEditSession: { id: gid('OrderEditSession', session.id) },
  }
}

function sessionOf(on: On, id: string): { session: EditSession; order: Order } {
  const key = idFrom('CalculatedOrder', id) ?? idFrom('OrderEditSession', id)
  const session = on.world.state.edits.find((one) => one.id === key && one.shop === on.shop.domain)
  const order = on.shop.orders.find((one) => one.id === session?.orderId)
  if (!session || !order) throw new NotPossible('The calculated order does not exist.', 404)
  return { session, order }
}

function setQuantity(
  args: { id: string; lineItemId: string; quantity: number; restock?: boolean | null },
  on: On,
): View {
  const { session, order } = sessionOf(on, args.id)
  const key = idFrom('CalculatedLineItem', args.lineItemId) ?? idFrom('LineItem', args.lineItemId) ?? ''
  const line = order.lines.find((one) => one.id === key)
  const addition = session.additions.find((one) => one.id === key)
  if (addition) addition.quantity = args.quantity
  else if (line) {
    if (args.quantity < 0 || currentOf(line) - args.quantity > fulfillableOf(order, line))
      throw new NotPossible('Quantity cannot be less than the fulfilled quantity')
    session.quantities[key] = { quantity: args.quantity, restock: args.restock ?? true }
  } else throw new NotPossible('The line item does not exist.')
  on.world.changed()
  return {
    ...ok,
    ...sessionView(on, order, session),
    calculatedLineItem:
      calculatedLines(on, order, session).find((one) => one.id === gid('CalculatedLineItem', key)) ?? null,
  }
}

function addVariant(args: { id: string; variantId: string; quantity: number }, on: On): View {
  const { session, order } = sessionOf(on, args.id)
  const variantId = idFrom('ProductVariant', args.variantId) ?? ''
  if (!itemByVariant(on.shop, variantId)) throw new NotPossible('Variant does not exist')
  const addition = { id: newId(on.world, 'CalculatedLineItem'), variantId, quantity: args.quantity }
  session.additions.push(addition)
  on.world.changed()
  return {
    ...ok,
    ...sessionView(on, order, session),
    calculatedLineItem: calculatedLines(on, order, session).at(-1) ?? null,
  }
}

function commit({ id, staffNote }: { id: string; staffNote?: string | null }, on: On): View {
  const { session, order } = sessionOf(on, id)
  act(on.world, on.shop, (change) =>
    editOrder(change, order, {
      quantities: Object.entries(session.quantities).map(([key, wish]) => ({
        line: order.lines.find((one) => one.id === key)!,
        ...wish,
      })),
      additions: session.additions.filter(({ quantity }) => quantity > 0),
      note: staffNote ?? null,
    }),
  )
  on.world.state.edits = on.world.state.edits.filter((one) => one !== session)
  return { ...ok, order: orderView(on, order), successMessages: ['Order updated'] }
}

const sessionView = (on: On, order: Order, session: EditSession): View => ({
  calculatedOrder: calculatedView(on, order, session),
  orderEditSession: { id: gid('OrderEditSession', session.id) },
})

function calculatedLines(on: On, order: Order, session: EditSession): View[] {
  const location = companyLocation(on.shop, order.company?.locationId ?? null)?.location ?? null
  const existing = order.lines.map((line) => {
    const quantity = session.quantities[line.id]?.quantity ?? currentOf(line)
    return calculatedLine(on, line.id, {
      title: line.title,
      variantTitle: line.variantTitle,
      sku: line.sku,
      variantId: line.variantId,
      quantity,
      editable: Math.max(0, quantity - (currentOf(line) - fulfillableOf(order, line))),
      unit: line.unitPrice,
    })
  })
  const added = session.additions.map((addition) => {
    const item = itemByVariant(on.shop, addition.variantId)!
    return calculatedLine(on, addition.id, {
      title: item.product.title,
      variantTitle: item.variant.option,
      sku: item.variant.sku,
      variantId: addition.variantId,
      quantity: addition.quantity,
      editable: addition.quantity,
      unit: priceFor(on.shop, location, item.variant, addition.quantity),
    })
  })
  return [...existing, ...added]
}

type Calculated = {
  title: string
  variantTitle: string | null
  sku: string | null
  variantId: string | null
  quantity: number
  editable: number
  unit: bigint
}

const calculatedLine = (on: On, id: string, line: Calculated): View => ({
  id: gid('CalculatedLineItem', id),
  title: line.title,
  variantTitle: line.variantTitle,
  sku: line.sku,
  quantity: line.quantity,
  editableQuantity: line.editable,
  editableQuantityBeforeChanges: line.editable,
  restockable: true,
  restocking: true,
  hasStagedLineItemDiscount: false,
  customAttributes: [],
  calculatedDiscountAllocations: [],
  originalUnitPriceSet: bag(on, line.unit),
  discountedUnitPriceSet: bag(on, line.unit),
  editableSubtotalSet: bag(on, line.unit * BigInt(line.editable)),
  variant: () => {
    const item = itemByVariant(on.shop, line.variantId)
    return item ? variantView(on, item) : null
  },
})

/** Its totals are those of the order so far: staged changes count at the commit. */
function calculatedView(on: On, order: Order, session: EditSession): View {
  const of = figures(order)
  return {
    __typename: 'CalculatedOrder',
    id: gid('CalculatedOrder', session.id),
    originalOrder: orderView(on, order),
    committed: false,
    notificationPreviewTitle: '',
    notificationPreviewHtml: null,
    subtotalPriceSet: bag(on, of.currentSubtotal),
    totalPriceSet: bag(on, of.currentTotal),
    totalOutstandingSet: bag(on, of.outstanding),
    lineItems: (args: PageArgs) => connection(args, calculatedLines(on, order, session), (line) => line),
    addedLineItems: (args: PageArgs) =>
      connection(args, calculatedLines(on, order, session).slice(order.lines.length), (line) => line),
  }
}

export const orderMutations: Record<string, Mutation> = {
  orderMarkAsPaid: markPaid,
  orderCreateManualPayment: {
    run: ({ id, amount }: { id: string; amount?: { amount: string } | null }, on: On) => {
      const order = orderByGid(on.shop, id)
      if (amount)
        throw new NotPossible('The amount field is only available on Shopify Plus stores.', 400, 'INVALID')
      act(on.world, on.shop, (change) => payOrder(change, order))
      return { orderId: order.id }
    },
    view: (on: On, fact: { orderId: string }) => ({
      ...ok,
      order: orderView(
        on,
        on.shop.orders.find(({ id }) => id === fact.orderId)!,
      ),
    }),
  },
  orderUpdate: update,
  tagsAdd: (args: { id: string; tags: string[] }, on: On) =>
    retag(args, on, (old, tags) => [...new Set([...old, ...tags])].sort()),
  tagsRemove: (args: { id: string; tags: string[] }, on: On) =>
    retag(args, on, (old, tags) => old.filter((tag) => !tags.includes(tag))),
  metafieldsSet,
  orderEditBegin: begin,
  orderEditSetQuantity: setQuantity,
  orderEditAddVariant: addVariant,
  orderEditCommit: commit,
}
