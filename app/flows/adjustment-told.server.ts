import { adjustInventory, stockItems } from '#app/adapters/shopify/write.server.ts'
import { now } from '#app/clock.server.ts'
import type { Tx } from '#app/db.server.ts'
import { TAKEN_OVER, type Effect, type Outcome } from '#app/effects/effect.ts'
import type { EffectKind } from '#app/effects/run-effect.server.ts'
import type { TaskKind } from '#app/tasks/task.ts'
import { raiseTasks, resolveTasks } from '#app/tasks/tasks.server.ts'
import { readLevelsLater } from './levels-read.server.ts'
import { keyAfter, mayCountTwice } from './receipt-told.ts'

/** Units that came to one place, or left it (below zero), by something Carnet knows and Shopify does not yet. */
export type Adjustment = {
  readonly location: string
  readonly lines: readonly { readonly item: string; readonly quantity: number }[]
  /** Shopify's own word for it. */
  readonly reason: string
  /** Names it in Shopify's history: a receipt, a step of a transfer. */
  readonly reference: string
  /** How often Shopify refused to count it: each time a key is spent. */
  readonly refusals: number
}

/** What a person is told when Shopify refuses it, or nobody knows whether it was counted. */
export type AdjustmentTasks = {
  readonly key: string
  readonly subject: string
  readonly number: string
  readonly refused: TaskKind
  readonly unknown: TaskKind
}

/** Shopify itself refused the adjustment: nothing was counted by its key, and never will be. */
const REFUSED = 'refused'

/** Tells Shopify of units that came or left: available units more or less, once by one key until that is refused. */
export async function tellAdjustment(
  shop: string,
  effect: Effect,
  stands: Parameters<EffectKind['perform']>[2],
  { location, lines, reason, reference, refusals }: Adjustment,
): Promise<Outcome> {
  if (mayCountTwice(effect, now()))
    return { kind: 'unknown', why: 'Shopify may have seen it, and no longer knows its key' }
  const changes = lines.map((l) => ({
    inventoryItemId: l.item,
    locationId: location,
    delta: l.quantity,
    changeFromQuantity: null,
  }))
  const input = { name: 'available', reason, referenceDocumentUri: reference, changes }
  // Goods may arrive where Shopify has never had any of them.
  const items = lines.map((l) => l.item)
  const unstocked = await stockItems(shop, location, items)
  if (unstocked !== null) return { kind: 'failed', answer: unstocked }
  if (!(await stands())) return TAKEN_OVER
  const key = keyAfter(effect.id, refusals)
  const { inventoryAdjustmentGroup, userErrors } = await adjustInventory(shop, input, key)
  if (inventoryAdjustmentGroup) return { kind: 'done', answer: inventoryAdjustmentGroup.id }
  if (userErrors.some((e) => e.code === 'IDEMPOTENCY_CONCURRENT_REQUEST'))
    return { kind: 'later', why: 'the same call is under way' }
  const answer = userErrors.map((e) => e.message).join('; ') || 'refused'
  return { kind: 'failed', answer, result: REFUSED }
}

/** Writes what follows from the outcome: shelves are read again, and a person is told what only a person can settle. */
export async function recordAdjustment(
  tx: Tx,
  shop: string,
  { effect, outcome }: { readonly effect: Effect; readonly outcome: Outcome },
  { lines, refusals }: Adjustment,
  tasks: AdjustmentTasks,
): Promise<void> {
  if (outcome.kind === 'later' || outcome.kind === 'wait') return
  const { key, subject, number } = tasks
  const raise = (kind: TaskKind, params: Record<string, string>) =>
    raiseTasks(tx, shop, [{ key, kind, subject, params: { number, effect: effect.id, ...params } }], now())
  if (outcome.kind === 'unknown') return raise(tasks.unknown, {})
  // Nobody could judge these shelves while Shopify might or might not have seen it.
  await readLevelsLater(tx, shop, lines)
  if (outcome.kind === 'done') return resolveTasks(tx, shop, [key], now(), 'carnet')
  // Of the next key Shopify has heard nothing.
  if (outcome.result === REFUSED)
    await tx.$executeRaw`
      UPDATE effect SET payload = payload - 'firstAt'
        || jsonb_build_object('refusals', ${refusals + 1}::integer, 'interruptions', 0)
      WHERE shop = ${shop} AND id = ${effect.id}::uuid`
  return raise(tasks.refused, { answer: outcome.answer })
}
