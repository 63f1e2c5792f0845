import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Badge, BlockStack, Card, InlineStack, Page, Text } from '@shopify/polaris'
import { merchant } from '#app/access/merchant.server.ts'
import { readShop } from '#app/db.server.ts'
import { ChainCard } from '#app/documents/ChainCard.tsx'
import { About } from '#app/documents/DocumentTable.tsx'
import { readDocument } from '#app/documents/read-document.server.ts'
import { VoidBanner } from '#app/documents/VoidBanner.tsx'
import { tasksAbout } from '#app/tasks/read-tasks.server.ts'
import { TaskBanner } from '#app/tasks/TaskBanner.tsx'
import { Amount } from '#app/ui/Amount.tsx'
import { PdfButton } from '#app/ui/PdfButton.tsx'
import { RouteError } from '#app/ui/RouteError.tsx'
import { useWords } from '#app/ui/words.tsx'
import { nameOf } from '#app/ui/name-of.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await merchant(request)
  return readShop(shop, async (tx) => {
    const document = await readDocument(tx, shop, params.id!)
    if (!document) throw new Response(null, { status: 404 })
    return { document, tasks: await tasksAbout(tx, shop, document.id) }
  })
}

export default function Document() {
  const { document, tasks } = useLoaderData<typeof loader>()
  const { t, day, dateTime, money } = useWords()
  const { currency } = document
  return (
    <Page
      title={document.number}
      subtitle={`${document.party} · ${day(document.issuedOn)}`}
      titleMetadata={<Badge>{t(`document.kind.${document.kind}`)}</Badge>}
      backAction={{ content: t('nav.documents'), url: '/app/documents' }}
    >
      <BlockStack gap="400">
        <VoidBanner voided={document.voided} />
        <TaskBanner tasks={tasks} />
        <Card>
          <InlineStack align="space-between" blockAlign="center" gap="400">
            <InlineStack gap="600" align="start">
              <Amount label={t('document.about')} value={<About document={document} />} />
              {document.net !== null && (
                <>
                  <Amount label={t('document.net')} value={money(document.net, currency)} />
                  <Amount label={t('document.tax')} value={money(document.tax, currency)} />
                  <Amount label={t('document.total')} value={money(document.total, currency)} />
                </>
              )}
              <Amount
                label={t('document.issued-by')}
                value={nameOf(document.who, t)}
                remark={dateTime(document.issuedAt)}
              />
            </InlineStack>
            <PdfButton document={document.id} name={document.number} variant="primary" />
          </InlineStack>
        </Card>
        <Text as="p" tone="subdued">
          {t('document.never-changed')}
        </Text>
        <ChainCard document={document} />
      </BlockStack>
    </Page>
  )
}

export const ErrorBoundary = RouteError
