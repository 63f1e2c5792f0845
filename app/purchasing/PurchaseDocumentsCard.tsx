import { BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris'
import { PdfButton } from '#app/ui/PdfButton.tsx'
import { useWords } from '#app/ui/words.tsx'
import type { PurchaseOrderPage } from './read-purchase-order.server.ts'

/** The paper that was sent to the supplier; nothing while it is a draft. */
export function PurchaseDocumentsCard({ documents }: { documents: PurchaseOrderPage['documents'] }) {
  const { t, day } = useWords()
  if (documents.length === 0) return null
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {t('nav.documents')}
        </Text>
        {documents.map(({ id, number, issuedOn }) => (
          <InlineStack key={id} align="space-between" gap="200" wrap={false}>
            <Link url={`/app/documents/${id}`} removeUnderline>
              {`${number} · ${day(issuedOn)}`}
            </Link>
            <PdfButton document={id} name={number} />
          </InlineStack>
        ))}
      </BlockStack>
    </Card>
  )
}
