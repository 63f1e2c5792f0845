import { z } from 'zod'
import type { EffectKind } from '#app/effects/run-effect.server.ts'
import { recordQuantities, tellQuantities } from './quantities-told.server.ts'

const Payload = z.object({
  receipt: z.string(),
  purchaseOrder: z.string(),
  number: z.string(),
  location: z.string(),
  lines: z.array(z.object({ item: z.string(), quantity: z.number().int().positive() })),
  refusals: z.number().int().default(0),
})

export type ReceiptPayload = z.input<typeof Payload>

/** Tells Shopify what a receipt brought: available units more, once by one key until that is refused. */
export const receiptTold: EffectKind = {
  async perform(shop, effect, stands) {
    const { receipt, location, lines, refusals } = Payload.parse(effect.payload)
    const reference = `carnet://receipt/${receipt}`
    return tellQuantities(shop, effect, stands, { location, lines, refusals, reason: 'received', reference })
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
