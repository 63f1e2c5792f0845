import { BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris'
import { PdfButton } from '#app/ui/PdfButton.tsx'
import { useWords } from '#app/ui/words.tsx'
import type { OrderPage } from './read-order.server.ts'

/** What was printed for an order, oldest first. */
export function DocumentsCard({ documents }: { documents: OrderPage['documents'] }) {
  const { t, day, money } = useWords()
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {t('nav.documents')}
        </Text>
        {documents.length === 0 && (
          <Text as="p" tone="subdued">
            {t('order.no-documents')}
          </Text>
        )}
        {documents.map(({ id, kind, number, issuedOn, total, currency, voided }) => (
          <InlineStack key={id} align="space-between" gap="200" wrap={false}>
            <BlockStack gap="050">
              <Link url={`/app/documents/${id}`} removeUnderline>
                {number}
              </Link>
              <Text as="span" tone="subdued" variant="bodySm">
                {t(`document.kind.${kind as 'invoice'}`)} · {day(issuedOn)}
                {total && ` · ${money(total, currency)}`}
              </Text>
              {voided && (
                <Text as="span" tone="critical" variant="bodySm">
                  {t(`document.void.${voided as 'cancelled'}`)}
                </Text>
              )}
            </BlockStack>
            <PdfButton document={id} name={number} />
          </InlineStack>
        ))}
      </BlockStack>
    </Card>
  )
}
