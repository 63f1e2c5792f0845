import { z } from 'zod'
import type { Gid } from '../core/gid.ts'
import type { Address, FulfillmentOrder, PaymentTerms, Refund } from './order.ts'
import * as field from './parse-order-fields.ts'
import { listOf, needed, optional } from './parse-order-fields.ts'
import { fullName, isTip, type ToldFulfillment, type ToldLine, type ToldShipping } from './told-order.ts'

// The parts of an order as the Admin GraphQL API writes them.

/** A connection's items, whether asked for as `nodes` or as `edges`; null says that there are none. */
export function nodesOf<T extends z.ZodType>(item: T) {
  return z.preprocess((value) => {
    if (value === null) return []
    if (!field.isObject(value)) return value
    if (Array.isArray(value.nodes)) return value.nodes
    return Array.isArray(value.edges)
      ? value.edges.map((edge) => (field.isObject(edge) ? edge.node : edge))
      : value
  }, z.array(item))
}

/** The id of an object that may be null or absent. */
export function reference<T extends string>(type: T) {
  return optional((value): Gid<T> | undefined =>
    field.isObject(value) ? field.gidOf(type)(value.id) : undefined,
  )
}

/** An amount that may be absent. */
export const bag = optional(field.shopMoney).transform((shop): field.Amount => ({ plain: null, shop }))

const amount = needed(field.shopMoney).transform((shop): field.Amount => ({ plain: null, shop }))

const lineItem = z.object({ id: needed(field.gidOf('LineItem')) })

const tax = z
  .object({ title: optional(field.text), rate: needed(field.rate), priceSet: amount })
  .transform(({ title, rate, priceSet }) => ({ title, rate, amount: priceSet }))

// Older queries ask for the shop's money alone, without its MoneyBag.
const discount = z
  .preprocess(
    (value) =>
      field.isObject(value)
        ? { in: value.allocatedAmountSet ?? { shopMoney: value.allocatedAmount } }
        : value,
    z.object({ in: amount }),
  )
  .transform((told) => told.in)

const duty = z
  .object({ id: needed(field.gidOf('Duty')), price: amount, taxLines: listOf(tax) })
  .transform(({ id, price, taxLines }) => ({ id, amount: price, taxes: taxLines }))

// `unfulfilledQuantity` is the webhook's `fulfillable_quantity`; its deprecated name is `fulfillableQuantity`.
const fulfillable = (value: unknown) =>
  field.isObject(value)
    ? { ...value, unfulfilledQuantity: value.unfulfilledQuantity ?? value.fulfillableQuantity }
    : value

const lineFields = z
  .object({
    id: needed(field.gidOf('LineItem')),
    title: needed(field.text),
    variantTitle: optional(field.text),
    sku: optional(field.text),
    quantity: needed(field.quantity),
    currentQuantity: needed(field.quantity),
    unfulfilledQuantity: needed(field.quantity),
    requiresShipping: needed(field.truth),
    isGiftCard: needed(field.truth),
    taxable: optional(field.truth),
    variant: z.object({ id: needed(field.gidOf('ProductVariant')) }).nullable(),
    product: reference('Product'),
    lineItemGroup: field.objectOrNull(
      z.object({ id: needed(field.gidOf('LineItemGroup')), quantity: needed(field.quantity) }),
    ),
    originalUnitPriceSet: amount,
    discountAllocations: listOf(discount),
    taxLines: listOf(tax),
    duties: listOf(duty).optional(),
  })
  .transform((told): ToldLine => {
    const what = {
      title: told.title,
      variant: told.variant?.id ?? null,
      product: told.product,
      requiresShipping: told.requiresShipping,
    }
    return {
      ...what,
      id: told.id,
      sku: told.sku,
      variantTitle: told.variantTitle,
      quantity: told.quantity,
      current: told.currentQuantity,
      fulfillable: told.unfulfilledQuantity,
      giftCard: told.isGiftCard,
      tip: isTip({ ...what, told: false }),
      taxable: told.taxable ?? true,
      bundle: told.lineItemGroup ?? null,
      unitPrice: told.originalUnitPriceSet,
      discounts: told.discountAllocations,
      taxes: told.taxLines,
      duties: told.duties ?? [],
    }
  })

