// Tokens that end, renewals that fail, and a shop that uninstalls and comes back.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listeningApp, type ListeningApp, SECRET, SHOP } from '../listening-app.ts'

let app: ListeningApp
beforeEach(async () => {
  app = await listeningApp()
  app.store.control.setClock({ at: '2026-11-24T08:00:00Z', frozen: true })
})
afterEach(() => app.close())

async function token(body: Record<string, string>) {
  const response = await fetch(`${app.store.url}/admin/oauth/access_token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-host': SHOP },
    body: JSON.stringify({ client_id: 'carnet-practice-key', client_secret: SECRET, ...body }),
  })
  return { status: response.status, body: (await response.json()) as Record<string, string> }
}
const exchange = () =>
  token({
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: app.store.control.idToken().idToken,
    requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
    expiring: '1',
  })
const renew = (refreshToken: string | undefined) =>
  token({ grant_type: 'refresh_token', refresh_token: refreshToken ?? '' })
async function mayCall(accessToken: string | undefined) {
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

test('an ended token is refused at once and can be renewed, unless that is to be refused too', async () => {
  const first = (await exchange()).body
  app.store.control.endTokens()
  expect(await mayCall(first.access_token)).toBe(401)
  const second = await renew(first.refresh_token)
  expect(await mayCall(second.body.access_token)).toBe(200)
  app.store.control.endTokens({ refresh: 'refused' })
  expect(await mayCall(second.body.access_token)).toBe(401)
  expect((await renew(second.body.refresh_token)).status).toBe(400)
})

test('a renewal comes without an end, is lost, or fails; the next is as always', async () => {
  const { refresh_token: refresh } = (await exchange()).body
  app.store.control.tokenFaults({ kind: 'no-expiry' })
  const endless = (await renew(refresh)).body
  expect(endless.access_token).toBeDefined()
  expect(endless).not.toHaveProperty('expires_in')
  app.store.control.tokenFaults({ kind: 'lost-answer' })
  const before = app.store.world.state.tokens.length
  await expect(renew(refresh)).rejects.toThrow()
  expect(app.store.world.state.tokens.length).toBe(before + 1)
  app.store.control.tokenFaults({ kind: 'http500' })
  expect((await renew(refresh)).status).toBe(500)
  expect((await renew(refresh)).body).toHaveProperty('expires_in', 3600)
})

test('uninstalling ends the tokens, is told, and is followed by shop/redact 48 hours later', async () => {
  const { access_token: access } = (await exchange()).body
  app.store.control.uninstall()
  expect(await mayCall(access)).toBe(401)
  app.store.control.placeOrder({ buyer: 'Hôtel', lines: [{ sku: 'HUILE-75', quantity: 1 }] })
  app.store.control.setClock({ advance: 'PT47H' })
  await app.store.control.idle()
  expect(app.topics()).toEqual(['app/uninstalled'])
  app.store.control.setClock({ advance: 'PT1H' })
  await app.store.control.idle()
  expect(app.topics()).toEqual(['app/uninstalled', 'shop/redact'])
  expect(() => app.store.control.uninstall()).toThrow('not installed')
})

test('installed again the app gets tokens and webhooks, and the redact of before still comes', async () => {
  const old = (await exchange()).body
  app.store.control.uninstall()
  app.store.control.reinstall()
  expect(await mayCall((await exchange()).body.access_token)).toBe(200)
  expect(await mayCall(old.access_token)).toBe(401)
  expect((await renew(old.refresh_token)).status).toBe(400)
  app.store.control.placeOrder({ buyer: 'Hôtel', lines: [{ sku: 'HUILE-75', quantity: 1 }] })
  app.store.control.setClock({ advance: 'P2D' })
  await app.store.control.idle()
  expect(app.topics()).toEqual(expect.arrayContaining(['app/uninstalled', 'orders/create', 'shop/redact']))
})
