import type { MessageKey } from '#app/messages/message.ts'
import { datesText, type Dated } from './dates-text.ts'
import type { Words } from './words.tsx'

type Entry = { readonly action: string; readonly detail: Readonly<Record<string, unknown>> }

const ACTIONS = [
  'call-cancelled',
  'call-off-begun',
  'call-off-ended',
  'called',
  'answer-accepted',
  'confirmed',
  'dates-moved',
  'delivered',
  'delivery-note-replaced',
  'draft-line-added',
  'draft-quantity-set',
  'invoiced',
  'move-asked',
  'order-cancelled',
  'order-told',
  'picked',
  'priority-set',
  'picked-anyway',
  'picked-short',
  'purchase-order-cancelled',
  'purchase-order-closed-short',
  'purchase-order-sent',
  'received',
  'stock-adjustment-undone',
  'stock-found',
  'stock-gone',
  'stock-quarantined',
  'stock-sent-back',
  'stock-set-aside',
  'stock-take-abandoned',
  'stock-take-begun',
  'stock-take-posted',
  'transfer-arrived',
  'transfer-cancelled',
  'transfer-drafted',
  'transfer-line-set',
  'transfer-lost',
  'transfer-never-left',
  'transfer-sent',
  'units-given',
  'wrong-goods-aside',
  'wrong-goods-back',
] as const

/** What an audit entry of an order, a purchase order or a transfer says. An action without a text is shown as it is named. */
export function auditSentence({ action, detail }: Entry, words: Words): string {
  const known = ACTIONS.find((one) => one === action)
  if (!known) return action
  const params = Object.entries(detail).flatMap(([name, value]): [string, string | number][] => {
    if (name === 'wishedOn') return [[name, words.day(String(value))]]
    if (name === 'value' && typeof value === 'string') return [[name, words.money(value)]]
    if (typeof value === 'string' || typeof value === 'number') return [[name, value]]
    return Array.isArray(value) ? [[name, datesText(value as Dated[], words)]] : []
  })
  return words.t(`audit.${variantOf(known, detail)}` as MessageKey, Object.fromEntries(params))
}

// Zero gives a quantity back to what is needed.
function variantOf(action: (typeof ACTIONS)[number], detail: Entry['detail']): string {
  if (action === 'called' && detail.wishedOn) return 'called-for'
  return action === 'draft-quantity-set' && detail.quantity === 0 ? 'draft-quantity-by-need' : action
}
