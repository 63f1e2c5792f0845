// What the switches do to webhooks.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { listeningApp, type ListeningApp, SECRET, SHOP } from '../listening-app.ts'
import { sign } from './signature.ts'

let app: ListeningApp
beforeEach(async () => {
  app = await listeningApp()
  app.store.control.setClock({ at: '2026-11-24T08:00:00Z', frozen: true })
})
afterEach(() => app.close())

const CREATE = ['orders/create']
const order = () =>
  app.store.control.placeOrder({ buyer: 'Hôtel', lines: [{ sku: 'RIZ-CAMARGUE', quantity: 1 }] })
const orders = (n: number) => {
  for (let done = 0; done < n; done += 1) order()
  return app.store.control.idle()
}
const created = () => app.received.filter(({ topic }) => topic === 'orders/create')
const isSigned = ({ body, headers }: { body: string; headers: Record<string, unknown> }) =>
  headers['x-shopify-hmac-sha256'] === sign(body, SECRET)
/** The orders in the sequence in which they were told. */
const numbers = () => created().map(({ body }) => (JSON.parse(body) as { order_number: number }).order_number)
const newest = () => app.store.control.orders().orders.length

test('a share of one topic is lost, the same ones for the same seed, and nothing of another topic', async () => {
  const run = async (seed: number) => {
    app.store.control.reset()
    app.received.length = 0
    app.store.control.seed({ seed })
    app.store.control.webhookMode({ mode: 'drop', share: 0.4, topics: CREATE })
    await orders(20)
    return numbers()
  }
  const first = await run(5)
  expect(first.length).toBeGreaterThan(0)
  expect(first.length).toBeLessThan(20)
  expect(app.topics().filter((topic) => topic === 'orders/updated').length).toBe(20)
  expect(await run(5)).toEqual(first)
  expect(await run(6)).not.toEqual(first)
})

test('a second delivery has the ids it is asked to have', async () => {
  for (const ids of ['same', 'new-webhook-id', 'new-event-id', 'new', 'no-event-id'] as const) {
    app.store.control.webhookMode({ mode: 'twice', topics: CREATE, ids })
    app.received.length = 0
    await orders(1)
    const [first, second] = created().map(({ headers }) => [
      headers['x-shopify-webhook-id'],
      headers['x-shopify-event-id'],
    ])
    expect(created()).toHaveLength(2)
    expect(created()[0]!.body).toBe(created()[1]!.body)
    expect([first![0] === second![0], second![1] === undefined ? 'none' : first![1] === second![1]]).toEqual(
      {
        same: [true, true],
        'new-webhook-id': [false, true],
        'new-event-id': [true, false],
        new: [false, false],
        'no-event-id': [true, 'none'],
      }[ids],
    )
  }
})

test('a late one comes when the shop’s clock says so, with what was true when it was triggered', async () => {
  app.store.control.webhookMode({ mode: 'late', topics: CREATE, from: 'PT2H', to: 'PT3H' })
  await orders(1)
  expect(created()).toEqual([])
  app.store.control.setClock({ advance: 'PT119M' })
  await app.store.control.idle()
  expect(created()).toEqual([])
  app.store.control.setClock({ advance: 'PT61M' })
  await app.store.control.idle()
  expect(created()[0]!.headers['x-shopify-triggered-at']).toBe('2026-11-24T08:00:00.000Z')
})

test('late ones can be let go before their time', async () => {
  app.store.control.webhookMode({ mode: 'late', from: 'P1D' })
  await orders(1)
  expect(app.received).toEqual([])
  app.store.control.releaseWebhooks({ state: 'late' })
  await app.store.control.idle()
  expect(created()).toHaveLength(1)
})

test('shuffled ones all come, in an order drawn by the seed', async () => {
  const run = async () => {
    app.store.control.reset()
    app.received.length = 0
    app.store.control.webhookMode({ mode: 'shuffled', topics: CREATE, within: 'PT1S' })
    await orders(8)
    return numbers()
  }
  const first = await run()
  expect(first.toSorted()).not.toEqual(first)
  expect(new Set(first).size).toBe(8)
  expect(await run()).toEqual(first)
})

test.each(['altered', 'truncated'] as const)(
  'an %s body fails its signature and is whole when tried again',
  async (mode) => {
    app.store.control.webhookMode({ mode, topics: CREATE })
    app.answer(401)
    order()
    await vi.waitFor(() => expect(created()).toHaveLength(1))
    app.answer(200)
    await app.store.control.idle()
    expect(created().map(isSigned)).toEqual([false, true])
    expect(app.store.control.webhooks({ topic: 'orders/create' }).deliveries).toMatchObject([
      { state: 'delivered', trick: mode },
    ])
  },
)

test('a forged copy and one under another shop’s name come besides the true one, once each', async () => {
  app.store.control.webhookMode({ mode: 'forged', topics: CREATE })
  app.store.control.webhookMode({ mode: 'other-shop', topics: CREATE })
  await orders(1)
  const told = created().map((one) => [isSigned(one), one.headers['x-shopify-shop-domain'] === SHOP])
  expect(told.toSorted()).toEqual([
    [false, true],
    [true, false],
    [true, true],
  ])
})

test('what the app refuses of somebody else is not tried again', async () => {
  app.store.control.webhookMode({ mode: 'forged', topics: CREATE })
  app.store.control.webhookMode({ mode: 'drop' })
  app.store.control.webhookMode({ mode: 'once', topics: CREATE })
  app.answer(401)
  order()
  await vi.waitFor(() => expect(created()).toHaveLength(2))
  expect(app.store.control.webhooks({ topic: 'orders/create', state: 'refused' }).deliveries).toHaveLength(1)
})

test('a body that is no JSON is sent as it is, signed', async () => {
  app.store.control.sendWebhook({ topic: 'orders/updated', raw: '{"id":' })
  await app.store.control.idle()
  expect(app.received[0]!.body).toBe('{"id":')
  expect(isSigned(app.received[0]!)).toBe(true)
  expect(app.store.control.webhooks().deliveries).toMatchObject([{ body: '{"id":' }])
})

test('a declared subscription that is gone is sent nothing until it is mended', async () => {
  app.store.control.stopSubscriptions({ topics: CREATE })
  await orders(1)
  expect(created()).toEqual([])
  expect(app.topics()).toContain('orders/updated')
  expect(app.store.control.webhooks({ topic: 'orders/create' }).deliveries).toEqual([])
  app.store.control.mendSubscriptions({ topics: CREATE })
  await orders(1)
  expect(created()).toHaveLength(1)
})

test('all quiet is as it was before: nothing is drawn, nothing is on', async () => {
  app.store.control.webhookMode({ mode: 'drop', share: 0.9 })
  app.store.control.webhookMode({ mode: 'late', share: 0.5 })
  app.store.control.stopSubscriptions()
  app.store.control.bucket({ size: 50, restoreRate: 1 })
  expect(app.store.control.switches().on).toHaveLength(4)
  expect(app.store.control.allQuiet()).toEqual({ on: [] })
  const before = newest()
  await orders(10)
  expect(created()).toHaveLength(10)
  expect(newest()).toBe(before + 10)
  expect(app.store.control.webhooks().deliveries.every(({ state }) => state === 'delivered')).toBe(true)
})
