import { AdminError } from '#app/adapters/shopify/admin-error.server.ts'
import { subscribe } from '#app/adapters/shopify/subscribe.server.ts'
import { withShop } from '#app/db.server.ts'
import { TOPICS_READ } from '#app/inbox/read-event.ts'
import { log } from '#app/log.server.ts'
import { note } from '#app/shop/audit.server.ts'
import { raiseTasks, resolveTasks } from '#app/tasks/tasks.server.ts'

const KEY = 'webhooks-silent'
/** The law's own topics are only ever declared, and cannot be asked for. */
const DECLARED_ONLY = new Set(['customers/data_request', 'customers/redact', 'shop/redact'])

/**
 * Looks whether Shopify still tells what happens: a comparison that found changed orders, while not one webhook came
 * since `since`, says that the subscriptions of this shop are gone or point elsewhere. They are then made anew, and a
 * task says so until webhooks come again. Of an event that comes by two subscriptions the second is a twin.
 */
export async function mendSilence(shop: string, comparison: string, since: Date, at: Date): Promise<void> {
  const missed = await withShop(shop, async (tx) => {
    const heard = await tx.inboxEvent.findFirst({
      where: { shop, receivedAt: { gte: since } },
      select: { id: true },
    })
    if (heard) {
      await resolveTasks(tx, shop, [KEY], at, 'carnet')
      return 0
    }
    const found = await tx.difference.findMany({
      where: { shop, comparison, cause: 'webhook-missing' },
      distinct: ['subjectId'],
      select: { subjectId: true },
    })
    const params = { orders: found.length }
    if (found.length > 0)
      await raiseTasks(tx, shop, [{ key: KEY, kind: 'webhooks-silent', subject: shop, params }], at)
    return found.length
  })
  if (missed > 0) await mend(shop, at)
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
