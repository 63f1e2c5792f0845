import type { Quantity } from '../core/quantity.ts'

/** What happened to units: they are gone, they lie aside because nobody may buy them, or they turned up. */
export const DID = ['gone', 'set-aside', 'found'] as const
export type Noted = (typeof DID)[number]
/** And what happens to goods that nobody ordered: they lie aside from the moment they come until they are sent back. */
export type Did = Noted | 'quarantined' | 'sent-back'

export const ADJUSTMENT_REASONS = [
  'lost',
  'broken',
  'theft',
  'expired',
  'found',
  'wrong-goods',
  'other',
] as const
export type AdjustmentReason = (typeof ADJUSTMENT_REASONS)[number]

/** A loss, breakage or find as a person says it. */
export type Adjustment = {
  /** Chosen when its form was drawn: the same form, sent twice, is one adjustment. */
  readonly id: string
  readonly location: string
  readonly item: string
  readonly did: Did
  readonly quantity: Quantity
  readonly reason: AdjustmentReason
  readonly note: string
}

/** The reasons that fit what happened. */
export function reasonsOf(did: Did): readonly AdjustmentReason[] {
  switch (did) {
    case 'gone':
      return ['broken', 'lost', 'theft', 'expired', 'other']
    case 'set-aside':
      return ['broken', 'expired', 'other']
    case 'found':
      return ['found']
    case 'quarantined':
    case 'sent-back':
      return ['wrong-goods']
  }
}

type Lying = { readonly onHand: Quantity; readonly unavailable: Quantity }

/** Why units cannot be adjusted so; null when they can. */
export function wrongIn(
  { did, quantity, reason, note }: Pick<Adjustment, 'did' | 'quantity' | 'reason' | 'note'>,
  { onHand, unavailable }: Lying,
): 'bad-quantity' | 'bad-reason' | 'needs-a-note' | 'more-than-there' | null {
  if (!Number.isSafeInteger(quantity) || quantity <= 0) return 'bad-quantity'
  if (!reasonsOf(did).includes(reason)) return 'bad-reason'
  if (reason === 'other' && note.trim() === '') return 'needs-a-note'
  return quantity > mayLeave(did, { onHand, unavailable }) ? 'more-than-there' : null
}

function mayLeave(did: Did, { onHand, unavailable }: Lying): Quantity {
  switch (did) {
    case 'gone':
      return onHand
    case 'set-aside':
      return onHand - unavailable
    case 'sent-back':
      return Math.min(onHand, unavailable)
    case 'found':
    case 'quarantined':
      return Infinity
  }
}

/** By how much a shelf moves; undone, the other way. */
export function movesOfAdjustment({ did, quantity }: Pick<Adjustment, 'did' | 'quantity'>): Lying {
  switch (did) {
    case 'gone':
      return { onHand: -quantity, unavailable: 0 }
    case 'set-aside':
      return { onHand: 0, unavailable: quantity }
    case 'found':
      return { onHand: quantity, unavailable: 0 }
    case 'quarantined':
      return { onHand: quantity, unavailable: quantity }
    case 'sent-back':
      return { onHand: -quantity, unavailable: -quantity }
  }
}

/** What Shopify calls the reason of a change of what lies there. */
export function shopifyReason(
  reason: AdjustmentReason,
): 'damaged' | 'shrinkage' | 'correction' | 'quality_control' | 'other' {
  switch (reason) {
    case 'broken':
    case 'expired':
      return 'damaged'
    case 'lost':
    case 'theft':
      return 'shrinkage'
    case 'found':
      return 'correction'
    case 'wrong-goods':
      return 'quality_control'
    case 'other':
      return 'other'
  }
}
