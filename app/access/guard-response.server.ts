import type { IncomingMessage, ServerResponse } from 'node:http'
import { env } from '../env.server.ts'
import { frameAncestors } from './frame-ancestors.ts'
import { asShop } from './shop-domain.ts'

/**
 * Sees to it that every answer, errors included, says who may frame it, and sets no cookie. Last word: written when
 * the headers leave, over whatever a library has set (Shopify's sets none for a bad shop, and foreign origins always).
 */
export function guardResponse(request: IncomingMessage, response: ServerResponse): void {
  const { pathname, shop } = addressOf(request)
  const { SHOPIFY_STANDIN_URL, SHOPIFY_APP_URL } = env()
  const standIn = SHOPIFY_STANDIN_URL ? new URL(SHOPIFY_STANDIN_URL).origin : null
  const write = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse
  response.writeHead = (...args: unknown[]) => {
    response.setHeader('content-security-policy', frameAncestors({ pathname, shop, standIn }))
    response.setHeader('x-content-type-options', 'nosniff')
    // Only the origin leaves: addresses here may hold a session token or a supplier's link.
    response.setHeader('referrer-policy', 'strict-origin')
    if (SHOPIFY_APP_URL.startsWith('https:')) {
      response.setHeader('strict-transport-security', 'max-age=31536000')
    }
    response.removeHeader('set-cookie')
    return write(...args)
  }
}

/** Whether the address names a shop that cannot be one: nothing behind gets to see it. */
export function hasHostileShop(request: IncomingMessage): boolean {
  const { shop } = addressOf(request)
  return shop !== null && !asShop(shop)
}

function addressOf(request: IncomingMessage): { pathname: string; shop: string | null } {
  try {
    const url = new URL(request.url ?? '/', 'http://carnet')
    const shops = url.searchParams.getAll('shop')
    // Given twice, two readers might each believe another one.
    return { pathname: url.pathname, shop: shops.length > 1 ? '' : (shops[0] ?? null) }
  } catch {
    return { pathname: '', shop: '' }
  }
}
