import type { MessageKey } from '#app/messages/message.ts'
import { datesText, type Dated } from './dates-text.ts'
import type { Words } from './words.tsx'

type Entry = { readonly action: string; readonly detail: Readonly<Record<string, unknown>> }

const ACTIONS = [
  'answer-accepted',
  'confirmed',
  'dates-moved',
  'delivered',
  'delivery-note-replaced',
  'draft-line-added',
  'draft-quantity-set',
  'invoiced',
  'order-cancelled',
  'order-told',
  'picked',
  'picked-anyway',
  'picked-short',
  'purchase-order-cancelled',
  'purchase-order-closed-short',
  'purchase-order-sent',
  'received',
] as const

/** What an audit entry of an order or a purchase order says. An action without a text is shown as it is named. */
export function auditSentence({ action, detail }: Entry, words: Words): string {
  const known = ACTIONS.find((one) => one === action)
  if (!known) return action
  const params = Object.entries(detail).flatMap(([name, value]): [string, string | number][] => {
    if (typeof value === 'string' || typeof value === 'number') return [[name, value]]
    return Array.isArray(value) ? [[name, datesText(value as Dated[], words)]] : []
  })
  return words.t(`audit.${variantOf(known, detail)}` as MessageKey, Object.fromEntries(params))
}

// Zero gives a quantity back to what is needed.
function variantOf(action: (typeof ACTIONS)[number], detail: Entry['detail']): string {
  return action === 'draft-quantity-set' && detail.quantity === 0 ? 'draft-quantity-by-need' : action
}
