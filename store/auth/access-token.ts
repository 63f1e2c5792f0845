// POST /admin/oauth/access_token: token exchange and refresh, with expiring offline tokens.
import { randomBytes } from 'node:crypto'
import type { Shop, Staff } from '../state/shop.ts'
import type { AccessToken } from '../state/state.ts'
import type { World } from '../state/world.ts'
import { readIdToken } from './id-token.ts'

const OFFLINE_S = 3600
const ONLINE_S = 86_400
const REFRESH_S = 90 * 86_400
/** How long a refresh token that was used may be used again, as long as what it brought is not. */
const AGAIN_MS = 30 * 86_400_000
const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange'
const ONLINE = 'urn:shopify:params:oauth:token-type:online-access-token'

export type Answer = { status: number; body: Record<string, unknown> }

const failure = (error: string, description: string, status = 400): Answer => ({
  status,
  body: { error, error_description: description },
})

export function accessToken(world: World, shop: Shop, request: Record<string, unknown>): Answer {
  if (request.client_id !== world.app.apiKey || request.client_secret !== world.app.secret)
    return failure('invalid_client', 'The client credentials are wrong.', 401)
  if (request.grant_type === 'refresh_token') return refresh(world, shop, String(request.refresh_token ?? ''))
  if (request.grant_type !== EXCHANGE)
    return failure(
      'unsupported_grant_type',
      'practice store: only token exchange and refresh are implemented',
    )
  const claims = readIdToken(String(request.subject_token ?? ''), world.app)
  if (!claims || new URL(claims.dest).hostname !== shop.domain)
    return failure('invalid_subject_token', 'The subject token is invalid or expired.')
  const staff = shop.staff.find(({ id }) => id === claims.sub)
  if (!staff) return failure('invalid_subject_token', 'The user does not exist.')
  shop.installed = true
  if (request.requested_token_type === ONLINE) return online(world, shop, staff)
  const expiring = request.expiring === '1' || request.expiring === 1 || request.expiring === true
  // One token of an app and a shop can be renewed: the newest.
  retire(world, (one) => one.shop === shop.domain)
  return offline(world, shop, expiring)
}

function keep(world: World, token: AccessToken): AccessToken {
  const now = Date.now()
  world.state.tokens = world.state.tokens.filter(
    ({ expiresAt, refreshExpiresAt }) => (refreshExpiresAt ?? expiresAt ?? Infinity) > now,
  )
  world.state.tokens.push(token)
  world.changed()
  return token
}

const secret = (prefix: string) => `${prefix}_${randomBytes(16).toString('hex')}`

/** A new offline token; an expiring one comes with a refresh token. */
export function newOfflineToken(world: World, shop: Shop, expiring: boolean, renews?: string): AccessToken {
  const now = Date.now()
  return keep(world, {
    token: secret('shpat'),
    shop: shop.domain,
    staffId: null,
    expiresAt: expiring ? now + OFFLINE_S * 1000 : null,
    refreshToken: expiring ? secret('shprt') : null,
    refreshExpiresAt: expiring ? now + REFRESH_S * 1000 : null,
    ...(renews === undefined ? {} : { renews }),
  })
}

/** Ends refresh tokens; the access tokens beside them work until they expire. */
function retire(world: World, which: (token: AccessToken) => boolean): void {
  for (const one of world.state.tokens.filter(which))
    Object.assign(one, { refreshToken: null, refreshExpiresAt: null })
}

function offline(world: World, shop: Shop, expiring: boolean, renews?: string): Answer {
  const { token, refreshToken } = newOfflineToken(world, shop, expiring, renews)
  const rest = expiring
    ? { expires_in: OFFLINE_S, refresh_token: refreshToken, refresh_token_expires_in: REFRESH_S }
    : {}
  return { status: 200, body: { access_token: token, scope: world.app.scopes.join(','), ...rest } }
}

function online(world: World, shop: Shop, staff: Staff): Answer {
  const { token } = keep(world, {
    token: secret('shpua'),
    shop: shop.domain,
    staffId: staff.id,
    expiresAt: Date.now() + ONLINE_S * 1000,
    refreshToken: null,
    refreshExpiresAt: null,
  })
  return {
    status: 200,
    body: {
      access_token: token,
      scope: world.app.scopes.join(','),
      expires_in: ONLINE_S,
      associated_user_scope: world.app.scopes.join(','),
      associated_user: {
        id: Number(staff.id),
        first_name: staff.firstName,
        last_name: staff.lastName,
        email: staff.email,
        email_verified: true,
        account_owner: staff === shop.staff[0],
        locale: staff.locale,
        collaborator: false,
      },
    },
  }
}

/**
 * A refresh token may be used again, in case its answer was lost, until the one that it brought is used; 30 days at
 * most. What it brings again takes the place of what it brought before.
 */
function refresh(world: World, shop: Shop, refreshToken: string): Answer {
  const known = world.state.tokens.find(
    (one) => one.refreshToken === refreshToken && one.shop === shop.domain,
  )
  const now = Date.now()
  if (!known || (known.refreshExpiresAt ?? 0) < now || (known.refreshedAt ?? now) < now - AGAIN_MS)
    return failure('invalid_request', 'This refresh token is invalid or expired.')
  known.refreshedAt ??= now
  retire(world, (one) => one.refreshToken === known.renews || one.renews === refreshToken)
  return offline(world, shop, true, refreshToken)
}

/** Whether a token may call the Admin API of the shop now. */
export function allows(world: World, shop: Shop, token: string | undefined): boolean {
  const known = world.state.tokens.find((one) => one.token === token)
  return known?.shop === shop.domain && (known.expiresAt === null || known.expiresAt > Date.now())
}
