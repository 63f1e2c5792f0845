import { env } from '../../env.server.ts'
import { log } from '../../log.server.ts'
import { query } from './admin.server.ts'
import { SUBSCRIBE, SUBSCRIPTIONS_PAGE } from './documents-subscribe.ts'
import type { VariablesOf } from './document.ts'
import { pages } from './page.server.ts'

type Topic = VariablesOf<typeof SUBSCRIBE>['topic']

/** ORDERS_CREATE of orders/create, as the Admin API names topics. */
const nameOf = (topic: string) => topic.toUpperCase().replace(/[/.]/g, '_') as Topic

/**
 * Has a shop's webhooks of these topics sent to this app, as far as that is not subscribed through the API already;
 * answers how many were made. What the shop refuses (no scope, no such topic there) is passed over.
 */
export async function subscribe(shop: string, topics: readonly string[]): Promise<number> {
  const uri = new URL('/webhooks', env().SHOPIFY_APP_URL).toString()
  const there = new Set<string>()
  for await (const nodes of pages(
    async (after) => (await query(shop, SUBSCRIPTIONS_PAGE, { after })).webhookSubscriptions,
  ))
    for (const one of nodes) if (one.uri === uri) there.add(one.topic)
  let made = 0
  for (const topic of topics.map(nameOf).filter((name) => !there.has(name))) {
    const { webhookSubscriptionCreate: answer } = await query(shop, SUBSCRIBE, { topic, uri })
    if (answer?.webhookSubscription) made++
    else log.warn({ shop, topic, why: answer?.userErrors }, 'a topic was not subscribed')
  }
  return made
}
