import { AdminError } from '#app/adapters/shopify/admin-error.server.ts'
import { now } from '#app/clock.server.ts'
import { aloneInShop, withShop, type Tx } from '#app/db.server.ts'
import { beginComparison, endComparison, recordCompared } from '#app/insight/comparisons.server.ts'
import { log } from '#app/log.server.ts'
import { raiseTasks, resolveTasks } from '#app/tasks/tasks.server.ts'
import { catalogDifferences, catalogHeld } from './catalog-compared.server.ts'
import { levelDifferences, orderDifferences, ordersHeld } from './differences-found.server.ts'
import { routingDifferences, routingHeld } from './routing-compared.server.ts'
import { ask } from './events-asked.server.ts'
import { freshCause } from './fresh-cause.server.ts'
import { settleAsked } from './inbox-drained.server.ts'

/** What to compare: orders by their ids, and every shelf of inventory items. */
export type Batch = {
  readonly orders: readonly string[]
  readonly items: readonly string[]
  /** Variants by their ids. */
  readonly variants?: readonly string[]
  /** Whether every location is compared. */
  readonly places?: boolean
}

/**
 * Fetches orders and levels from Shopify, settles and counts them as ever, and records in the same transaction what had
 * differed and whether that repaired it. What stays open is a task. `goesOn` may say that somebody else has compared
 * the batch already: then nothing is done.
 */
export async function compareBatch(
  shop: string,
  comparison: string,
  { orders, items, variants = [], places = false }: Batch,
  goesOn: (tx: Tx) => Promise<boolean> = async () => true,
): Promise<void> {
  const asked = await ask(shop, [], '', { orders, items, variants, places })
  await aloneInShop(shop, async (tx) => {
    if (!(await goesOn(tx))) return
    const at = now()
    const compared = [...new Set([...orders, ...asked.told.map((t) => t.snapshot.id)])]
    const held = await ordersHeld(tx, shop, compared)
    const routed = await routingHeld(tx, shop, compared)
    const catalog = await catalogHeld(tx, shop, variants, places)
    await settleAsked(tx, shop, asked, freshCause('compared'))
    const levels = await levelDifferences(tx, shop, asked.levels, items)
    const found = [
      ...(await orderDifferences(tx, shop, compared, held, asked.told)),
      ...(await routingDifferences(tx, shop, held, routed, asked.told)),
      ...levels,
      ...(await catalogDifferences(tx, shop, catalog, asked)),
    ]
    const read = [...new Set([...items, ...asked.levels.map((l) => l.item)])]
    const listed = [...variants, ...catalog.places.keys(), ...(asked.locations ?? []).map((l) => l.id)]
    const what = { orders: compared, items: [...read, ...listed], levels: asked.levels.length, found }
    const open = await recordCompared(tx, shop, comparison, what, at)
    await tellOpen(tx, shop, [...compared, ...read, ...listed], open, at)
  })
}

type Open = { readonly subject: string; readonly subjectId: string; readonly fields: number }

// What nothing of ours could repair waits for a person; what agrees again does not.
async function tellOpen(
  tx: Tx,
  shop: string,
  compared: readonly string[],
  open: readonly Open[],
  at: Date,
): Promise<void> {
  const key = (subject: string) => `difference:${subject}`
  const names = await namesOf(
    tx,
    shop,
    open.map((o) => o.subjectId),
  )
  const tasks = open.map(({ subjectId, fields }) => {
    const params = { name: names.get(subjectId) ?? subjectId, fields }
    return { key: key(subjectId), kind: 'differs-from-shopify' as const, subject: subjectId, params }
  })
  await raiseTasks(tx, shop, tasks, at)
  const agreed = compared.filter((id) => !open.some((o) => o.subjectId === id))
  await resolveTasks(tx, shop, agreed.map(key), at, 'carnet')
}

async function namesOf(tx: Tx, shop: string, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const orders = await tx.order.findMany({
    where: { shop, id: { in: [...ids] } },
    select: { id: true, name: true },
  })
  const variants = await tx.variant.findMany({
    where: { shop, OR: [{ item: { in: [...ids] } }, { id: { in: [...ids] } }] },
    select: { id: true, item: true, sku: true, title: true },
  })
  return new Map([
    ...orders.map((o) => [o.id, o.name] as const),
    ...variants.flatMap((v) => [[v.item, v.sku ?? v.title] as const, [v.id, v.sku ?? v.title] as const]),
  ])
}

export type OneCompared =
  | { kind: 'done'; comparison: string; differences: number; open: number }
  | { kind: 'not-found' | 'shopify-away' }

/** Compares one order with Shopify because somebody asked, and repairs what can be repaired. */
export async function compareOrder(shop: string, order: string, who: string): Promise<OneCompared> {
  const id = await withShop(shop, async (tx) => {
    const known = await tx.order.findUnique({ where: { shop_id: { shop, id: order } }, select: { id: true } })
    return known && beginComparison(tx, shop, 'one-order', now(), { who })
  })
  if (!id) return { kind: 'not-found' }
  try {
    await compareBatch(shop, id, { orders: [order], items: [] })
  } catch (error) {
    if (!(error instanceof AdminError)) throw error
    log.warn({ shop, err: error }, 'an order could not be compared')
    return { kind: 'shopify-away' }
  }
  return withShop(shop, async (tx) => {
    await endComparison(tx, shop, id, now())
    const { differences } = await tx.comparison.findUniqueOrThrow({ where: { shop_id: { shop, id } } })
    const open = await tx.difference.count({ where: { shop, subjectId: order, repairedAt: null } })
    return { kind: 'done', comparison: id, differences, open }
  })
}
