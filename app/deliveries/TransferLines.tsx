import { BlockStack, Card, Divider, InlineStack, Text } from '@shopify/polaris'
import { Amount } from '#app/ui/Amount.tsx'
import { useWords } from '#app/ui/words.tsx'
import type { TransferPage } from './read-transfers.server.ts'
import { LineTitle } from './TransferDraft.tsx'

/** Where the units of goods that were sent are, and why some were lost. */
export function TransferLines({ transfer }: { transfer: TransferPage }) {
  const { t, quantity, money, dateTime } = useWords()
  const { lines, losses, status } = transfer
  const disputed = status.state === 'partly-received'
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t('transfer.lines')}
        </Text>
        {lines.map((line, n) => (
          <BlockStack key={line.item} gap="300">
            {n > 0 && <Divider />}
            <LineTitle line={line} />
            <InlineStack gap="500">
              <Amount label={t('transfer.sent-units')} value={quantity(line.quantity)} />
              <Amount label={t('transfer.arrived')} value={quantity(line.arrived)} />
              <Amount
                label={disputed ? t('transfer.disputed') : t('transfer.in-transit')}
                value={quantity(line.inTransit)}
              />
              {line.lost > 0 && <Amount label={t('transfer.lost')} value={quantity(line.lost)} />}
              {line.neverLeft > 0 && (
                <Amount label={t('transfer.never-left')} value={quantity(line.neverLeft)} />
              )}
            </InlineStack>
          </BlockStack>
        ))}
        {losses.map(({ at, units, value, reason }) => (
          <Text key={at} as="p" tone="subdued" breakWord>
            {t('transfer.loss', { count: units, value: money(value), reason, when: dateTime(at) })}
          </Text>
        ))}
      </BlockStack>
    </Card>
  )
}
