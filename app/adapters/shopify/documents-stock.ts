const VARIANT = `
fragment SoldVariant on ProductVariant {
  id title displayName sku barcode price
  product { id title }
  inventoryItem { id tracked requiresShipping unitCost { amount currencyCode } }
}`

const LEVEL = `
fragment LevelNow on InventoryLevel {
  isActive updatedAt
  location { id }
  quantities(names: ["on_hand", "available", "committed", "reserved", "damaged", "safety_stock", "quality_control", "incoming"]) {
    name quantity
  }
}`

/** The ids of what may be sold, page by page. */
export const VARIANTS_PAGE = `#graphql
query VariantsPage($after: String) {
  productVariants(first: 100, after: $after, sortKey: ID) {
    nodes { id }
    pageInfo { hasNextPage endCursor }
  }
}`

/** Variants by their own ids, or by those of their inventory items. */
export const VARIANTS = `#graphql
query Variants($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on ProductVariant { __typename ...SoldVariant }
    ... on InventoryItem { __typename id variants(first: 10) { nodes { ...SoldVariant } } }
  }
}
${VARIANT}` as const

/** Every quantity of items at every location: a webhook tells `available` only. */
export const LEVELS = `#graphql
query Levels($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on InventoryItem {
      __typename id tracked
      inventoryLevels(first: 10, includeInactive: true) {
        nodes { ...LevelNow }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}
${LEVEL}` as const

/** Further locations of one item. */
export const LEVELS_PAGE = `#graphql
query LevelsPage($id: ID!, $after: String!) {
  node(id: $id) {
    ... on InventoryItem {
      __typename id
      inventoryLevels(first: 50, after: $after, includeInactive: true) {
        nodes { ...LevelNow }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}
${LEVEL}` as const
