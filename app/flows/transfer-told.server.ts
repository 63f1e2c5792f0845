import { z } from 'zod'
import type { EffectKind } from '#app/effects/run-effect.server.ts'
import { recordAdjustment, tellAdjustment, type Adjustment } from './adjustment-told.server.ts'

const Payload = z.object({
  step: z.string(),
  transfer: z.string(),
  number: z.string(),
  kind: z.enum(['sent', 'arrived', 'never-left']),
  location: z.string(),
  /** Below zero where the goods leave. */
  lines: z.array(z.object({ item: z.string(), quantity: z.number().int() })),
  refusals: z.number().int().default(0),
})

export type TransferPayload = z.input<typeof Payload>

const REASONS = {
  sent: 'movement_created',
  arrived: 'movement_received',
  'never-left': 'movement_canceled',
} as const

/**
 * Tells Shopify of one step of a transfer, at the one place whose shelf it moves: fewer units at the origin when goods
 * leave, more at the destination when they arrive. What is in transit stands in Carnet alone: Shopify's `incoming`
 * belongs to whoever wrote it, and nobody could tell our share of it.
 */
export const transferTold: EffectKind = {
  perform: async (shop, effect, stands) =>
    tellAdjustment(shop, effect, stands, adjustmentOf(Payload.parse(effect.payload))),
  async record(tx, shop, effect, outcome) {
    const payload = Payload.parse(effect.payload)
    const { step, transfer, number } = payload
    await recordAdjustment(tx, shop, { effect, outcome }, adjustmentOf(payload), {
      key: `transfer:${step}`,
      subject: transfer,
      number,
      refused: 'transfer-refused',
      unknown: 'transfer-unknown',
    })
  },
  interrupted: () => 'again',
}

function adjustmentOf({ step, kind, location, lines, refusals }: z.output<typeof Payload>): Adjustment {
  return { location, lines, refusals, reason: REASONS[kind], reference: `carnet://transfer/${step}` }
}
