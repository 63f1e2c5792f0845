// The lines of an order or of a draft: prices, discounts and taxes, before anything is committed.
import { priceFor } from '../pricing.ts'
import { type Buyer, itemBySku, itemByVariant } from '../state/find.ts'
import type { DiscountApplication, OrderLine, ShippingLine } from '../state/order.ts'
import type { Shop } from '../state/shop.ts'
import { NotPossible } from '../state/world.ts'
import { applyCode, type DiscountCode, spread } from './discount-code.ts'
import { retax, shippingNet, taxOn } from './figures.ts'

export type NewLine = {
  /** Its id, when it has one before the order is placed. */
  id?: string | undefined
  sku?: string | null | undefined
  variantId?: string | null | undefined
  quantity: number
  price?: bigint | undefined
  discount?: bigint | undefined
  discountTitle?: string | null | undefined
  title?: string | undefined
  vat?: string | undefined
  taxable?: boolean | undefined
  requiresShipping?: boolean | undefined
  properties?: { name: string; value: string }[] | undefined
}

export type NewContents = {
  buyer: Buyer
  lines: NewLine[]
  discount?: bigint | undefined
  discountTitle?: string | null | undefined
  discountCode?: DiscountCode | undefined
  taxExempt?: boolean | undefined
  /** Undefined: what the shop asks for shipping; null: no shipping line. */
  shippingLine?: { title: string; price: bigint } | null | undefined
}

export type Contents = {
  lines: OrderLine[]
  discounts: DiscountApplication[]
  shippingLines: ShippingLine[]
}

/** Makes the lines of an order with their discounts and taxes; `nextId` gives ids by kind. */
export function contentsOf(shop: Shop, wish: NewContents, nextId: (kind: string) => string): Contents {
  const discounts: DiscountApplication[] = []
  const lines = wish.lines.map((line) =>
    newLine(shop, line.id ?? nextId('LineItem'), wish.buyer, line, discounts),
  )
  discountOrder(lines, wish.discount ?? 0n, wish.discountTitle ?? null, discounts)
  const ships = wish.shippingLine ?? (wish.shippingLine === undefined ? usualShipping(wish.buyer) : null)
  const shippingLines = ships ? [shippingLine(shop, ships, wish.taxExempt ?? false, nextId)] : []
  if (wish.discountCode) applyCode(wish.discountCode, lines, shippingLines, discounts)
  for (const line of shippingLines)
    for (const tax of line.taxLines) tax.price = taxOn(shippingNet(line), tax.rate, shop.taxesIncluded)
  if (wish.taxExempt) for (const line of lines) line.taxLines = []
  for (const line of lines) retax(line, shop.taxesIncluded)
  return {
    lines,
    discounts,
    shippingLines,
  }
}

/** The line of a known variant at the buyer's price, or a custom line when only a title is given. */
export function newLine(
  shop: Shop,
  id: string,
  buyer: Buyer,
  wish: NewLine,
  discounts: DiscountApplication[],
): OrderLine {
  const item =
    wish.variantId != null
      ? itemByVariant(shop, wish.variantId)
      : wish.sku != null
        ? itemBySku(shop, wish.sku)
        : undefined
  if (!item && wish.title === undefined) throw new NotPossible(`no SKU ${wish.sku} in ${shop.domain}`, 404)
  if (!Number.isInteger(wish.quantity) || wish.quantity < 0)
    throw new NotPossible(`not a quantity: ${wish.quantity}`)
  const variant = item?.variant
  const line: OrderLine = {
    id,
    variantId: variant?.id ?? null,
    productId: item?.product.id ?? null,
    itemId: variant?.itemId ?? null,
    title: wish.title ?? item!.product.title,
    variantTitle: variant?.option ?? null,
    sku: variant?.sku ?? wish.sku ?? null,
    vendor: item?.product.vendor ?? null,
    requiresShipping: wish.requiresShipping ?? variant?.requiresShipping ?? true,
    taxable: wish.taxable ?? variant?.taxable ?? true,
    giftCard: item?.product.giftCard ?? false,
    tracked: variant?.tracked ?? false,
    grams: variant?.grams ?? 0,
    properties: wish.properties ?? [],
    unitPrice: wish.price ?? (variant ? priceFor(shop, buyer?.location ?? null, variant, wish.quantity) : 0n),
    quantity: wish.quantity,
    removed: 0,
    refunded: 0,
    discounts: [],
    taxLines: [],
  }
  const vat = wish.vat ?? item?.product.vat ?? '0.055'
  if (line.taxable && vat !== '0') line.taxLines.push({ title: shop.vatTitle, rate: vat, price: 0n })
  if (wish.discount && wish.discount > 0n) {
    line.discounts.push({ application: discounts.length, amount: wish.discount })
    discounts.push({
      title: wish.discountTitle ?? 'Remise',
      description: wish.discountTitle ?? 'Remise sur la ligne',
      value: wish.discount,
      target: 'line',
    })
  }
  return line
}

/** A discount of the whole order, by hand. */
function discountOrder(
  lines: OrderLine[],
  discount: bigint,
  title: string | null,
  discounts: DiscountApplication[],
): void {
  if (discount <= 0n) return
  discounts.push({
    title: title ?? 'Remise sur la commande',
    description: null,
    value: discount,
    target: 'order',
  })
  spread(lines, discount, discounts.length - 1)
}

/** Companies are delivered free of charge; others pay Colissimo 6.90. */
export const usualShipping = (buyer: Buyer) =>
  buyer ? { title: 'Livraison offerte (professionnels)', price: 0n } : { title: 'Colissimo', price: 690n }

/** Its tax is the goods' highest rate, 20 %. */
function shippingLine(
  shop: Shop,
  { title, price }: { title: string; price: bigint },
  taxExempt: boolean,
  nextId: (kind: string) => string,
): ShippingLine {
  const tax = { title: shop.vatTitle, rate: '0.2', price: 0n }
  return {
    id: nextId('ShippingLine'),
    title,
    code: title,
    price,
    refunded: 0n,
    taxLines: price === 0n || taxExempt ? [] : [tax],
  }
}
