// The page of switches, as a browser without JavaScript uses it.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listeningApp, type ListeningApp } from '../listening-app.ts'

let app: ListeningApp
beforeEach(async () => {
  app = await listeningApp()
})
afterEach(() => app.close())

const get = async (path: string) => (await fetch(`${app.store.url}/store/moulin-lyon/${path}`)).text()
const press = async (action: string, fields: Record<string, string> = {}) => {
  const response = await fetch(`${app.store.url}/store/moulin-lyon/switches/${action}`, {
    method: 'POST',
    headers: { referer: `${app.store.url}/store/moulin-lyon/switches` },
    body: new URLSearchParams(fields),
  })
  return response.text()
}
const on = () => app.store.control.switches().on

test('what is switched on is said on every page, and off again nowhere', async () => {
  expect(await get('orders')).not.toContain('Misbehaving on purpose')
  await press('webhooks', { kind: 'drop', percent: '10', next: '', only: 'orders/create, orders/updated' })
  await press('calls', { kind: 'http500', percent: '10', next: '3', status: '503', only: '' })
  expect(on()).toEqual([
    '10 % of the webhooks of orders/create, orders/updated: lost',
    'the next 3 API calls: HTTP 503',
  ])
  for (const path of ['orders', 'apps/carnet', 'webhooks'])
    expect(await get(path)).toContain('10 % of the webhooks of orders/create, orders/updated: lost')
  await press('off', { group: 'calls', index: '0' })
  expect(on()).toHaveLength(1)
  await press('quiet')
  expect(await get('orders')).not.toContain('Misbehaving on purpose')
})

test('a share that is none is refused with a word, and nothing is on', async () => {
  expect(await press('webhooks', { kind: 'drop', percent: '150' })).toContain('share')
  expect(on()).toEqual([])
})

test('another version lacks fields, and a field that never was is refused with a word', async () => {
  const version = { kind: 'other-version', percent: '100', next: '', only: '', version: '2026-10' }
  expect(await press('calls', { ...version, absent: 'Order.nonsense' })).toContain('is no field of')
  await press('calls', { ...version, absent: 'Order.poNumber, Shop.name' })
  expect(on()).toEqual(['all API calls: answered by API 2026-10, without Order.poNumber, Shop.name'])
})

test('a mutation is refused with a code of its own, and a code of another is refused with a word', async () => {
  const refusal = { kind: 'user-error', percent: '', next: '1', only: 'inventoryAdjustQuantities' }
  expect(await press('calls', { ...refusal, code: 'TAKEN' })).toContain('has no user error TAKEN')
  await press('calls', { ...refusal, code: 'INVALID_LOCATION' })
  expect(on()).toEqual([
    'the next API call of inventoryAdjustQuantities: refused with the user error INVALID_LOCATION',
  ])
  expect(await get('switches')).toContain('value="INVALID_LOCATION"')
})

test('Carnet is uninstalled and opened again from its own page', async () => {
  await press('uninstall')
  expect(await get('switches')).toContain('shop/redact comes on')
  expect(await get('apps/carnet')).toContain('Install and open')
  expect(await press('reinstall')).toContain('app-frame')
  expect(on()).toEqual([])
})
