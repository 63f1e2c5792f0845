import { now } from '#app/clock.server.ts'
import { withShop } from '#app/db.server.ts'
import { note } from '#app/shop/audit.server.ts'
import { resolveTasks } from '#app/tasks/tasks.server.ts'

const KINDS = ['data-request', 'customer-redact', 'shop-redact']

/** Notes that a person answered a request of privacy: what was handed over or erased, and when, is on record. */
export async function answerPrivacyRequest(
  shop: string,
  key: string,
  who: string,
): Promise<{ kind: 'done' | 'not-found' }> {
  const at = now()
  return withShop(shop, async (tx) => {
    const task = await tx.task.findFirst({ where: { shop, key, resolvedAt: null, kind: { in: KINDS } } })
    if (!task) return { kind: 'not-found' }
    await resolveTasks(tx, shop, [key], at, who)
    await note(tx, shop, {
      at,
      who,
      action: 'privacy-answered',
      subject: task.subject || shop,
      detail: { request: task.kind },
    })
    return { kind: 'done' }
  })
}
