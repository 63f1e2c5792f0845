import { Badge, BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris'
import { useWords } from '#app/ui/words.tsx'
import type { DocumentPage } from './read-document.server.ts'

/** How the document is chained to the one before it, so that a change or a gap shows. */
export function ChainCard({ document }: { document: DocumentPage }) {
  const { t } = useWords()
  const { previous } = document
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between">
          <Text as="h2" variant="headingMd">
            {t('document.chain')}
          </Text>
          {document.follows ? (
            <Badge tone="success">{t('document.chain-whole')}</Badge>
          ) : (
            <Badge tone="critical">{t('document.chain-broken')}</Badge>
          )}
        </InlineStack>
        <Text as="p">
          {previous ? (
            <>
              {t('document.follows')} <Link url={`/app/documents/${previous.id}`}>{previous.number}</Link>
            </>
          ) : (
            t('document.first')
          )}
        </Text>
        <Hash label={t('document.hash')} hash={document.hash} />
        {previous && <Hash label={t('document.previous-hash')} hash={document.previousHash} />}
        {document.files.map((file) => (
          <Hash
            key={file.template}
            label={t('document.file-hash', { template: file.template })}
            hash={file.sha256}
          />
        ))}
        <Text as="p" tone="subdued" variant="bodySm">
          {t('document.key', { key: document.keyId })}
        </Text>
      </BlockStack>
    </Card>
  )
}

function Hash({ label, hash }: { label: string; hash: string }) {
  return (
    <BlockStack gap="050">
      <Text as="span" tone="subdued" variant="bodySm">
        {label}
      </Text>
      <code style={{ overflowWrap: 'anywhere', fontSize: '0.75rem' }}>{hash}</code>
    </BlockStack>
  )
}
