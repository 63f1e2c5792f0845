import { BlockStack, Card, InlineStack, Text } from '@shopify/polaris'
import { nameOf } from './name-of.ts'
import { useWords } from './words.tsx'

export type HistoryEntry = { at: string; who: string; said: string }

/** Who did what, newest first. */
export function History({ entries }: { entries: readonly HistoryEntry[] }) {
  const { t, dateTime } = useWords()
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {t('common.history')}
        </Text>
        {entries.length === 0 && (
          <Text as="p" tone="subdued">
            {t('common.history-empty')}
          </Text>
        )}
        {entries.map((entry, index) => (
          <InlineStack key={index} gap="200" wrap blockAlign="baseline">
            <Text as="span" tone="subdued" variant="bodySm" numeric>
              {dateTime(entry.at)}
            </Text>
            <Text as="span">{entry.said}</Text>
            <Text as="span" tone="subdued" variant="bodySm">
              {nameOf(entry.who, t)}
            </Text>
          </InlineStack>
        ))}
      </BlockStack>
    </Card>
  )
}
