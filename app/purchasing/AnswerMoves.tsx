import { Badge, BlockStack, Box, InlineStack, Link, Text } from '@shopify/polaris'
import { datesText, type Dated } from '#app/ui/dates-text.ts'
import { useWords } from '#app/ui/words.tsx'
import { idOf, type Gid } from '../core/gid.ts'

/** An order whose dates change if the answer is accepted. */
export type AnswerMove = {
  readonly order: string
  readonly name: string
  readonly line: string
  readonly title: string
  readonly before: readonly Dated[]
  readonly after: readonly Dated[]
  readonly late: boolean
  /** Whether dates were promised to the customer. */
  readonly promised: boolean
  readonly days: number
  /** Why units go out later than they come. */
  readonly waits:
    { for: 'shipment-limit'; most: number } | { for: 'complete-delivery' | 'complete-lines' } | null
  /** Who is told the new dates; null when nobody is. */
  readonly mailTo: string | null
}

/** The orders whose dates an answer changes: how, why, and who is told. */
export function AnswerMoves({ moves }: { moves: readonly AnswerMove[] }) {
  const words = useWords()
  const { t } = words
  if (moves.length === 0) return <Text as="p">{t('answer.moves-nothing')}</Text>
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {t('answer.moves')}
      </Text>
      {moves.map((move) => (
        <Box
          key={`${move.order} ${move.line}`}
          background="bg-surface-secondary"
          padding="300"
          borderRadius="200"
        >
          <BlockStack gap="100">
            <InlineStack align="space-between" gap="200">
              <Text as="span" fontWeight="semibold">
                <Link url={`/app/orders/${idOf(move.order as Gid)}`}>{move.name}</Link> · {move.title}
              </Text>
              <Effect move={move} />
            </InlineStack>
            <Text as="p" tone="subdued">
              {t('answer.before', { dates: datesText(move.before, words) || '–' })}
            </Text>
            <Text as="p">{t('answer.after', { dates: datesText(move.after, words) || '–' })}</Text>
            <Because move={move} />
          </BlockStack>
        </Box>
      ))}
    </BlockStack>
  )
}

function Because({ move: { waits, mailTo } }: { move: AnswerMove }) {
  const { t } = useWords()
  const sentences = [
    waits?.for === 'shipment-limit' && t('answer.because.shipment-limit', { count: waits.most }),
    waits?.for === 'complete-delivery' && t('answer.because.complete-delivery'),
    waits?.for === 'complete-lines' && t('answer.because.complete-lines'),
    mailTo && t('answer.mails', { address: mailTo }),
  ].filter(Boolean)
  if (sentences.length === 0) return null
  return (
    <Text as="p" tone="subdued">
      {sentences.join(' ')}
    </Text>
  )
}

function Effect({ move }: { move: AnswerMove }) {
  const { t } = useWords()
  if (move.late) return <Badge tone="warning">{t('answer.late', { count: move.days })}</Badge>
  if (move.promised) return <Badge tone="success">{t('answer.in-time')}</Badge>
  // Nobody was promised anything: later or earlier is neither good nor bad.
  return <Badge>{t('answer.not-promised')}</Badge>
}
