import { BlockStack, InlineStack, Link, ProgressBar, Text } from '@shopify/polaris'
import { useWords } from '#app/ui/words.tsx'
import type { ListedTake } from './read-stock-takes.server.ts'
import { TakeStateBadge } from './TakeStateBadge.tsx'

const ROW = { padding: '14px 16px', borderTop: '1px solid var(--p-color-border)' } as const

/** Stock-takes, each with how far it is, or what posting it moved. */
export function TakeRows({ takes }: { takes: readonly ListedTake[] }) {
  return (
    <div>
      {takes.map((take) => (
        <div key={take.id} style={ROW}>
          <Row take={take} />
        </div>
      ))}
    </div>
  )
}

function Row({ take }: { take: ListedTake }) {
  const { t, dateTime, quantity } = useWords()
  const posted = take.state === 'posted' && { up: quantity(take.up), down: quantity(take.down) }
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" gap="200">
        <InlineStack gap="200" blockAlign="center">
          <Link url={`/app/stock-takes/${take.id}`} removeUnderline>
            <Text as="span" fontWeight="semibold">
              {take.name}
            </Text>
          </Link>
          <TakeStateBadge state={take.state} />
        </InlineStack>
        <Text as="span" tone="subdued" variant="bodySm">
          {[t(`stock-take.kind.${take.kind}`), take.locationName, dateTime(take.begunAt), take.begunBy].join(
            ' · ',
          )}
        </Text>
      </InlineStack>
      <Text as="span" variant="bodySm">
        {[
          t('stock-take.progress', { counted: take.counted, items: take.items }),
          posted && t('stock-take.moved-units', posted),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      {take.state === 'open' && <Progress counted={take.counted} items={take.items} />}
    </BlockStack>
  )
}

/** How much of a stock-take is counted, as a bar. */
export function Progress({ counted, items }: { counted: number; items: number }) {
  const { t } = useWords()
  const label = t('stock-take.progress', { counted, items })
  return (
    <div role="img" aria-label={label}>
      <ProgressBar
        progress={items === 0 ? 0 : Math.floor((100 * counted) / items)}
        size="small"
        animated={false}
      />
    </div>
  )
}
