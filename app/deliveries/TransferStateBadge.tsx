import { Badge, type BadgeProps } from '@shopify/polaris'
import { useWords } from '#app/ui/words.tsx'
import type { TransferState } from './transfer.ts'

const TONES: Record<TransferState, BadgeProps['tone']> = {
  draft: 'attention',
  cancelled: undefined,
  sent: 'info',
  'partly-received': 'warning',
  received: 'success',
  closed: undefined,
}

/** A transfer's state in words. */
export function TransferStateBadge({ state }: { state: TransferState }) {
  const { t } = useWords()
  return <Badge tone={TONES[state]}>{t(`transfer.state.${state}`)}</Badge>
}
