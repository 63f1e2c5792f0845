import '@shopify/shopify-api/adapters/web-api'
import { ApiVersion, LogSeverity, shopifyApi, type Shopify } from '@shopify/shopify-api'
import { env } from '../../env.server.ts'
import { log } from '../../log.server.ts'

/** The one Admin API version that Carnet speaks: that of store/schema/admin.graphql. */
export const API_VERSION = ApiVersion.July26

/** What Shopify's libraries log goes through our log, which takes tokens out; their debug lines hold whole ones. */
export const shopifyLogger = {
  level: LogSeverity.Warning,
  httpRequests: false,
  timestamps: false,
  log: async (severity: LogSeverity, message: string) =>
    log[severity === LogSeverity.Error ? 'error' : 'warn']({ from: 'shopify' }, message),
}

let made: Shopify | null = null

/** Shopify's own client library, for what happens without a request. */
export function shopify(): Shopify {
  if (made) return made
  const { SHOPIFY_API_KEY, SHOPIFY_API_SECRET, SHOPIFY_APP_URL } = env()
  const url = new URL(SHOPIFY_APP_URL)
  made = shopifyApi({
    apiKey: SHOPIFY_API_KEY,
    apiSecretKey: SHOPIFY_API_SECRET,
    apiVersion: API_VERSION,
    hostName: url.host,
    hostScheme: url.protocol.replace(':', '') as 'http' | 'https',
    isEmbeddedApp: true,
    logger: shopifyLogger,
  })
  return made
}
