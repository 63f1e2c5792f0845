import { z } from 'zod'
import { moveInventory } from '#app/adapters/shopify/write.server.ts'
import { now } from '#app/clock.server.ts'
import { TAKEN_OVER } from '#app/effects/effect.ts'
import type { EffectKind } from '#app/effects/run-effect.server.ts'
import { raiseTasks, resolveTasks } from '#app/tasks/tasks.server.ts'
import { readLevelsLater } from './levels-read.server.ts'
import { keyAfter, mayCountTwice } from './receipt-told.ts'

const Payload = z.object({
  shortPick: z.string(),
  number: z.string(),
  lines: z.array(
    z.object({
      item: z.string(),
      location: z.string(),
      quantity: z.number().int().positive(),
      state: z.enum(['quality_control', 'damaged']),
    }),
  ),
  /** How often Shopify refused it: each time a key is spent. */
  refusals: z.number().int().default(0),
})

export type SetAsidePayload = z.input<typeof Payload>

const REFUSED = 'refused'

/** Tells Shopify what was set aside in picking: available units become damaged, or wait to be counted. */
export const setAsideTold: EffectKind = {
  async perform(shop, effect, stands) {
    if (mayCountTwice(effect, now()))
      return { kind: 'unknown', why: 'Shopify may have seen it, and no longer knows its key' }
    const { shortPick, lines, refusals } = Payload.parse(effect.payload)
    const uri = `carnet://short-pick/${shortPick}`
    const end = (locationId: string, name: string, ledgerDocumentUri: string | null) => ({
      ...{ locationId, name, ledgerDocumentUri },
      changeFromQuantity: null,
    })
    const changes = lines.map((l) => ({
      inventoryItemId: l.item,
      quantity: l.quantity,
      from: end(l.location, 'available', null),
      to: end(l.location, l.state, uri),
    }))
    const reason = lines.every((l) => l.state === 'damaged') ? 'damaged' : 'quality_control'
    if (!(await stands())) return TAKEN_OVER
    const input = { reason, referenceDocumentUri: uri, changes }
    const { inventoryAdjustmentGroup, userErrors } = await moveInventory(
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
    const { shortPick, number, lines, refusals } = Payload.parse(effect.payload)
    const key = `short-pick:${shortPick}`
    await readLevelsLater(tx, shop, lines)
    if (outcome.kind === 'done') return resolveTasks(tx, shop, [key], now(), 'carnet')
    if (outcome.kind === 'failed' && outcome.result === REFUSED)
      await tx.$executeRaw`
        UPDATE effect SET payload = payload - 'firstAt'
          || jsonb_build_object('refusals', ${refusals + 1}::integer, 'interruptions', 0)
        WHERE shop = ${shop} AND id = ${effect.id}::uuid`
    const answer = outcome.kind === 'failed' ? outcome.answer : outcome.why
    const params = { number, answer, effect: effect.id }
    await raiseTasks(tx, shop, [{ key, kind: 'set-aside-refused', subject: key, params }], now())
  },
  interrupted: () => 'again',
}
