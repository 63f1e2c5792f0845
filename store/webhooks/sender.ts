// Sends the webhooks: signed, one at a time per shop, again when the app does not answer 2xx.
import { randomUUID } from 'node:crypto'
import type { Shop } from '../state/shop.ts'
import type { Delivery, DeliveryState } from '../state/state.ts'
import { topicName } from '../state/subscription.ts'
import type { World } from '../state/world.ts'
import { sign } from './signature.ts'

export const API_VERSION = '2026-07'
const ANSWER_WITHIN_MS = 5000
/** Shopify tries 8 more times within 4 hours; here the same number within minutes. */
const RETRY_AFTER_S = [1, 2, 5, 10, 30, 60, 120, 300]

export type Mode = { mode: 'once' | 'twice' | 'hold' | 'drop'; topics: string[] | null; left: number | null }

export type Sender = {
  send: World['send']
  setMode: (mode: Mode) => void
  modes: () => Mode[]
  release: (deliveries: Delivery[]) => void
  resend: (delivery: Delivery, times: number) => void
  /** Whether something is being sent or waits for its first attempt. */
  busy: () => boolean
  /** Whether something waits for a retry. */
  retrying: () => boolean
  close: () => Promise<void>
}

export function startSender(world: () => World): Sender {
  const queues = new Map<string, Delivery[]>()
  const running = new Set<Promise<void>>()
  const timers = new Set<NodeJS.Timeout>()
  let modes: Mode[] = []
  let closed = false

  const modeFor = (topic: string): Mode['mode'] => {
    const found = modes.find(
      ({ topics, left }) => (left === null || left > 0) && (topics === null || topics.includes(topic)),
    )
    if (!found) return 'once'
    if (found.left !== null) found.left -= 1
    return found.mode
  }

  const enqueue = (delivery: Delivery) => {
    const queue = queues.get(delivery.shop)
    if (queue) {
      queue.push(delivery)
      return
    }
    const fresh = [delivery]
    queues.set(delivery.shop, fresh)
    const work = drain(fresh).finally(() => {
      queues.delete(delivery.shop)
      running.delete(work)
      const rest = fresh.splice(0)
      if (!closed) rest.forEach(enqueue)
    })
    running.add(work)
  }

  const drain = async (queue: Delivery[]) => {
    for (let next = queue.shift(); next && !closed; next = queue.shift()) await attempt(next)
  }

  const attempt = async (delivery: Delivery) => {
    const { status, error } = await post(world(), delivery)
    delivery.attempts.push({ at: new Date().toISOString(), status, error })
    const good = status !== null && status >= 200 && status < 300
    const wait = RETRY_AFTER_S[delivery.attempts.length - 1]
    if (good) delivery.state = 'delivered'
    else if (wait === undefined) giveUp(world(), delivery)
    else retryLater(delivery, wait * 1000)
    world().changed()
  }

  const retryLater = (delivery: Delivery, ms: number) => {
    delivery.nextAt = Date.now() + ms
    const timer = setTimeout(() => {
      timers.delete(timer)
      delivery.nextAt = null
      enqueue(delivery)
    }, ms)
    timers.add(timer)
  }

  const add = (of: Sent, state: DeliveryState): Delivery => {
    const { state: all } = world()
    const id = (all.counters.Delivery = (all.counters.Delivery ?? 0) + 1)
    const delivery: Delivery = { ...of, id, state, attempts: [], nextAt: null }
    all.deliveries.push(delivery)
    if (state === 'waiting') enqueue(delivery)
    world().changed()
    return delivery
  }

  // What a run before this one did not get through is tried again.
  for (const delivery of world().state.deliveries)
    if (delivery.state === 'waiting') retryLater(delivery, 1000)

  return {
    send(shop: Shop, topic, eventId, triggeredAt, body) {
      if (!shop.installed) return
      const mode = modeFor(topic)
      const of = { shop: shop.domain, topic, webhookId: randomUUID(), eventId, triggeredAt, body }
      for (const to of [of, ...subscribed(shop, of)]) {
        add(to, mode === 'hold' ? 'held' : mode === 'drop' ? 'dropped' : 'waiting')
        if (mode === 'twice') add(to, 'waiting')
      }
    },
    setMode(mode) {
      modes = mode.mode === 'once' && mode.topics === null ? [] : [mode, ...modes]
    },
    modes: () => modes,
    release(deliveries) {
      for (const delivery of deliveries) {
        delivery.state = 'waiting'
        enqueue(delivery)
      }
    },
    resend({ id: _id, state: _state, attempts: _attempts, nextAt: _nextAt, ...of }, times) {
      for (let n = 0; n < times; n += 1) add(of, 'waiting')
    },
    busy: () => queues.size > 0,
    retrying: () => timers.size > 0,
    async close() {
      closed = true
      for (const timer of timers) clearTimeout(timer)
      await Promise.allSettled(running)
    },
  }
}

type Sent = Omit<Delivery, 'id' | 'state' | 'attempts' | 'nextAt'>

/** The same event for each subscription that the app made for the shop, with the fields it asked for. */
function subscribed(shop: Shop, of: Sent): Sent[] {
  return shop.subscriptions
    .filter(({ topic }) => topic === topicName(of.topic))
    .map(({ id, uri, name, includeFields }) => ({
      ...of,
      webhookId: randomUUID(),
      subscription: { id, uri, name },
      body: includeFields.length > 0 ? onlyFields(of.body, includeFields) : of.body,
    }))
}

/** The named fields of a body, its numbers digit by digit as they were. */
function onlyFields(body: string, fields: readonly string[]): string {
  const exact = (_key: string, value: unknown, context?: { source?: string }) =>
    typeof value === 'number' && context?.source ? JSON.rawJSON(context.source) : value
  const all = JSON.parse(body, exact as (key: string, value: unknown) => unknown) as Record<string, unknown>
  return JSON.stringify(Object.fromEntries(fields.flatMap((key) => (key in all ? [[key, all[key]]] : []))))
}

/** After its last try a delivery has failed; a subscription that the app made through the API is deleted with it. */
function giveUp(world: World, delivery: Delivery): void {
  delivery.state = 'failed'
  const shop = world.state.shops[delivery.shop]
  const id = delivery.subscription?.id
  if (shop && id) shop.subscriptions = shop.subscriptions.filter((one) => one.id !== id)
}

async function post(
  world: World,
  delivery: Delivery,
): Promise<{ status: number | null; error: string | null }> {
  try {
    const response = await fetch(delivery.subscription?.uri ?? new URL('/webhooks', world.app.url), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Shopify-Captain-Hook (practice store)',
        'x-shopify-topic': delivery.topic,
        'x-shopify-hmac-sha256': sign(delivery.body, world.app.secret),
        'x-shopify-shop-domain': delivery.shop,
        'x-shopify-api-version': API_VERSION,
        'x-shopify-webhook-id': delivery.webhookId,
        'x-shopify-event-id': delivery.eventId,
        'x-shopify-triggered-at': delivery.triggeredAt,
        ...(delivery.subscription?.name ? { 'x-shopify-name': delivery.subscription.name } : {}),
      },
      body: delivery.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    await response.arrayBuffer()
    return { status: response.status, error: null }
  } catch (error) {
    const cause = (error as { cause?: { code?: string } }).cause
    return { status: null, error: cause?.code ?? (error as Error).message }
  }
}
