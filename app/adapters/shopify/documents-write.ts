/** Tells Shopify what left. It has no idempotency key: read the order back before trying again. */
export const CREATE_FULFILLMENT = `#graphql
mutation CreateFulfillment($fulfillment: FulfillmentInput!) {
  fulfillmentCreate(fulfillment: $fulfillment) {
    fulfillment { id status createdAt }
    userErrors { field message }
  }
}`

/** Adds to or takes from a quantity that Shopify keeps; the same key twice changes it once. */
export const ADJUST_INVENTORY = `#graphql
mutation AdjustInventory($input: InventoryAdjustQuantitiesInput!, $key: String!) {
  inventoryAdjustQuantities(input: $input) @idempotent(key: $key) {
    inventoryAdjustmentGroup { id }
    userErrors { code field message }
  }
}`

/** Moves units between two quantities that Shopify keeps of one item at one location; the same key twice moves them once. */
export const MOVE_INVENTORY = `#graphql
mutation MoveInventory($input: InventoryMoveQuantitiesInput!, $key: String!) {
  inventoryMoveQuantities(input: $input) @idempotent(key: $key) {
    inventoryAdjustmentGroup { id }
    userErrors { code field message }
  }
}`

/** Which items are stocked at a location: only there can their quantities be changed. */
export const STOCKED = `#graphql
query Stocked($items: [ID!]!, $location: ID!) {
  nodes(ids: $items) {
    ... on InventoryItem { __typename id inventoryLevel(locationId: $location) { id } }
  }
}`

/** Stocks an item at a location; what is stocked there already stays as it is. */
export const STOCK_ITEM = `#graphql
mutation StockItem($item: ID!, $location: ID!, $key: String!) {
  inventoryActivate(inventoryItemId: $item, locationId: $location) @idempotent(key: $key) {
    inventoryLevel { id }
    userErrors { field message }
  }
}`

/** Has units of a fulfillment order fulfilled from another location. Not idempotent: read the order back first. */
export const MOVE_FULFILLMENT = `#graphql
mutation MoveFulfillment($id: ID!, $to: ID!, $lines: [FulfillmentOrderLineItemInput!]) {
  fulfillmentOrderMove(id: $id, newLocationId: $to, fulfillmentOrderLineItems: $lines) {
    movedFulfillmentOrder { id }
    userErrors { field message }
  }
}`
