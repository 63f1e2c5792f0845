import { z } from 'zod'
import { adjustInventory, stockItems } from '#app/adapters/shopify/write.server.ts'
import { now } from '#app/clock.server.ts'
import { TAKEN_OVER } from '#app/effects/effect.ts'
import type { EffectKind } from '#app/effects/run-effect.server.ts'
import { outcomeOfQuantities, recordQuantities } from './quantities-told.server.ts'
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
    return outcomeOfQuantities(await adjustInventory(shop, input, keyAfter(effect.id, refusals)))
  },
  async record(tx, shop, effect, outcome) {
    const { receipt, purchaseOrder, number, lines, refusals } = Payload.parse(effect.payload)
    await recordQuantities(tx, shop, { effect, outcome, refusals }, lines, {
      key: `receipt:${receipt}`,
      subject: purchaseOrder,
      refused: 'receipt-refused',
      unknown: 'receipt-unknown',
      params: { number },
    })
  },
  interrupted: () => 'again',
}
