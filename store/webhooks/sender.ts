// Sends the webhooks: one at a time per shop, again when the app does not answer 2xx, and as the switches want it.
import { randomUUID } from 'node:crypto'
import type { Shop } from '../state/shop.ts'
import type { Delivery, DeliveryState } from '../state/state.ts'
import { topicName } from '../state/subscription.ts'
import type { World } from '../state/world.ts'
import { type Fate, fateOf, twinOf } from './fate.ts'
import { post } from './post.ts'

/** Shopify tries 8 more times within 4 hours; here the same number within minutes. */
const RETRY_AFTER_S = [1, 2, 5, 10, 30, 60, 120, 300]

export type Sender = {
  send: World['send']
  release: (deliveries: Delivery[]) => void
  resend: (delivery: Delivery, times: number) => void
  /** Sends what is late and whose time has come on the shop's clock. */
  sendDue: () => void
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
  const late = new Set<Delivery>()
  let closed = false

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
  const shuffle = startShuffle(enqueue)

  const drain = async (queue: Delivery[]) => {
    for (let next = queue.shift(); next && !closed; next = queue.shift()) await attempt(next)
  }

  const attempt = async (delivery: Delivery) => {
    const { status, error } = await post(world(), delivery)
    delivery.attempts.push({ at: new Date().toISOString(), status, error })
    const good = status !== null && status >= 200 && status < 300
    const wait = RETRY_AFTER_S[delivery.attempts.length - 1]
    if (good) delivery.state = 'delivered'
    else if (delivery.trick === 'forged' || delivery.trick === 'other-shop') delivery.state = 'refused'
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

  const add = (of: Sent, state: DeliveryState, shuffled: Fate['shuffled'] = null) => {
    const { state: all } = world()
    const id = (all.counters.Delivery = (all.counters.Delivery ?? 0) + 1)
    const delivery: Delivery = { ...of, id, state, attempts: [], nextAt: null }
    all.deliveries.push(delivery)
    if (state === 'late') late.add(delivery)
    if (state === 'waiting' && shuffled) shuffle.collect(delivery, shuffled)
    else if (state === 'waiting') enqueue(delivery)
    world().changed()
  }

  const meet = (of: Sent, fate: Fate) => {
    const sent = fate.body ? { ...of, trick: fate.body } : of
    if (fate.send === 'drop' || fate.send === 'hold')
      return add(sent, fate.send === 'drop' ? 'dropped' : 'held')
    const dueAt = new Date(world().clock.now().getTime() + fate.lateMs).toISOString()
    const twins = fate.send === 'twice' ? [sent, twinOf(sent, fate.ids)] : [sent]
    for (const twin of twins)
      add(fate.lateMs > 0 ? { ...twin, dueAt } : twin, fate.lateMs > 0 ? 'late' : 'waiting', fate.shuffled)
    for (const trick of fate.extras) add({ ...twinOf(of, 'new'), trick }, 'waiting')
  }

  // What a run before this one did not get through is tried again.
  for (const delivery of world().state.deliveries) {
    if (delivery.state === 'waiting') retryLater(delivery, 1000)
    if (delivery.state === 'late') late.add(delivery)
  }

  const release = (deliveries: Delivery[]) => {
    for (const delivery of deliveries) {
      late.delete(delivery)
      delivery.state = 'waiting'
      enqueue(delivery)
    }
  }
  return {
    send(shop, topic, eventId, triggeredAt, body) {
      const of = { shop: shop.domain, topic, webhookId: randomUUID(), eventId, triggeredAt, body }
      const targets = [...(isDeclared(world(), shop, topic) ? [of] : []), ...subscribed(shop, of)]
      if (targets.length === 0) return
      const fate = fateOf(world().switches, shop.domain, topic)
      for (const target of targets) meet(target, fate)
    },
    release,
    resend({ id: _id, state: _state, attempts: _attempts, nextAt: _nextAt, trick: _trick, ...of }, times) {
      for (let n = 0; n < times; n += 1) add(of, 'waiting')
    },
    sendDue() {
      const now = world().clock.now().toISOString()
      release([...late].filter(({ dueAt }) => dueAt! <= now).sort((a, b) => (a.dueAt! < b.dueAt! ? -1 : 1)))
    },
    busy: () => queues.size > 0 || shuffle.busy(),
    retrying: () => timers.size > 0,
    async close() {
      closed = true
      shuffle.close()
      for (const timer of timers) clearTimeout(timer)
      await Promise.allSettled(running)
    },
  }
}

/** Collects for a moment, and then lets go in the order that was drawn. */
function startShuffle(send: (delivery: Delivery) => void) {
  let collected: { delivery: Delivery; place: number }[] = []
  let timer: NodeJS.Timeout | undefined
  const letGo = () => {
    timer = undefined
    const ordered = collected.sort((a, b) => a.place - b.place)
    collected = []
    for (const { delivery } of ordered) send(delivery)
  }
  return {
    collect(delivery: Delivery, { place, withinMs }: NonNullable<Fate['shuffled']>) {
      collected.push({ delivery, place })
      timer ??= setTimeout(letGo, withinMs)
    },
    busy: () => timer !== undefined,
    close: () => clearTimeout(timer),
  }
}

type Sent = Omit<Delivery, 'id' | 'state' | 'attempts' | 'nextAt'>

/** Whether the app declares a topic for every shop, and its subscription is not gone in this one. */
const isDeclared = ({ app }: World, { stopped = [] }: Shop, topic: string) =>
  (app.topics?.includes(topic) ?? true) && !stopped.includes('*') && !stopped.includes(topic)

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
