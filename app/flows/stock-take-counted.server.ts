import { now } from '#app/clock.server.ts'
import { withShop, type Tx } from '#app/db.server.ts'
import { countItem, holdOpen, itemByCode, stepOf } from '#app/stock/count-stock-take.server.ts'
import { saveReason } from '#app/stock/save-stock-take.server.ts'
import type { Reason, Step } from '#app/stock/stock-take.ts'

/** One scan, one quantity, or one step taken back, as the counter's own device numbered it. */
export type CountWanted = { readonly key: string } & (
  | { readonly code: string }
  | { readonly item: string; readonly add: number }
  | { readonly item: string; readonly units: number }
  | { readonly undo: string }
)

/** What came of one of them. */
export type CountResult = { readonly key: string } & (
  | {
      readonly kind: 'counted'
      readonly item: string
      readonly title: string
      readonly sku: string | null
      readonly counted: number | null
    }
  | { readonly kind: 'unknown' | 'ambiguous' | 'untracked'; readonly code: string }
)

export type Counted = { kind: 'done'; results: CountResult[] } | { kind: 'not-open' }

/**
 * Counts what a person scanned or typed, in its order. Many people may count at once; what is sent twice counts once.
 * An item that was not on the list is counted too: it lies there.
 */
export async function countStock(
  shop: string,
  take: string,
  wanted: readonly CountWanted[],
  who: string,
): Promise<Counted> {
  return withShop(shop, async (tx): Promise<Counted> => {
    const location = await holdOpen(tx, shop, take)
    if (location === null) return { kind: 'not-open' }
    const results: CountResult[] = []
    for (const one of wanted) {
      const about = await itemOf(tx, shop, take, one)
      if (about === null) continue
      if (about.kind !== 'item')
        results.push({ key: one.key, kind: about.kind, code: 'code' in one ? one.code : '' })
      else {
        const { item, title, sku, step } = about
        const counting = { take, location, item, key: one.key, at: now(), who }
        const counted = await countItem(tx, shop, counting, step)
        results.push({ key: one.key, kind: 'counted', item, title, sku, counted })
      }
    }
    return { kind: 'done', results }
  })
}

type About = { kind: 'item'; item: string; title: string; sku: string | null; step: Step }

// Null when a step is taken back that never came.
async function itemOf(
  tx: Tx,
  shop: string,
  take: string,
  wanted: CountWanted,
): Promise<About | { kind: 'unknown' | 'ambiguous' | 'untracked' } | null> {
  if ('code' in wanted) {
    const found = await itemByCode(tx, shop, wanted.code)
    return found.kind === 'item' ? { ...found, step: { did: 'add', units: 1 } } : found
  }
  if ('undo' in wanted) {
    const undone = await stepOf(tx, shop, take, wanted.undo)
    if (!undone) return null
    return aboutItem(tx, shop, undone.item, { did: 'undo', before: undone.before, after: undone.after })
  }
  const { item } = wanted
  return aboutItem(
    tx,
    shop,
    item,
    'add' in wanted ? { did: 'add', units: wanted.add } : { did: 'set', units: wanted.units },
  )
}

async function aboutItem(tx: Tx, shop: string, item: string, step: Step): Promise<About | null> {
  const variant = await tx.variant.findFirst({
    where: { shop, item },
    orderBy: [{ deletedAt: { sort: 'desc', nulls: 'first' } }, { id: 'asc' }],
    select: { title: true, sku: true },
  })
  return variant && { kind: 'item', item, ...variant, step }
}

/** Says why an item differs. */
export async function explainDifference(
  shop: string,
  difference: { take: string; item: string; reason: Reason; note: string },
): Promise<{ kind: 'done' } | { kind: 'nothing-to-do' }> {
  return withShop(shop, async (tx) => ({
    kind: (await saveReason(tx, shop, difference)) ? 'done' : 'nothing-to-do',
  }))
}
