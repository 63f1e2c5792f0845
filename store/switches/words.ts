// What is on, in words.
import type { Shop } from '../state/shop.ts'
import type { World } from '../state/world.ts'
import type { Rule } from './rules.ts'
import type { CallRule, TokenKind, WebhookRule } from './switches.ts'

const span = (ms: number) =>
  ms % 3_600_000 === 0 && ms > 0
    ? `${ms / 3_600_000} h`
    : ms % 60_000 === 0 && ms > 0
      ? `${ms / 60_000} min`
      : `${ms / 1000} s`

const percent = (share: number) => `${Math.round(share * 1000) / 10} %`

/** Which of them: `10 % of the webhooks`, `the next 2 calls`. */
function whichOf({ share, only, left }: Rule<string>, noun: string): string {
  const of = only ? ` of ${only.join(', ')}` : ''
  const part = share < 1 ? `${percent(share)} of ` : ''
  if (left !== null) return `${part}the next ${left === 1 ? noun.replace(/s$/, '') : `${left} ${noun}`}${of}`
  return part ? `${part}the ${noun}${of}` : `all ${noun}${of}`
}

const TWINS = {
  same: 'with the same ids',
  'new-webhook-id': 'with another webhook id',
  'new-event-id': 'with another event id',
  new: 'with other ids',
  'no-event-id': 'without an event id',
}

function webhook(rule: WebhookRule): string {
  const by = rule.fromMs === rule.toMs ? span(rule.fromMs) : `${span(rule.fromMs)} to ${span(rule.toMs)}`
  const words = {
    once: 'sent once',
    twice: `sent twice, ${TWINS[rule.ids]}`,
    hold: 'held back',
    drop: 'lost',
    late: `late by ${by}`,
    shuffled: `shuffled within ${span(rule.toMs)}`,
    altered: 'altered on the way',
    truncated: 'cut off on the way',
    forged: 'accompanied by a forged copy',
    'other-shop': 'accompanied by a copy under another shop’s name',
  }
  return `${whichOf(rule, 'webhooks')}: ${words[rule.kind]}`
}

function call(rule: CallRule): string {
  const after = rule.ms > 0 ? ` after ${span(rule.ms)}` : ''
  const words = {
    throttled: 'THROTTLED',
    http429: 'HTTP 429',
    http500: `HTTP ${rule.status}`,
    'lost-request': `cut${after}, nothing done`,
    'lost-answer': `done, the answer lost${after}`,
    partial: 'answered in part',
    'user-error': rule.code ? `refused with the user error ${rule.code}` : 'refused with a user error',
    slow: `slow by ${span(rule.ms)}`,
    'other-version': `answered by API ${rule.version}${rule.absent.length > 0 ? `, without ${rule.absent.join(', ')}` : ''}`,
  }
  return `${whichOf(rule, 'API calls')}: ${words[rule.kind]}`
}

const RENEWALS: Record<TokenKind, string> = {
  'no-expiry': 'answered without expires_in',
  'lost-answer': 'done, the answer lost',
  http500: 'HTTP 500',
}

/** What is on: in words, and what names it to `switchOff`. */
export type OnNow = { words: string; off: Record<string, string> & { group: SwitchGroup } }
export const SWITCH_GROUPS = ['webhooks', 'calls', 'tokens', 'bucket', 'subscriptions', 'app'] as const
export type SwitchGroup = (typeof SWITCH_GROUPS)[number]

export const wordsOf = (world: World) => onNow(world).map(({ words }) => words)

/** One line for each thing that is on. */
export function onNow({ switches, state }: World): OnNow[] {
  const { webhooks, calls, tokens, bucket } = switches
  const shops = Object.values(state.shops)
  const rules = <R>(group: SwitchGroup, list: readonly R[], say: (rule: R) => string): OnNow[] =>
    list.map((rule, index) => ({ words: say(rule), off: { group, index: String(index) } }))
  return [
    ...rules('webhooks', webhooks.rules(), webhook),
    ...rules('calls', calls.rules(), call),
    ...rules(
      'tokens',
      tokens.rules(),
      (rule) => `${whichOf(rule, 'token renewals')}: ${RENEWALS[rule.kind]}`,
    ),
    ...(bucket
      ? [
          {
            words: `a bucket of ${bucket.size} points, ${bucket.restoreRate} a second`,
            off: { group: 'bucket' as const },
          },
        ]
      : []),
    ...shops.flatMap((shop) => ofShop(shop, shops.length > 1 ? ` in ${shop.domain}` : '')),
  ]
}

function ofShop({ domain, installed, stopped = [] }: Shop, where: string): OnNow[] {
  const topics = stopped.includes('*') ? 'all topics' : stopped.join(', ')
  return [
    ...(stopped.length > 0
      ? [
          {
            words: `subscriptions deleted${where}: ${topics}`,
            off: { group: 'subscriptions' as const, shop: domain },
          },
        ]
      : []),
    ...(installed
      ? []
      : [{ words: `Carnet is uninstalled${where}`, off: { group: 'app' as const, shop: domain } }]),
  ]
}
