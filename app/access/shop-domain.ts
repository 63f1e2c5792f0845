const SHAPE = /^[a-z0-9][a-z0-9-]{0,99}\.myshopify\.com$/

/** Reads a shop's domain such as "moulin-lyon.myshopify.com"; null for everything else. */
export function asShop(text: unknown): string | null {
  return typeof text === 'string' && SHAPE.test(text) ? text : null
}
