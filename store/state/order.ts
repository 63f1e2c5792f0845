// An order and everything that hangs on it. Times are ISO strings, money bigint minor units, ids decimal strings.
import type { Presentment } from './money.ts'
import type { Address } from './shop.ts'

export type TaxLine = { title: string; rate: string; price: bigint }
export type DiscountAllocation = { application: number; amount: bigint }
export type DiscountApplication = {
  title: string
  description: string | null
  value: bigint
  /** Where it is a part and no amount. */
  percent?: string
  /** The code that the buyer gave. */
  code?: string
  target: 'line' | 'order' | 'shipping'
}

export type OrderLine = {
  id: string
  variantId: string | null
  productId: string | null
  itemId: string | null
  title: string
  variantTitle: string | null
  sku: string | null
  vendor: string | null
  requiresShipping: boolean
  taxable: boolean
  giftCard: boolean
  /** Whether Shopify keeps stock of it; fixed when the order is placed. */
  tracked: boolean
  grams: number
  properties: { name: string; value: string }[]
  unitPrice: bigint
  /** Units ever ordered: edits that add raise it, nothing lowers it. */
  quantity: number
  /** Units taken off before they were shipped (by an edit, a cancelling refund or the order's cancellation). */
  removed: number
  /** Units refunded or removed in any way: quantity − this is Shopify's current quantity. */
  refunded: number
  discounts: DiscountAllocation[]
  taxLines: TaxLine[]
}

export type ShippingLine = {
  id: string
  title: string
  code: string
  price: bigint
  discounts?: DiscountAllocation[]
  taxLines: TaxLine[]
  refunded: bigint
}

export type Hold = {
  id: string
  reason: string
  notes: string | null
  handle: string
  externalId: string | null
}
export type FulfillmentOrderStatus =
  'OPEN' | 'IN_PROGRESS' | 'ON_HOLD' | 'CLOSED' | 'CANCELLED' | 'INCOMPLETE'
export type FulfillmentOrderLine = { id: string; lineId: string; total: number; remaining: number }
export type FulfillmentOrder = {
  id: string
  orderId: string
  locationId: string
  status: FulfillmentOrderStatus
  method: 'SHIPPING' | 'NONE' | 'RETAIL'
  lines: FulfillmentOrderLine[]
  holds: Hold[]
  createdAt: string
  updatedAt: string
}

export type Tracking = { company: string | null; number: string | null; url: string | null }
export type Fulfillment = {
  id: string
  name: string
  status: 'SUCCESS' | 'CANCELLED'
  service: 'manual' | 'gift_card'
  locationId: string
  tracking: Tracking[]
  lines: { id: string; lineId: string; quantity: number; fulfillmentOrderId: string }[]
  createdAt: string
  updatedAt: string
}

export type RestockType = 'cancel' | 'return' | 'no_restock'
export type RefundLine = {
  id: string
  lineId: string
  quantity: number
  restockType: RestockType
  locationId: string | null
  subtotal: bigint
  tax: bigint
}
export type Refund = {
  id: string
  note: string | null
  lines: RefundLine[]
  shipping: bigint
  shippingTax: bigint
  /** A refund without goods (or a difference): what goes back beyond lines and shipping. */
  adjustment: bigint
  transactionIds: string[]
  /** The return whose units it takes back, if any. */
  returnId: string | null
  createdAt: string
}

export type Transaction = {
  id: string
  kind: 'SALE' | 'REFUND'
  /** A draft that is completed on terms leaves a sale that is still to be paid. */
  status: 'SUCCESS' | 'PENDING'
  gateway: string
  amount: bigint
  parentId: string | null
  createdAt: string
}

export type TermsType = 'RECEIPT' | 'NET' | 'FIXED' | 'FULFILLMENT'
export type PaymentTerms = {
  id: string
  scheduleId: string
  name: string
  type: TermsType
  dueInDays: number
  issuedAt: string
  dueAt: string
}

export type ReturnLine = {
  id: string
  fulfillmentLineId: string
  lineId: string
  quantity: number
  processed: number
  refunded: number
  reason: string
  note: string
}
export type Disposition = {
  id: string
  type: string
  quantity: number
  locationId: string | null
  at: string
}
/** What a return expects back, unit by unit. */
export type ReverseOrder = {
  id: string
  status: 'OPEN' | 'CLOSED'
  lines: { id: string; returnLineId: string; quantity: number; dispositions: Disposition[] }[]
}
export type Return = {
  id: string
  name: string
  status: 'OPEN' | 'CLOSED' | 'CANCELED'
  createdAt: string
  closedAt: string | null
  lines: ReturnLine[]
  reverse: ReverseOrder
}

export type Order = {
  /** Where the buyer paid in another currency; the amounts below are in the shop's. */
  presentment?: Presentment | undefined
  id: string
  number: number
  name: string
  token: string
  createdAt: string
  updatedAt: string
  cancelledAt: string | null
  cancelReason: string | null
  closedAt: string | null
  edited: boolean
  test: boolean
  sourceName: string
  poNumber: string | null
  note: string | null
  tags: string[]
  attributes: { key: string; value: string }[]
  /** What a member of staff wrote when it was cancelled. */
  cancelNote: string | null
  email: string | null
  phone: string | null
  locale: string
  taxesIncluded: boolean
  taxExempt: boolean
  customerId: string | null
  company: { companyId: string; locationId: string; contactId: string } | null
  retailLocationId: string | null
  billing: Address | null
  shipping: Address | null
  lines: OrderLine[]
  shippingLines: ShippingLine[]
  discounts: DiscountApplication[]
  paymentTerms: PaymentTerms | null
  transactions: Transaction[]
  refunds: Refund[]
  fulfillments: Fulfillment[]
  fulfillmentOrders: FulfillmentOrder[]
  returns: Return[]
  /** The location Shopify took the stock from; its fulfillment orders appear only when `routed`. */
  assignedLocationId: string
  routed: boolean
}
