import { AdminError } from '#app/adapters/shopify/admin-error.server.ts'
import { subscribe } from '#app/adapters/shopify/subscribe.server.ts'
import { withShop, type Tx } from '#app/db.server.ts'
import { TOPICS_READ } from '#app/inbox/read-event.ts'
import { log } from '#app/log.server.ts'
import { note } from '#app/shop/audit.server.ts'
import { raiseTasks, resolveTasks } from '#app/tasks/tasks.server.ts'

const KEY = 'webhooks-silent'
/** The webhook of a fresher change may simply be on its way. */
const ON_ITS_WAY_MS = 5 * 60_000
/** The law's own topics are only ever declared, and cannot be asked for. */
const DECLARED_ONLY = new Set(['customers/data_request', 'customers/redact', 'shop/redact'])

/**
 * Looks whether Shopify still tells what happens: a comparison that found orders changed some minutes ago, while not one
 * webhook about an order came since `since`, says that the subscriptions of this shop are gone or point elsewhere. They
 * are then made anew, and a task says so until webhooks come again. Of an event that comes by two subscriptions the
 * second is a twin.
 */
export async function mendSilence(shop: string, comparison: string, since: Date, at: Date): Promise<void> {
  const missed = await withShop(shop, async (tx) => {
    const heard = await tx.inboxEvent.findFirst({
      where: { shop, receivedAt: { gte: since }, topic: { startsWith: 'orders/' } },
      select: { id: true },
    })
    if (heard) {
      await resolveTasks(tx, shop, [KEY], at, 'carnet')
      return 0
    }
    const orders = await untold(tx, shop, comparison, new Date(at.getTime() - ON_ITS_WAY_MS))
    const task = { key: KEY, kind: 'webhooks-silent', subject: shop, params: { orders } } as const
    if (orders > 0) await raiseTasks(tx, shop, [task], at)
    return orders
  })
  if (missed > 0) await mend(shop, at)
}

/** How many orders changed before that time, and no webhook told it. */
async function untold(tx: Tx, shop: string, comparison: string, before: Date): Promise<number> {
  const [found] = await tx.$queryRaw<[{ orders: number }]>`
    SELECT count(DISTINCT o.id)::int AS orders
    FROM difference d JOIN orders o ON o.shop = d.shop AND o.id = d.subject_id
    WHERE d.shop = ${shop} AND d.comparison = ${comparison}::uuid AND d.cause = 'webhook-missing'
      AND o.updated_at < ${before}`
  return found.orders
}

async function mend(shop: string, at: Date): Promise<void> {
  try {
    const made = await subscribe(
      shop,
      TOPICS_READ.filter((topic) => !DECLARED_ONLY.has(topic)),
    )
    log.warn({ shop, made }, 'no webhook came: subscribed anew')
    await withShop(shop, (tx) =>
      note(tx, shop, {
        at,
        who: 'carnet',
        action: 'subscribed-anew',
        subject: shop,
        detail: { topics: made },
      }),
    )
  } catch (error) {
    // The next sweep tries again; what webhooks would have told is fetched by then.
    if (!(error instanceof AdminError)) throw error
    log.warn({ shop, err: error }, 'webhooks could not be subscribed anew')
  }
}
