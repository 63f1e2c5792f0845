import type { MessageKey, Translate } from '#app/messages/message.ts'
import { parseVictims } from '../stock/shelf-short.ts'

type Told = { readonly kind: string; readonly params: Readonly<Record<string, string | number>> }

/** What a task says: what happened, and what a person can do. A kind without texts of its own is named as it is. */
export function taskTexts({ kind, params }: Told, t: Translate): { what: string; toDo: string } {
  const known = KINDS.find((one) => one === kind)
  if (!known) return { what: t('task.unknown', { kind }), toDo: t('task.unknown-to-do') }
  // Which parameters a text needs is known to whoever raised the task.
  const [what, toDo] = [`task.what.${known}`, `task.to-do.${known}`] as [MessageKey, MessageKey]
  const told = known === 'shelf-short' ? { ...params, ...shortageTexts(params, t) } : params
  return { what: t(what, told), toDo: t(toDo, told) }
}

// Who becomes late by how many days, and what can be done about it.
function shortageTexts({ victims, elsewhere, buys }: Told['params'], t: Translate) {
  const texts = parseVictims(victims).map(({ order, quantity, late }) => {
    if (late === null) return t('task.victim-unknown', { order, quantity })
    return late === 0
      ? t('task.victim-in-time', { order, quantity })
      : t('task.victim', { order, quantity, late })
  })
  const ways = [
    ...(buys ? [t('task.way-buy')] : [t('task.way-no-supplier')]),
    ...(elsewhere ? [t('task.way-elsewhere', { places: elsewhere })] : []),
  ]
  return { victims: texts.join(', '), ways: ways.join(' ') }
}

const KINDS = [
  'unknown-variant',
  'no-supplier',
  'incomplete-address',
  'promise-slips',
  'event-dead',
  'effect-failed',
  'mail-refused',
  'mail-unknown',
  'bought-without-need',
  'fulfillment-refused',
  'receipt-refused',
  'data-request',
  'customer-redact',
  'shop-redact',
  'invoice-does-not-add-up',
  'credit-due',
  'differs-from-shopify',
  'item-gone',
  'dropped-from-draft',
  'closed-location',
  'preferred-location',
  'sku-doubled',
  'sku-missing',
  'webhooks-silent',
  'order-not-read',
  'shopify-parked',
  'shopify-version',
  'receipt-unknown',
  'adjustment-refused',
  'adjustment-unknown',
  'transfer-refused',
  'transfer-unknown',
  'kept-long',
  'move-refused',
  'cancelled-in-picking',
  'lowered-in-picking',
  'address-changed-in-picking',
  'address-changed',
  'looks-like',
  'below-shipped',
  'shelf-short',
  'to-count',
  'set-aside-refused',
  'wrong-goods',
] as const

// What somebody may be doing wrong this very minute.
const URGENT: ReadonlySet<string> = new Set([
  'cancelled-in-picking',
  'lowered-in-picking',
  'address-changed-in-picking',
  'address-changed',
])

/** Whether hands have to stop: the page turns red. */
export function isUrgent({ kind }: { readonly kind: string }): boolean {
  return URGENT.has(kind)
}
