import { Badge, BlockStack, Text } from '@shopify/polaris'
import { MovedDates } from '#app/ui/MovedDates.tsx'
import { useWords } from '#app/ui/words.tsx'
import type { Shift } from './board.ts'

/** Whose dates a change by hand moves: who becomes late, and by how many days. */
export function Consequences({ shifts, more }: { shifts: readonly Shift[]; more: number }) {
  const { t } = useWords()
  if (shifts.length === 0) return <Text as="p">{t('board.moves-nobody')}</Text>
  return (
    <BlockStack gap="200">
      {shifts.map((shift) => (
        <MovedDates key={shift.line} move={shift} badge={<Days shift={shift} />} />
      ))}
      {more > 0 && <Text as="p">{t('board.moves-more', { count: more })}</Text>}
    </BlockStack>
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
