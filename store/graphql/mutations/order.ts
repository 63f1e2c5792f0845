import { act, type Change } from '../../change.ts'
import { customerBody } from '../../rest/customer.ts'
import { productBody } from '../../rest/inventory.ts'
import { idFrom, kindOf } from '../../state/gid.ts'
import { refusal } from '../../state/world.ts'
import type { On, View } from '../context.ts'
import { type AddressInput, toAddress } from '../address.ts'
import { type MetafieldInput, writeMetafields } from '../metafields.ts'
import { nodeView } from '../node.ts'
import { sorted } from '../tags.ts'
import { orderView } from '../views/order.ts'
import { ok, type Mutation } from './mutation.ts'
import { orderByGid } from './refund.ts'

type OrderInput = {
  id: string
  note?: string | null
  tags?: string[] | null
  poNumber?: string | null
  email?: string | null
  phone?: string | null
  shippingAddress?: AddressInput | null
  customAttributes?: { key: string; value: string }[] | null
  metafields?: MetafieldInput[] | null
}

function update({ input }: { input: OrderInput }, on: On): View {
  const order = orderByGid(on.shop, input.id)
  if (input.metafields)
    writeMetafields(
      on,
      input.metafields.map((one) => ({ ownerId: input.id, input: one })),
    )
  act(on.world, on.shop, (change) => {
    if (input.note !== undefined) order.note = input.note
    if (input.tags) order.tags = sorted(input.tags)
    if (input.poNumber !== undefined) order.poNumber = input.poNumber
    if (input.email !== undefined) order.email = input.email
    if (input.phone !== undefined) order.phone = input.phone
    if (input.customAttributes) order.attributes = input.customAttributes
    if (input.shippingAddress) order.shipping = toAddress(input.shippingAddress, order.shipping)
    change.touchOrder(order)
  })
  return { ...ok, order: orderView(on, order) }
}

type Tagged = { tags: string[]; updatedAt: string }

function targetOf(on: On, id: string): { target: Tagged; told: (change: Change) => void } | undefined {
  const key = idFrom(kindOf(id) ?? '', id)
  const { shop } = on
  switch (kindOf(id)) {
    case 'Order': {
      const order = shop.orders.find((one) => one.id === key)
      return order && { target: order, told: (change) => change.touchOrder(order) }
    }
    case 'Customer': {
      const customer = shop.customers.find((one) => one.id === key)
      return (
        customer && {
          target: customer,
          told: (change) => change.say('customers/update', () => customerBody(shop, customer)),
        }
      )
    }
    case 'Product': {
      const product = shop.products.find((one) => one.id === key)
      return (
        product && {
          target: product,
          told: (change) => change.say('products/update', () => productBody(shop, product)),
        }
      )
    }
    case 'DraftOrder': {
      const draft = shop.draftOrders.find((one) => one.id === key)
      return draft && { target: draft, told: (change) => change.touchDraft(draft) }
    }
    default:
      return undefined
  }
}

function retag(
  { id, tags }: { id: string; tags: string[] },
  on: On,
  changed: (old: string[], tags: string[]) => string[],
): View {
  const found = targetOf(on, id)
  if (!found) throw refusal('Invalid id: resource not found', ['id'])
  act(on.world, on.shop, (change) => {
    found.target.tags = sorted(changed(found.target.tags, tags))
    found.target.updatedAt = change.at
    found.told(change)
  })
  return { ...ok, node: nodeView(on, id) }
}

export const orderMutations: Record<string, Mutation> = {
  orderUpdate: update,
  tagsAdd: (args: { id: string; tags: string[] }, on: On) =>
    retag(args, on, (old, tags) => [...old, ...tags]),
  tagsRemove: (args: { id: string; tags: string[] }, on: On) =>
    retag(args, on, (old, tags) => old.filter((tag) => !tags.includes(tag))),
}
