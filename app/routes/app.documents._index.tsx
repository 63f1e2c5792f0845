import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BlockStack, Box, Card, Page } from '@shopify/polaris'
import { merchant } from '#app/access/merchant.server.ts'
import { asDay } from '#app/core/day.ts'
import { readShop } from '#app/db.server.ts'
import { DocumentFilters } from '#app/documents/DocumentFilters.tsx'
import { DOCUMENT_KINDS, DocumentTable } from '#app/documents/DocumentTable.tsx'
import { listDocuments } from '#app/documents/read-document.server.ts'
import { Nothing } from '#app/ui/Nothing.tsx'
import { Pager } from '#app/ui/Pager.tsx'
import { RouteError } from '#app/ui/RouteError.tsx'
import { SearchField } from '#app/ui/SearchField.tsx'
import { useWords } from '#app/ui/words.tsx'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await merchant(request)
  const asked = new URL(request.url).searchParams
  const filter = {
    kind: DOCUMENT_KINDS.find((one) => one === asked.get('kind')) ?? null,
    search: asked.get('search') ?? '',
    from: asDay(asked.get('from') ?? ''),
    to: asDay(asked.get('to') ?? ''),
    after: asked.get('after'),
    take: 50,
  }
  const filtered = Boolean(filter.kind || filter.search || filter.from || filter.to)
  return { filtered, ...(await readShop(shop, (tx) => listDocuments(tx, shop, filter))) }
}

export default function Documents() {
  const { filtered, documents, next } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <Page title={t('nav.documents')} fullWidth>
      <Card padding="0">
        <Box padding="300">
          <BlockStack gap="200">
            <SearchField label={t('document.search')} />
            <DocumentFilters />
          </BlockStack>
        </Box>
        {documents.length === 0 ? (
          <Nothing title={filtered ? t('document.none-found') : t('document.none')}>
            {filtered ? t('common.search-otherwise') : t('document.none-why')}
          </Nothing>
        ) : (
          <DocumentTable documents={documents} />
        )}
        <Pager next={next} />
      </Card>
    </Page>
  )
}

export const ErrorBoundary = RouteError
