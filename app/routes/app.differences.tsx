import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BlockStack, Card, Page } from '@shopify/polaris'
import { merchant } from '#app/access/merchant.server.ts'
import { readShop } from '#app/db.server.ts'
import { ComparedCard } from '#app/insight/ComparedCard.tsx'
import { DifferenceTable } from '#app/insight/DifferenceTable.tsx'
import { listDifferences, readCompared } from '#app/insight/read-comparisons.server.ts'
import { ListTabs } from '#app/ui/ListTabs.tsx'
import { Nothing } from '#app/ui/Nothing.tsx'
import { Pager } from '#app/ui/Pager.tsx'
import { RouteError } from '#app/ui/RouteError.tsx'
import { useWords } from '#app/ui/words.tsx'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await merchant(request)
  const asked = new URL(request.url).searchParams
  const open = asked.get('tab') !== 'repaired'
  const wanted = { open, after: asked.get('after'), take: 50 }
  return readShop(shop, async (tx) => ({
    open,
    compared: await readCompared(tx, shop),
    ...(await listDifferences(tx, shop, wanted)),
  }))
}

export default function Differences() {
  const { open, compared, differences, next } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <Page
      title={t('compared.title')}
      subtitle={t('compared.every-night')}
      backAction={{ content: t('home.title'), url: '/app' }}
      fullWidth
    >
      <BlockStack gap="400">
        <ComparedCard compared={compared} />
        <Card padding="0">
          <ListTabs
            current={open ? 'open' : 'repaired'}
            tabs={[
              { id: 'open', content: t('difference.tab.open') },
              { id: 'repaired', content: t('difference.tab.repaired') },
            ]}
          />
          {differences.length === 0 ? (
            <Nothing title={open ? t('difference.none-open') : t('difference.none-repaired')}>
              {open ? t('difference.none-open-why') : t('difference.none-repaired-why')}
            </Nothing>
          ) : (
            <DifferenceTable differences={differences} />
          )}
          <Pager next={next} />
        </Card>
      </BlockStack>
    </Page>
  )
}

export const ErrorBoundary = RouteError
