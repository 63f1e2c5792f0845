import type { Tx } from '#app/db.server.ts'
import { adjustInventory, stockItems } from '#app/adapters/shopify/write.server.ts'
import { TAKEN_OVER, type Effect, type Outcome } from '#app/effects/effect.ts'
import type { Hold } from '#app/effects/hold.server.ts'
import type { RaisedTask } from '#app/tasks/task.ts'
import { raiseTasks, resolveTasks } from '#app/tasks/tasks.server.ts'
import { now } from '#app/clock.server.ts'
import { readLevelsLater } from './levels-read.server.ts'
import { keyAfter, mayCountTwice } from './receipt-told.ts'

/** Shopify itself refused the quantities: nothing was changed by its key, and never will be. */
export const REFUSED = 'refused'

type Answer = {
  readonly inventoryAdjustmentGroup: { readonly id: string } | null
  readonly userErrors: readonly { readonly code?: string | null; readonly message: string }[]
}

/** How telling Shopify quantities ended. */
export function outcomeOfQuantities({ inventoryAdjustmentGroup, userErrors }: Answer): Outcome {
  if (inventoryAdjustmentGroup) return { kind: 'done', answer: inventoryAdjustmentGroup.id }
  if (userErrors.some((e) => e.code === 'IDEMPOTENCY_CONCURRENT_REQUEST'))
    return { kind: 'later', why: 'the same call is under way' }
  const answer = userErrors.map((e) => e.message).join('; ') || 'refused'
  return { kind: 'failed', answer, result: REFUSED }
}

/** Units that came to one place, or left it (below zero), by something Carnet knows and Shopify does not yet. */
type Moved = {
  readonly location: string
  readonly lines: readonly { readonly item: string; readonly quantity: number }[]
  /** Shopify's own word for it, and what names it in Shopify's history. */
  readonly reason: string
  readonly reference: string
  /** How often Shopify refused to count it: each time a key is spent. */
  readonly refusals: number
}

/** Tells Shopify of units that came or left: available units more or less, once by one key until that is refused. */
export async function tellQuantities(
  shop: string,
  effect: Effect,
  stands: Hold['stands'],
  { location, lines, reason, reference, refusals }: Moved,
): Promise<Outcome> {
  if (mayCountTwice(effect, now()))
    return { kind: 'unknown', why: 'Shopify may have seen it, and no longer knows its key' }
  const items = lines.map((l) => l.item)
  // Goods may arrive where Shopify has never had any of them.
  const unstocked = await stockItems(shop, location, items)
  if (unstocked !== null) return { kind: 'failed', answer: unstocked }
  if (!(await stands())) return TAKEN_OVER
  const changes = lines.map((l) => ({
    inventoryItemId: l.item,
    locationId: location,
    delta: l.quantity,
    changeFromQuantity: null,
  }))
  const input = { name: 'available', reason, referenceDocumentUri: reference, changes }
  return outcomeOfQuantities(await adjustInventory(shop, input, keyAfter(effect.id, refusals)))
}

/** What is said of quantities that Shopify refused, or of which nobody knows whether it counted them. */
type Texts = {
  readonly key: string
  readonly subject: string
  readonly refused: RaisedTask['kind']
  readonly unknown: RaisedTask['kind']
  readonly params: RaisedTask['params']
}

/**
 * Records how telling Shopify quantities ended: their shelves are read once that is known, and what was refused or is
 * not known is a task.
 */
export async function recordQuantities(
  tx: Tx,
  shop: string,
  { effect, outcome, refusals }: { effect: Effect; outcome: Outcome; refusals: number },
  lines: readonly { item: string }[],
  texts: Texts,
): Promise<void> {
  if (outcome.kind === 'later' || outcome.kind === 'wait') return
  const { key, subject } = texts
  if (outcome.kind === 'unknown') {
    const params = { ...texts.params, answer: outcome.why, effect: effect.id }
    return raiseTasks(tx, shop, [{ key, kind: texts.unknown, subject, params }], now())
  }
  // Nobody could judge these shelves while Shopify might or might not have seen it.
  await readLevelsLater(tx, shop, lines)
  if (outcome.kind === 'done') return resolveTasks(tx, shop, [key], now(), 'carnet')
  // Of the next key Shopify has heard nothing.
  if (outcome.result === REFUSED)
    await tx.$executeRaw`
      UPDATE effect SET payload = payload - 'firstAt'
        || jsonb_build_object('refusals', ${refusals + 1}::integer, 'interruptions', 0)
      WHERE shop = ${shop} AND id = ${effect.id}::uuid`
  const params = { ...texts.params, answer: outcome.answer, effect: effect.id }
  await raiseTasks(tx, shop, [{ key, kind: texts.refused, subject, params }], now())
}
