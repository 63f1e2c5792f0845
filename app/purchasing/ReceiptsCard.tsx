import { BlockStack, Card, InlineStack, Text } from '@shopify/polaris'
import { nameOf } from '#app/ui/name-of.ts'
import { useWords } from '#app/ui/words.tsx'
import type { PurchaseOrderPage } from './read-purchase-order.server.ts'

/** What came in so far; nothing while nothing did. */
export function ReceiptsCard({ receipts }: { receipts: PurchaseOrderPage['receipts'] }) {
  const { t, dateTime, quantity } = useWords()
  if (receipts.length === 0) return null
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t('receive.past')}
        </Text>
        {receipts.map((receipt) => (
          <BlockStack key={receipt.id} gap="050">
            <InlineStack gap="200">
              <Text as="span" fontWeight="semibold">
                {dateTime(receipt.at)}
              </Text>
              <Text as="span" tone="subdued">
                {nameOf(receipt.who, t)}
              </Text>
            </InlineStack>
            {receipt.lines.map((line, index) => (
              <Text key={index} as="span">
                {t('receive.line', { quantity: quantity(line.quantity), title: line.title })}
                {line.surplus > 0 &&
                  ` (${t('receive.surplus-was', {
                    count: line.surplus,
                    choice: t(`receive.${line.surplusIs as 'refused'}`),
                  })})`}
              </Text>
            ))}
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  )
}
