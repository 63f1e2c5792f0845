import type { Translate } from '../messages/message.ts'
import { assertNever } from '../core/assert-never.ts'
import type { Decision } from './decision.ts'

/** Says one decision as a sentence: "5 reserved at Entrepôt Lyon. Before it: #1039 (3)." */
export function whySentence(decision: Decision, t: Translate): string {
  const sentence = didSentence(decision, t)
  if (!decision.before?.length) return sentence
  const orders = decision.before.map(({ order, quantity }) => `${order} (${quantity})`).join(', ')
  return `${sentence} ${t('why.before', { orders })}`
}

function didSentence(decision: Decision, t: Translate): string {
  const { did, quantity: count } = decision
  const because = becauseOf(decision, t)
  switch (did) {
    case 'reserved':
      return t('why.reserved', { count, because })
    case 'claimed':
      return t('why.claimed', { count, because })
    case 'unsourced':
      return t('why.unsourced', { count, because })
    case 'released':
      return t('why.released', { count, because })
    case 'unclaimed':
      return t('why.unclaimed', { count, because })
    case 'shipped':
      return t('why.shipped', { count, because })
    case 'unstocked':
      return t('why.unstocked', { count, because })
    default:
      return assertNever(did)
  }
}

function becauseOf({ because, ref }: Decision, t: Translate): string {
  switch (because) {
    case 'on-shelf':
      return ref ? t('why.because.on-shelf-of', { ref }) : t('why.because.on-shelf')
    case 'incoming':
      return ref ? t('why.because.incoming-with', { ref }) : t('why.because.incoming')
    case 'nothing-left':
      return t('why.because.nothing-left')
    case 'needs-no-stock':
      return t('why.because.needs-no-stock')
    case 'unknown-variant':
      return t('why.because.unknown-variant')
    case 'removed':
      return t('why.because.removed')
    case 'archived':
      return t('why.because.archived')
    case 'counted':
      return t('why.because.counted')
    case 'moved':
      return ref ? t('why.because.moved-to', { ref }) : t('why.because.moved')
    case 'received':
      return ref ? t('why.because.received-with', { ref }) : t('why.because.received')
    case 'purchase-order-closed':
      return ref ? t('why.because.closed-order', { ref }) : t('why.because.purchase-order-closed')
    case 'delivery-note':
      return ref ? t('why.because.delivery-note-of', { ref }) : t('why.because.delivery-note')
    case 'fulfilled':
      return t('why.because.fulfilled')
    case 'served-elsewhere':
      return t('why.because.served-elsewhere')
    default:
      return assertNever(because)
  }
}
