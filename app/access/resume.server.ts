import { RequestedTokenType } from '@shopify/shopify-api'
import { shopify } from '../adapters/shopify/api.server.ts'
import { now } from '../clock.server.ts'
import { withShop, type Tx } from '../db.server.ts'
import { PARKED } from '../flows/connection-noticed.server.ts'
import { log } from '../log.server.ts'
import { resolveTasks } from '../tasks/tasks.server.ts'
import { enqueue } from '../worker/enqueue.server.ts'
import { sealedSessions } from './sessions.server.ts'

/**
 * Gets the shop a token for background work again, from the session token of a person who has opened the app, and
 * wakes what waited for it. Shopify's library only does so when the person's own session has ended too.
 */
export async function resume(shop: string, request: Request): Promise<void> {
  const sessionToken = sessionTokenOf(request)
  if (!sessionToken) return
  const { session } = await shopify().auth.tokenExchange({
    shop,
    sessionToken,
    requestedTokenType: RequestedTokenType.OfflineAccessToken,
    expiring: true,
  })
  await sealedSessions().storeSession(session)
  await withShop(shop, async (tx) => {
    await resolveTasks(tx, shop, [PARKED], now(), 'carnet')
    await wake(tx, shop)
  })
  log.info({ shop }, 'background work may go on')
}

/** Has a shop's jobs that wait for Shopify tried at once. */
export async function wake(tx: Tx, shop: string): Promise<void> {
  await enqueue(tx, 'wake-shop', { shop }, { key: `wake:${shop}` })
}

function sessionTokenOf(request: Request): string | null {
  const bearer = request.headers.get('authorization')?.match(/^Bearer (.+)$/)?.[1]
  return bearer ?? new URL(request.url).searchParams.get('id_token')
}
