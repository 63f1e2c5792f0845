import { afterAll, beforeAll, expect, test } from 'vitest'
import { listeningApp, type ListeningApp, SECRET, SHOP } from '../listening-app.ts'

let app: ListeningApp
beforeAll(async () => {
  app = await listeningApp()
})
afterAll(() => app.close())

async function token(body: Record<string, string>, shop = SHOP) {
  const response = await fetch(`${app.store.url}/admin/oauth/access_token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-host': shop },
    body: JSON.stringify({ client_id: 'carnet-practice-key', client_secret: SECRET, ...body }),
  })
  return { status: response.status, body: (await response.json()) as Record<string, string> }
}

const exchange = (over: Record<string, string> = {}, shop?: string) =>
  token(
    {
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: app.store.control.idToken({ staff: 'Marc' }).idToken,
      subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
      requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
      expiring: '1',
      ...over,
    },
    shop,
  )

const mayCall = async (accessToken: string | undefined) => {
  const response = await fetch(`${app.store.url}/admin/api/2026-07/graphql.json`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-host': SHOP,
      'x-shopify-access-token': accessToken ?? '',
    },
    body: '{"query":"{ shop { name } }"}',
  })
  return response.status
}

test('an id token becomes an expiring offline token, which can be renewed', async () => {
  const { status, body } = await exchange()
  expect(status).toBe(200)
  expect(body).toMatchObject({ expires_in: 3600, refresh_token_expires_in: 7_776_000 })
  expect(await mayCall(body.access_token)).toBe(200)
  const renewed = await token({ grant_type: 'refresh_token', refresh_token: body.refresh_token! })
  expect(await mayCall(renewed.body.access_token)).toBe(200)
})

const renew = (refreshToken: string | undefined) =>
  token({ grant_type: 'refresh_token', refresh_token: refreshToken! })

test('a renewal whose answer was lost can be had again, until what it brought is used', async () => {
  const { refresh_token: first, access_token: oldest } = (await exchange()).body
  const { refresh_token: lost } = (await renew(first)).body
  const { refresh_token: second, access_token } = (await renew(first)).body
  // The answer that was lost is worth nothing any more; calling the Admin API retires nothing.
  expect((await renew(lost)).status).toBe(400)
  expect(await mayCall(access_token)).toBe(200)
  expect((await renew(first)).status).toBe(200)
  const { refresh_token: third } = (await renew(first)).body
  expect((await renew(second)).status).toBe(400)
  expect((await renew(third)).status).toBe(200)
  expect(await renew(first)).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
  expect(await mayCall(oldest)).toBe(200)
})

test('a renewal can be had again for 30 days', async () => {
  const { refresh_token: first } = (await exchange()).body
  await renew(first)
  const kept = app.store.world.state.tokens.find((one) => one.refreshToken === first)!
  kept.refreshedAt! -= 29 * 86_400_000
  expect((await renew(first)).status).toBe(200)
  kept.refreshedAt! -= 2 * 86_400_000
  expect((await renew(first)).status).toBe(400)
})

test('opening the app anew retires the refresh token of before', async () => {
  const { refresh_token: first, access_token } = (await exchange()).body
  const { refresh_token: second } = (await exchange()).body
  expect((await renew(first)).status).toBe(400)
  expect(await mayCall(access_token)).toBe(200)
  expect((await renew(second)).status).toBe(200)
})

test('the online token says who acts', async () => {
  const { body } = await exchange({
    requested_token_type: 'urn:shopify:params:oauth:token-type:online-access-token',
  })
  expect(body.associated_user).toMatchObject({
    first_name: 'Marc',
    last_name: 'Ollier',
    email: 'marc@huilerie-du-moulin.example.com',
  })
})

test('a wrong secret, another shop or a forged token get nothing', async () => {
  expect((await exchange({ client_secret: 'x' })).status).toBe(401)
  app.store.control.createShop({ domain: 'other.myshopify.com' })
  expect((await exchange({}, 'other.myshopify.com')).body.error).toBe('invalid_subject_token')
  expect((await exchange({ subject_token: 'a.b.c' })).body.error).toBe('invalid_subject_token')
  expect(await mayCall('shpat_unknown')).toBe(401)
})
