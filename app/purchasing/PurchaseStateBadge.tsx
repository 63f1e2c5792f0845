import { Badge, type BadgeProps } from '@shopify/polaris'
import { useWords } from '#app/ui/words.tsx'
import type { PurchaseOrderState } from './purchase-order.ts'

const TONES: Record<PurchaseOrderState, BadgeProps['tone']> = {
  draft: 'attention',
  sent: 'info',
  'partly-confirmed': 'info',
  confirmed: 'info',
  'partly-received': 'info',
  received: 'success',
  'closed-short': undefined,
  cancelled: undefined,
}

/** A purchase order's state in words. */
export function PurchaseStateBadge({ state }: { state: PurchaseOrderState }) {
  const { t } = useWords()
  return <Badge tone={TONES[state]}>{t(`purchase.state.${state}`)}</Badge>
}
