import type { MessageKey, Translate } from '#app/messages/message.ts'

type Entry = { readonly action: string; readonly detail: Readonly<Record<string, unknown>> }

const ACTIONS = [
  'answer-accepted',
  'confirmed',
  'delivered',
  'draft-line-added',
  'draft-line-removed',
  'draft-quantity-set',
  'invoiced',
  'order-cancelled',
  'order-told',
  'picked',
  'purchase-order-cancelled',
  'purchase-order-closed-short',
  'purchase-order-sent',
  'received',
] as const

/** What an audit entry of an order or a purchase order says. An action without a text is shown as it is named. */
export function auditSentence({ action, detail }: Entry, t: Translate): string {
  const known = ACTIONS.find((one) => one === action)
  if (!known) return action
  const params = Object.entries(detail).filter((entry): entry is [string, string | number] =>
    ['string', 'number'].includes(typeof entry[1]),
  )
  const key = `audit.${known}` as MessageKey
  return t(key, Object.fromEntries(params))
}
