import { discountAmount, draftFigures, unitPriceOf } from '../orders/draft.ts'
import { draftAsOwner } from '../orders/terms-owner.ts'
import type { Contents } from '../orders/lines.ts'
import { customerById, itemByVariant } from '../state/find.ts'
import type { AppliedDiscount, DraftLine, DraftOrder } from '../state/draft-order.ts'
import { gid } from '../state/gid.ts'
import type { Shop } from '../state/shop.ts'
import { customerInOrder } from './customer.ts'
import { addressBody, integer, taxLines, text, time } from './fields.ts'
import { paymentTermsBody } from './payment-terms.ts'

export const invoiceUrl = (shop: Shop, draft: DraftOrder) =>
  `https://${shop.domain}/${shop.id}/invoices/${draft.token}`

/** The body of draft_orders/create and draft_orders/update. */
export function draftBody(shop: Shop, draft: DraftOrder) {
  const { contents, ...of } = draftFigures(shop, draft)
  const customer = customerById(shop, draft.customerId)
  const taxes = contents.lines.flatMap((line) => line.taxLines)
  return {
    id: integer(draft.id),
    note: draft.note,
    email: draft.email,
    taxes_included: shop.taxesIncluded,
    currency: shop.currency,
    invoice_sent_at: time(shop, draft.invoiceSentAt),
    created_at: time(shop, draft.createdAt),
    updated_at: time(shop, draft.updatedAt),
    tax_exempt: draft.taxExempt,
    completed_at: time(shop, draft.completedAt),
    name: draft.name,
    'allow_discount_codes_in_checkout?': draft.allowsCodes,
    'b2b?': draft.company !== null,
    status: draft.status.toLowerCase(),
    line_items: draft.lines.map((line) => lineBody(shop, line, contents)),
    api_client_id: null,
    shipping_address: addressBody(draft.shipping),
    billing_address: addressBody(draft.billing),
    invoice_url: invoiceUrl(shop, draft),
    created_on_api_version_handle: null,
    applied_discount: discountBody(shop, draft.discount, of.lineItems),
    order_id: integer(draft.orderId),
    shipping_line: draft.shippingLine && {
      custom: true,
      handle: null,
      title: draft.shippingLine.title,
      price: text(shop, draft.shippingLine.price),
    },
    tax_lines: taxLines(shop, taxes),
    tags: draft.tags.join(', '),
    note_attributes: draft.attributes.map(({ key, value }) => ({ name: key, value })),
    total_price: text(shop, of.total),
    subtotal_price: text(shop, of.subtotal),
    total_tax: text(shop, of.tax),
    payment_terms: draft.terms && paymentTermsBody(shop, draftAsOwner(shop, draft)),
    admin_graphql_api_id: gid('DraftOrder', draft.id),
    customer: customer ? customerInOrder(shop, customer) : null,
  }
}

function lineBody(shop: Shop, line: DraftLine, contents: Contents) {
  const item = itemByVariant(shop, line.variantId)
  const taxed = contents.lines.find(({ id }) => id === line.id)
  const listed = unitPriceOf(line) * BigInt(line.quantity)
  return {
    id: integer(line.id),
    variant_id: integer(line.variantId),
    product_id: integer(item?.product.id ?? null),
    title: line.title,
    variant_title: item?.variant.option ?? null,
    sku: line.sku,
    vendor: item?.product.vendor ?? null,
    quantity: line.quantity,
    requires_shipping: line.requiresShipping,
    taxable: line.taxable,
    gift_card: item?.product.giftCard ?? false,
    fulfillment_service: 'manual',
    grams: item?.variant.grams ?? 0,
    tax_lines: taxLines(shop, taxed?.taxLines ?? []),
    applied_discount: discountBody(shop, line.discount, listed, line.quantity),
    name: item?.variant.option ? `${line.title} - ${item.variant.option}` : line.title,
    properties: line.properties,
    custom: line.variantId === null,
    price: text(shop, unitPriceOf(line)),
    admin_graphql_api_id: gid('DraftOrderLineItem', line.id),
  }
}

const discountBody = (shop: Shop, discount: AppliedDiscount | null, total: bigint, units = 1) =>
  discount && {
    description: discount.description,
    value: String(discount.value),
    title: discount.title,
    amount: text(shop, discountAmount(shop, discount, total, units)),
    value_type: discount.kind.toLowerCase(),
  }

/** The body of draft_orders/delete. */
export const draftDeletedBody = (draft: DraftOrder) => ({ id: integer(draft.id) })
