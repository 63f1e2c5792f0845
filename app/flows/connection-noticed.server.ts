import { API_VERSION } from '#app/adapters/shopify/api.server.ts'
import { now } from '#app/clock.server.ts'
import { withShop, type Tx } from '#app/db.server.ts'
import type { RaisedTask } from '#app/tasks/task.ts'
import { raiseTasks, resolveTasks } from '#app/tasks/tasks.server.ts'

/** What a job heard of the connection: the API version that answered, and why Shopify cannot be asked any more. */
export type Heard = { readonly version: string | null; readonly parked: string | null }

/** The task that says that a shop's Shopify cannot be asked. */
export const PARKED = 'shopify-parked'
const VERSION = 'shopify-version'

/** Tells a person that Shopify cannot be asked any more, or answers another version than ours; and no more once that is over. */
export async function noticeConnection(shop: string, { version, parked }: Heard): Promise<void> {
  if (version === null && parked === null) return
  await withShop(shop, async (tx) => {
    const open = await openTasks(tx, shop)
    const raised: RaisedTask[] = []
    const over: string[] = []
    if (parked !== null) raised.push({ key: PARKED, kind: PARKED, subject: shop, params: {} })
    else over.push(PARKED)
    if (version !== null && version !== API_VERSION)
      raised.push({ key: VERSION, kind: VERSION, subject: shop, params: { asked: API_VERSION, version } })
    else if (version !== null) over.push(VERSION)
    const fresh = raised.filter(({ key, params }) => open.get(key) !== JSON.stringify(params))
    if (fresh.length > 0 && (await isInstalled(tx, shop))) await raiseTasks(tx, shop, fresh, now())
    await resolveTasks(
      tx,
      shop,
      over.filter((key) => open.has(key)),
      now(),
      'carnet',
    )
  })
}

async function openTasks(tx: Tx, shop: string): Promise<Map<string, string>> {
  const rows = await tx.task.findMany({
    where: { shop, key: { in: [PARKED, VERSION] }, OR: [{ resolvedAt: null }, { dismissed: true }] },
    select: { key: true, params: true },
  })
  return new Map(rows.map(({ key, params }) => [key, JSON.stringify(params)]))
}

async function isInstalled(tx: Tx, shop: string): Promise<boolean> {
  return (await tx.shop.count({ where: { shop, uninstalledAt: null } })) > 0
}
