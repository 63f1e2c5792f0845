import '@shopify/shopify-app-remix/adapters/node'
import { AppDistribution, shopifyApp } from '@shopify/shopify-app-remix/server'
import { sealedSessions } from './access/sessions.server.ts'
import { API_VERSION, shopifyLogger } from './adapters/shopify/api.server.ts'
import { env } from './env.server.ts'

const { SHOPIFY_API_KEY, SHOPIFY_API_SECRET, SHOPIFY_APP_URL, SCOPES } = env()

// Webhooks are declared in shopify.app.toml and received before Remix; `authenticate.webhook` is not used, because it
// looks up the session and may renew its token before it answers.
const app = shopifyApp({
  apiKey: SHOPIFY_API_KEY,
  apiSecretKey: SHOPIFY_API_SECRET,
  apiVersion: API_VERSION,
  appUrl: SHOPIFY_APP_URL,
  scopes: SCOPES?.split(','),
  distribution: AppDistribution.AppStore,
  isEmbeddedApp: true,
  // The person's own token says who acts; background work uses the shop's.
  useOnlineTokens: true,
  sessionStorage: sealedSessions(),
  logger: shopifyLogger,
  future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
})

/** Lets a request of the embedded app in, or throws the answer that makes it come back with a session token. */
export const authenticateAdmin = app.authenticate.admin
