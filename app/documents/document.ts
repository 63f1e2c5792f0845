import type { Gid } from '../core/gid.ts'
import type { Currency } from '../core/money.ts'
import type { Language } from '../core/language.ts'
import type { Day } from '../core/day.ts'
import type { Quantity } from '../core/quantity.ts'
import type { Rate } from '../core/rate.ts'

/** A party as it was when the document was made: frozen, never looked up again. */
export type Party = {
  readonly name: string
  readonly lines: readonly string[]
  readonly email: string | null
  readonly phone: string | null
  /** Registration numbers to print, such as { label: "SIREN", value: "732829320" }. */
  readonly registrations: readonly { readonly label: string; readonly value: string }[]
}

/** What every document carries. `cause` names what it was made for: one document per order, kind and cause. */
type Common = {
  readonly language: Language
  readonly shopName: string
  readonly seller: Party
  readonly issuedOn: Day
}

type ForOrder = Common & {
  readonly order: { readonly id: Gid<'Order'>; readonly name: string; readonly placedOn: Day }
  readonly purchaseOrderNumber: string | null
  readonly buyer: Party
  readonly deliverTo: Party
}

export type PickList = ForOrder & {
  readonly kind: 'pick-list'
  readonly location: string
  readonly note: string | null
  readonly lines: readonly {
    readonly line: Gid<'LineItem'>
    readonly sku: string | null
    readonly barcode: string | null
    readonly title: string
    readonly quantity: Quantity
  }[]
}

export type DeliveryNote = ForOrder & {
  readonly kind: 'delivery-note'
  readonly location: string
  readonly lines: readonly {
    readonly line: Gid<'LineItem'>
    readonly sku: string | null
    readonly title: string
    readonly ordered: Quantity
    readonly shipped: Quantity
    readonly toCome: Quantity
    readonly expectedOn: Day | null
  }[]
}

/** One line of an invoice. Amounts in minor units: `net` before tax, after discounts. */
export type InvoiceLine = {
  /** The order line, or null for a charge such as shipping. */
  readonly line: Gid<'LineItem'> | null
  readonly charge: string | null
  readonly sku: string | null
  readonly title: string
  readonly quantity: Quantity
  readonly net: bigint
  readonly rate: Rate
}

/** Tax of one rate: what Shopify charged for it, cumulated over deliveries, less what was invoiced before. */
export type TaxTotal = { readonly rate: Rate; readonly base: bigint; readonly tax: bigint }

export type Invoice = ForOrder & {
  readonly kind: 'invoice'
  readonly currency: Currency
  readonly lines: readonly InvoiceLine[]
  readonly taxes: readonly TaxTotal[]
  readonly net: bigint
  readonly tax: bigint
  readonly total: bigint
  /** Whether Shopify said when it was issued that the whole order is paid: then nothing is asked for. */
  readonly paid: boolean
  readonly dueOn: Day | null
  readonly terms: string | null
  readonly deliveredOn: Day
  readonly deliveryNotes: readonly string[]
  readonly bank: { readonly iban: string; readonly bic: string | null } | null
  /** Legal mentions in the seller's language, in the order in which they are printed. */
  readonly mentions: readonly string[]
}

export type PurchaseOrderDocument = Common & {
  readonly kind: 'purchase-order'
  readonly purchaseOrder: string
  readonly revision: number
  readonly supplier: Party
  readonly deliverTo: Party
  readonly currency: Currency
  readonly wantedOn: Day | null
  readonly lines: readonly {
    readonly supplierReference: string | null
    readonly sku: string | null
    readonly title: string
    readonly quantity: Quantity
    readonly packSize: Quantity
    readonly unitCost: bigint
    readonly net: bigint
    readonly expectedOn: Day | null
  }[]
  readonly net: bigint
  readonly note: string | null
}

/** What travels with goods from one of the shop's places to another. It shows no price: nothing is sold. */
export type TransferNote = Common & {
  readonly kind: 'transfer-note'
  readonly origin: Party
  readonly destination: Party
  readonly lines: readonly {
    readonly item: string
    readonly sku: string | null
    readonly barcode: string | null
    readonly title: string
    readonly quantity: Quantity
  }[]
}

export type Document = PickList | DeliveryNote | Invoice | PurchaseOrderDocument | TransferNote
export type DocumentKind = Document['kind']
