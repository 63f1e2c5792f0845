/** Subscribes to a topic for one shop, beside what the app's configuration declares. */
export const SUBSCRIBE = `#graphql
mutation Subscribe($topic: WebhookSubscriptionTopic!, $uri: String!) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: { uri: $uri, format: JSON }) {
    webhookSubscription { id }
    userErrors { field message }
  }
}`

/** What is subscribed already, page by page. */
export const SUBSCRIPTIONS_PAGE = `#graphql
query SubscriptionsPage($after: String) {
  webhookSubscriptions(first: 100, after: $after) {
    nodes { id topic uri }
    pageInfo { hasNextPage endCursor }
  }
}`
