import { randomUUID } from 'node:crypto'
import { AdminError } from './admin-error.server.ts'
import { query } from './admin.server.ts'
import type { AnswerTo, VariablesOf } from './document.ts'
import {
  ADJUST_INVENTORY,
  CREATE_FULFILLMENT,
  MOVE_INVENTORY,
  STOCK_ITEM,
  STOCKED,
} from './documents-write.ts'
import { inLists } from './page.server.ts'

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

/**
 * Changes quantities that Shopify keeps. The same key changes them once, however often it is asked; a key whose call was
 * refused is spent.
 */
export async function adjustInventory(shop: string, input: AdjustInput, key: string): Promise<Adjusted> {
  return whole((await query(shop, ADJUST_INVENTORY, { input, key })).inventoryAdjustQuantities)
}

type MoveInput = VariablesOf<typeof MOVE_INVENTORY>['input']
type Moved = NonNullable<AnswerTo<typeof MOVE_INVENTORY>['inventoryMoveQuantities']>

/** Moves units between the quantities of a place, such as from available to damaged. Its key is as with `adjustInventory`. */
export async function moveInventory(shop: string, input: MoveInput, key: string): Promise<Moved> {
  return whole((await query(shop, MOVE_INVENTORY, { input, key })).inventoryMoveQuantities)
}

const ITEMS_A_QUERY = 100

/**
 * Sees that items are stocked at a location, without which no quantity can be changed there. Doing it twice changes
 * nothing, so it needs no key that is kept. Answers why Shopify stocks one not, or null.
 */
export async function stockItems(
  shop: string,
  location: string,
  items: readonly string[],
): Promise<string | null> {
  for (const list of inLists(items, ITEMS_A_QUERY)) {
    const { nodes } = await query(shop, STOCKED, { items: list, location })
    for (const node of nodes) {
      if (node?.__typename !== 'InventoryItem' || node.inventoryLevel) continue
      const variables = { item: node.id, location, key: randomUUID() }
      const { userErrors } = whole((await query(shop, STOCK_ITEM, variables)).inventoryActivate)
      if (userErrors.length > 0) return userErrors.map((e) => e.message).join('; ')
    }
  }
  return null
}

// A mutation without its payload, and without an error either, says nothing of what it did.
function whole<Payload>(payload: Payload | null): Payload {
  if (payload === null) throw new AdminError({ kind: 'unreachable', why: 'a mutation without an answer' })
  return payload
}
