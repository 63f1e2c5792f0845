import { z } from 'zod'
import { gid, type Gid } from '../core/gid.ts'
import type { Address, PaymentTerms, Refund } from './order.ts'
import * as field from './parse-order-fields.ts'
import { listOf, needed, neededOrNull, optional } from './parse-order-fields.ts'
import { fullName, isTip, type ToldFulfillment, type ToldLine, type ToldShipping } from './told-order.ts'

// The parts of an order as REST and webhook bodies write them.

/** The gid of a REST object: its own, else built from its id. */
export function idIn<T extends string>(object: Record<string, unknown>, type: T): Gid<T> | undefined {
  return field.gidOf(type)(object.admin_graphql_api_id) ?? field.gidOrId(type)(object.id)
}

/** An object with an id of the type; the id is put where the schema looks for it. */
function identified<T extends string, S extends z.ZodRawShape>(type: T, shape: S) {
  const withGid = (value: unknown) => (field.isObject(value) ? { ...value, id: idIn(value, type) } : value)
  return z.preprocess(withGid, z.object({ ...shape, id: needed(field.gidOf(type)) }))
}

/** `name` and `name_set` of the same amount. */
export function amount<P extends string>(name: P) {
  return { [name]: optional(field.decimal), [`${name}_set`]: optional(field.shopMoney) } as Record<
    P,
    ReturnType<typeof optional<string>>
  > &
    Record<`${P}_set`, ReturnType<typeof optional<NonNullable<field.Amount['shop']>>>>
}

const tax = z
  .object({ title: optional(field.text), rate: needed(field.rate), ...amount('price') })
  .transform(({ title, rate, price, price_set }) => ({
    title,
    rate,
    amount: { plain: price, shop: price_set },
  }))

const discount = z
  .object(amount('amount'))
  .transform((told): field.Amount => ({ plain: told.amount, shop: told.amount_set }))

// A duty carries its money without a `price_set` around it, unlike everything else.
const duty = z
  .preprocess(
    (value) => (field.isObject(value) ? { ...value, price_set: value.price_set ?? value } : value),
    z.object({ id: needed(field.idDigits), ...amount('price'), tax_lines: listOf(tax).optional() }),
  )
  .transform((told) => ({
    id: gid('Duty', told.id),
    amount: { plain: told.price, shop: told.price_set },
    taxes: told.tax_lines ?? [],
  }))

// A body names the bundle of a component, but not how many of it were sold: such an order has to be fetched.
const noBundle = z
  .unknown()
  .optional()
  .refine((told) => told === undefined || told === null)

export const line = identified('LineItem', {
  title: optional(field.text),
  name: optional(field.text),
  variant_id: neededOrNull(field.gidOrId('ProductVariant')),
  product_id: optional(field.gidOrId('Product')),
  sku: optional(field.text),
  variant_title: optional(field.text),
  quantity: needed(field.quantity),
  current_quantity: needed(field.quantity),
  fulfillable_quantity: needed(field.quantity),
  requires_shipping: needed(field.truth),
  gift_card: needed(field.truth),
  taxable: optional(field.truth),
  tip: optional((value) => (field.isObject(value) ? true : undefined)),
  ...amount('price'),
  discount_allocations: listOf(discount),
  tax_lines: listOf(tax),
  duties: listOf(duty).optional(),
  sales_line_item_group_id: noBundle,
}).transform((told, context): ToldLine => {
  const title = told.title ?? told.name
  if (title === null) context.addIssue({ code: 'custom', path: ['title'] })
  const what = { title: title ?? '', variant: told.variant_id, product: told.product_id }
  return {
    ...what,
    id: told.id,
    sku: told.sku,
    variantTitle: told.variant_title,
    quantity: told.quantity,
    current: told.current_quantity,
    fulfillable: told.fulfillable_quantity,
    requiresShipping: told.requires_shipping,
    giftCard: told.gift_card,
    tip: isTip({ ...what, told: told.tip ?? false, requiresShipping: told.requires_shipping }),
    taxable: told.taxable ?? true,
    bundle: null,
    unitPrice: { plain: told.price, shop: told.price_set },
    discounts: told.discount_allocations,
    taxes: told.tax_lines,
    duties: told.duties ?? [],
  }
})

export const shipping = z
  .object({
    id: optional(field.idDigits),
    title: optional(field.text),
    is_removed: optional(field.truth),
    ...amount('price'),
    ...amount('discounted_price'),
    discount_allocations: listOf(discount).optional(),
    tax_lines: listOf(tax),
  })
  .transform((told): ToldShipping => ({
    id: told.id && gid('ShippingLine', told.id),
    title: told.title,
    removed: told.is_removed ?? false,
    price: { plain: told.price, shop: told.price_set },
    discounted: { plain: told.discounted_price, shop: told.discounted_price_set },
    discounts: told.discount_allocations ?? [],
    taxes: told.tax_lines,
  }))

const shippedLine = identified('LineItem', { quantity: needed(field.quantity) }).transform((told) => ({
  line: told.id,
  quantity: told.quantity,
}))

export const fulfillment = identified('Fulfillment', {
  status: needed(field.fulfillmentStatus),
  location_id: optional(field.gidOrId('Location')),
  created_at: needed(field.instant),
  line_items: listOf(shippedLine).optional(),
}).transform((told): ToldFulfillment => ({
  id: told.id,
  status: told.status,
  location: told.location_id,
  createdAt: told.created_at,
  lines: told.line_items ?? null,
}))

// The line's own gid is inside `line_item`; `line_item_id` is the fallback.
const refundedLine = z.preprocess(
  (value) => {
    if (!field.isObject(value)) return value
    const inner = field.isObject(value.line_item) ? value.line_item : {}
    return { ...value, line: idIn({ ...inner, id: value.line_item_id }, 'LineItem') }
  },
  z
    .object({
      line: needed(field.gidOf('LineItem')),
      quantity: needed(field.quantity),
      restock_type: needed(field.restockType),
      location_id: optional(field.gidOrId('Location')),
    })
    .transform((told) => ({
      line: told.line,
      quantity: told.quantity,
      restock: told.restock_type,
      location: told.location_id,
    })),
)

export const refund = identified('Refund', {
  created_at: needed(field.instant),
  refund_line_items: listOf(refundedLine),
}).transform((told): Refund => ({ id: told.id, createdAt: told.created_at, lines: told.refund_line_items }))

export const address = z
  .object({
    name: optional(field.text),
    first_name: optional(field.text),
    last_name: optional(field.text),
    company: optional(field.text),
    address1: optional(field.text),
    address2: optional(field.text),
    zip: optional(field.text),
    city: optional(field.text),
    province: optional(field.text),
    country_code: optional(field.text),
    phone: optional(field.text),
  })
  .transform(({ first_name, last_name, country_code, name, ...same }): Address => ({
    ...same,
    name: name ?? fullName(first_name, last_name),
    countryCode: country_code,
  }))

export const terms = z
  .object({
    payment_terms_name: optional(field.text),
    due_in_days: optional(field.quantity),
    payment_schedules: z.array(z.object({ due_at: optional(field.instant) })).catch([]),
  })
  .transform((told): PaymentTerms => ({
    name: told.payment_terms_name ?? '',
    netDays: told.due_in_days,
    dueAt: told.payment_schedules[0]?.due_at ?? null,
  }))
