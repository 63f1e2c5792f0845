import { BlockStack, Box, InlineStack, Link, Text } from '@shopify/polaris'
import type { ReactNode } from 'react'
import { idOf, type Gid } from '#app/core/gid.ts'
import { datesText, type Dated } from './dates-text.ts'
import { useWords } from './words.tsx'

/** An order line whose dates move: from which to which. */
export type DatesMoved = {
  readonly order: string
  readonly name: string
  readonly line: string
  readonly title: string
  readonly before: readonly Dated[]
  readonly after: readonly Dated[]
  /** Why units go out later than they come. */
  readonly waits?:
    | { readonly for: 'shipment-limit'; readonly most: number }
    | { readonly for: 'complete-delivery' | 'complete-lines' }
    | null
}

type Props = {
  move: DatesMoved
  /** Whether that is late, early or neither. */
  badge: ReactNode
  /** What else there is to say of it. */
  remark?: string | null
}

/** One order line whose dates a click would move, said before the click. */
export function MovedDates({ move, badge, remark }: Props) {
  const words = useWords()
  const { t } = words
  const because = [waitsText(move, t), remark].filter(Boolean).join(' ')
  return (
    <Box background="bg-surface-secondary" padding="300" borderRadius="200">
      <BlockStack gap="100">
        <InlineStack align="space-between" gap="200">
          <Text as="span" fontWeight="semibold">
            <Link url={`/app/orders/${idOf(move.order as Gid)}`}>{move.name}</Link> · {move.title}
          </Text>
          {badge}
        </InlineStack>
        <Text as="p" tone="subdued">
          {t('answer.before', { dates: datesText(move.before, words) || '–' })}
        </Text>
        <Text as="p">{t('answer.after', { dates: datesText(move.after, words) || '–' })}</Text>
        {because && (
          <Text as="p" tone="subdued">
            {because}
          </Text>
        )}
      </BlockStack>
    </Box>
  )
}

function waitsText({ waits }: DatesMoved, t: ReturnType<typeof useWords>['t']): string | null {
  if (!waits) return null
  return waits.for === 'shipment-limit'
    ? t('answer.because.shipment-limit', { count: waits.most })
    : t(`answer.because.${waits.for}`)
}
