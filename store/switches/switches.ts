// The switches of a practice store: how it misbehaves as Shopify and the network do. In memory only: a restart is quiet.
import type { Bucket } from '../graphql/bucket.ts'
import { ruleBook, type Rule, type RuleBook } from './rules.ts'

export const WEBHOOK_KINDS = [
  'once',
  'twice',
  'hold',
  'drop',
  'late',
  'shuffled',
  'altered',
  'truncated',
  'forged',
  'other-shop',
] as const
export type WebhookKind = (typeof WEBHOOK_KINDS)[number]
/** Which of its ids a second delivery has of its own. */
export const TWIN_IDS = ['same', 'new-webhook-id', 'new-event-id', 'new', 'no-event-id'] as const
export type TwinIds = (typeof TWIN_IDS)[number]
export type WebhookRule = Rule<WebhookKind> & {
  /** `late` by so many milliseconds of the shop's clock; `shuffled` among those of `toMs` real milliseconds. */
  fromMs: number
  toMs: number
  ids: TwinIds
}

export const CALL_KINDS = [
  'throttled',
  'http429',
  'http500',
  'lost-request',
  'lost-answer',
  'partial',
  'user-error',
  'slow',
  'other-version',
] as const
export type CallKind = (typeof CALL_KINDS)[number]
export type CallRule = Rule<CallKind> & {
  /** How long it takes, or until the connection is cut. */
  ms: number
  status: number
  version: string
  /** The fields (`Order.name`) that the other version no longer has. */
  absent: readonly string[]
  /** What a user error says, and its code; null: the user errors of that mutation may have none. */
  message: string | null
  code: string | null
}

export const TOKEN_KINDS = ['no-expiry', 'lost-answer', 'http500'] as const
export type TokenKind = (typeof TOKEN_KINDS)[number]

export type Switches = {
  seed: number
  webhooks: RuleBook<WebhookRule>
  calls: RuleBook<CallRule>
  /** What becomes of renewals of a token. */
  tokens: RuleBook<Rule<TokenKind>>
  /** The bucket of points that was asked for at run time; null: the one the store was started with. */
  bucket: Bucket | null
  /** The one it was started with. */
  usualBucket: Bucket
}

const ASPECTS: Partial<Record<WebhookKind, string>> = {
  once: 'sending',
  twice: 'sending',
  hold: 'sending',
  drop: 'sending',
  altered: 'body',
  truncated: 'body',
}

export const newSwitches = (usualBucket: Bucket): Switches => ({
  seed: 1,
  webhooks: ruleBook((kind) => ASPECTS[kind] ?? kind),
  calls: ruleBook((kind) => (kind === 'slow' || kind === 'other-version' ? kind : 'outcome')),
  tokens: ruleBook(() => 'outcome'),
  bucket: null,
  usualBucket,
})
