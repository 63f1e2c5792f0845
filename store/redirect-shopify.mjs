// node --import ./store/redirect-shopify.mjs: sends https://*.myshopify.com to SHOPIFY_STANDIN_URL.
// Preloaded before anything fetches, so that the app's code is the same with the practice store and with Shopify.
const standIn = process.env.SHOPIFY_STANDIN_URL

if (standIn) {
  const realFetch = globalThis.fetch
  globalThis.fetch = (input, init) => {
    const request = new Request(input, init?.body && !init.duplex ? { ...init, duplex: 'half' } : init)
    const url = new URL(request.url)
    if (!url.hostname.endsWith('.myshopify.com')) return realFetch(input, init)
    const headers = new Headers(request.headers)
    headers.set('x-forwarded-host', url.hostname)
    return realFetch(new URL(url.pathname + url.search, standIn), {
      method: request.method,
      headers,
      redirect: request.redirect,
      signal: request.signal,
      // A streamed body needs half duplex; a request without one must not say it.
      ...(request.body ? { body: request.body, duplex: 'half' } : {}),
    })
  }
}
