import type { Tx } from '#app/db.server.ts'
import type { Fate, WantedUnits } from '#app/deliveries/transfer.ts'
import { tellQuantities } from './quantities-told.server.ts'

export type Step = {
  readonly id: string
  readonly transfer: string
  /** The number of its note. */
  readonly number: string
  readonly kind: 'sent' | Fate
  readonly at: Date
  readonly who: string
  readonly reason?: string
  /** The place whose shelf it moves. */
  readonly location: string
  /** What a unit costs, of items that are lost. */
  readonly costs?: ReadonlyMap<string, bigint | null>
}

// Shopify's own words for it.
const REASONS = {
  sent: 'movement_created',
  arrived: 'movement_received',
  'never-left': 'movement_canceled',
} as const

/**
 * Saves one step of a transfer with its units, and plans that Shopify hears of the shelf it moved. What is lost left
 * its shelf, in Shopify too, when it was sent.
 */
export async function saveStep(
  tx: Tx,
  shop: string,
  { location, number, costs, ...step }: Step,
  units: readonly WantedUnits[],
): Promise<void> {
  const { id, kind } = step
  await tx.transferStep.create({ data: { shop, ...step } })
  await tx.transferStepLine.createMany({
    data: units.map(({ item, quantity }) => ({
      shop,
      step: id,
      item,
      quantity,
      unitCost: costs?.get(item) ?? null,
    })),
  })
  if (kind === 'lost') return
  const sign = kind === 'sent' ? -1 : 1
  const lines = units.map(({ item, quantity }) => ({ item, onHand: sign * quantity }))
  await tellQuantities(tx, shop, {
    ...{ about: 'transfer', id, name: number, subject: step.transfer, location },
    ...{ reason: REASONS[kind], lines },
  })
}