export const line = z.preprocess(fulfillable, lineFields)

export const shipping = z
  .object({
    id: optional(field.gidOf('ShippingLine')),
    title: optional(field.text),
    isRemoved: optional(field.truth),
    originalPriceSet: bag,
    discountedPriceSet: bag,
    discountAllocations: listOf(discount).optional(),
    taxLines: listOf(tax),
  })
  .transform((told): ToldShipping => ({
    id: told.id,
    title: told.title,
    removed: told.isRemoved ?? false,
    price: told.originalPriceSet,
    discounted: told.discountedPriceSet,
    discounts: told.discountAllocations ?? [],
    taxes: told.taxLines,
  }))

const shippedLine = z
  .object({ quantity: needed(field.quantity), lineItem })
  .transform((told) => ({ line: told.lineItem.id, quantity: told.quantity }))

export const fulfillment = z
  .object({
    id: needed(field.gidOf('Fulfillment')),
    status: needed(field.fulfillmentStatus),
    createdAt: needed(field.instant),
    location: reference('Location'),
    fulfillmentLineItems: nodesOf(shippedLine).optional(),
  })
  .transform(({ fulfillmentLineItems, ...same }): ToldFulfillment => ({
    ...same,
    lines: fulfillmentLineItems ?? null,
  }))

const refundedLine = z
  .object({
    quantity: needed(field.quantity),
    restockType: needed(field.restockType),
    location: reference('Location'),
    lineItem,
  })
  .transform((told) => ({
    line: told.lineItem.id,
    quantity: told.quantity,
    restock: told.restockType,
    location: told.location,
  }))

// A refund made long ago may have no `createdAt`.
export const refund = z.preprocess(
  (value) => (field.isObject(value) ? { ...value, createdAt: value.createdAt ?? value.processedAt } : value),
  z
    .object({
      id: needed(field.gidOf('Refund')),
      createdAt: needed(field.instant),
      refundLineItems: nodesOf(refundedLine),
    })
    .transform((told): Refund => ({ id: told.id, createdAt: told.createdAt, lines: told.refundLineItems })),
)

const ROUTED = ['open', 'in_progress', 'scheduled', 'on_hold', 'closed', 'cancelled', 'incomplete'] as const

const routedLine = z
  .object({
    id: needed(field.gidOf('FulfillmentOrderLineItem')),
    remainingQuantity: needed(field.quantity),
    lineItem,
  })
  .transform((told) => ({ id: told.id, line: told.lineItem.id, remaining: told.remainingQuantity }))

export const fulfillmentOrder = z
  .object({
    id: needed(field.gidOf('FulfillmentOrder')),
    status: needed((value) => ROUTED.find((known) => known === field.word(value))),
    assignedLocation: z.object({ location: reference('Location') }),
    lineItems: nodesOf(routedLine),
  })
  .transform((told): FulfillmentOrder => ({
    id: told.id,
    status: told.status,
    location: told.assignedLocation.location,
    lines: told.lineItems,
  }))

export const address = z
  .object({
    name: optional(field.text),
    firstName: optional(field.text),
    lastName: optional(field.text),
    company: optional(field.text),
    address1: optional(field.text),
    address2: optional(field.text),
    zip: optional(field.text),
    city: optional(field.text),
    province: optional(field.text),
    countryCodeV2: optional(field.text),
    phone: optional(field.text),
  })
  .transform(({ firstName, lastName, countryCodeV2, name, ...same }): Address => ({
    ...same,
    name: name ?? fullName(firstName, lastName),
    countryCode: countryCodeV2,
  }))

export const terms = z
  .object({
    paymentTermsName: optional(field.text),
    dueInDays: optional(field.quantity),
    paymentSchedules: nodesOf(z.object({ dueAt: optional(field.instant) })).catch([]),
  })
  .transform((told): PaymentTerms => ({
    name: told.paymentTermsName ?? '',
    netDays: told.dueInDays,
    dueAt: told.paymentSchedules[0]?.dueAt ?? null,
  }))
