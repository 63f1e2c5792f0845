import { idOf, type Gid } from '../core/gid.ts'

type Told = {
  readonly kind: string
  readonly subject: string
  readonly params: Readonly<Record<string, string | number>>
}

const PURCHASES: ReadonlySet<string> = new Set(['bought-without-need', 'receipt-refused', 'receipt-unknown'])

/** The page of what a task is about; null when it has none. */
export function whereOf({ kind, subject, params }: Told): string | null {
  const digits = encodeURIComponent(idOf(subject as Gid))
  if (kind === 'sku-doubled' || kind === 'sku-missing') return '/app/stock?tab=sku'
  if (kind === 'set-aside-refused') return null
  if (kind === 'preferred-location') return '/app/settings'
  if (kind === 'no-supplier') return `/app/suppliers?item=${digits}`
  // It may be unknown here: its page would be empty.
  if (kind === 'order-not-read') return null
  if (params.about === 'stock-take') return `/app/stock-takes/${digits}`
  if (params.about === 'document') return `/app/documents/${digits}`
  if (subject.startsWith('gid://shopify/Order/')) return `/app/orders/${digits}`
  if (subject.startsWith('gid://shopify/InventoryItem/')) return `/app/stock/${digits}`
  if (kind === 'transfer-refused' || kind === 'transfer-unknown') return `/app/transfers/${digits}`
  const isPurchase = PURCHASES.has(kind) || params.about === 'purchase-order'
  return isPurchase ? `/app/purchase-orders/${digits}` : null
}

/** What can be tried again, and by which intent; null when nothing can. */
export function retryOf({ kind, subject, params }: Told): { intent: string; id: string } | null {
  switch (kind) {
    case 'event-dead':
      return { intent: 'retry-event', id: subject }
    case 'order-not-read':
      return { intent: 'retry-order', id: subject }
    case 'effect-failed':
    case 'mail-refused':
    case 'mail-unknown':
    case 'move-refused':
    case 'receipt-refused':
    case 'receipt-unknown':
    case 'adjustment-refused':
    case 'adjustment-unknown':
    case 'transfer-refused':
    case 'transfer-unknown':
    case 'set-aside-refused':
      return { intent: 'retry-effect', id: String(params.effect ?? subject) }
    case 'address-changed':
      return { intent: 'replace-note', id: subject }
    case 'wrong-goods':
      return { intent: 'send-back', id: String(params.adjustment) }
    case 'data-request':
    case 'customer-redact':
    case 'shop-redact':
      return { intent: 'privacy', id: subject }
    default:
      return null
  }
}

const DONE_BY_HAND = [
  'cancelled-in-picking',
  'lowered-in-picking',
  'address-changed-in-picking',
  'looks-like',
  'to-count',
] as const

/** What a person says when the work of a task is done by hand; null when that says nothing. */
export function doneByHand({ kind }: { readonly kind: string }): (typeof DONE_BY_HAND)[number] | null {
  return DONE_BY_HAND.find((one) => one === kind) ?? null
}
