const HOUR = 3_600_000
/** Shopify remembers an idempotency key for 24 hours; what is asked near their end may come after it. */
const KEY_LASTS_MS = 20 * HOUR

/** What is known of the attempts to tell a receipt. */
export type Attempts = {
  /** Attempts that ended without an answer. */
  readonly interruptions: number
  readonly firstAt: Date
}

/**
 * The idempotency key by which a receipt is counted: the effect's own, however often it is told. Shopify answers a
 * refused key's next call with that refusal, so what a person has tried again goes by a key of its own.
 */
export function keyAfter(effect: string, refusals: number): string {
  return refusals === 0 ? effect : `${effect}:${refusals + 1}`
}

/**
 * Whether telling a receipt again might count it twice: Shopify may have seen an earlier attempt, and no longer knows
 * its key. It keeps no list of adjustments that could be read back, so that a person has to look.
 */
export function mayCountTwice({ interruptions, firstAt }: Attempts, at: Date): boolean {
  return interruptions > 0 && at.getTime() - firstAt.getTime() > KEY_LASTS_MS
}
