import type { Translate } from '../messages/message.ts'
import { assertNever } from '../core/assert-never.ts'
import type { Decision } from './decision.ts'

/**
 * Says one decision as a sentence, from what was stored when it was made: "5 units reserved: on the shelf of Entrepôt
 * Lyon, where 5 of 8 were free; after #1039, placed earlier; served before: #1039 (3)."
 */
export function whySentence(decision: Decision, t: Translate): string {
  const { did, quantity: count } = decision
  const reasons = [becauseOf(decision, t), ...circumstances(decision, t)]
  const because = reasons.reduce((first, next) => t('why.next', { first, next }))
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

// What else decided: how much of the source was free, who came first and by what, and who had units of it before.
function circumstances({ contest, lack, rule, before }: Decision, t: Translate): string[] {
  const asked = contest ?? lack?.tried.find(({ source }) => source.kind === 'shelf')
  return [
    ...(asked ? stockOf(asked, t) : []),
    ...(rule ? [t(`why.${rule.first ? 'ahead' : 'after'}.${rule.by}`, { order: rule.against })] : []),
    ...(before?.length
      ? [t('why.before', { orders: before.map((b) => `${b.order} (${b.quantity})`).join(', ') })]
      : []),
  ]
}

function stockOf({ source, b2b }: NonNullable<Decision['contest']>, t: Translate): string[] {
  const { kind, there, held, kept, b2bOnly } = source
  if (kind !== 'shelf') return []
  const setAside = b2b ? 0 : b2bOnly
  return [
    t('why.free', { free: Math.max(0, there - held - kept), there }),
    ...(kept > 0 ? [t('why.kept', { count: kept })] : []),
    ...(setAside > 0 ? [t('why.set-aside', { count: setAside })] : []),
  ]
}

function becauseOf({ because, ref, did, given }: Decision, t: Translate): string {
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
    case 'short-pick':
      return t('why.because.short-pick')
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
    case 'shared':
      return t('why.because.shared')
    case 'given':
      return given ? givenOf(did, given, t) : t('why.because.given')
    case 'dealt-anew':
      return ref ? t('why.because.dealt-anew-by', { ref }) : t('why.because.dealt-anew')
    default:
      return assertNever(because)
  }
}

function givenOf(
  did: Decision['did'],
  { from, to, who }: NonNullable<Decision['given']>,
  t: Translate,
): string {
  return did === 'reserved'
    ? t('why.because.given-from', { order: from, who })
    : t('why.because.given-to', { order: to, who })
}
