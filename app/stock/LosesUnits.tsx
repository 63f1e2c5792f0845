import { Badge, BlockStack, Box, InlineStack, Link, Text } from '@shopify/polaris'
import { datesText, type Dated } from '#app/ui/dates-text.ts'
import { useWords } from '#app/ui/words.tsx'
import { idOf, type Gid } from '../core/gid.ts'

/** What a change of stock does to orders: who gives units back, and whose dates move. */
export type OrderEffects = {
  readonly givenBack: readonly {
    readonly order: string
    readonly name: string
    readonly line: string
    readonly title: string
    readonly quantity: number
    readonly unsourced: number
  }[]
  readonly moves: readonly {
    readonly order: string
    readonly name: string
    readonly line: string
    readonly title: string
    readonly before: readonly Dated[]
    readonly after: readonly Dated[]
    readonly late: boolean
    readonly promised: boolean
    readonly days: number
  }[]
}

/** The orders that a change of stock touches, said before it is made. */
export function LosesUnits({ effects }: { effects: OrderEffects }) {
  const words = useWords()
  const { t, quantity } = words
  const { givenBack, moves } = effects
  if (givenBack.length + moves.length === 0) return <Text as="p">{t('stock-effect.none')}</Text>
  return (
    <BlockStack gap="400">
      {givenBack.length > 0 && (
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm">
            {t('stock-effect.gives-back')}
          </Text>
          {givenBack.map((one) => (
            <Text as="p" key={one.line}>
              <Order id={one.order} name={one.name} /> · {one.title} ·{' '}
              {t('stock-effect.units', {
                quantity: quantity(one.quantity),
                unsourced: quantity(one.unsourced),
              })}
            </Text>
          ))}
        </BlockStack>
      )}
      {moves.length > 0 && (
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm">
            {t('answer.moves')}
          </Text>
          {moves.map((move) => (
            <Box key={move.line} background="bg-surface-secondary" padding="300" borderRadius="200">
              <BlockStack gap="100">
                <InlineStack align="space-between" gap="200">
                  <Text as="span" fontWeight="semibold">
                    <Order id={move.order} name={move.name} /> · {move.title}
                  </Text>
                  <Lateness move={move} />
                </InlineStack>
                <Text as="p" tone="subdued">
                  {t('answer.before', { dates: datesText(move.before, words) || '–' })}
                </Text>
                <Text as="p">{t('answer.after', { dates: datesText(move.after, words) || '–' })}</Text>
              </BlockStack>
            </Box>
          ))}
        </BlockStack>
      )}
    </BlockStack>
  )
}

function Order({ id, name }: { id: string; name: string }) {
  return <Link url={`/app/orders/${idOf(id as Gid)}`}>{name}</Link>
}

function Lateness({ move }: { move: OrderEffects['moves'][number] }) {
  const { t } = useWords()
  if (move.late && move.days > 0)
    return <Badge tone="warning">{t('answer.late', { count: move.days })}</Badge>
  if (move.late) return <Badge tone="warning">{t('stock-effect.late')}</Badge>
  if (move.promised) return <Badge tone="success">{t('answer.in-time')}</Badge>
  return <Badge>{t('answer.not-promised')}</Badge>
}
