import type { Quantity } from '../core/quantity.ts'

/** Units that a person took from a line of one order for a line of another, with all that said whether he might. */
export type Gift = {
  /** The orders, as people call them. */
  readonly from: string
  readonly to: string
  /** The location on whose shelf the units lie. */
  readonly place: string
  /** Units that `from` held there; of these, those on a pick list, which nobody takes. */
  readonly held: Quantity
  readonly picked: Quantity
  /** Units that `to` still wanted there: to be found, or to come. */
  readonly wanted: Quantity
  readonly quantity: Quantity
  readonly who: string
}

/** How many units one line may give another. */
export function mayGive({ held, picked, wanted }: Pick<Gift, 'held' | 'picked' | 'wanted'>): Quantity {
  return Math.max(0, Math.min(held - picked, wanted))
}

/** Whether a gift, decided again, was one that somebody might make. */
export function isGiven(gift: Gift): boolean {
  return gift.quantity > 0 && gift.quantity <= mayGive(gift) && gift.from !== gift.to && gift.who !== ''
}
