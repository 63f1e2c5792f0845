import { z } from 'zod'
import type { EffectKind } from '#app/effects/run-effect.server.ts'
import { recordQuantities, tellQuantities } from './quantities-told.server.ts'

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
  async perform(shop, effect, stands) {
    const { step, kind, location, lines, refusals } = Payload.parse(effect.payload)
    const reference = `carnet://transfer/${step}`
    return tellQuantities(shop, effect, stands, {
      location,
      lines,
      refusals,
      reason: REASONS[kind],
      reference,
    })
  },
  async record(tx, shop, effect, outcome) {
    const { step, transfer, number, lines, refusals } = Payload.parse(effect.payload)
    await recordQuantities(tx, shop, { effect, outcome, refusals }, lines, {
      key: `transfer:${step}`,
      subject: transfer,
      refused: 'transfer-refused',
      unknown: 'transfer-unknown',
      params: { number },
    })
  },
  interrupted: () => 'again',
}
