import { Badge, BlockStack, Box, InlineStack, Link, Text } from '@shopify/polaris'
import { datesText } from '#app/ui/dates-text.ts'
import { useWords } from '#app/ui/words.tsx'
import { idOf, type Gid } from '../core/gid.ts'
import type { Shift } from './board.ts'

/** Whose dates a change by hand moves: who becomes late, and by how many days. */
export function Consequences({ shifts }: { shifts: readonly Shift[] }) {
  const { t } = useWords()
  if (shifts.length === 0) return <Text as="p">{t('board.moves-nobody')}</Text>
  return (
    <BlockStack gap="200">
      {shifts.map((shift) => (
        <Consequence key={shift.line} shift={shift} />
      ))}
    </BlockStack>
  )
}

function Consequence({ shift }: { shift: Shift }) {
  const words = useWords()
  const { t } = words
  const dates = { before: datesText(shift.before, words) || '–', after: datesText(shift.after, words) || '–' }
  return (
    <Box background="bg-surface-secondary" padding="300" borderRadius="200">
      <BlockStack gap="100">
        <InlineStack gap="200" align="space-between" blockAlign="center">
          <Text as="span" fontWeight="semibold">
            <Link url={`/app/orders/${idOf(shift.order as Gid)}`}>{shift.name}</Link> · {shift.title}
          </Text>
          <Days shift={shift} />
        </InlineStack>
        <Text as="p" tone="subdued">
          {t('board.dates-move', dates)}
        </Text>
        {shift.waits && (
          <Text as="p" tone="subdued">
            {shift.waits.for === 'shipment-limit'
              ? t('answer.because.shipment-limit', { count: shift.waits.most })
              : t(`answer.because.${shift.waits.for}`)}
          </Text>
        )}
      </BlockStack>
    </Box>
  )
}

function Days({ shift: { days, late, lateBy } }: { shift: Shift }) {
  const { t } = useWords()
  if (late)
    return (
      <Badge tone="warning">
        {lateBy === null ? t('board.late-unknown') : t('answer.late', { count: lateBy })}
      </Badge>
    )
  if (days === null) return <Badge>{t('board.late-unknown')}</Badge>
  return days < 0 ? (
    <Badge tone="success">{t('board.earlier', { count: -days })}</Badge>
  ) : (
    <Badge>{t('board.later', { count: days })}</Badge>
  )
}
