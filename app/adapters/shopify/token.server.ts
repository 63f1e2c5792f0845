import { HttpResponseError, type Session } from '@shopify/shopify-api'
import { sealedSessions } from '../../access/sessions.server.ts'
import { database } from '../../db.server.ts'
import { log } from '../../log.server.ts'
import { AdminError } from './admin-error.server.ts'
import { shopify } from './api.server.ts'

const MINUTE = 60_000
/** A token that ends sooner is renewed first: an import or a batch must not end in the middle. */
const RENEW_BEFORE_MS = 10 * MINUTE
/** Assumed when an answer names no end; without one the library would believe in a token for ever. */
const SHORTEST_LIFE_MS = 20 * MINUTE

/** The shop's offline session with a token that works for the next minutes. Throws `parked` when there is none. */
export async function offlineSession(shop: string): Promise<Session> {
  const session = await sealedSessions().loadSession(shopify().session.getOfflineId(shop))
  return session && isFresh(session) ? session : renewedSession(shop, session?.accessToken)
}

/** A token other than `stale`: somebody else's new one, or one renewed now. Many asking at once renew it once. */
export function renewedSession(shop: string, stale: string | undefined): Promise<Session> {
  const running = renewing.get(shop)
  if (running) return running
  const renewal = renew(shop, stale).finally(() => renewing.delete(shop))
  renewing.set(shop, renewal)
  return renewal
}

// Within a process one renewal a shop; between processes the row lock sees to that.
const renewing = new Map<string, Promise<Session>>()

const LIMITS = { maxWait: 15_000, timeout: 30_000 }

async function renew(shop: string, stale: string | undefined): Promise<Session> {
  const id = shopify().session.getOfflineId(shop)
  let found: string | undefined
  try {
    // The one transaction that waits for the network: a refresh token is used once, so whoever comes second has to
    // wait and read again.
    return await database().$transaction(async (tx) => {
      const rows = await tx.$queryRaw<{ accessToken: string }[]>`
        SELECT "accessToken" FROM session WHERE id = ${id} FOR UPDATE`
      found = rows[0]?.accessToken
      const sessions = sealedSessions(tx)
      const session = await sessions.loadSession(id)
      if (!session) throw parked('no session: the app has to be opened in the shop')
      if (session.accessToken !== stale && isFresh(session)) return session
      const renewed = await exchange(session)
      await sessions.storeSession(renewed)
      return renewed
    }, LIMITS)
  } catch (error) {
    if (error instanceof AdminError && error.failure.kind === 'parked') await forgetToken(id, found)
    throw error
  }
}

/** Forgets a token that is worth nothing any more, unless a new one came meanwhile: its absence asks for another. */
async function forgetToken(id: string, sealed: string | undefined): Promise<void> {
  if (sealed) await database().session.deleteMany({ where: { id, accessToken: sealed } })
}

/** Forgets a token that Shopify refuses although it should work. */
export async function forgetRefused(session: Session): Promise<void> {
  const row = await database().session.findUnique({ where: { id: session.id } })
  const current = await sealedSessions().loadSession(session.id)
  if (current?.accessToken === session.accessToken) await forgetToken(session.id, row?.accessToken)
}

function isFresh({ accessToken, expires, refreshToken }: Session): boolean {
  if (!accessToken) return false
  // No end and nothing to renew it with: a token of the older kind, which works until Shopify says otherwise.
  if (!expires) return !refreshToken
  return expires.getTime() - Date.now() > RENEW_BEFORE_MS
}

async function exchange(old: Session): Promise<Session> {
  const { shop, refreshToken, refreshTokenExpires } = old
  if (!refreshToken || (refreshTokenExpires && refreshTokenExpires.getTime() < Date.now())) {
    throw parked('the token can no longer be renewed: the app has to be opened in the shop')
  }
  try {
    const { session } = await shopify().auth.refreshToken({ shop, refreshToken })
    session.expires ??= new Date(Date.now() + SHORTEST_LIFE_MS)
    session.refreshToken ??= refreshToken
    session.refreshTokenExpires ??= refreshTokenExpires
    log.info({ shop }, 'token renewed')
    return session
  } catch (error) {
    const status = error instanceof HttpResponseError ? error.response.code : null
    if (status === 400 || status === 401 || status === 403) throw parked(`renewal answered ${status}`)
    throw new AdminError({ kind: 'unreachable', why: 'the token could not be renewed' })
  }
}

function parked(why: string): AdminError {
  return new AdminError({ kind: 'parked', why })
}

/** Renews a shop's token although it still works: a refresh token that is never used ends after 90 days. */
export async function keepTokenAlive(shop: string): Promise<void> {
  const session = await sealedSessions().loadSession(shopify().session.getOfflineId(shop))
  if (session?.refreshToken) await renewedSession(shop, session.accessToken)
}
