import { expect, test } from 'vitest'
import { frameAncestors } from './frame-ancestors.ts'

const shop = 'moulin-lyon.myshopify.com'
const own = `frame-ancestors https://${shop} https://admin.shopify.com`

test.each([
  ['/app', shop, null, own],
  ['/app/orders/1', shop, null, own],
  ['/auth/session-token', shop, null, own],
  ['/', shop, null, own],
  ['/app', shop, 'http://localhost:4000', `${own} http://localhost:4000`],
  ['/app', null, 'http://localhost:4000', "frame-ancestors 'none'"],
  ['/apples', shop, null, "frame-ancestors 'none'"],
  ['/s/token', shop, null, "frame-ancestors 'none'"],
  ['/app', 'evil.com', null, "frame-ancestors 'none'"],
  ['/app', `${shop}.evil.com`, null, "frame-ancestors 'none'"],
  ['/app', `${shop}; script-src *`, null, "frame-ancestors 'none'"],
  ['/app', `${shop} *`, null, "frame-ancestors 'none'"],
  ['/app', `evil.com/${shop}`, null, "frame-ancestors 'none'"],
  ['/app', '-a.myshopify.com', null, "frame-ancestors 'none'"],
  ['/app', '.myshopify.com', null, "frame-ancestors 'none'"],
])('%s for %s may be framed as said', (pathname, asked, standIn, said) => {
  expect(frameAncestors({ pathname, shop: asked, standIn })).toBe(said)
})
