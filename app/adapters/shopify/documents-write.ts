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

/** Moves units between the quantities that Shopify keeps of one place; the same key twice moves them once. */
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
