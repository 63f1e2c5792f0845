// What the control calls about orders take.
import { z } from 'zod'
import { addressInput } from './address.ts'

const text = z.string().optional()
/** A VAT rate as Shopify writes it: a fraction. */
export const vatInput = z
  .string()
  .regex(/^(0(\.\d+)?|1(\.0+)?)$/, 'a VAT rate is a fraction from "0" to "1": "0.2" for 20 %')
  .optional()
const which = { shop: text, order: z.string() }
const units = z.array(z.strictObject({ sku: text, lineId: text, quantity: z.int() }))

export const placeInput = z.strictObject({
  shop: text,
  buyer: z.string().nullish(),
  email: z.string().nullish(),
  lines: z.array(
    z.strictObject({
      sku: text,
      quantity: z.int().min(0),
      price: text,
      discount: text,
      title: text,
      vat: vatInput,
      properties: z.array(z.strictObject({ name: z.string(), value: z.string() })).optional(),
    }),
  ),
  discount: text,
  discountCode: z
    .union([
      z.strictObject({ code: z.string(), amount: z.string() }),
      z.strictObject({ code: z.string(), percent: z.string().regex(/^\d+(\.\d+)?$/) }),
      z.strictObject({ code: z.string(), freeShipping: z.literal(true) }),
    ])
    .optional(),
  shipping: text,
  poNumber: z.string().nullish(),
  note: z.string().nullish(),
  tags: z.array(z.string()).optional(),
  paid: z.boolean().optional(),
  at: text,
  pos: z.boolean().optional(),
  location: text,
  count: z.int().min(1).max(2000).optional(),
  test: z.boolean().optional(),
  address: addressInput.optional(),
  sourceName: text,
  presentment: z
    .strictObject({
      currency: z.string().regex(/^[A-Z]{3}$/),
      rate: z.string().regex(/^\d+(\.\d+)?$/, 'how much of it one of the shop’s currency is worth: "1.08"'),
    })
    .optional(),
})
export type PlaceInput = z.input<typeof placeInput>

export const cancelInput = z.strictObject({
  ...which,
  reason: text,
  restock: z.boolean().optional(),
  refund: z.boolean().optional(),
  at: text,
})
export const refundInput = z.strictObject({
  ...which,
  note: text,
  shipping: text,
  amount: text,
  at: text,
  lines: z
    .array(
      z.strictObject({
        sku: text,
        lineId: text,
        quantity: z.int(),
        restockType: z.enum(['cancel', 'return', 'no_restock']),
        location: text,
      }),
    )
    .optional(),
})
export const editInput = z.strictObject({
  ...which,
  note: text,
  at: text,
  lines: z
    .array(z.strictObject({ sku: text, lineId: text, quantity: z.int(), restock: z.boolean().optional() }))
    .optional(),
  add: z.array(z.strictObject({ sku: z.string(), quantity: z.int() })).optional(),
})
export const fulfillInput = z.strictObject({
  ...which,
  lines: units.optional(),
  location: text,
  at: text,
  tracking: z
    .strictObject({ company: z.string().nullish(), number: z.string().nullish(), url: z.string().nullish() })
    .optional(),
})
export const payInput = z.strictObject({ ...which, amount: text, at: text })
export const updateInput = z.strictObject({
  ...which,
  note: z.string().nullish(),
  poNumber: z.string().nullish(),
  tags: z.array(z.string()).optional(),
  email: z.string().nullish(),
  shippingAddress: addressInput.optional(),
  at: text,
})
export const moveInput = z.strictObject({ ...which, location: z.string(), lines: units.optional(), at: text })
export const whichInput = z.strictObject(which)
