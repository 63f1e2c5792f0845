import { fulfillableOf, heldOf, currentOf, lineFulfillment } from '../orders/figures.ts'
import { gid } from '../state/gid.ts'
import type { Order, OrderLine } from '../state/order.ts'
import type { Shop } from '../state/shop.ts'
import { allocations, integer, moneySet, paidIn, taxLines, text } from './fields.ts'

export const lineName = (line: OrderLine) =>
  line.variantTitle ? `${line.title} - ${line.variantTitle}` : line.title

/** A line item as it stands inside orders, fulfillments and refunds. */
export function lineBody(seller: Shop, order: Order, line: OrderLine, quantity = line.quantity) {
  const shop = paidIn(seller, order)
  return {
    id: integer(line.id),
    admin_graphql_api_id: gid('LineItem', line.id),
    attributed_staffs: [],
    current_quantity: currentOf(line),
    fulfillable_quantity: fulfillableOf(order, line) - heldOf(order, line),
    fulfillment_service: line.giftCard ? 'gift_card' : 'manual',
    fulfillment_status: lineFulfillment(order, line),
    gift_card: line.giftCard,
    grams: line.grams,
    name: lineName(line),
    price: text(shop, line.unitPrice),
    price_set: moneySet(shop, line.unitPrice),
    product_exists: line.productId !== null,
    product_id: integer(line.productId),
    properties: line.properties,
    quantity,
    requires_shipping: line.requiresShipping,
    sales_line_item_group_id: null,
    sku: line.sku,
    taxable: line.taxable,
    title: line.title,
    total_discount: text(shop, 0n),
    total_discount_set: moneySet(shop, 0n),
    variant_id: integer(line.variantId),
    variant_inventory_management: line.tracked ? 'shopify' : null,
    variant_title: line.variantTitle,
    vendor: line.vendor,
    tax_lines: taxLines(shop, line.taxLines),
    duties: [],
    discount_allocations: allocations(shop, line.discounts),
  }
}
