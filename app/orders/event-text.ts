import type { MessageKey, Translate } from '../messages/message.ts'

// By how the cause of a transaction begins.
const TEXTS: ReadonlyMap<string, MessageKey> = new Map(
  Object.entries({
    inbox: 'why.event.told',
    compared: 'why.event.told',
    import: 'why.event.imported',
    levels: 'why.event.counted',
    'stock-take': 'why.event.stock-take',
    adjustment: 'why.event.stock-take',
    'adjustment-undone': 'why.event.stock-take',
    transfer: 'why.event.transfer',
    receipt: 'why.event.received',
    shipment: 'why.event.delivered',
    unshipped: 'why.event.undelivered',
    sent: 'why.event.sent',
    answer: 'why.event.answered',
    cancelled: 'why.event.closed',
    'closed-short': 'why.event.closed',
    supplier: 'why.event.supplier',
    'supplier-item': 'why.event.supplier',
    customer: 'why.event.customer',
    settings: 'why.event.settings',
    confirmed: 'why.event.confirmed',
    draft: 'why.event.draft',
    'day-passed': 'why.event.day-passed',
    'reorder-point': 'why.event.kept-back',
    'safety-stock': 'why.event.kept-back',
    'b2b-only': 'why.event.kept-back',
    turns: 'why.event.turns',
    gift: 'why.event.gift',
    called: 'why.event.called',
    'call-cancelled': 'why.event.called',
  } satisfies Record<string, MessageKey>),
)

/** What happened when something was decided, in a few words; null when nobody has words for it. */
export function eventText(event: string | undefined, t: Translate): string | null {
  const key = event === undefined ? undefined : TEXTS.get(event.split(':')[0]!)
  return key === undefined ? null : t(key)
}
