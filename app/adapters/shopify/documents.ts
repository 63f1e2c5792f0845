// Lists inside a list multiply a query's cost (at most 1,000 points each), so the inner ones are short and paged on.
// `fulfillments` and `refunds` are no connections: an order with 50 of either is reported as told in part.

const LINE_ITEM = `
fragment OrderLine on LineItem {
  id title variantTitle sku quantity currentQuantity unfulfilledQuantity
  requiresShipping isGiftCard taxable
  variant { id }
  product { id }
  lineItemGroup { id quantity }
  originalUnitPriceSet { shopMoney { amount currencyCode } }
  discountAllocations { allocatedAmountSet { shopMoney { amount currencyCode } } }
  taxLines { ...Tax }
  duties { id price { shopMoney { amount currencyCode } } taxLines { ...Tax } }
}`

const TAX = `
fragment Tax on TaxLine {
  title rate
  priceSet { shopMoney { amount currencyCode } }
}`

const FULFILLMENT_ORDER = `
fragment RoutedOrder on FulfillmentOrder {
  id status
  assignedLocation { location { id } }
  lineItems(first: 20) { nodes { ...RoutedLine } pageInfo { hasNextPage endCursor } }
}
fragment RoutedLine on FulfillmentOrderLineItem {
  id remainingQuantity
  lineItem { id }
}`

/** Everything that settling needs of orders, with where Shopify routed them. `parseGraphqlOrder` reads each. */
export const ORDERS_FOR_SETTLING = `#graphql
query OrdersForSettling($ids: [ID!]!) {
  nodes(ids: $ids) { ...OrderForSettling }
}
fragment OrderForSettling on Order {
  __typename id name updatedAt createdAt processedAt cancelledAt closedAt test
  currencyCode taxesIncluded dutiesIncluded displayFinancialStatus sourceName
  email phone note poNumber customerLocale
  totalPriceSet { shopMoney { amount currencyCode } }
  currentTotalPriceSet { shopMoney { amount currencyCode } }
  totalTaxSet { shopMoney { amount currencyCode } }
  totalTipReceivedSet { shopMoney { amount currencyCode } }
  originalTotalDutiesSet { shopMoney { amount currencyCode } }
  originalTotalAdditionalFeesSet { shopMoney { amount currencyCode } }
  customer { id firstName lastName }
  purchasingEntity { ... on PurchasingCompany { company { id } location { id } } }
  billingAddress { ...Postal }
  shippingAddress { ...Postal }
  paymentTerms { paymentTermsName dueInDays paymentSchedules(first: 1) { nodes { dueAt } } }
  lineItems(first: 50) { nodes { ...OrderLine } pageInfo { hasNextPage endCursor } }
  shippingLines(first: 10) {
    nodes {
      id title isRemoved
      originalPriceSet { shopMoney { amount currencyCode } }
      discountedPriceSet { shopMoney { amount currencyCode } }
      discountAllocations { allocatedAmountSet { shopMoney { amount currencyCode } } }
      taxLines { ...Tax }
    }
    pageInfo { hasNextPage endCursor }
  }
  fulfillments(first: 50) {
    id status createdAt
    location { id }
    fulfillmentLineItems(first: 20) { nodes { quantity lineItem { id } } pageInfo { hasNextPage endCursor } }
  }
  refunds(first: 50) {
    id createdAt processedAt
    refundLineItems(first: 20) {
      nodes { quantity restockType location { id } lineItem { id } }
      pageInfo { hasNextPage endCursor }
    }
  }
  fulfillmentOrders(first: 20) { nodes { ...RoutedOrder } pageInfo { hasNextPage endCursor } }
}
fragment Postal on MailingAddress {
  name firstName lastName company address1 address2 zip city province countryCodeV2 phone
}
${LINE_ITEM}${TAX}${FULFILLMENT_ORDER}` as const

/** Further lines of an order with more than 50. */
export const ORDER_LINES_PAGE = `#graphql
query OrderLinesPage($id: ID!, $after: String!) {
  order(id: $id) {
    id updatedAt
    lineItems(first: 100, after: $after) { nodes { ...OrderLine } pageInfo { hasNextPage endCursor } }
  }
}
${LINE_ITEM}${TAX}` as const

/** Further fulfillment orders of an order split into more than 20. */
export const FULFILLMENT_ORDERS_PAGE = `#graphql
query FulfillmentOrdersPage($id: ID!, $after: String!) {
  order(id: $id) {
    id updatedAt
    fulfillmentOrders(first: 20, after: $after) { nodes { ...RoutedOrder } pageInfo { hasNextPage endCursor } }
  }
}
${FULFILLMENT_ORDER}` as const

/** Further lines of one fulfillment, refund or fulfillment order. */
export const INNER_LINES_PAGE = `#graphql
query InnerLinesPage($id: ID!, $after: String!) {
  node(id: $id) {
    ... on Fulfillment {
      __typename id
      fulfillmentLineItems(first: 100, after: $after) {
        nodes { quantity lineItem { id } }
        pageInfo { hasNextPage endCursor }
      }
    }
    ... on Refund {
      __typename id
      refundLineItems(first: 100, after: $after) {
        nodes { quantity restockType location { id } lineItem { id } }
        pageInfo { hasNextPage endCursor }
      }
    }
    ... on FulfillmentOrder {
      __typename id
      lineItems(first: 100, after: $after) {
        nodes { id remainingQuantity lineItem { id } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`

/** The order behind an object that a webhook names without it (`owed`, because there it may be null). */
export const ORDER_BEHIND = `#graphql
query OrderBehind($id: ID!) {
  node(id: $id) {
    ... on FulfillmentOrder { __typename order { id } }
    ... on Return { __typename order { id } }
    ... on PaymentTerms { __typename owed: order { id } }
  }
}`
