// A draft order: a quote that is not an order yet, and may hold stock until a time.
import type { PaymentTerms } from './order.ts'
import type { Address } from './shop.ts'

export type AppliedDiscount = {
  title: string | null
  description: string
  kind: 'FIXED_AMOUNT' | 'PERCENTAGE'
  /** Percent, or the amount in major units as it was written. */
  value: number
}

export type DraftLine = {
  id: string
  uuid: string
  variantId: string | null
  title: string
  sku: string | null
  quantity: number
  /** The buyer's price, or the price of a custom line. */
  unitPrice: bigint
  /** A price that replaces the variant's. */
  override: bigint | null
  discount: AppliedDiscount | null
  taxable: boolean
  requiresShipping: boolean
  properties: { name: string; value: string }[]
}

/** Units held for a draft at a location, until its time is over or it is completed. */
export type Reserved = { itemId: string; locationId: string; quantity: number }

export type DraftOrder = {
  id: string
  name: string
  token: string
  status: 'OPEN' | 'INVOICE_SENT' | 'COMPLETED'
  createdAt: string
  updatedAt: string
  completedAt: string | null
  invoiceSentAt: string | null
  orderId: string | null
  customerId: string | null
  company: { companyId: string; locationId: string; contactId: string } | null
  email: string | null
  phone: string | null
  poNumber: string | null
  note: string | null
  tags: string[]
  attributes: { key: string; value: string }[]
  taxExempt: boolean
  visibleToCustomer: boolean
  acceptsAutomatic: boolean
  allowsCodes: boolean
  sourceName: string | null
  reserveUntil: string | null
  reserved: Reserved[]
  billing: Address | null
  shipping: Address | null
  lines: DraftLine[]
  discount: AppliedDiscount | null
  shippingLine: { title: string; price: bigint } | null
  terms: PaymentTerms | null
}
