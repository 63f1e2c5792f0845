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
