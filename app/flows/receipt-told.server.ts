import { z } from 'zod'
import { adjustInventory, stockItems } from '#app/adapters/shopify/write.server.ts'
import { now } from '#app/clock.server.ts'
import { TAKEN_OVER } from '#app/effects/effect.ts'
import type { EffectKind } from '#app/effects/run-effect.server.ts'
import { raiseTasks, resolveTasks } from '#app/tasks/tasks.server.ts'
import { readLevelsLater } from './levels-read.server.ts'
import { keyAfter, mayCountTwice } from './receipt-told.ts'

const Payload = z.object({
  receipt: z.string(),
  purchaseOrder: z.string(),
  number: z.string(),
  location: z.string(),
  lines: z.array(z.object({ item: z.string(), quantity: z.number().int().positive() })),
  /** How often Shopify refused to count it: each time a key is spent. */
  refusals: z.number().int().default(0),
})

export type ReceiptPayload = z.input<typeof Payload>

/** Shopify itself refused the adjustment: nothing was counted by its key, and never will be. */
const REFUSED = 'refused'

/** Tells Shopify what a receipt brought: available units more, once by one key until that is refused. */
export const receiptTold: EffectKind = {
  async perform(shop, effect, stands) {
    if (mayCountTwice(effect, now()))
      return { kind: 'unknown', why: 'Shopify may have seen it, and no longer knows its key' }
    const { receipt, location, lines, refusals } = Payload.parse(effect.payload)
    const changes = lines.map((l) => ({
      inventoryItemId: l.item,
      locationId: location,
      delta: l.quantity,
      changeFromQuantity: null,
    }))
    const input = {
      name: 'available',
      reason: 'received',
      referenceDocumentUri: `carnet://receipt/${receipt}`,
      changes,
    } as const
    // Goods may arrive where Shopify has never had any of them.
    const unstocked = await stockItems(
      shop,
      location,
      lines.map((l) => l.item),
    )
    if (unstocked !== null) return { kind: 'failed', answer: unstocked }
    if (!(await stands())) return TAKEN_OVER
    const { inventoryAdjustmentGroup, userErrors } = await adjustInventory(
      shop,
      input,
      keyAfter(effect.id, refusals),
    )
    if (inventoryAdjustmentGroup) return { kind: 'done', answer: inventoryAdjustmentGroup.id }
    const codes = userErrors.map((e) => e.code)
    if (codes.includes('IDEMPOTENCY_CONCURRENT_REQUEST'))
      return { kind: 'later', why: 'the same call is under way' }
    const answer = userErrors.map((e) => e.message).join('; ') || 'refused'
    return { kind: 'failed', answer, result: REFUSED }
  },
  async record(tx, shop, effect, outcome) {
    if (outcome.kind === 'later' || outcome.kind === 'wait') return
    const { receipt, purchaseOrder, number, lines, refusals } = Payload.parse(effect.payload)
    const key = `receipt:${receipt}`
    if (outcome.kind === 'unknown') {
      const params = { number, effect: effect.id }
      return raiseTasks(tx, shop, [{ key, kind: 'receipt-unknown', subject: purchaseOrder, params }], now())
    }
    // Nobody could judge these shelves while Shopify might or might not have seen the receipt.
    await readLevelsLater(tx, shop, lines)
    if (outcome.kind === 'done') return resolveTasks(tx, shop, [key], now(), 'carnet')
    // Of the next key Shopify has heard nothing.
    if (outcome.result === REFUSED)
      await tx.$executeRaw`
        UPDATE effect SET payload = payload - 'firstAt'
          || jsonb_build_object('refusals', ${refusals + 1}::integer, 'interruptions', 0)
        WHERE shop = ${shop} AND id = ${effect.id}::uuid`
    const params = { number, answer: outcome.answer, effect: effect.id }
    await raiseTasks(tx, shop, [{ key, kind: 'receipt-refused', subject: purchaseOrder, params }], now())
  },
  interrupted: () => 'again',
}
