/** The shop as it introduces itself: the first page of the seller. */
export const SHOP = `#graphql
query Shop {
  shop {
    name email contactEmail currencyCode ianaTimezone taxesIncluded
    shopAddress { company address1 address2 zip city countryCodeV2 phone }
  }
  shopLocales { locale primary }
  # without an id: the shop's primary location
  location { id }
}`

/** Every location, closed ones too: stock may still lie there. */
export const LOCATIONS_PAGE = `#graphql
query LocationsPage($after: String) {
  locations(first: 50, after: $after, includeInactive: true) {
    nodes { id name isActive address { address1 address2 zip city countryCode phone } }
    pageInfo { hasNextPage endCursor }
  }
}`

/** Companies with their first locations, and private customers. */
export const BUYERS = `#graphql
query Buyers($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on Company {
      __typename id name
      mainContact { customer { id defaultEmailAddress { emailAddress } } }
      locations(first: 10) {
        nodes {
          id name locale
          taxSettings { taxRegistrationId }
          buyerExperienceConfiguration { paymentTermsTemplate { name dueInDays } }
          billingAddress { recipient companyName address1 address2 zip city countryCode phone }
        }
      }
    }
    ... on Customer { __typename id displayName locale defaultEmailAddress { emailAddress } }
  }
}`

/** Orders by a search such as "status:open": ids only, each is then fetched for settling. */
export const ORDERS_PAGE = `#graphql
query OrdersPage($search: String!, $after: String) {
  orders(first: 100, after: $after, query: $search, sortKey: UPDATED_AT) {
    nodes { id updatedAt }
    pageInfo { hasNextPage endCursor }
  }
}`
