import { Badge } from '@shopify/polaris'
import { useWords } from '#app/ui/words.tsx'

const TONES = { open: 'info', posted: 'success', abandoned: undefined } as const

/** Where a stock-take stands, in a word. */
export function TakeStateBadge({ state }: { state: 'open' | 'posted' | 'abandoned' }) {
  const { t } = useWords()
  return <Badge tone={TONES[state]}>{t(`stock-take.state.${state}`)}</Badge>
}
