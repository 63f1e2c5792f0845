import { z } from 'zod'
import { moveInventory } from '#app/adapters/shopify/write.server.ts'
import { now } from '#app/clock.server.ts'
import { TAKEN_OVER } from '#app/effects/effect.ts'
import type { EffectKind } from '#app/effects/run-effect.server.ts'
import { outcomeOfQuantities, recordQuantities } from './quantities-told.server.ts'
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
    return outcomeOfQuantities(await moveInventory(shop, input, keyAfter(effect.id, refusals)))
  },
  async record(tx, shop, effect, outcome) {
    const { shortPick, number, lines, refusals } = Payload.parse(effect.payload)
    const key = `short-pick:${shortPick}`
    await recordQuantities(tx, shop, { effect, outcome, refusals }, lines, {
      ...{ key, subject: key, params: { number } },
      refused: 'set-aside-refused',
      unknown: 'set-aside-refused',
    })
  },
  interrupted: () => 'again',
}
