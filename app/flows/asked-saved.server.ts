import { forgetVariants, saveVariants } from '#app/catalog/variants.server.ts'
import { saveBuyers } from '#app/customers/customers.server.ts'
import type { Tx } from '#app/db.server.ts'
import { note } from '#app/shop/audit.server.ts'
import type { RaisedTask, TaskKind } from '#app/tasks/task.ts'
import { raiseTasks } from '#app/tasks/tasks.server.ts'
import type { Asked } from './events-asked.server.ts'
import { followItem } from './items-gone.server.ts'
import { savePlaces } from './places-changed.server.ts'
import { sayDoubtfulSkus } from './skus-doubtful.server.ts'

/**
 * Saves what a batch of events brought beside orders and levels: the catalogue, who buys, the shop, requests of privacy.
 * Answers which variants need other stock than before, and which orders another place.
 */
export async function saveAsked(
  tx: Tx,
  shop: string,
  asked: Asked,
  at: Date,
): Promise<{ variants: string[]; orders: string[] }> {
  const { changed, moved } = await saveVariants(tx, shop, asked.variants)
  for (const { from, to } of moved) await followItem(tx, shop, from, to)
  const gone = await forgetVariants(tx, shop, asked.gone, at)
  if (asked.variants.length + gone.length > 0) await sayDoubtfulSkus(tx, shop, at)
  const orders = asked.locations ? await savePlaces(tx, shop, asked.locations, at) : []
  await saveBuyers(tx, shop, asked.buyers)
  if (asked.shop) {
    const { name, currency, timeZone, taxesIncluded } = asked.shop
    await tx.shop.update({ where: { shop }, data: { name, currency, timeZone, taxesIncluded } })
  }
  await raiseTasks(tx, shop, asked.requests.map(requestTask), at)
  if (asked.uninstalledAt) await uninstall(tx, shop, asked.uninstalledAt, at)
  return { variants: [...changed, ...gone], orders }
}

const REQUESTS: Readonly<Record<Asked['requests'][number]['request'], TaskKind>> = {
  'data-request': 'data-request',
  'redact-customer': 'customer-redact',
  'redact-shop': 'shop-redact',
}

// Thirty days are given to answer (Shopify, privacy law compliance).
function requestTask(request: Asked['requests'][number]): RaisedTask {
  const subject = request.customer ?? ''
  return {
    key: `privacy:${request.event}`,
    kind: REQUESTS[request.request],
    subject,
    params: { orders: request.orders.length, days: 30 },
  }
}

// Nothing goes out any more: tokens are dropped and effects stay due. An uninstall older than the install is over.
async function uninstall(tx: Tx, shop: string, toldAt: Date, at: Date): Promise<void> {
  const { count } = await tx.shop.updateMany({
    where: { shop, uninstalledAt: null, installedAt: { lt: toldAt } },
    data: { uninstalledAt: toldAt },
  })
  if (count === 0) return
  await tx.session.deleteMany({ where: { shop } })
  await note(tx, shop, { at, who: 'shopify', action: 'uninstalled', subject: shop })
}
