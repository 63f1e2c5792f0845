import { Badge, type BadgeProps } from '@shopify/polaris'
import { useWords } from '../ui/words.tsx'
import { stepKey, type NextStep } from './next-step.ts'

/** An order's next step in words. The tone only repeats what they say. */
export function StepBadge({ step }: { step: NextStep }) {
  const { t } = useWords()
  return <Badge tone={toneOf(step)}>{t(`step.${stepKey(step)}`)}</Badge>
}

function toneOf(step: NextStep): BadgeProps['tone'] {
  switch (step.kind) {
    case 'confirm':
    case 'order-missing':
      return 'attention'
    case 'pick':
    case 'deliver':
    case 'invoice':
      return 'info'
    case 'wait':
      return step.for === 'no-supplier' ? 'warning' : undefined
    case 'done':
      return 'success'
    case 'cancelled':
      return undefined
  }
}
