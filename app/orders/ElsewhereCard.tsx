import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris'
import type { Action } from '#app/ui/useAction.ts'
import { useWords } from '#app/ui/words.tsx'
import type { Elsewhere, Moving } from './elsewhere.ts'

type Props = { offers: readonly Elsewhere[]; moving: readonly Moving[]; act: Action }

/** What the order lacks where it is fulfilled and could have from another place: moved by a click, never by itself. */
export function ElsewhereCard({ offers, moving, act }: Props) {
  const { t, quantity } = useWords()
  if (offers.length + moving.length === 0) return null
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t('order.elsewhere')}
          </Text>
          <Text as="p" tone="subdued">
            {t('order.elsewhere-why')}
          </Text>
        </BlockStack>
        {moving.map((move) => (
          <Text as="p" key={`${move.title} ${move.place}`}>
            {t('order.moving', { ...move, quantity: quantity(move.quantity) })}
          </Text>
        ))}
        {offers.map(({ line, title, from, to, place, free, quantity: units }) => (
          <InlineStack key={`${line} ${from} ${to}`} gap="200" align="space-between" blockAlign="center">
            <Text as="span">{title}</Text>
            <Button disabled={act.busy} onClick={() => act.run('move-to', { line, from, to })}>
              {t('order.move-to', { quantity: quantity(units), place, free: quantity(free) })}
            </Button>
          </InlineStack>
        ))}
      </BlockStack>
    </Card>
  )
}
