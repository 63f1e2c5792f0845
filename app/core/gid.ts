/** A Shopify object id with its type, as `admin_graphql_api_id` carries it. Never built through a number. */
export type Gid<T extends string = string> = `gid://shopify/${T}/${string}`

const SHAPE = /^gid:\/\/shopify\/([A-Za-z]+)\/([^/?\s]+)/

/** Builds a gid from a type and the digits Shopify's REST shapes carry. */
export function gid<T extends string>(type: T, id: string): Gid<T> {
  return `gid://shopify/${type}/${id}`
}

/** Reads a gid of the given type; null when the text is none. Query strings (`?fulfillment_order_id=…`) are dropped. */
export function asGid<T extends string>(type: T, text: unknown): Gid<T> | null {
  if (typeof text !== 'string') return null
  const match = SHAPE.exec(text)
  return match && match[1] === type ? gid(type, match[2]!) : null
}

/** The part after the type: what Shopify's admin URLs and REST bodies show. */
export function idOf(id: Gid): string {
  return SHAPE.exec(id)?.[2] ?? id
}
