import { AdminError } from './admin-error.server.ts'
import { query } from './admin.server.ts'
import type { AnswerTo, VariablesOf } from './document.ts'
import { ADJUST_INVENTORY, CREATE_FULFILLMENT } from './documents-write.ts'

type FulfillmentInput = VariablesOf<typeof CREATE_FULFILLMENT>['fulfillment']
type CreatedFulfillment = NonNullable<AnswerTo<typeof CREATE_FULFILLMENT>['fulfillmentCreate']>

/**
 * Tells Shopify what left; `userErrors` are what the shop's own rules refuse, to be shown and never tried again blindly.
 * Not idempotent: after an attempt without an answer read the order back first.
 */
export async function createFulfillment(
  shop: string,
  fulfillment: FulfillmentInput,
): Promise<CreatedFulfillment> {
  return whole((await query(shop, CREATE_FULFILLMENT, { fulfillment })).fulfillmentCreate)
}

type AdjustInput = VariablesOf<typeof ADJUST_INVENTORY>['input']
type Adjusted = NonNullable<AnswerTo<typeof ADJUST_INVENTORY>['inventoryAdjustQuantities']>

/** Changes quantities that Shopify keeps. The same key changes them once, however often it is asked. */
export async function adjustInventory(shop: string, input: AdjustInput, key: string): Promise<Adjusted> {
  return whole((await query(shop, ADJUST_INVENTORY, { input, key })).inventoryAdjustQuantities)
}

// A mutation without its payload, and without an error either, says nothing of what it did.
function whole<Payload>(payload: Payload | null): Payload {
  if (payload === null) throw new AdminError({ kind: 'unreachable', why: 'a mutation without an answer' })
  return payload
}
