import { z } from 'zod'
import type { EffectKind } from '#app/effects/run-effect.server.ts'
import { recordAdjustment, tellAdjustment, type Adjustment } from './adjustment-told.server.ts'

const Payload = z.object({
  receipt: z.string(),
  purchaseOrder: z.string(),
  number: z.string(),
  location: z.string(),
  lines: z.array(z.object({ item: z.string(), quantity: z.number().int().positive() })),
  refusals: z.number().int().default(0),
})

export type ReceiptPayload = z.input<typeof Payload>

/** Tells Shopify what a receipt brought. */
export const receiptTold: EffectKind = {
  perform: async (shop, effect, stands) =>
    tellAdjustment(shop, effect, stands, adjustmentOf(Payload.parse(effect.payload))),
  async record(tx, shop, effect, outcome) {
    const payload = Payload.parse(effect.payload)
    const { receipt, purchaseOrder, number } = payload
    const tasks = { key: `receipt:${receipt}`, subject: purchaseOrder, number } as const
    await recordAdjustment(tx, shop, { effect, outcome }, adjustmentOf(payload), {
      ...tasks,
      refused: 'receipt-refused',
      unknown: 'receipt-unknown',
    })
  },
  interrupted: () => 'again',
}

function adjustmentOf({ receipt, location, lines, refusals }: z.output<typeof Payload>): Adjustment {
  return { location, lines, refusals, reason: 'received', reference: `carnet://receipt/${receipt}` }
}
