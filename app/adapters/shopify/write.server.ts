import { query } from './admin.server.ts'
import { ADJUST_INVENTORY, CREATE_FULFILLMENT } from './documents-write.ts'

/** What the shop's own rules refuse: a value, to be shown to the merchant and never tried again blindly. */
export type UserError = { code?: string | null; field: string[] | null; message: string }

/** Shopify's `FulfillmentInput`. */
export type FulfillmentInput = {
  lineItemsByFulfillmentOrder: {
    fulfillmentOrderId: string
    fulfillmentOrderLineItems: { id: string; quantity: number }[]
  }[]
  trackingInfo?: { company?: string; number?: string; url?: string }
  /** Shopify's own mail to the customer; Carnet sends its own. */
  notifyCustomer?: boolean
}

export type CreatedFulfillment = {
  fulfillment: { id: string; status: string; createdAt: string } | null
  userErrors: UserError[]
}

/** Tells Shopify what left. Not idempotent: after an attempt without an answer read the order back first. */
export async function createFulfillment(
  shop: string,
  fulfillment: FulfillmentInput,
): Promise<CreatedFulfillment> {
  type Data = { fulfillmentCreate: CreatedFulfillment }
  return (await query<Data>(shop, CREATE_FULFILLMENT, { fulfillment })).fulfillmentCreate
}

/** Shopify's `InventoryAdjustQuantitiesInput`. */
export type AdjustInput = {
  name: 'available' | 'damaged' | 'incoming' | 'quality_control' | 'reserved' | 'safety_stock'
  reason: string
  /** Our document, as the shop's inventory history names it. */
  referenceDocumentUri?: string
  changes: {
    inventoryItemId: string
    locationId: string
    delta: number
    /** What the quantity was, or null not to compare; Shopify wants it said. */
    changeFromQuantity: number | null
    /** Required for every name but `available`. */
    ledgerDocumentUri?: string
  }[]
}

export type Adjusted = { inventoryAdjustmentGroup: { id: string } | null; userErrors: UserError[] }

/** Changes quantities that Shopify keeps. The same key changes them once, however often it is asked. */
export async function adjustInventory(shop: string, input: AdjustInput, key: string): Promise<Adjusted> {
  type Data = { inventoryAdjustQuantities: Adjusted }
  return (await query<Data>(shop, ADJUST_INVENTORY, { input, key })).inventoryAdjustQuantities
}
