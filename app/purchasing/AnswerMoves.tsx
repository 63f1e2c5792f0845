import { Badge, BlockStack, Text } from '@shopify/polaris'
import { MovedDates, type DatesMoved } from '#app/ui/MovedDates.tsx'
import { useWords } from '#app/ui/words.tsx'

/** An order whose dates change if the answer is accepted. */
export type AnswerMove = DatesMoved & {
  readonly late: boolean
  /** Whether dates were promised to the customer. */
  readonly promised: boolean
  readonly days: number
  /** Who is told the new dates; null when nobody is. */
  readonly mailTo: string | null
}

/** The orders whose dates an answer changes: how, why, and who is told. */
export function AnswerMoves({ moves }: { moves: readonly AnswerMove[] }) {
  const { t } = useWords()
  if (moves.length === 0) return <Text as="p">{t('answer.moves-nothing')}</Text>
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {t('answer.moves')}
      </Text>
      {moves.map((move) => (
        <MovedDates
          key={`${move.order} ${move.line}`}
          move={move}
          badge={<Effect move={move} />}
          remark={move.mailTo && t('answer.mails', { address: move.mailTo })}
        />
      ))}
    </BlockStack>
  )
}

function Effect({ move }: { move: AnswerMove }) {
  const { t } = useWords()
  if (move.late) return <Badge tone="warning">{t('answer.late', { count: move.days })}</Badge>
  if (move.promised) return <Badge tone="success">{t('answer.in-time')}</Badge>
  // Nobody was promised anything: later or earlier is neither good nor bad.
  return <Badge>{t('answer.not-promised')}</Badge>
}
