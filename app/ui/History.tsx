import { BlockStack, Card, Text } from '@shopify/polaris'
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
          <div
            key={index}
            style={{ display: 'flex', flexWrap: 'wrap', columnGap: 12, alignItems: 'baseline' }}
          >
            <div style={{ whiteSpace: 'nowrap' }}>
              <Text as="span" tone="subdued" variant="bodySm" numeric>
                {dateTime(entry.at)}
              </Text>
            </div>
            <div style={{ flex: '1 1 200px', minWidth: 0 }}>
              <Text as="span" breakWord>
                {entry.said}
              </Text>{' '}
              <Text as="span" tone="subdued" variant="bodySm">
                {nameOf(entry.who, t)}
              </Text>
            </div>
          </div>
        ))}
      </BlockStack>
    </Card>
  )
}
