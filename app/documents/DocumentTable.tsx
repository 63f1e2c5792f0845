import { IndexTable, Link, Text } from '@shopify/polaris'
import { PdfButton } from '#app/ui/PdfButton.tsx'
import { useWords } from '#app/ui/words.tsx'
import { idOf, type Gid } from '../core/gid.ts'
import type { DocumentKind } from './document.ts'
import type { ListedDocument } from './read-document.server.ts'

export const DOCUMENT_KINDS: readonly DocumentKind[] = [
  'pick-list',
  'delivery-note',
  'invoice',
  'purchase-order',
  'transfer-note',
]

/** Issued documents, each with its PDF. */
export function DocumentTable({ documents }: { documents: ListedDocument[] }) {
  const { t, day, money } = useWords()
  return (
    <IndexTable
      resourceName={{ singular: t('document.one'), plural: t('document.many') }}
      itemCount={documents.length}
      selectable={false}
      headings={[
        { title: t('document.number') },
        { title: t('document.kind') },
        { title: t('document.issued-on') },
        { title: t('document.party') },
        { title: t('document.about') },
        { title: t('document.total'), alignment: 'end' },
        { title: t('document.pdf') },
      ]}
    >
      {documents.map((document, index) => (
        <IndexTable.Row key={document.id} id={document.id} position={index}>
          <IndexTable.Cell>
            <Link dataPrimaryLink url={`/app/documents/${document.id}`} removeUnderline>
              <Text as="span" fontWeight="semibold">
                {document.number}
              </Text>
            </Link>
          </IndexTable.Cell>
          <IndexTable.Cell>{t(`document.kind.${document.kind}`)}</IndexTable.Cell>
          <IndexTable.Cell>{day(document.issuedOn)}</IndexTable.Cell>
          <IndexTable.Cell>{document.party}</IndexTable.Cell>
          <IndexTable.Cell>
            <About document={document} />
          </IndexTable.Cell>
          <IndexTable.Cell>
            <Text as="span" alignment="end" numeric>
              {money(document.total, document.currency)}
            </Text>
          </IndexTable.Cell>
          <IndexTable.Cell>
            <PdfButton document={document.id} name={document.number} />
          </IndexTable.Cell>
        </IndexTable.Row>
      ))}
    </IndexTable>
  )
}

/** What the document was made for. */
export function About({ document }: { document: ListedDocument }) {
  if (document.orderId)
    return <Link url={`/app/orders/${idOf(document.orderId as Gid)}`}>{document.order ?? ''}</Link>
  if (document.purchaseOrder) {
    return (
      <Link url={`/app/purchase-orders/${document.purchaseOrder}`}>{document.purchaseOrderNumber ?? ''}</Link>
    )
  }
  if (document.transfer) {
    return <Link url={`/app/transfers/${document.transfer}`}>{document.origin ?? ''}</Link>
  }
  return <>–</>
}
