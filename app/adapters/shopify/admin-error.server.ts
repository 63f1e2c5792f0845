/** Why Shopify's Admin API gave no answer to use. */
export type AdminFailure =
  /** Nothing was done: come back after `waitMs`. */
  | { readonly kind: 'throttled'; readonly waitMs: number }
  /** No token works any more: nothing can be asked until somebody opens the app in that shop. */
  | { readonly kind: 'parked'; readonly why: string }
  /** Shopify answered errors, or only a part of the data: not an answer. */
  | { readonly kind: 'refused'; readonly messages: readonly string[] }
  /** No answer: a mutation may have been done or not. */
  | { readonly kind: 'unreachable'; readonly why: string }

/** Thrown by whatever asks the Admin API. What the shop's own rules refuse (`userErrors`) is data, not this. */
export class AdminError extends Error {
  readonly failure: AdminFailure

  constructor(failure: AdminFailure) {
    super(
      `Shopify: ${failure.kind}${'why' in failure ? `, ${failure.why}` : ''}${
        'messages' in failure ? `, ${failure.messages.join('; ')}` : ''
      }`,
    )
    this.failure = failure
  }
}

/** Whether Shopify could not be asked: then nothing is wrong with what was asked, and asking later helps. */
export function isAway(error: unknown): error is AdminError {
  return error instanceof AdminError && error.failure.kind !== 'refused'
}

/** What Shopify answered when it refused, which it would answer again; null for everything else that went wrong. */
export function refusalIn(error: unknown): string | null {
  return error instanceof AdminError && error.failure.kind === 'refused'
    ? error.failure.messages.join('; ')
    : null
}
