import type { MessageKey, Translate } from '#app/messages/message.ts'

type Told = { readonly kind: string; readonly params: Readonly<Record<string, string | number>> }

/** What a task says: what happened, and what a person can do. A kind without texts of its own is named as it is. */
export function taskTexts({ kind, params }: Told, t: Translate): { what: string; toDo: string } {
  const known = KINDS.find((one) => one === kind)
  if (!known) return { what: t('task.unknown', { kind }), toDo: t('task.unknown-to-do') }
  // Which parameters a text needs is known to whoever raised the task.
  const what = `task.what.${known}` as MessageKey
  return { what: t(what, params), toDo: t(`task.to-do.${known}`) }
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
] as const
