// Draft orders: what they cost, the stock they hold, and how they become orders.
import type { Change } from '../change.ts'
import { addTo, ensureLevel } from '../inventory.ts'
import { priceFor } from '../pricing.ts'
import { type Buyer, companyLocation, customerById, itemByVariant, locationOf } from '../state/find.ts'
import { money, share } from '../state/money.ts'
import type { AppliedDiscount, DraftLine, DraftOrder } from '../state/draft-order.ts'
import type { Order } from '../state/order.ts'
import type { Shop } from '../state/shop.ts'
import { refusal } from '../state/world.ts'
import { figures, type Figures } from './figures.ts'
import { type Contents, contentsOf, type NewContents } from './lines.ts'
import { placeOrder } from './place.ts'

export const buyerOfDraft = (shop: Shop, draft: Pick<DraftOrder, 'company'>): Buyer =>
  companyLocation(shop, draft.company?.locationId ?? null) ?? null

export const unitPriceOf = (line: DraftLine) => line.override ?? line.unitPrice

/** What a discount takes off an amount; a fixed one counts per unit on a line and once on a draft. */
export function discountAmount(
  shop: Shop,
  discount: AppliedDiscount | null,
  total: bigint,
  units = 1,
): bigint {
  if (!discount) return 0n
  const amount =
    discount.kind === 'PERCENTAGE'
      ? share(total, BigInt(Math.round(discount.value * 10_000)), 1_000_000n)
      : money(discount.value.toFixed(2), shop.currency) * BigInt(units)
  return amount < total ? amount : total
}

const lineDiscount = (shop: Shop, line: DraftLine) =>
  discountAmount(shop, line.discount, unitPriceOf(line) * BigInt(line.quantity), line.quantity)

/** The draft as what an order would be placed with. */
function contentsWish(shop: Shop, draft: DraftOrder): NewContents {
  const net = draft.lines.reduce(
    (total, line) => total + unitPriceOf(line) * BigInt(line.quantity) - lineDiscount(shop, line),
    0n,
  )
  return {
    buyer: buyerOfDraft(shop, draft),
    lines: draft.lines.map((line) => ({
      variantId: line.variantId,
      sku: line.sku,
      ...(line.variantId === null ? { title: line.title } : {}),
      quantity: line.quantity,
      price: unitPriceOf(line),
      discount: lineDiscount(shop, line),
      discountTitle: line.discount ? (line.discount.title ?? line.discount.description) : null,
      taxable: line.taxable,
      requiresShipping: line.requiresShipping,
      properties: line.properties,
    })),
    discount: discountAmount(shop, draft.discount, net),
    discountTitle: draft.discount ? (draft.discount.title ?? draft.discount.description) : null,
    taxExempt: draft.taxExempt,
    shippingLine: draft.shippingLine,
  }
}

/** The draft's lines as order lines with its own line ids. */
export function draftContents(shop: Shop, draft: DraftOrder): Contents {
  const wish = contentsWish(shop, draft)
  const lines = wish.lines.map((line, n) => ({ ...line, id: draft.lines[n]!.id }))
  return contentsOf(shop, { ...wish, lines }, () => draft.id)
}

export function draftFigures(shop: Shop, draft: DraftOrder): Figures & { contents: Contents } {
  const contents = draftContents(shop, draft)
  const bare = { ...contents, refunds: [], transactions: [], taxesIncluded: shop.taxesIncluded }
  return { ...figures(bare as unknown as Order), contents }
}

/** The price of a variant for the buyer of a draft. */
export function priceOnDraft(
  shop: Shop,
  draft: Pick<DraftOrder, 'company'>,
  variantId: string,
  quantity: number,
): bigint {
  const item = itemByVariant(shop, variantId)
  if (!item) throw refusal(`Product with ID ${variantId} is no longer available.`)
  return priceFor(shop, buyerOfDraft(shop, draft)?.location ?? null, item.variant, quantity)
}

/** Gives held stock back; nothing when nothing is held. */
export function releaseReservation(change: Change, draft: DraftOrder): void {
  for (const { itemId, locationId, quantity } of draft.reserved) {
    const level = ensureLevel(change.shop, itemId, locationId, change.at)
    addTo(change, level, 'reserved', -quantity)
    addTo(change, level, 'available', quantity)
  }
  draft.reserved = []
}

/** Holds what the draft's lines need at the default location, as long as its time lasts. */
export function reserve(change: Change, draft: DraftOrder): void {
  releaseReservation(change, draft)
  if (!draft.reserveUntil || draft.status === 'COMPLETED') return
  const location = locationOf(change.shop)
  for (const line of draft.lines) {
    const variant = itemByVariant(change.shop, line.variantId)?.variant
    if (!variant?.tracked) continue
    const level = ensureLevel(change.shop, variant.itemId, location.id, change.at)
    addTo(change, level, 'available', -line.quantity)
    addTo(change, level, 'reserved', line.quantity)
    draft.reserved.push({ itemId: variant.itemId, locationId: location.id, quantity: line.quantity })
  }
}

/** Places the order of a draft: what was held for it is free for it again. */
export function completeDraft(change: Change, draft: DraftOrder, sourceName: string | null): Order {
  const { shop } = change
  releaseReservation(change, draft)
  const company = draft.company
  const order = placeOrder(change, {
    ...contentsWish(shop, draft),
    customer: customerById(shop, draft.customerId) ?? null,
    email: draft.email ?? customerById(shop, draft.customerId)?.email ?? null,
    poNumber: draft.poNumber,
    note: draft.note,
    tags: draft.tags,
    attributes: draft.attributes,
    paid: draft.terms === null,
    pending: draft.terms !== null,
    gateway: 'manual',
    terms: draft.terms,
    pos: false,
    locationId: null,
    address: draft.shipping,
    sourceName: sourceName ?? draft.sourceName ?? 'shopify_draft_order',
    test: false,
  })
  if (company) order.company = company
  if (draft.billing) order.billing = draft.billing
  draft.status = 'COMPLETED'
  draft.completedAt = change.at
  draft.orderId = order.id
  draft.reserveUntil = null
  change.touchDraft(draft)
  return order
}
