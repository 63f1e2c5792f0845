// node --import ./redirect-shopify.mjs : send https://*.myshopify.com to SHOPIFY_STANDIN_URL. Preloaded, the app code is untouched.
const base = process.env.SHOPIFY_STANDIN_URL
if (base) {
  const real = globalThis.fetch
  globalThis.fetch = (input, init) => {
    const req = new Request(input, init)
    const u = new URL(req.url)
    if (u.hostname.endsWith('.myshopify.com')) {
      const h = new Headers(req.headers)
      h.set('x-forwarded-host', u.hostname)
      return real(new URL(u.pathname + u.search, base), {
        method: req.method,
        headers: h,
        body: req.body,
        duplex: 'half',
        signal: req.signal,
      })
    }
    return real(input, init)
  }
}
