import { Badge, BlockStack, Link, Text } from '@shopify/polaris'
import { MovedDates, type DatesMoved } from '#app/ui/MovedDates.tsx'
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
  readonly moves: readonly (DatesMoved & {
    readonly late: boolean
    readonly promised: boolean
    readonly days: number
  })[]
}

/** The orders that a change of stock touches, said before it is made. */
export function LosesUnits({ effects }: { effects: OrderEffects }) {
  const { t, quantity } = useWords()
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
            <MovedDates key={move.line} move={move} badge={<Lateness move={move} />} />
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
