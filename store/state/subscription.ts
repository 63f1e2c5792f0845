/** A webhook subscription made through the Admin API, beside those of the app's own configuration. */
export type Subscription = {
  id: string
  /** As the API names it: ORDERS_CREATE. */
  topic: string
  uri: string
  includeFields: string[]
  metafieldNamespaces: string[]
  name: string | null
  createdAt: string
  updatedAt: string
}

/** ORDERS_CREATE of orders/create. */
export const topicName = (path: string) => path.toUpperCase().replace(/[/.]/g, '_')
