// What an install reads, each as one bulk query. Shopify's rules for them: at most five connections, the root counted,
// two levels deep, written with edges, none inside a list (shopify.dev/docs/api/usage/bulk-operations/queries).

/** Starts a bulk query; grouped, so that children follow their parent and nothing has to be kept in memory. */
export const RUN_BULK = `#graphql
mutation RunBulk($query: String!) {
  bulkOperationRunQuery(query: $query, groupObjects: true) {
    bulkOperation { id }
    userErrors { code field message }
  }
}`

/** How far a bulk query is. */
export const BULK_OPERATION = `#graphql
query BulkOperationNow($id: ID!) {
  bulkOperation(id: $id) { id status errorCode rootObjectCount url }
}`

/** Everything that may be sold, with what lies of it at each place. */
export const BULK_VARIANTS = `#graphql
query BulkVariants {
  productVariants {
    edges {
      node {
        id title displayName sku barcode price
        product { id title }
        inventoryItem {
          id tracked requiresShipping unitCost { amount currencyCode }
          inventoryLevels(includeInactive: true) {
            edges {
              node {
                id isActive updatedAt
                location { id }
                quantities(names: ["on_hand", "available", "committed", "reserved", "damaged", "safety_stock", "quality_control", "incoming"]) {
                  name quantity
                }
              }
            }
          }
        }
      }
    }
  }
}`

/** Companies with their locations. */
export const BULK_COMPANIES = `#graphql
query BulkCompanies {
  companies {
    edges {
      node {
        __typename id name
        mainContact { customer { id defaultEmailAddress { emailAddress } } }
        locations { edges { node { id name locale taxSettings { taxRegistrationId } } } }
      }
    }
  }
}`

/** Customers; those who buy for a company say so. */
export const BULK_CUSTOMERS = `#graphql
query BulkCustomers {
  customers {
    edges {
      node { __typename id displayName locale defaultEmailAddress { emailAddress } companyContactProfiles { id } }
    }
  }
}`

const MONEY = '{ shopMoney { amount currencyCode } }'
const POSTAL = '{ name firstName lastName company address1 address2 zip city province countryCodeV2 phone }'
const TAX = `{ title rate priceSet ${MONEY} }`

/**
 * Every order that Shopify shows (60 days, or all where granted), the oldest first: it has the first right to stock. What stands in lists inside lists it cannot tell: the
 * lines of fulfillments and refunds; `orderOfBulk` says what to do then. One shipping line instead of its connection,
 * which would be one too many.
 */
export const BULK_ORDERS = `#graphql
query BulkOrders {
  orders(sortKey: PROCESSED_AT) {
    edges {
      node {
        id name updatedAt createdAt processedAt cancelledAt closedAt test
        currencyCode taxesIncluded dutiesIncluded displayFinancialStatus sourceName
        email phone note poNumber customerLocale
        totalPriceSet ${MONEY} currentTotalPriceSet ${MONEY} totalTaxSet ${MONEY} totalTipReceivedSet ${MONEY}
        originalTotalDutiesSet ${MONEY} originalTotalAdditionalFeesSet ${MONEY} totalShippingPriceSet ${MONEY}
        customer { id firstName lastName }
        purchasingEntity { ... on PurchasingCompany { company { id } location { id } } }
        billingAddress ${POSTAL}
        shippingAddress ${POSTAL}
        paymentTerms { id paymentTermsName dueInDays paymentSchedules { edges { node { id dueAt } } } }
        shippingLine {
          id title isRemoved originalPriceSet ${MONEY} discountedPriceSet ${MONEY}
          discountAllocations { allocatedAmountSet ${MONEY} }
          taxLines ${TAX}
        }
        fulfillments { id status createdAt location { id } }
        refunds { id }
        lineItems {
          edges {
            node {
              id title variantTitle sku quantity currentQuantity unfulfilledQuantity
              requiresShipping isGiftCard taxable
              variant { id }
              product { id }
              originalUnitPriceSet ${MONEY}
              discountAllocations { allocatedAmountSet ${MONEY} }
              taxLines ${TAX}
              duties { id price ${MONEY} taxLines ${TAX} }
            }
          }
        }
        fulfillmentOrders {
          edges {
            node {
              id status
              assignedLocation { location { id } }
              lineItems { edges { node { id totalQuantity remainingQuantity lineItem { id } } } }
            }
          }
        }
      }
    }
  }
}` as const
