// The embedded app as a browser in Shopify's admin asks it: with a session token for one shop and one person.
import { createHmac, randomUUID } from 'node:crypto'
import { Session } from '@shopify/shopify-api'
import { sealedSessions } from '#app/access/sessions.server.ts'
import { env } from '#app/env.server.ts'

/** Shopify's library turns away what looks like a robot. */
export const BROWSER =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'

export type Claims = Record<string, unknown>

/** A session token as Shopify signs it; `claims` and `header` replace what it says. */
export function idToken(
  shop: string,
  claims: Claims = {},
  { alg = 'HS256', secret = env().SHOPIFY_API_SECRET } = {},
): string {
  const now = Math.floor(Date.now() / 1000)
  const payload = {
    iss: `https://${shop}/admin`,
    dest: `https://${shop}`,
    aud: env().SHOPIFY_API_KEY,
    sub: '7',
    exp: now + 60,
    nbf: now,
    iat: now,
    jti: randomUUID(),
    sid: randomUUID(),
    ...claims,
  }
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  const text = `${encode({ alg, typ: 'JWT' })}.${encode(payload)}`
  return `${text}.${alg === 'none' ? '' : createHmac('sha256', secret).update(text).digest('base64url')}`
}

/** Stores what a first visit would: the shop's token and the person's. Shopify is then not asked. */
export async function signIn(
  shop: string,
  { userId = 7, first = 'Claire', last = 'Martin', locale = 'fr' } = {},
) {
  const expires = new Date(Date.now() + 3_600_000)
  const common = { shop, state: '', scope: 'read_orders', expires }
  const sessions = sealedSessions()
  await sessions.storeSession(
    new Session({
      ...common,
      id: `offline_${shop}`,
      isOnline: false,
      accessToken: `shpat_${randomUUID()}`,
      refreshToken: `shprt_${randomUUID()}`,
      refreshTokenExpires: new Date(Date.now() + 90 * 86_400_000),
    }),
  )
  const user = { id: userId, first_name: first, last_name: last, email: 'claire@x.example', locale }
  const rest = { account_owner: false, collaborator: false, email_verified: true }
  const onlineAccessInfo = {
    expires_in: 3_600,
    associated_user_scope: 'read_orders',
    associated_user: { ...user, ...rest },
  }
  await sessions.storeSession(
    new Session({
      ...common,
      id: `${shop}_${userId}`,
      isOnline: true,
      accessToken: `shpua_${randomUUID()}`,
      onlineAccessInfo,
    }),
  )
}

/** The headers of a request that App Bridge makes. */
export function bearer(shop: string, token = idToken(shop)): Record<string, string> {
  return { 'user-agent': BROWSER, authorization: `Bearer ${token}` }
}

/** The query of a document that the admin opens in its frame. */
export function openedBy(shop: string, more: Record<string, string> = {}): string {
  const host = Buffer.from(`admin.shopify.com/store/${shop.split('.')[0]}`)
    .toString('base64')
    .replace(/=+$/, '')
  return new URLSearchParams({
    shop,
    host,
    embedded: '1',
    id_token: idToken(shop),
    locale: 'fr',
    ...more,
  }).toString()
}
