import { asShop } from './shop-domain.ts'

// Only these pages are shown inside the admin; public ones may be framed by nobody, whatever their address says.
const EMBEDDED = /^\/(?:$|(?:app|auth)(?:\/|$))/

export type Framing = {
  readonly pathname: string
  /** The `shop` of the address, as it came. */
  readonly shop: string | null
  /** Where the practice store shows the admin; demo and tests only. */
  readonly standIn: string | null
}

/** Who may show a page in a frame: the shop's own admin, or nobody. Built from what was recognised, never from raw text. */
export function frameAncestors({ pathname, shop, standIn }: Framing): string {
  const known = EMBEDDED.test(pathname) ? asShop(shop) : null
  if (!known) return "frame-ancestors 'none'"
  return [
    'frame-ancestors',
    `https://${known}`,
    'https://admin.shopify.com',
    ...(standIn ? [standIn] : []),
  ].join(' ')
}
