// One merchant's or buyer's action: what it touched, and the webhooks that Shopify would send for it.
import { randomUUID } from 'node:crypto'
import type { Order } from './state/order.ts'
import type { DraftOrder } from './state/draft-order.ts'
import type { Level, Shop } from './state/shop.ts'
import type { World } from './state/world.ts'
import { draftBody } from './rest/draft-order.ts'
import { orderBody } from './rest/order.ts'
import { levelBody } from './rest/inventory.ts'
import { stringify } from './rest/fields.ts'

export type Change = {
  shop: Shop
  world: World
  at: string
  /** Marks an order as changed: `updated_at` moves and `orders/updated` is sent, unless `quiet`. */
  touchOrder(order: Order, quiet?: boolean): void
  touchLevel(level: Level): void
  /** Marks a draft as changed; `draft_orders/update` is sent. */
  touchDraft(draft: DraftOrder): void
  /** Sends a topic when the action is complete; the body is built then. */
  say(topic: string, body: () => unknown): void
}

/** Runs one action as a whole and then sends its webhooks; all share one event id per occurrence of a topic. */
export function act<T>(world: World, shop: Shop, work: (change: Change) => T, at?: string): T {
  const time = at ?? world.clock.now().toISOString()
  const orders = new Map<Order, boolean>()
  const levels = new Set<Level>()
  const drafts = new Set<DraftOrder>()
  const said: { topic: string; body: () => unknown }[] = []
  const result = work({
    shop,
    world,
    at: time,
    touchOrder: (order, quiet = false) => orders.set(order, (orders.get(order) ?? true) && quiet),
    touchLevel: (level) => levels.add(level),
    touchDraft: (draft) => drafts.add(draft),
    say: (topic, body) => said.push({ topic, body }),
  })
  for (const [order, quiet] of orders) {
    order.updatedAt = time
    if (!quiet) said.push({ topic: 'orders/updated', body: () => orderBody(shop, order) })
  }
  for (const draft of drafts) {
    draft.updatedAt = time
    said.push({ topic: 'draft_orders/update', body: () => draftBody(shop, draft) })
  }
  for (const level of levels) {
    level.updatedAt = time
    said.push({ topic: 'inventory_levels/update', body: () => levelBody(shop, level) })
  }
  if (shop.installed) sendAll(world, shop, time, said)
  world.changed()
  return result
}

function sendAll(world: World, shop: Shop, time: string, said: { topic: string; body: () => unknown }[]) {
  const eventIds: string[] = []
  const seen: Record<string, number> = {}
  for (const { topic, body } of said) {
    const occurrence = seen[topic] ?? 0
    seen[topic] = occurrence + 1
    const eventId = (eventIds[occurrence] ??= randomUUID())
    world.send(shop, topic, eventId, time, stringify(body()))
  }
}
