/** Something to do outside, as it is tried: its row, with what was seen of it so far. */
export type Effect = {
  /** Also the idempotency key, and the Message-ID of a mail: the same at every attempt. */
  readonly id: string
  readonly key: string
  readonly kind: string
  readonly payload: unknown
  /** Counting this one. */
  readonly attempts: number
  /** Earlier attempts that ended without an answer: the outside may have seen them. */
  readonly interruptions: number
  /** When it was first tried, since a person last looked whether it had happened. */
  readonly firstAt: Date
}

/** How an attempt ended. */
export type Outcome =
  /** `result` is the outside's answer as it came, for the kind's own record. */
  | { readonly kind: 'done'; readonly answer: string; readonly result?: unknown }
  /** The outside said no, or it was tried long enough: it is not tried again. */
  | { readonly kind: 'failed'; readonly answer: string; readonly result?: unknown }
  /** Nothing happened outside; tried again, later and later. */
  | { readonly kind: 'later'; readonly why: string }
  /** Nothing happened outside and nobody is to blame (throttled, token missing): tried again, no attempt counted. */
  | { readonly kind: 'wait'; readonly ms: number; readonly why: string }
  /** It may have happened. */
  | { readonly kind: 'unknown'; readonly why: string }

/** The attempt stands no longer: it touches nothing, and whoever took the effect over records what happens. */
export const TAKEN_OVER: Outcome = { kind: 'wait', ms: 15_000, why: 'the attempt was taken over' }

const MINUTE = 60_000

/** After this many attempts, about two days, what still says "later" has failed. */
export const LAST_ATTEMPT = 52

/** How long to wait after the nth attempt: 15 s, then twice as long each time, at most an hour. */
export function pauseAfter(attempts: number): number {
  return Math.min(15_000 * 2 ** (attempts - 1), 60 * MINUTE)
}

/** The queue of an effect: one shop's mails follow each other, and never wait for its Shopify writes. */
export function queueOf(shop: string, kind: string): string {
  return `${kind.split('-')[0]}:${shop}`
}
