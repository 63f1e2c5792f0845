// Session tokens as Shopify's admin gives them to an embedded app: HS256 JWTs, one minute long, in real time.
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import type { Shop, Staff } from '../state/shop.ts'

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const signature = (text: string, secret: string) =>
  createHmac('sha256', secret).update(text).digest('base64url')

const LIVES_S = 60

export function idToken(shop: Shop, staff: Staff, app: { apiKey: string; secret: string }): string {
  const now = Math.floor(Date.now() / 1000)
  const payload = {
    iss: `https://${shop.domain}/admin`,
    dest: `https://${shop.domain}`,
    aud: app.apiKey,
    sub: staff.id,
    exp: now + LIVES_S,
    nbf: now - 5,
    iat: now,
    jti: randomUUID(),
    sid: randomUUID(),
  }
  const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(payload)}`
  return `${text}.${signature(text, app.secret)}`
}

export type TokenClaims = { dest: string; aud: string; sub: string; exp: number }

/** The claims of a token that this store signed and that is still valid, else undefined. */
export function readIdToken(token: string, app: { apiKey: string; secret: string }): TokenClaims | undefined {
  const [header, payload, given] = token.split('.')
  if (!header || !payload || !given) return undefined
  const wanted = Buffer.from(signature(`${header}.${payload}`, app.secret))
  const got = Buffer.from(given)
  if (wanted.length !== got.length || !timingSafeEqual(wanted, got)) return undefined
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as TokenClaims
  return claims.exp * 1000 > Date.now() && claims.aud === app.apiKey ? claims : undefined
}

/** The `host` parameter: where in the admin the app is, in base64. */
export const hostParameter = (shop: Shop) =>
  Buffer.from(`admin.shopify.com/store/${storeName(shop)}`)
    .toString('base64')
    .replace(/=+$/, '')

export const storeName = (shop: Shop) => shop.domain.replace(/\.myshopify\.com$/, '')
